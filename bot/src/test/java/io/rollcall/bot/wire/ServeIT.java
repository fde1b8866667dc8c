package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.cli.JarProcess;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged bot as an operator runs it: a process with its own schedule and workers, ended gently or by force. */
class ServeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final String ROUND = "payments-2024-W49";
    private static final Map<String, String> REPLIES = Map.of(
            "ou_lin", "1. 钱包开户页改版上线",
            "ou_zhou", "1. 佣金存管联调中，进度60%",
            "ou_su", "1. 实时数仓刷数完成",
            "ou_he", "【运行数据】\n收款有效成功率：99.994%");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JarProcess> started = new ArrayList<>();
    private PlatformStandIn platform;

    @BeforeEach
    void startThePlatform() throws IOException {
        platform = new PlatformStandIn();
        Files.createDirectories(folder.resolve("config/teams"));
        Files.writeString(folder.resolve("config/teams/payments.yml"), WireTest.fixture("payments.yml"));
    }

    @AfterEach
    void stopEverything() {
        started.forEach(JarProcess::close);
        platform.close();
    }

    @Test
    void theAsksGoOutWhenTheClockPassesTenAndAnOperatorsKillEndsItInOrder() throws SQLException {
        JarProcess bot = serve("2024-12-06T09:59:55+08:00");
        int port = port(bot);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(asked()).containsExactlyInAnyOrder("ou_lin", "ou_zhou", "ou_su", "ou_he"));
        JsonNode round = round(port);
        assertThat(round.path("state").asString()).isEqualTo("OPEN");
        assertThat(round.path("asks").size()).isEqualTo(4);
        round.path("asks")
                .forEach(ask -> assertThat(ask.path("askedAt").asString()).startsWith("2024-12-06T10:00:"));

        bot.terminate();
        // 128 and the number of SIGTERM.
        assertThat(bot.exitCode()).isEqualTo(143);
        assertThat(bot.out()).contains("Graceful shutdown complete").doesNotContain("ERROR");
        assertThat(asked()).hasSize(4);
        assertThat(count("outbox where state <> 'SENT'")).isZero();
    }

    @Test
    void whatWasAcknowledgedJustBeforeACrashIsAnsweredOnceAfterIt() throws SQLException {
        JarProcess bot = serve("2024-12-06T10:30:00+08:00");
        int port = port(bot);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(asked()).hasSize(4));
        REPLIES.forEach((member, text) ->
                assertThat(deliver(port, member, text, "2024-12-06T10:30:30")).isEqualTo(200));
        bot.kill();

        JarProcess again = serve("2024-12-06T10:32:00+08:00");
        int portNow = port(again);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(REPLIES.keySet())
                        .allSatisfy(member -> assertThat(answersTo(member)).hasSize(1)));
        REPLIES.forEach((member, text) -> assertThat(deliver(portNow, member, text, "2024-12-06T10:32:30"))
                .isEqualTo(200));
        post(portNow, "/api/v1/rounds/" + ROUND + "/publish");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.sentTo("oc_group")).hasSize(1));
        assertThat(platform.sentTo("oc_group").get(0).text())
                .contains("钱包开户页改版上线", "佣金存管联调中，进度60%", "实时数仓刷数完成", "收款有效成功率：99.994%");
        again.terminate();
        assertThat(again.exitCode()).isEqualTo(143);
        assertThat(asked()).hasSize(4);
        assertThat(count("inbox where state = 'DONE'")).isEqualTo(4);
        assertThat(count("inbox")).isEqualTo(4);
        assertThat(count("reply")).isEqualTo(4);
        assertThat(count("outbox where kind = 'ANSWER'")).isEqualTo(4);
        assertThat(count("outbox where state <> 'SENT'")).isZero();
        assertThat(REPLIES.keySet())
                .allSatisfy(member -> assertThat(answersTo(member)).hasSize(1));
    }

    @Test
    void aBrokenTeamFileEndsTheStartWithTheLinesToMend() throws IOException {
        Files.writeString(
                folder.resolve("config/teams/payments.yml"),
                WireTest.fixture("payments.yml").replace("group:", "grup:").replace("owners: [su]", "owners: [shu]"));

        JarProcess bot = serve("2024-12-06T10:00:00+08:00");

        assertThat(bot.exitCode()).isEqualTo(1);
        String said = bot.out() + bot.err();
        assertThat(said)
                .contains("payments.yml:4: grup: ", "did you mean group?")
                .contains("payments.yml:17: sections[2].owners: \"shu\" is no member of this team; did you mean su?")
                .doesNotContain("\tat ")
                .doesNotContain("wire-secret");
        assertThat(folder.resolve("db.mv.db")).doesNotExist();
    }

    /** As the README has it: the team files in ./config, the rest on the command line. */
    private JarProcess serve(String clock) {
        JarProcess process = JarProcess.in(folder)
                .run(
                        "serve",
                        "--server.port=0",
                        "--rollcall.clock.start=" + clock,
                        "--rollcall.api.token=" + BotUnderTest.API_TOKEN,
                        "--rollcall.feishu.apps.main.app-id=" + Envelope.APP_ID,
                        "--rollcall.feishu.apps.main.app-secret=wire-secret",
                        "--rollcall.feishu.apps.main.encrypt-key=" + Envelope.ENCRYPT_KEY,
                        "--rollcall.feishu.apps.main.verification-token=" + Envelope.TOKEN,
                        "--rollcall.feishu.apps.main.base-url=" + platform.baseUrl(),
                        "--spring.datasource.url=" + databaseUrl());
        started.add(process);
        return process;
    }

    private String databaseUrl() {
        return "jdbc:h2:file:" + folder.resolve("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    }

    private int port(JarProcess bot) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(bot.isAlive()).as(bot::out).isTrue();
                            Matcher port = PORT.matcher(bot.out());
                            return port.find() ? Integer.parseInt(port.group(1)) : 0;
                        },
                        port -> port > 0);
    }

    private List<String> asked() {
        return platform.sent().stream()
                .filter(sent -> sent.title().equals("清结算中心 第 49 周周报"))
                .map(Sent::to)
                .filter(to -> to.startsWith("ou_"))
                .toList();
    }

    private List<Sent> answersTo(String member) {
        return platform.sentTo(member).stream()
                .filter(sent -> sent.title().startsWith("已记下"))
                .toList();
    }

    private int deliver(int port, String member, String text, String local) {
        Instant now = SettableClock.shanghai(local);
        String event = Envelope.written("ev-" + member + local, "om-" + member, member, text, now);
        Envelope sealed = Envelope.seal(event, now);
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback/feishu/main"))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("X-Lark-Request-Timestamp", sealed.timestamp())
                        .header("X-Lark-Request-Nonce", sealed.nonce())
                        .header("X-Lark-Signature", sealed.signature())
                        .POST(HttpRequest.BodyPublishers.ofString(sealed.body()))
                        .build())
                .statusCode();
    }

    private JsonNode round(int port) {
        HttpResponse<String> answer = send(api(port, "/api/v1/rounds/" + ROUND).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private void post(int port, String path) {
        HttpResponse<String> answer =
                send(api(port, path).POST(HttpRequest.BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static HttpRequest.Builder api(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Rows as they stand in the database, which the bot has to have let go of. */
    private long count(String from) throws SQLException {
        try (var connection = DriverManager.getConnection(databaseUrl(), "rollcall", "");
                var rows = connection.createStatement().executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
