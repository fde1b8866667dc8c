package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.cli.JarProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged bot as one of several processes on a database, with its own schedule and workers. */
final class ServedBot implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JarProcess process;
    private int port;

    private ServedBot(JarProcess process) {
        this.process = process;
    }

    /**
     * Starts it, and does not wait for it.
     *
     * @param folder    its own; with the team's file in a folder config/teams within
     * @param clock     where its clock starts, by Shanghai's time
     * @param jvmOption for the JVM; null for none
     */
    static ServedBot start(
            Path folder,
            PlatformStandIn platform,
            WireDatabase database,
            String team,
            String clock,
            @Nullable String jvmOption)
            throws IOException {
        Files.createDirectories(folder.resolve("config/teams"));
        Files.writeString(folder.resolve("config/teams/payments.yml"), team);
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--server.port=0",
                "--rollcall.clock.start=" + clock + "+08:00",
                "--rollcall.schedule.heartbeat=1s",
                // Short, but longer than a call may take, so that what a process leaves behind is soon taken up.
                "--rollcall.feishu.call-timeout=5s",
                "--rollcall.delivery.lease=8s",
                "--rollcall.api.token=" + BotUnderTest.API_TOKEN,
                "--rollcall.feishu.apps.main.app-id=" + Envelope.APP_ID,
                "--rollcall.feishu.apps.main.app-secret=wire-secret",
                "--rollcall.feishu.apps.main.encrypt-key=" + Envelope.ENCRYPT_KEY,
                "--rollcall.feishu.apps.main.verification-token=" + Envelope.TOKEN,
                "--rollcall.feishu.apps.main.base-url=" + platform.baseUrl()));
        arguments.addAll(database.options());
        JarProcess.Start start = JarProcess.in(folder);
        if (jvmOption != null) {
            start.jvm(jvmOption);
        }
        return new ServedBot(start.run(arguments));
    }

    void awaitReady() {
        port = await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(process::out).isTrue();
                            Matcher found = PORT.matcher(process.out());
                            return found.find() ? Integer.parseInt(found.group(1)) : 0;
                        },
                        found -> found > 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                send(request("/actuator/health/readiness")).statusCode())
                        .isEqualTo(200));
    }

    /** Delivers what a member wrote, as the platform does; returns the status. */
    int deliver(String member, String messageId, String text, Instant now) {
        Envelope sealed = Envelope.seal(Envelope.written("ev-" + messageId, messageId, member, text, now), now);
        return send(request("/callback/feishu/main")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("X-Lark-Request-Timestamp", sealed.timestamp())
                        .header("X-Lark-Request-Nonce", sealed.nonce())
                        .header("X-Lark-Signature", sealed.signature())
                        .POST(HttpRequest.BodyPublishers.ofString(sealed.body())))
                .statusCode();
    }

    /** What the API says of the round; its state is missing while there is none. */
    JsonNode round(String id) {
        return JsonMapper.builder()
                .build()
                .readTree(send(request("/api/v1/rounds/" + id)).body());
    }

    JarProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(Objects.toString(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
