package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.CardRules;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.bot.wire.PlatformStandIn.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the bot asks back about, how that is answered, and what the report says of it: two rounds and more. */
class AskedBackTest extends WireTest {

    private static final String FIRST = "payments-2024-W49";
    private static final String SECOND = "payments-2024-W50";
    private static final String THIRD = "payments-2024-W51";

    @BeforeEach
    void reportTheFirstWeekAndOpenTheSecond() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_w49_zhou", """
            1. 门店分账：联调中，预计12/11上线
            2. 票据池：方案评审通过，进度40%
            3. 存量清理：开发中，进度60%，预计12/12上线
            4. 商户迁移：累计接入312家
            5. 网关改造：评审中，下周提测\
            """);
        bot.says("ou_he", "om_w49_he", "1. 收款成功率：99.85%\n2. 可用性：99.99%");
        bot.at("2024-12-06T18:00");
        assertThat(questionsTo("ou_zhou")).as("nothing to ask in a first week").isEmpty();
        bot.at("2024-12-13T10:00");
        clock.set("2024-12-13T11:00");
    }

    @AfterEach
    void nothingOfItIsSeenInTheGroupAndEveryCardIsFit() {
        assertThat(platform.sentTo("oc_group"))
                .noneMatch(
                        sent -> sent.text().contains("以后别问这项") || sent.title().contains("想请你确认"));
        assertThat(platform.sent())
                .allSatisfy(sent ->
                        assertThat(CardRules.fault(sent.content().toString())).isEmpty());
        assertThat(platform.updates())
                .allSatisfy(update -> assertThat(
                                CardRules.fault(update.card().content().toString()))
                        .isEmpty());
    }

    @Test
    void aSlipIsAskedAboutWithBothWeeksWordsAndTheArithmetic() {
        slip();

        Sent question = lastQuestionTo("ou_zhou");
        assertThat(question.title()).isEqualTo("有一处想请你确认");
        assertThat(question.text())
                .contains("门店分账")
                .contains("12/11 → 12/20")
                .contains("2024-W49：门店分账：联调中，预计12/11上线")
                .contains("2024-W50：门店分账：联调中，预计12/20上线")
                .contains("确认延期", "仍按原计划", "改日期…", "已完成", "以后别问这项");
        assertThat(titlesTo("ou_zhou")).endsWith("已记下：【O1 业务支撑】", "有一处想请你确认");
    }

    @Test
    void aSlipAnsweredByAButtonChangesTheLine() {
        slip();

        press("ou_zhou", "仍按原计划");

        assertThat(lastTo("ou_zhou").text()).contains("原来：门店分账：联调中，预计12/20上线").contains("现在：门店分账：联调中，预计12/11上线");
        Update card = platform.updates().get(platform.updates().size() - 1);
        assertThat(card.messageId()).isEqualTo(lastQuestionTo("ou_zhou").messageId());
        assertThat(card.card().text()).contains("✓ 仍按原计划 · 11:00");
        assertThat(card.card().content().findValuesAsString("choice")).isEmpty();
        assertThat(closedReport(SECOND))
                .contains("预计12/11上线")
                .doesNotContain("12/20")
                .doesNotContain("未答复");
    }

    @Test
    void aSlipAnsweredByAWordChangesTheLineAndIsNoLineItself() {
        slip();

        bot.says("ou_zhou", "om_answer", "已完成");

        assertThat(bot.rows("reply where message_id = 'om_answer'")).isZero();
        assertThat(closedReport(SECOND)).contains("门店分账：已完成").doesNotContain("12/20");
    }

    @Test
    void aSlipAnsweredByASentenceIsMovedToTheDayThatItNames() {
        slip();

        bot.says("ou_zhou", "om_answer", "改到12/27");

        assertThat(lastTo("ou_zhou").text()).contains("现在：门店分账：联调中，预计12/27上线");
        assertThat(closedReport(SECOND)).contains("预计12/27上线").doesNotContain("12/20");
    }

    @Test
    void theButtonForAnotherDayAsksForItAndTheDayAloneIsAnAnswer() {
        slip();

        press("ou_zhou", "改日期…");
        assertThat(lastTo("ou_zhou").text()).contains("改到哪天");
        bot.says("ou_zhou", "om_answer", "12/27");

        assertThat(closedReport(SECOND)).contains("预计12/27上线");
    }

    @Test
    void aReasonIsKeptForTheEditorAndChangesNothing() {
        slip();

        bot.says("ou_zhou", "om_answer", "因为对方接口没有交付");

        assertThat(lastTo("ou_zhou").text()).contains("已记下你的说明「因为对方接口没有交付」");
        assertThat(closedReport(SECOND))
                .contains("预计12/20上线")
                .doesNotContain("未答复")
                .doesNotContain("对方接口");
        assertThat(lastTo("ou_lin").text()).contains("问过 周航").contains("答：因为对方接口没有交付");
    }

    @Test
    void whatReadsLikeALineOfTheReportIsOneWhateverIsAsked() {
        slip();

        bot.says("ou_zhou", "om_more", "风控规则已上线");

        assertThat(bot.rows("reply where message_id = 'om_more'")).isEqualTo(1);
        assertThat(bot.rows("question where state = 'OPEN'")).isEqualTo(1);
        assertThat(closedReport(SECOND)).contains("风控规则已上线").contains("预计12/20上线");
    }

    @Test
    void theFirstQuarterIsNoQuestion() {
        slip();

        bot.says("ou_zhou", "om_more", "Q1 目标达成90%");
        bot.says("ou_zhou", "om_problem", "问题1：支付超时，已修复");

        assertThat(bot.rows("reply where message_id in ('om_more', 'om_problem')"))
                .isEqualTo(2);
        assertThat(bot.rows("question where state = 'OPEN'")).isEqualTo(1);
    }

    @Test
    void helpIsHelpWhateverItRepliesTo() {
        slip();

        repliesTo("ou_zhou", "om_help", lastQuestionTo("ou_zhou"), "帮助");

        assertThat(lastTo("ou_zhou").title()).isEqualTo("怎么用");
        assertThat(bot.rows("question where state = 'OPEN'")).isEqualTo(1);
    }

    @Test
    void aReplyToTheQuestionItselfIsAnAnswerWhateverItSays() {
        slip();

        repliesTo("ou_zhou", "om_answer", lastQuestionTo("ou_zhou"), "供应商换人了，重新排期");

        assertThat(bot.rows("reply where message_id = 'om_answer'")).isZero();
        assertThat(bot.rows("question where state = 'ANSWERED' and words = '供应商换人了，重新排期'"))
                .isEqualTo(1);
    }

    @Test
    void aWrongClaimIsPutRightByAButton() {
        bot.says("ou_he", "om_he", "1. 收款成功率：99.97%，较上周提升0.21个百分点\n2. 可用性：99.99%");
        assertThat(lastQuestionTo("ou_he").text()).contains("0.12 个百分点").contains("原文无误");

        press("ou_he", "改为 0.12 个百分点");

        assertThat(lastTo("ou_he").text()).contains("现在：收款成功率：99.97%，较上周提升0.12个百分点");
        assertThat(closedReport(SECOND)).contains("较上周提升0.12个百分点").doesNotContain("0.21");
        assertThat(bot.get("/api/v1/rounds/" + SECOND + "/findings", "application/json")
                        .body())
                .doesNotContain("\"claim\"");
    }

    @Test
    void aClaimThatIsRightIsExplainedInASentence() {
        bot.says("ou_he", "om_he", "1. 收款成功率：99.97%，较上周提升0.21个百分点\n2. 可用性：99.99%");

        bot.says("ou_he", "om_answer", "数没错，口径变了");

        assertThat(closedReport(SECOND)).contains("提升0.21个百分点").doesNotContain("未答复");
        JsonNode finding = findings(SECOND).path(0);
        assertThat(finding.path("kind").asString()).isEqualTo("claim");
        assertThat(finding.path("question").path("state").asString()).isEqualTo("answered");
        assertThat(finding.path("question").path("words").asString()).isEqualTo("数没错，口径变了");
        assertThat(finding.path("question").path("member").asString()).isEqualTo("he");
    }

    @Test
    void aCopiedLineIsAskedAbout() {
        bot.says("ou_zhou", "om_zhou", "5 同上周，1-4 删除");

        assertThat(lastQuestionTo("ou_zhou").text())
                .contains("照抄未更新")
                .contains("网关改造")
                .contains("仍按原计划", "暂停");
        press("ou_zhou", "暂停");

        assertThat(closedReport(SECOND)).contains("网关改造：暂停").doesNotContain("下周提测");
    }

    @Test
    void ofFiveThingsTwoAreAskedAndTheMostUsefulFirst() {
        fiveThings();

        assertThat(questionsTo("ou_zhou")).hasSize(1);
        assertThat(lastQuestionTo("ou_zhou").title()).isEqualTo("有 2 处想请你确认");
        assertThat(bot.rows("question")).isEqualTo(2);
        assertThat(findings(SECOND).size()).isGreaterThanOrEqualTo(5);
        assertThat(lastQuestionTo("ou_zhou").text()).contains("问 1 · ").contains("问 2 · ");
    }

    @Test
    void ofTwoQuestionsTheNumberTellsWhichIsAnswered() {
        fiveThings();

        bot.says("ou_zhou", "om_a1", "问2 改到12/27");
        bot.says("ou_zhou", "om_a2", "问1 数没错，口径变了");

        assertThat(bot.rows("question where state = 'ANSWERED'")).isEqualTo(2);
        assertThat(bot.rows("question where number = 2 and answer = 'MOVED'")).isEqualTo(1);
        assertThat(bot.rows("question where number = 1 and answer = 'EXPLAINED'"))
                .isEqualTo(1);
        assertThat(bot.rows("reply where message_id in ('om_a1', 'om_a2')")).isZero();
    }

    @Test
    void anAnswerThatFitsBothQuestionsIsAskedAboutAndTheButtonSettlesIt() {
        fiveThings();

        bot.says("ou_zhou", "om_a", "已完成");
        assertThat(lastTo("ou_zhou").text()).contains("这句是回答哪一个").contains("问1 已完成", "问2 已完成");
        assertThat(bot.rows("question where state = 'ANSWERED'")).isZero();
        press("ou_zhou", "问2 已完成");

        assertThat(bot.rows("question where number = 2 and state = 'ANSWERED' and answer = 'DONE'"))
                .isEqualTo(1);
        assertThat(bot.rows("question where number = 1 and state = 'OPEN'")).isEqualTo(1);
    }

    @Test
    void aNumberThatIsAnItemsTooIsAskedAbout() {
        slip();

        bot.says("ou_zhou", "om_a", "1 已完成");

        assertThat(lastTo("ou_zhou").text()).contains("问1 已完成", "第1条 已完成");
        assertThat(bot.rows("reply where message_id = 'om_a'")).isZero();
        assertThat(bot.rows("question where state = 'ANSWERED'")).isZero();
        press("ou_zhou", "第1条 已完成");
        assertThat(bot.rows("reply where message_id = 'om_a' and text = '1 已完成'"))
                .isEqualTo(1);
        assertThat(bot.rows("question where state = 'WITHDRAWN'"))
                .as("the item is done, so nothing slips")
                .isEqualTo(1);
    }

    @Test
    void afterAnEditNothingIsAskedTwiceAndWhatIsGoneIsWithdrawn() {
        slip();
        int asked = questionsTo("ou_zhou").size();
        bot.says("ou_zhou", "om_more", "2. 风控：规则评审");
        assertThat(questionsTo("ou_zhou")).hasSize(asked);

        platform.memberEdits(
                "om_zhou",
                "1. 门店分账：联调中，预计12/11上线，测试环境已就绪\n2-5 删除",
                clock.instant().toEpochMilli() + 1);
        bot.at("2024-12-13T17:30");

        assertThat(questionsTo("ou_zhou")).hasSize(asked);
        assertThat(bot.rows("question where state = 'WITHDRAWN'")).isEqualTo(1);
        assertThat(bot.report(SECOND)).doesNotContain("未答复");
    }

    @Test
    void aRecallWithdrawsTheQuestionAndSayingItAgainAsksNoSecondTime() {
        slip();
        bot.recalls("om_zhou");
        assertThat(bot.rows("question where state = 'WITHDRAWN'")).isEqualTo(1);
        press("ou_zhou", "仍按原计划");
        assertThat(lastTo("ou_zhou").text()).contains("已经改过");

        bot.says("ou_zhou", "om_again", "1. 门店分账：联调中，预计12/20上线\n2-5 删除");

        assertThat(questionsTo("ou_zhou")).hasSize(1);
        assertThat(bot.rows("question where state = 'OPEN'")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsRecalledNeverWas() {
        slip();
        bot.says("ou_zhou", "om_answer", "已完成");
        bot.recalls("om_answer");

        assertThat(lastTo("ou_zhou").text()).contains("撤回了对「门店分账」的答复");
        assertThat(closedReport(SECOND)).contains("预计12/20上线").contains("> 未答复：");
    }

    @Test
    void whoRecallsThatTheyDoNotWantToBeAskedIsAskedAgain() {
        slip();
        bot.says("ou_zhou", "om_answer", "以后别问这项");
        assertThat(bot.rows("muted_item where unmuted_at is null")).isEqualTo(1);

        bot.recalls("om_answer");

        assertThat(lastTo("ou_zhou").text()).contains("「门店分账」又可以问你了");
        assertThat(bot.rows("muted_item where unmuted_at is null")).isZero();
        assertThat(closedReport(SECOND)).contains("> 未答复：");
    }

    @Test
    void whatTheEditorPutsRightIsNotPrintedAsUnanswered() {
        slip();

        bot.says("ou_lin", "om_edit", "修改【O1 业务支撑】\n1. 门店分账：联调中，预计12/11上线");

        assertThat(lastTo("ou_lin").text()).contains("12/11");
        assertThat(bot.rows("question where state = 'WITHDRAWN'")).isEqualTo(1);
        assertThat(closedReport(SECOND)).contains("预计12/11上线").doesNotContain("未答复");
        assertThat(lastTo("ou_lin").text()).doesNotContain("未答复");
    }

    @Test
    void whatIsNotAnsweredIsPrintedAndTheReportReadsTheSame() {
        slip();
        String before = bot.get("/api/v1/rounds/" + SECOND + "/findings", "application/json")
                .body();
        assertThat(before).contains("\"state\":\"open\"");

        String report = closedReport(SECOND);

        assertThat(report)
                .contains("1. 门店分账：联调中，预计12/20上线\n")
                .contains("> 未答复：")
                .contains("12/11 → 12/20");
        assertThat(findings(SECOND).path(0).path("question").path("state").asString())
                .isEqualTo("expired");
        assertThat(lastTo("ou_lin").text()).contains("未答复");
        bot.at("2024-12-13T18:00");
        assertThat(platform.sentTo("oc_group")
                        .get(platform.sentTo("oc_group").size() - 1)
                        .text())
                .contains("未答复：");
        assertThat(bot.rows("statement where week = '2024-W50' and text like '%未答复%'"))
                .isZero();
    }

    @Test
    void anAnswerAfterTheCloseStillCounts() {
        slip();
        closedReport(SECOND);

        press("ou_zhou", "已完成");

        assertThat(bot.report(SECOND)).contains("门店分账：已完成").doesNotContain("未答复");
    }

    @Test
    void theRemarkIsNotCarriedIntoTheNextWeek() {
        slip();
        bot.at("2024-12-13T18:00");
        bot.at("2024-12-20T10:00");

        bot.says("ou_zhou", "om_same", "同上周");

        assertThat(lastTo("ou_zhou").text()).doesNotContain("未答复");
        bot.at("2024-12-20T17:30");
        assertThat(bot.report(THIRD).lines().filter(line -> line.contains("门店分账")))
                .contains("1. 门店分账：联调中，预计12/20上线");
    }

    @Test
    void whoDoesNotWantToBeAskedIsLeftAloneInTheRoundsToComeUntilTheySayOtherwise() {
        slip();
        press("ou_zhou", "以后别问这项");
        assertThat(lastTo("ou_zhou").text()).contains("以后不再问你「门店分账」");
        assertThat(closedReport(SECOND)).doesNotContain("未答复");
        bot.at("2024-12-13T18:00");
        bot.at("2024-12-20T10:00");
        clock.set("2024-12-20T11:00");
        bot.says("ou_zhou", "om_third", "1. 门店分账：联调中，预计12/27上线");
        assertThat(questionsTo("ou_zhou")).hasSize(1);

        bot.says("ou_zhou", "om_again", "可以问这项");
        bot.at("2024-12-20T18:00");
        bot.at("2024-12-27T10:00");
        bot.says("ou_zhou", "om_fourth", "1. 门店分账：联调中，预计1/10上线");

        assertThat(questionsTo("ou_zhou")).hasSize(2);
        assertThat(lastQuestionTo("ou_zhou").text()).contains("门店分账");
    }

    @Test
    void whatIsMissingIsAskedWithTheLastReminder() {
        bot.says("ou_zhou", "om_zhou", "2. 票据池：开发启动，进度45%\n4. 商户迁移：累计接入320家\n1、3、5 删除");
        assertThat(questionsTo("ou_zhou")).isEmpty();

        bot.at("2024-12-13T16:00");

        Sent question = lastQuestionTo("ou_zhou");
        assertThat(question.text()).contains("到期未提及").contains("门店分账").contains("存量清理");
        bot.says("ou_zhou", "om_a", "问1 已经上线了");
        assertThat(lastTo("ou_zhou").text()).contains("已补进你的部分");
        String report = closedReport(SECOND);
        assertThat(report).contains("：已经上线").contains("> 未答复：");
    }

    @Test
    void nobodyOnLeaveIsAsked() {
        bot.says("ou_zhou", "om_zhou", "2. 票据池：开发启动，进度45%\n1、3-5 删除");
        bot.says("ou_zhou", "om_leave", "请假");

        bot.at("2024-12-13T16:00");

        assertThat(questionsTo("ou_zhou")).isEmpty();
    }

    @Test
    void inQuietHoursAMessageIsAnsweredAtOnceAndTheQuestionWaitsForTheirEnd() {
        bot.says("ou_zhou", "om_quiet", "免打扰 10:30-13:00");
        slip();
        assertThat(lastTo("ou_zhou").title()).isEqualTo("已记下：【O1 业务支撑】");
        assertThat(bot.get("/api/v1/rounds/" + SECOND + "/findings", "application/json")
                        .body())
                .contains("\"slipped\"")
                .doesNotContain("\"askedAt\"");
        restart();
        bot.at("2024-12-13T12:59");
        assertThat(questionsTo("ou_zhou")).isEmpty();

        bot.at("2024-12-13T13:00");
        bot.at("2024-12-13T13:01");

        assertThat(questionsTo("ou_zhou")).hasSize(1);
        assertThat(lastQuestionTo("ou_zhou").text()).contains("门店分账").contains("12/11 → 12/20");
        press("ou_zhou", "仍按原计划");
        assertThat(closedReport(SECOND)).contains("预计12/11上线").doesNotContain("未答复");
    }

    @Test
    void aQuestionThatWaitsIsNotAskedWhenItIsSettledByThen() {
        bot.says("ou_zhou", "om_quiet", "免打扰 10:30-13:00");
        slip();
        bot.says("ou_zhou", "om_done", "1 完成");
        assertThat(bot.rows("reply where message_id = 'om_done'"))
                .as("no answer to what was not asked")
                .isEqualTo(1);

        bot.at("2024-12-13T13:00");

        assertThat(questionsTo("ou_zhou")).isEmpty();
        assertThat(closedReport(SECOND)).contains("门店分账：已完成").doesNotContain("未答复");
    }

    @Test
    void aQuestionThatWouldWaitUntilTheCloseIsNotAskedAndNotPrintedAsUnanswered() {
        bot.says("ou_zhou", "om_quiet", "免打扰 10:30-19:00");
        slip();
        bot.at("2024-12-13T14:00");
        bot.at("2024-12-13T16:00");
        bot.at("2024-12-13T17:29");

        assertThat(closedReport(SECOND)).contains("预计12/20上线").doesNotContain("未答复");
        bot.at("2024-12-13T18:00");
        bot.at("2024-12-13T19:01");
        assertThat(questionsTo("ou_zhou")).isEmpty();
        assertThat(bot.rows("question")).isZero();
    }

    @Test
    void whoEndsTheirQuietHoursIsAskedWhatWaited() {
        bot.says("ou_zhou", "om_quiet", "免打扰 10:30-19:00");
        slip();
        bot.says("ou_zhou", "om_loud", "取消免打扰");
        assertThat(questionsTo("ou_zhou")).isEmpty();

        bot.at("2024-12-13T11:01");

        assertThat(questionsTo("ou_zhou")).hasSize(1);
    }

    @Test
    void whatIsMissingWaitsForTheEndOfQuietHoursToo() {
        bot.says("ou_zhou", "om_quiet", "免打扰 15:30-16:30");
        bot.says("ou_zhou", "om_zhou", "2. 票据池：开发启动，进度45%\n4. 商户迁移：累计接入320家\n1、3、5 删除");

        bot.at("2024-12-13T16:00");
        assertThat(questionsTo("ou_zhou")).isEmpty();
        bot.at("2024-12-13T16:30");

        assertThat(lastQuestionTo("ou_zhou").text()).contains("到期未提及").contains("门店分账");
    }

    @Test
    void whoIsAwayInTheMorningIsAskedWhenTheyAreBack() {
        bot.says("ou_zhou", "om_leave", "请假 12/13上午");
        slip();
        bot.at("2024-12-13T11:59");
        assertThat(questionsTo("ou_zhou")).isEmpty();

        bot.at("2024-12-13T12:00");

        assertThat(questionsTo("ou_zhou")).hasSize(1);
    }

    @Test
    void whoIsAwayInTheAfternoonIsAskedInTheMorning() {
        bot.says("ou_zhou", "om_leave", "请假 12/13下午");

        slip();

        assertThat(questionsTo("ou_zhou")).hasSize(1);
    }

    @Test
    void aPressDeliveredTwiceAndARestartChangeNothing() {
        slip();
        Sent question = lastQuestionTo("ou_zhou");
        press("ou_zhou", "已完成");
        int sent = platform.sentTo("ou_zhou").size();
        restart();

        bot.presses("ou_zhou", question.messageId(), button(question, "仍按原计划"), Map.of());
        bot.work();

        assertThat(platform.sentTo("ou_zhou"))
                .as("said no later than the answer")
                .hasSize(sent);
        assertThat(closedReport(SECOND)).contains("门店分账：已完成");
    }

    @Test
    void whatIsAskedOfOneIsNotAnsweredByAnother() {
        slip();
        Sent question = lastQuestionTo("ou_zhou");

        bot.presses("ou_he", question.messageId(), button(question, "已完成"), Map.of());
        bot.work();

        assertThat(bot.rows("question where state = 'OPEN'")).isEqualTo(1);
    }

    @Test
    void whoIsInTwoTeamsAnswersTheOneThatAsked() throws IOException {
        slip();
        alsoInAnotherTeam();

        bot.says("ou_zhou", "om_answer", "因为对方接口没有交付");

        assertThat(lastTo("ou_zhou").text()).contains("已记下你的说明「因为对方接口没有交付」");
        assertThat(bot.rows("reply where message_id = 'om_answer'")).isZero();
        bot.says("ou_zhou", "om_line", "1. 收银台改版：设计评审中");
        assertThat(bot.rows("reply where message_id = 'om_line' and round = 'cashier-2024-W50'"))
                .isEqualTo(1);
    }

    @Test
    void whoIsInTwoTeamsAnswersTheMessageTheyReplyTo() throws IOException {
        slip();
        alsoInAnotherTeam();

        repliesTo("ou_zhou", "om_answer", lastQuestionTo("ou_zhou"), "供应商换人了，重新排期");

        assertThat(bot.rows("question where state = 'ANSWERED' and words = '供应商换人了，重新排期'"))
                .isEqualTo(1);
        assertThat(bot.rows("reply where message_id = 'om_answer'")).isZero();
    }

    @Test
    void whoIsInTwoTeamsWritesAnewForTheOneThatSentTheSectionBack() throws IOException {
        slip();
        alsoInAnotherTeam();
        bot.says("ou_lin", "om_back", "退回【O1 业务支撑】 请写清楚进度");
        assertThat(lastTo("ou_zhou").text()).contains("请写清楚进度");

        bot.says("ou_zhou", "om_anew", "1. 门店分账：联调完成八成，因对方排期改到12/20上线");
        bot.says("ou_zhou", "om_other", "【收银台】\n1. 收银台改版：设计评审中");

        assertThat(bot.rows("reply where message_id = 'om_other' and round = 'cashier-2024-W50'"))
                .isEqualTo(1);
        assertThat(bot.rows("reply where message_id = 'om_anew' and round = '" + SECOND + "'"))
                .isEqualTo(1);
    }

    @Test
    void aReplyToAQuestionIsAnAnswerAlsoWhenTheNextRoundHasBegun() {
        slip();
        bot.at("2024-12-13T18:00");
        bot.at("2024-12-20T10:00");

        repliesTo("ou_zhou", "om_answer", lastQuestionTo("ou_zhou"), "供应商换人了，重新排期");

        assertThat(bot.rows("reply where message_id = 'om_answer'")).isZero();
        assertThat(bot.rows("question where state = 'ANSWERED' and words = '供应商换人了，重新排期'"))
                .isEqualTo(1);
        assertThat(bot.report(SECOND)).doesNotContain("未答复");
    }

    private void alsoInAnotherTeam() throws IOException {
        Files.writeString(folder.resolve("teams/cashier.yml"), """
                id: cashier
                name: 收银组
                chat: feishu:main
                group: oc_cashier
                members:
                  - {id: zhou, name: 周航, account: ou_zhou}
                sections:
                  - {id: pos, title: 收银台, owners: [zhou]}
                """);
        restart();
        bot.tick();
        assertThat(bot.rows("ask where round = 'cashier-2024-W50' and state = 'ASKED'"))
                .isEqualTo(1);
    }

    private void slip() {
        bot.says("ou_zhou", "om_zhou", "1. 门店分账：联调中，预计12/20上线\n2-5 删除");
    }

    private void fiveThings() {
        bot.says("ou_zhou", "om_zhou", """
            1. 门店分账：联调中，预计12/20上线
            2. 票据池：方案评审通过，进度30%
            3. 存量清理：开发中，进度60%，预计12/12上线
            4. 商户迁移：累计接入340家，本周新增52家
            5. 网关改造：评审中，下周提测\
            """);
    }

    private String closedReport(String round) {
        bot.at(round.equals(SECOND) ? "2024-12-13T17:30" : "2024-12-20T17:30");
        return bot.report(round);
    }

    private JsonNode findings(String round) {
        return tools.jackson.databind.json.JsonMapper.builder()
                .build()
                .readTree(bot.get("/api/v1/rounds/" + round + "/findings", "application/json")
                        .body())
                .path("findings");
    }

    private void press(String openId, String label) {
        List<Sent> all = platform.sentTo(openId);
        for (int i = all.size() - 1; i >= 0; i--) {
            Map<String, String> value = button(all.get(i), label);
            if (!value.isEmpty()) {
                bot.presses(openId, all.get(i).messageId(), value, Map.of());
                bot.work();
                return;
            }
        }
        throw new AssertionError(openId + " has no button " + label);
    }

    private static Map<String, String> button(Sent card, String label) {
        for (JsonNode column : card.content().findParents("behaviors")) {
            if (column.path("text").path("content").asString("").equals(label)) {
                Map<String, String> value = new HashMap<>();
                column.path("behaviors")
                        .path(0)
                        .path("value")
                        .properties()
                        .forEach(field ->
                                value.put(field.getKey(), field.getValue().asString()));
                return value;
            }
        }
        return Map.of();
    }

    private void repliesTo(String openId, String messageId, Sent to, String text) {
        String event = Envelope.written("ev-reply-" + messageId, messageId, openId, text, clock.instant())
                .replace("\"message_id\":", "\"parent_id\":\"" + to.messageId() + "\",\"message_id\":");
        assertThat(bot.deliver(event)).isEqualTo(200);
        bot.work();
    }

    private List<Sent> questionsTo(String openId) {
        return platform.sentTo(openId).stream()
                .filter(sent -> sent.title().contains("想请你确认"))
                .toList();
    }

    private Sent lastQuestionTo(String openId) {
        List<Sent> questions = questionsTo(openId);
        assertThat(questions).as("questions among %s", titlesTo(openId)).isNotEmpty();
        return questions.get(questions.size() - 1);
    }

    private List<String> titlesTo(String openId) {
        return platform.sentTo(openId).stream().map(Sent::title).toList();
    }

    private Sent lastTo(String openId) {
        List<Sent> sent = platform.sentTo(openId);
        return sent.get(sent.size() - 1);
    }
}
