package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.CardRules;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a posted report that changes afterwards. */
class RevisionTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";
    private static final String HOOK_IN_MESSAGE = "周报有更新";

    private int messages;

    @BeforeEach
    void theReportIsPosted() {
        bot.at("2024-12-06T10:00");
        says("ou_zhou", "1. 佣金存管：联调中，进度60%\n2. 标准签约：已上线");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        clock.set("2024-12-06T18:20");
    }

    @AfterEach
    void everyCardIsOneThatThePlatformTakes() {
        assertThat(platform.updates())
                .allSatisfy(update -> assertThat(
                                CardRules.fault(update.card().content().toString()))
                        .isEmpty());
    }

    @Test
    void aLateReplyChangesThePostedCardWhereItStands() {
        says("ou_su", "1. 网关扩容完成");
        assertThat(platform.updates()).isEmpty();
        aMinutePasses();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(posted().messageId());
            assertThat(update.card().title()).endsWith("（第 2 版）");
            assertThat(update.card().text())
                    .containsSubsequence("第 2 版：更新了什么", "【O2 平台建设】", "新增：网关扩容完成", "本周变化", "佣金存管");
        });
        assertThat(bot.rows("report where revision = 2 and published_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void whatChangesWithinAMinuteIsToldOnce() {
        says("ou_su", "1. 网关扩容完成");
        clock.pass(Duration.ofSeconds(10));
        says("ou_he", "1. 收款成功率：99.99%");
        clock.pass(Duration.ofSeconds(10));
        says("ou_lin", "修改【O1 业务支撑】\n1. 佣金存管：联调中，进度80%\n2. 标准签约：已上线");
        aMinutePasses();

        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.card().title()).endsWith("（第 4 版）");
            assertThat(update.card().text()).contains("新增：网关扩容完成", "新增：收款成功率：99.99%", "进度60% → 佣金存管：联调中，进度80%");
        });
        aMinutePasses();
        restart();
        aMinutePasses();
        assertThat(platform.updates()).hasSize(1);
    }

    @Test
    void aRecallAfterwardsSaysWhatIsGone() {
        bot.recalls("om_rev_1");
        aMinutePasses();

        assertThat(platform.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.card().text()).contains("删除：佣金存管：联调中，进度60%", "删除：标准签约：已上线"));
    }

    @Test
    void laterRevisionsSayWhatIsNewSinceTheOneBefore() {
        says("ou_su", "1. 网关扩容完成");
        aMinutePasses();
        says("ou_he", "1. 收款成功率：99.99%");
        aMinutePasses();

        assertThat(platform.updates()).hasSize(2);
        assertThat(platform.updates().get(1).card().title()).endsWith("（第 3 版）");
        assertThat(platform.updates().get(1).card().text())
                .contains("新增：收款成功率：99.99%")
                .doesNotContain("新增：网关扩容完成");
    }

    @Test
    void manyChangedLinesAreAHandfulAndACount() {
        says("ou_su", IntStream.rangeClosed(1, 20).mapToObj(i -> i + ". 事项" + i).collect(Collectors.joining("\n")));
        aMinutePasses();

        assertThat(platform.updates().get(0).card().text())
                .contains("新增：事项6", "另有 14 处")
                .doesNotContain("新增：事项7");
    }

    @Test
    void whatIsTakenBackWithinTheMinuteIsStillRightInTheEnd() {
        says("ou_su", "1. 网关扩容完成");
        says("ou_su", "撤回");
        aMinutePasses();

        assertThat(bot.report(ROUND)).doesNotContain("网关扩容完成");
        assertThat(platform.updates()).as("it reads as it did").isEmpty();
    }

    @Test
    void whatIsTakenBackWhileItsUpdateWaitsIsNotShownAfterAll() {
        platform.answersUpdates("{\"code\":99991400,\"msg\":\"too often\"}");
        says("ou_su", "1. 网关扩容完成");
        aMinutePasses();
        says("ou_su", "撤回");
        platform.answersUpdates("{\"code\":0,\"msg\":\"success\"}");
        aMinutePasses();
        clock.pass(Duration.ofMinutes(30));
        bot.tick();

        PlatformStandIn.Update shown = platform.updates().get(platform.updates().size() - 1);
        assertThat(shown.card().title()).endsWith("（第 3 版）");
        assertThat(shown.card().text()).doesNotContain("网关扩容完成");
    }

    @Test
    void aCardThatIsTooOldIsFollowedByOneErratumAndTheNextChangeByAnother() {
        platform.answersUpdates("{\"code\":230031,\"msg\":\"too old\"}");
        says("ou_su", "1. 网关扩容完成");
        aMinutePasses();
        aMinutePasses();

        assertThat(platform.updates()).hasSize(1);
        assertThat(platform.sentTo("oc_group")).hasSize(2);
        assertThat(last().title()).isEqualTo(HOOK_IN_MESSAGE);
        assertThat(last().text()).contains("O2 平台建设（第 2 版）", "新增：网关扩容完成");

        says("ou_he", "1. 收款成功率：99.99%");
        aMinutePasses();
        restart();
        aMinutePasses();

        assertThat(platform.updates()).as("not tried in vain again").hasSize(1);
        assertThat(platform.sentTo("oc_group")).hasSize(3);
        assertThat(last().text()).contains("新增：收款成功率").doesNotContain("新增：网关扩容");
    }

    @Test
    void anUpdateOfWhichNothingWasHeardIsMadeAgainAfterARestart() {
        platform.answersUpdates("{\"code\":99991400,\"msg\":\"too often\"}");
        says("ou_su", "1. 网关扩容完成");
        aMinutePasses();
        platform.answersUpdates("{\"code\":0,\"msg\":\"success\"}");
        restart();
        clock.pass(Duration.ofMinutes(30));
        bot.tick();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(platform.updates().stream()
                        .map(update -> update.card().content())
                        .distinct())
                .hasSize(1);
        assertThat(bot.rows("outbox where replaces is not null and state = 'SENT'"))
                .isEqualTo(1);
    }

    @Test
    void aRestartWhileChangesAreGatheredLosesNone() {
        says("ou_su", "1. 网关扩容完成");
        restart();
        aMinutePasses();

        assertThat(platform.updates())
                .singleElement()
                .satisfies(update -> assertThat(update.card().text()).contains("新增：网关扩容完成"));
    }

    @Test
    void aGroupsOwnRobotSaysWhatChangedInOneShortMessage() throws IOException {
        useTheGroupsRobot();
        says("ou_su", "1. 网关扩容完成");
        says("ou_he", "1. 收款成功率：99.99%");
        aMinutePasses();
        aMinutePasses();

        assertThat(platform.hooked()).hasSize(2);
        assertThat(platform.hooked().get(1).toString())
                .contains(HOOK_IN_MESSAGE, "O2 平台建设、运行数据（第 3 版）", "新增：网关扩容完成", "新增：收款成功率：99.99%");
    }

    @Test
    void aReportInSeveralPartsIsChangedInAllOfThemAsLongAsThereAreAsMany() {
        clock.set("2024-12-13T09:00");
        bot.at("2024-12-13T10:00");
        for (int part = 0; part < 10; part++) {
            int from = part * 60;
            says(
                    "ou_zhou",
                    IntStream.range(from, from + 60)
                            .mapToObj(i -> (i + 1) + ". 第" + i + "项：完成存管路由的联调与验收，等待提测，风险已解除")
                            .collect(Collectors.joining("\n")));
        }
        bot.at("2024-12-13T17:30");
        bot.at("2024-12-13T18:00");
        List<Sent> parts = platform.sentTo("oc_group")
                .subList(1, platform.sentTo("oc_group").size());
        assertThat(parts).hasSizeGreaterThan(1);
        clock.pass(Duration.ofMinutes(5));
        bot.tick();

        says("ou_su", "1. 网关扩容完成");
        aMinutePasses();
        clock.pass(Duration.ofMinutes(1));
        bot.tick();

        boolean asMany = platform.sentTo("oc_group").size() == parts.size() + 1;
        if (asMany) {
            assertThat(platform.updates())
                    .extracting(PlatformStandIn.Update::messageId)
                    .containsExactlyInAnyOrderElementsOf(
                            parts.stream().map(Sent::messageId).toList());
        } else {
            assertThat(platform.updates()).isEmpty();
            assertThat(last().text()).contains("新增：网关扩容完成");
        }
    }

    private void useTheGroupsRobot() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml").replace("group: oc_group", "group: feishu-webhook:pay"));
        bot.close();
        bot = started(Map.of(
                "rollcall.feishu.webhooks.pay.url",
                platform.baseUrl() + "/open-apis/bot/v2/hook/wire-hook-key",
                "rollcall.feishu.webhooks.pay.secret",
                "wire-hook-secret"));
        bot.at("2024-12-13T10:00");
        bot.at("2024-12-13T17:30");
        bot.at("2024-12-13T18:00");
        assertThat(platform.hooked()).hasSize(1);
    }

    private void aMinutePasses() {
        clock.pass(Duration.ofSeconds(61));
        bot.tick();
    }

    private void says(String openId, String text) {
        bot.says(openId, "om_rev_" + ++messages, text);
    }

    private Sent posted() {
        return platform.sentTo("oc_group").get(0);
    }

    private Sent last() {
        List<Sent> sent = platform.sentTo("oc_group");
        return sent.get(sent.size() - 1);
    }
}
