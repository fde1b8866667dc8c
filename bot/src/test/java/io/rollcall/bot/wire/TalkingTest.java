package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members say to the bot in a round, and what it answers. */
class TalkingTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";

    @BeforeEach
    void openTheRound() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T11:00");
    }

    @Test
    void theAnswerShowsWhatWasUnderstood() {
        bot.says("ou_zhou", "om_1", "1、佣金存管：联调中，进度60%，预计12/20上线");

        assertThat(lastTo("ou_zhou").title()).isEqualTo("已记下：【O1 业务支撑】");
        assertThat(lastTo("ou_zhou").text()).contains("佣金存管").contains("进度 60%").contains("预计 12/20");
    }

    @Test
    void aRecalledMessageIsTakenBackAndTheQuestionStandsAgain() {
        bot.says("ou_zhou", "om_1", "1. 写错人了的内容");
        bot.recalls("om_1");
        assertThat(lastTo("ou_zhou").text()).contains("不再计入");

        bot.at("2024-12-06T14:00");
        assertThat(lastTo("ou_zhou").title()).startsWith("还差你这一份");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).doesNotContain("写错人了的内容");
    }

    @Test
    void aRecallThatOvertakesItsMessageStillTakesItBack() {
        bot.recalls("om_1");
        bot.says("ou_zhou", "om_1", "1. 已经撤回的内容");

        assertThat(bot.rows("reply")).isZero();
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).doesNotContain("已经撤回的内容");
    }

    @Test
    void undoTakesBackTheLastMessageAndRewriteAllOfThem() {
        bot.says("ou_zhou", "om_1", "1. 第一条");
        bot.says("ou_zhou", "om_2", "2. 第二条");
        bot.says("ou_zhou", "om_3", "撤回");
        assertThat(lastTo("ou_zhou").text()).contains("第二条");
        assertThat(preview("ou_zhou", "om_4")).contains("第一条").doesNotContain("第二条");

        bot.says("ou_zhou", "om_5", "重写\n1. 全新的一条");
        assertThat(preview("ou_zhou", "om_6")).contains("全新的一条").doesNotContain("第一条");
    }

    @Test
    void anEditedMessageIsFoundBeforeTheRoundCloses() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管进度17%");
        platform.memberEdits("om_1", "1. 佣金存管进度71%", clock.instant().toEpochMilli() + 1);

        bot.at("2024-12-06T17:30");

        assertThat(bot.report(ROUND)).contains("进度71%").doesNotContain("进度17%");
        assertThat(bot.rows("reply")).isEqualTo(2);
    }

    @Test
    void sameAsLastWeekBringsLastWeeksLines() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管：开发中，进度10%");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        assertThat(lastTo("ou_zhou").text()).contains("佣金存管：开发中，进度10%");

        bot.says("ou_zhou", "om_2", "同上周");
        bot.at("2024-12-13T18:00");

        assertThat(bot.report("payments-2024-W50")).contains("佣金存管：开发中，进度10%");
    }

    @Test
    void skippingIsAnAnswer() {
        bot.says("ou_zhou", "om_1", "跳过");
        bot.at("2024-12-06T14:00");
        assertThat(lastTo("ou_zhou").title()).doesNotContain("还差");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("本周无更新");
    }

    @Test
    void aSectionHandedOverIsAskedOfTheOther() {
        bot.says("ou_zhou", "om_1", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("何川");
        assertThat(lastTo("ou_he").text()).contains("周航").contains("O1 业务支撑");

        bot.says("ou_he", "om_2", "【O1 业务支撑】\n1. 代填的一条");
        bot.at("2024-12-06T14:00");
        assertThat(platform.sentTo("ou_zhou")).noneMatch(sent -> sent.title().startsWith("还差"));
    }

    @Test
    void statusTellsWhoHasAnswered() {
        bot.says("ou_zhou", "om_1", "1. 一条");
        bot.says("ou_lin", "om_2", "状态");

        assertThat(lastTo("ou_lin").text())
                .contains("已交（1）：周航")
                .contains("未交（3）：林晓、苏岚、何川")
                .contains("17:30");
    }

    @Test
    void politenessIsNotAReport() {
        bot.says("ou_zhou", "om_1", "收到，谢谢");
        bot.says("ou_zhou", "om_2", "好的");

        assertThat(bot.rows("reply")).isZero();
        assertThat(lastTo("ou_zhou").text()).contains("帮助");
    }

    @Test
    void aLateReplyMakesARevisionThatTheReportInTheGroupIsBroughtUpToDateWith() {
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.at("2024-12-06T18:00");
        int posted = platform.sentTo("oc_group").size();

        clock.set("2024-12-06T19:00");
        bot.says("ou_zhou", "om_2", "1. 迟到的一条");

        assertThat(lastTo("ou_zhou").title()).contains("迟交");
        assertThat(bot.report(ROUND)).contains("迟到的一条");
        bot.at("2024-12-06T19:02");
        assertThat(platform.sentTo("oc_group")).hasSize(posted);
        assertThat(platform.updates())
                .singleElement()
                .satisfies(update ->
                        assertThat(update.card().text()).contains("O1 业务支撑").contains("第 2 版"));
    }

    @Test
    void aReplyBeforeTheAskSparesTheQuestion() {
        bot.at("2024-12-06T18:00");
        clock.set("2024-12-12T15:00");
        bot.says("ou_zhou", "om_1", "1. 提前写好的一条");
        assertThat(lastTo("ou_zhou").text()).contains("12/13 10:00");

        bot.at("2024-12-13T10:00");
        assertThat(platform.sentTo("ou_zhou")).noneMatch(sent -> sent.title().contains("第 50 周周报"));
        bot.at("2024-12-13T17:30");
        assertThat(bot.report("payments-2024-W50")).contains("提前写好的一条");
    }

    @Test
    void textWithoutATitleFromSomeoneWithTwoSectionsIsPlacedOpenlyAndCanBeMoved() {
        bot.says("ou_he", "om_1", "今年读完了三本书，收获很大");
        Sent echo = lastTo("ou_he");
        assertThat(echo.text()).contains("先记到了【运行数据】").contains("归到【收获与反思】");

        bot.deliver(Envelope.event(
                "ev-press",
                "card.action.trigger",
                Envelope.TOKEN,
                clock.instant(),
                Map.of(
                        "operator", Map.of("open_id", "ou_he"),
                        "token", "c-1",
                        "action",
                                Map.of(
                                        "tag",
                                        "button",
                                        "value",
                                        Map.of(
                                                "act",
                                                "move",
                                                "team",
                                                "payments",
                                                "message",
                                                "om_1",
                                                "section",
                                                "thoughts")),
                        "context", Map.of("open_message_id", echo.messageId(), "open_chat_id", "oc_p2p"))));
        bot.work();

        assertThat(lastTo("ou_he").text()).contains("已归到【收获与反思】");
        bot.at("2024-12-06T17:30");
        String report = bot.report(ROUND);
        assertThat(report.indexOf("三本书")).isGreaterThan(report.indexOf("【收获与反思】"));
    }

    @Test
    void aStrangerIsToldHowToJoinAndNothingIsKeptAsAReply() {
        bot.says("ou_nobody", "om_1", "1. 我也想写");

        assertThat(lastTo("ou_nobody").text()).contains("名单");
        assertThat(bot.rows("reply")).isZero();
    }

    private String preview(String openId, String messageId) {
        bot.says(openId, messageId, "预览");
        return lastTo(openId).text();
    }

    private Sent lastTo(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }
}
