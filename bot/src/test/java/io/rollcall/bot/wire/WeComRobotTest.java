package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.wecom.FakeRobotServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team that talks to a smart robot over its long connection. */
class WeComRobotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private final FakeRobotServer robot = new FakeRobotServer();
    private final MockWebServer server = new MockWebServer();
    private PlatformStandIn feishu;
    private WeComStandIn wecom;
    private BotUnderTest bot;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        server.setDispatcher(robot);
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
        bot = started();
    }

    @AfterEach
    void stopAll() {
        bot.close();
        wecom.close();
        feishu.close();
        server.close();
    }

    private BotUnderTest started() {
        int before = robot.connections.size();
        BotUnderTest started = new BotUnderTest(
                folder,
                clock,
                feishu,
                Map.of(
                        "rollcall.wecom.robots.helper.bot-id",
                        "aibDemo01",
                        "rollcall.wecom.robots.helper.secret",
                        "wire-secret",
                        "rollcall.wecom.robots.helper.url",
                        "ws://127.0.0.1:" + server.getPort(),
                        "rollcall.wecom.webhooks.payments.key",
                        WeComStandIn.WEBHOOK_KEY,
                        "rollcall.wecom.webhooks.payments.base-url",
                        wecom.baseUrl()));
        await().atMost(PATIENCE).until(() -> robot.sent("aibot_subscribe").size() > before);
        return started;
    }

    @Test
    void theSameMessageOverTwoConnectionsIsOneReply() {
        bot.at("2024-12-06T10:00");
        says("m-1", "wire.su", "1. 网关扩容");
        robot.latest().socket.close(1001, "going away");
        await().atMost(PATIENCE).until(() -> robot.sent("aibot_subscribe").size() == 2);
        robot.latest().message("m-1", "wire.su", "1. 网关扩容");
        robot.latest().message("m-2", "wire.su", "2. 网关限流");
        await().atMost(PATIENCE).until(() -> bot.rows("inbox") == 2);
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(2);
    }

    @Test
    void whatWasHeardBeforeAStopIsReadAfterIt() {
        bot.at("2024-12-06T10:00");
        robot.latest().message("m-1", "wire.su", "1. 网关扩容");
        await().atMost(PATIENCE).until(() -> bot.rows("inbox") == 1);
        bot.close();
        bot = started();
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(1);
    }

    private void says(String id, String member, String text) {
        long before = bot.rows("inbox");
        robot.latest().message(id, member, text);
        await().atMost(PATIENCE).until(() -> bot.rows("inbox") == before + 1);
        bot.work();
    }
}
