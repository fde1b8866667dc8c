package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.cli.AskedPlatform;
import io.rollcall.bot.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doctor calls a running bot's callbacks as the platforms do when an address is entered in their consoles. */
class DoctorCallbackTest extends WireTest {

    private static final String FEISHU = "飞书 main · 从外面访问回调";
    private static final String WECOM = "企业微信 app · 从外面访问回调";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private AskedPlatform asked;
    private MockWebServer proxy;

    @BeforeEach
    void theDoctorHasTheBotsSettings() throws IOException {
        asked = new AskedPlatform();
        proxy = new MockWebServer();
        proxy.start();
        settings.putAll(database.settings());
        settings.put("rollcall.teams", folder.resolve("teams").toString());
        String feishu = "rollcall.feishu.apps.main.";
        settings.put(feishu + "app-id", Envelope.APP_ID);
        settings.put(feishu + "app-secret", "wire-secret");
        settings.put(feishu + "encrypt-key", Envelope.ENCRYPT_KEY);
        settings.put(feishu + "verification-token", Envelope.TOKEN);
        settings.put(feishu + "base-url", asked.url());
        settings.putAll(weCom(asked.url()));
        bot.close();
        bot = started(weCom(asked.url()));
    }

    @AfterEach
    void stopThem() {
        asked.close();
        proxy.close();
    }

    private static Map<String, String> weCom(String url) {
        String agent = "rollcall.wecom.agents.app.";
        return Map.of(
                agent + "corp-id",
                WeComEnvelope.CORP,
                agent + "agent-id",
                Integer.toString(WeComEnvelope.AGENT),
                agent + "secret",
                WeComStandIn.SECRET,
                agent + "token",
                WeComEnvelope.TOKEN,
                agent + "encoding-aes-key",
                WeComEnvelope.AES_KEY,
                agent + "base-url",
                url);
    }

    @Test
    void aRunningBotIsReachedAndLeftAsItWas() {
        CommandRun run = doctor(bot.url(""));

        assertThat(run.line(FEISHU)).startsWith("正常");
        assertThat(run.line(WECOM)).startsWith("正常");
        assertThat(run.line("数据库")).startsWith("正常").contains("最新");
        assertThat(bot.rows("inbox")).isZero();
        assertThat(doctor(bot.url("/")).line(FEISHU)).startsWith("正常");
    }

    @Test
    void aBotWithOtherSecretsIsToldFromOneThatIsNotThere() {
        settings.put("rollcall.feishu.apps.main.encrypt-key", "another-encrypt-key");
        settings.put("rollcall.wecom.agents.app.token", "AnotherToken");
        CommandRun run = doctor(bot.url(""));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.line(FEISHU)).startsWith("失败").contains("HTTP 401", "重启");
        assertThat(run.line(WECOM)).startsWith("失败").contains("HTTP 401", "the signature is wrong", "重启");

        settings.put("rollcall.feishu.apps.main.encrypt-key", Envelope.ENCRYPT_KEY);
        settings.put("rollcall.feishu.apps.main.verification-token", "another-token");
        assertThat(doctor(bot.url("")).line(FEISHU)).startsWith("失败").contains("HTTP 401");
    }

    @Test
    void anAppThatTheRunningBotDoesNotKnowIsTold() {
        settings.keySet().removeIf(key -> key.startsWith("rollcall.wecom"));
        weCom(asked.url()).forEach((key, value) -> settings.put(key.replace(".app.", ".new."), value));

        assertThat(doctor(bot.url("")).line("企业微信 new · 从外面访问回调"))
                .startsWith("失败")
                .contains("HTTP 404", "no such app", "/callback/");
    }

    @Test
    void aDingTalkRobotsCallbackIsReachedAndTellsWhatIsWrong() {
        String line = "钉钉 main · 从外面访问回调";
        Map<String, String> robot = new LinkedHashMap<>();
        robot.put("rollcall.dingtalk.robots.main.client-id", DingTalkStandIn.CLIENT_ID);
        robot.put("rollcall.dingtalk.robots.main.client-secret", DingTalkEnvelope.SECRET);
        robot.put("rollcall.dingtalk.robots.main.base-url", asked.url());
        bot.close();
        bot = started(robot);
        settings.keySet().removeIf(key -> key.startsWith("rollcall.wecom"));
        settings.putAll(robot);

        assertThat(doctor(bot.url("")).line(line)).startsWith("正常").contains("签名一致");
        assertThat(bot.rows("inbox")).isZero();

        settings.put("rollcall.dingtalk.robots.main.client-secret", "another-secret");
        assertThat(doctor(bot.url("")).line(line)).startsWith("失败").contains("the signature is wrong", "重启");

        for (int status : List.of(200, 400)) {
            proxy.setDispatcher(answering(status));
            assertThat(doctor("http://127.0.0.1:" + proxy.getPort()).line(line))
                    .startsWith("失败")
                    .contains("转发给机器人");
        }
    }

    @Test
    void aWeComRobotsCallbackIsReached() {
        String line = "企业微信 helper · 从外面访问回调";
        String key = "rollcall.wecom.robots.helper.";
        Map<String, String> robot = Map.of(
                key + "events",
                "webhook",
                key + "token",
                WeComEnvelope.TOKEN,
                key + "encoding-aes-key",
                WeComEnvelope.AES_KEY);
        bot.close();
        bot = started(robot);
        settings.keySet().removeIf(one -> one.startsWith("rollcall.wecom"));
        settings.putAll(robot);

        assertThat(doctor(bot.url("")).line(line)).startsWith("正常").contains("解密");

        settings.put(key + "token", "AnotherToken");
        assertThat(doctor(bot.url("")).line(line)).startsWith("失败").contains("the signature is wrong", "重启");
    }

    private static Dispatcher answering(int status) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(status).body("{}").build();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "502, text/html, Bad Gateway, 'HTTP 502 → ', 启动它",
        "302, text/html, elsewhere, 'HTTP 302 → ', 最终地址",
        "405, text/html, no, 'HTTP 405 → ', 原样转发",
        "200, text/html, <h1>Welcome</h1>, 不是机器人, 转发给机器人",
    })
    void whatAProxySaysInTheBotsPlaceIsTold(int status, String type, String body, String seen, String todo) {
        for (int call = 0; call < 2; call++) {
            proxy.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Content-Type", type)
                    .addHeader("Location", "https://elsewhere.invalid")
                    .body(body)
                    .build());
        }

        CommandRun run = doctor("http://127.0.0.1:" + proxy.getPort());

        assertThat(run.line(FEISHU)).startsWith("失败").contains(seen, todo).doesNotContain(body);
        assertThat(run.line(WECOM)).startsWith("失败").contains(seen, todo);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateForThePlatformIsToldAndOneSlowAnswerIsNot() {
        String url = "http://127.0.0.1:" + proxy.getPort();
        settings.keySet().removeIf(key -> key.startsWith("rollcall.wecom"));
        proxy.setDispatcher(new Dispatcher() {
            private int calls;

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                calls++;
                return passedOn(request)
                        .newBuilder()
                        .headersDelay(calls == 2 ? 0 : 1200, TimeUnit.MILLISECONDS)
                        .build();
            }
        });

        assertThat(doctor(url).line(FEISHU)).as("the second time it is quick").startsWith("正常");
        assertThat(doctor(url).line(FEISHU)).startsWith("失败").contains("1 秒");
    }

    /** As a reverse proxy does. */
    private MockResponse passedOn(RecordedRequest request) {
        String answer = bot.send(HttpRequest.newBuilder(URI.create(bot.url(request.getTarget())))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                request.getBody().utf8()))
                        .build())
                .body();
        return new MockResponse.Builder().code(200).body(answer).build();
    }

    @Test
    void anAddressThatIsNotReachedIsToldByWhy() {
        assertThat(doctor("https://rollcall-doctor.invalid").line(FEISHU))
                .startsWith("失败")
                .contains("DNS", "rollcall-doctor.invalid");
        int port = proxy.getPort();
        proxy.close();
        assertThat(doctor("http://127.0.0.1:" + port).line(FEISHU))
                .startsWith("失败")
                .contains("拒绝连接", "443");
    }

    @Test
    void anAddressWithoutTlsWhereItIsWantedIsTold() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> refuseTls(plain), "plain-http");
            server.setDaemon(true);
            server.start();

            assertThat(doctor("https://127.0.0.1:" + plain.getLocalPort()).line(FEISHU))
                    .startsWith("失败")
                    .contains("TLS", "证书");
        }
    }

    /** As a web server does that is spoken to by TLS on the port for plain HTTP; until its socket is closed. */
    private static void refuseTls(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] hello = new byte[4096];
                if (socket.getInputStream().read(hello) > 0) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.shutdownOutput();
                    // Closed with something unread, the answer could be lost.
                    socket.getInputStream().readAllBytes();
                }
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private CommandRun doctor(String url) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--language=zh", "--url=" + url));
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.out() + run.err())
                .doesNotContain(
                        Envelope.ENCRYPT_KEY,
                        Envelope.TOKEN,
                        WeComEnvelope.TOKEN,
                        WeComEnvelope.AES_KEY,
                        WeComStandIn.SECRET,
                        DingTalkEnvelope.SECRET,
                        AskedPlatform.TOKEN);
        return run;
    }
}
