package io.rollcall.bot.wire;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.bot.RollcallApplication;
import io.rollcall.bot.delivery.OutboxWorker;
import io.rollcall.bot.inbox.InboxWorker;
import io.rollcall.bot.round.RoundService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole application on a database of its own, with a settable clock and nothing running by itself: a test delivers events
 * over HTTP, as the platform does, and says when the bot works and when time passes.
 */
final class BotUnderTest implements AutoCloseable {

    static final String API_TOKEN = "wire-api-token";

    private final ConfigurableApplicationContext context;
    private final SettableClock clock;
    private final PlatformStandIn platform;
    private final HttpClient http = HttpClient.newHttpClient();
    private static final AtomicInteger EVENTS = new AtomicInteger();

    /** On the embedded database, in a file of the folder. */
    BotUnderTest(Path folder, SettableClock clock, PlatformStandIn platform) {
        this(folder, clock, platform, WireDatabase.h2(folder).settings());
    }

    /** @param others settings beside the usual ones, or in their place; among them the database's */
    BotUnderTest(Path folder, SettableClock clock, PlatformStandIn platform, Map<String, String> others) {
        this(folder, clock, platform, others, Map.of());
    }

    /** @param beans by name, registered before the application's own */
    BotUnderTest(
            Path folder,
            SettableClock clock,
            PlatformStandIn platform,
            Map<String, String> others,
            Map<String, Object> beans) {
        this.clock = clock;
        this.platform = platform;
        SpringApplication application = RollcallApplication.application();
        application.addInitializers(starting -> starting.getBeanFactory().registerSingleton("clock", clock));
        application.addInitializers(starting -> beans.forEach(starting.getBeanFactory()::registerSingleton));
        Map<String, Object> settings = new HashMap<>(Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("rollcall.teams", folder.resolve("teams").toString()),
                Map.entry("rollcall.schedule.enabled", "false"),
                Map.entry("rollcall.inbox.enabled", "false"),
                Map.entry("rollcall.delivery.enabled", "false"),
                Map.entry("rollcall.api.token", API_TOKEN),
                Map.entry("rollcall.feishu.apps.main.app-id", Envelope.APP_ID),
                Map.entry("rollcall.feishu.apps.main.app-secret", "wire-secret"),
                Map.entry("rollcall.feishu.apps.main.encrypt-key", Envelope.ENCRYPT_KEY),
                Map.entry("rollcall.feishu.apps.main.verification-token", Envelope.TOKEN),
                Map.entry("rollcall.feishu.apps.main.base-url", platform.baseUrl()),
                Map.entry("rollcall.feishu.apps.bare.app-id", Envelope.APP_ID),
                Map.entry("rollcall.feishu.apps.bare.app-secret", "wire-secret"),
                Map.entry("rollcall.feishu.apps.bare.base-url", platform.baseUrl())));
        settings.putAll(WireDatabase.h2(folder).settings());
        settings.putAll(others);
        application.addInitializers(starting ->
                starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings)));
        Object profiles = settings.get("spring.profiles.active");
        if (profiles != null) {
            application.setAdditionalProfiles(profiles.toString());
        }
        context = application.run();
    }

    /** Whatever is due now is done, and what is to go out goes out. */
    void tick() {
        context.getBean(RoundService.class).tick();
        context.getBean(OutboxWorker.class).drain();
    }

    /** Sets the clock, then ticks. */
    void at(String local) {
        clock.set(local);
        tick();
    }

    /** What has been delivered is worked off, and the answers go out. */
    void work() {
        context.getBean(InboxWorker.class).drain();
        context.getBean(OutboxWorker.class).drain();
    }

    /** Someone writes to the bot, and is answered. */
    void says(String openId, String messageId, String text) {
        int status =
                deliver(Envelope.written("ev-" + EVENTS.incrementAndGet(), messageId, openId, text, clock.instant()));
        if (status != 200) {
            throw new AssertionError("the callback answered " + status);
        }
        work();
    }

    /** Someone takes a message back. */
    void recalls(String messageId) {
        deliver(Envelope.recalled("ev-" + EVENTS.incrementAndGet(), messageId, clock.instant()));
        work();
    }

    /** Someone presses a button, or sends a form with its fields. */
    void presses(String openId, String messageId, Map<String, String> value, Map<String, String> fields) {
        int status = deliver(
                Envelope.pressed("ev-" + EVENTS.incrementAndGet(), openId, messageId, value, fields, clock.instant()));
        if (status != 200) {
            throw new AssertionError("the callback answered " + status);
        }
    }

    /** Delivers an event as the platform does; returns the status. */
    int deliver(String event) {
        return post("main", Envelope.seal(event, clock.instant()));
    }

    int post(String app, Envelope envelope) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("/callback/feishu/" + app)))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Lark-Request-Timestamp", envelope.timestamp())
                .header("X-Lark-Request-Nonce", envelope.nonce())
                .header("X-Lark-Signature", envelope.signature())
                .POST(HttpRequest.BodyPublishers.ofString(envelope.body()));
        return send(request.build()).statusCode();
    }

    HttpResponse<String> get(String path, String accept) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Authorization", "Bearer " + API_TOKEN)
                .header("Accept", accept)
                .build());
    }

    HttpResponse<String> postJson(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .header("Authorization", "Bearer " + API_TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String url(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return "http://127.0.0.1:" + port + path;
    }

    String report(String round) {
        HttpResponse<String> answer = get("/api/v1/rounds/" + round + "/report", "text/markdown");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    long rows(String table) {
        return context.getBean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** From now on no connection to the database can be had. */
    void loseDatabase() {
        bean(HikariDataSource.class).close();
    }

    PlatformStandIn platform() {
        return platform;
    }

    Clock clock() {
        return clock;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    @Override
    public void close() {
        context.close();
    }
}
