package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team on DingTalk whose bot nobody can call: its messages come over the connection that it opens. */
class DingTalkStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private PlatformStandIn feishu;
    private DingTalkStandIn dingtalk;
    private WireDatabase database;
    private BotUnderTest bot;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        feishu = new PlatformStandIn();
        dingtalk = new DingTalkStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                WireTest.fixture("payments.yml")
                        .replace("feishu:main", "dingtalk:main")
                        .replace("oc_group", DingTalkStandIn.GROUP)
                        .replace("ou_", "wire."));
        database = emptyDatabase(folder);
        bot = started();
    }

    @AfterEach
    void stopAll() {
        bot.close();
        dingtalk.close();
        feishu.close();
    }

    WireDatabase emptyDatabase(Path inFolder) {
        return WireDatabase.h2(inFolder);
    }

    private BotUnderTest started() {
        int before = dingtalk.connections.connections();
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(dingtalk.settings());
        settings.put("rollcall.dingtalk.robots.main.events", "stream");
        BotUnderTest started = new BotUnderTest(folder, clock, feishu, settings);
        awaitConnection(before);
        return started;
    }

    private void awaitConnection(int before) {
        await().atMost(PATIENCE)
                .until(() -> dingtalk.connections.connections() > before && dingtalk.connections.isConnected());
    }

    @Test
    void theWeekGoesByOverConnectionsThatAreLostLeaveAndTalkNonsense() {
        bot.at("2024-12-06T10:00");
        assertThat(deliver("m-1", "wire.lin", "1. 钱包开户页改版上线")).isEqualTo(200);
        dingtalk.connections.drop();
        await().until(() -> !dingtalk.connections.isConnected());
        assertThat(get("/actuator/health/readiness")).isEqualTo(200);
        awaitConnection(1);

        dingtalk.connections.sendGarbage();
        assertThat(deliver("m-2", "wire.su", "1. 网关扩容完成")).isEqualTo(200);
        dingtalk.connections.announceLeave();
        awaitConnection(2);
        assertThat(deliver("m-3", "wire.zhou", "1. 佣金存管：联调中，进度60%")).isEqualTo(200);
        dingtalk.connections.kick();
        awaitConnection(3);
        assertThat(deliver("m-2", "wire.su", "1. 网关扩容完成")).as("delivered again").isEqualTo(200);
        bot.work();
        assertThat(dingtalk.seenBy("wire.zhou")).contains("已记下：【O1 业务支撑】", "进度 60%");

        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        assertThat(dingtalk.seenBy(DingTalkStandIn.GROUP)).contains("钱包开户页改版上线", "网关扩容完成", "佣金存管");
        assertThat(bot.rows("reply")).isEqualTo(3);
        assertThat(bot.get("/actuator/prometheus", "text/plain").body())
                .contains("rollcall_connection_up{app=\"main\",platform=\"dingtalk\"} 1")
                .contains("rollcall_connection_reopened_total{app=\"main\",platform=\"dingtalk\"} 3")
                .contains("rollcall_callback_seconds_count{outcome=\"accepted\",platform=\"dingtalk\",reason=\"\"} 3")
                .contains("rollcall_callback_seconds_count{outcome=\"duplicate\",platform=\"dingtalk\",reason=\"\"} 1");
    }

    @Test
    void whatWasAcknowledgedBeforeAStopIsReadAfterIt() {
        bot.at("2024-12-06T10:00");
        assertThat(deliver("m-1", "wire.su", "1. 网关扩容完成")).isEqualTo(200);
        bot.close();
        assertThat(dingtalk.connections.end()).isEqualTo("closed with 1000");
        bot = started();
        assertThat(deliver("m-1", "wire.su", "1. 网关扩容完成")).isEqualTo(200);
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(1);
    }

    @Test
    void callbacksAreRefusedAndLeaveNoRow() {
        DingTalkEnvelope envelope = DingTalkEnvelope.of(
                DingTalkEnvelope.written("m-1", "wire.su", "1. 网关", clock.instant()), clock.instant());
        int status = bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/dingtalk/main")))
                        .header("timestamp", envelope.timestamp())
                        .header("sign", envelope.sign())
                        .POST(HttpRequest.BodyPublishers.ofString(envelope.body()))
                        .build())
                .statusCode();

        assertThat(status).isEqualTo(403);
        assertThat(bot.rows("inbox")).isZero();
    }

    @Test
    void withoutItsDatabaseTheBotAcknowledgesNothing() {
        bot.loseDatabase();

        assertThat(deliver("m-1", "wire.su", "1. 网关扩容完成")).isEqualTo(500);

        bot.close();
        bot = started();
        assertThat(deliver("m-1", "wire.su", "1. 网关扩容完成")).isEqualTo(200);
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    private int deliver(String id, String member, String text) {
        return dingtalk.connections
                .deliver(DingTalkEnvelope.written(id, member, text, clock.instant()))
                .path("code")
                .asInt(0);
    }

    private int get(String path) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url(path))).build())
                .statusCode();
    }
}
