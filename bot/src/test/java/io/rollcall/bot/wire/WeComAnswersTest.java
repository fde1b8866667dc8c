package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A team that talks to a smart robot by callbacks, which only answers. */
class WeComAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private final MockWebServer server = new MockWebServer();

    /** The code of the address that was answered at, and what was said there. */
    private final List<String> answered = new CopyOnWriteArrayList<>();

    private PlatformStandIn feishu;
    private WeComStandIn wecom;
    private BotUnderTest bot;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String code = String.valueOf(request.getUrl().queryParameter("response_code"));
                boolean used = answered.stream().anyMatch(answer -> answer.startsWith(code + " "));
                if (!used) {
                    answered.add(code + " "
                            + JSON.readTree(request.getBody().utf8())
                                    .path("markdown")
                                    .path("content")
                                    .asString());
                }
                return new MockResponse.Builder()
                        .code(200)
                        .body("{\"errcode\":" + (used ? 40058 : 0) + ",\"errmsg\":\"said\"}")
                        .build();
            }
        });
        server.start();
        feishu = new PlatformStandIn();
        wecom = new WeComStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                WireTest.fixture("payments.yml")
                        .replace("feishu:main", "wecom:helper")
                        .replace("oc_group", "wecom-webhook:payments")
                        .replace("ou_", "wire."));
        bot = new BotUnderTest(
                folder,
                clock,
                feishu,
                Map.of(
                        "rollcall.wecom.robots.helper.events",
                        "webhook",
                        "rollcall.wecom.robots.helper.token",
                        WeComEnvelope.TOKEN,
                        "rollcall.wecom.robots.helper.encoding-aes-key",
                        WeComEnvelope.AES_KEY,
                        "rollcall.wecom.robots.helper.base-url",
                        server.url("/").toString(),
                        "rollcall.wecom.webhooks.payments.key",
                        WeComStandIn.WEBHOOK_KEY,
                        "rollcall.wecom.webhooks.payments.base-url",
                        wecom.baseUrl()));
    }

    @AfterEach
    void stopAll() {
        bot.close();
        wecom.close();
        feishu.close();
        server.close();
    }

    @Test
    void whoWritesIsAnsweredAndReportedAndWhoIsAskedIsNotReached() {
        bot.at("2024-12-06T10:00");
        assertThat(bot.get("/api/v1/rounds/payments-2024-W49", "application/json")
                        .body())
                .contains("UNREACHABLE");
        assertThat(answered).isEmpty();

        says("m-1", "wire.su", "1. 网关扩容 80%");
        assertThat(answered)
                .singleElement()
                .satisfies(answer -> assertThat(answer).startsWith("m-1 ").contains("已记下", "【O2 平台建设】"));
        says("m-1", "wire.su", "1. 网关扩容 80%");
        assertThat(bot.rows("reply")).as("delivered again").isEqualTo(1);

        says("m-2", "wire.su", "状态");
        assertThat(answered)
                .hasSize(2)
                .last()
                .satisfies(answer -> assertThat(answer).startsWith("m-2 "));

        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        assertThat(String.join("\n", wecom.posted())).contains("网关扩容");
    }

    private void says(String id, String member, String text) {
        WeComEnvelope envelope = WeComEnvelope.sealForRobot(
                JSON.writeValueAsString(Map.of(
                        "msgid",
                        id,
                        "chattype",
                        "single",
                        "from",
                        Map.of("userid", member),
                        "create_time",
                        clock.instant().getEpochSecond(),
                        "response_url",
                        server.url("/cgi-bin/aibot/response?response_code=" + id)
                                .toString(),
                        "msgtype",
                        "text",
                        "text",
                        Map.of("content", text))),
                clock.instant());
        assertThat(bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/wecom/helper?" + envelope.query())))
                                .POST(HttpRequest.BodyPublishers.ofString(envelope.body()))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        bot.work();
    }
}
