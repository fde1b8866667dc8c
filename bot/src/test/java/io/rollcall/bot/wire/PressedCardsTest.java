package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.CardRules;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.bot.wire.PlatformStandIn.Update;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a card once somebody has pressed something on it. */
class PressedCardsTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";
    private static final Map<String, String> SKIP = Map.of("act", "skip", "round", ROUND);
    private static final Map<String, String> FILL = Map.of("act", "fill", "round", ROUND);

    @BeforeEach
    void openTheRound() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T11:03");
    }

    @Test
    void theCardThatAskedShowsWhatWasChosenByWhomAndWhenAndHasNothingToPressAnyMore() {
        Sent ask = first("ou_zhou");
        assertThat(acts(ask)).containsExactly("fill", "same", "skip", "leave");

        bot.presses("ou_zhou", ask.messageId(), SKIP, Map.of());
        bot.work();

        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(ask.messageId());
            assertThat(update.card().title()).isEqualTo(ask.title());
            assertThat(update.card().text()).contains("周航 选了「本周无更新」 · 11:03");
            assertThat(acts(update.card())).isEmpty();
            assertThat(fields(update.card())).isEmpty();
        });
        assertThat(last("ou_zhou").text()).contains("本周无更新");
        assertAllAccepted();
    }

    @Test
    void aReminderDoesTheSame() {
        bot.at("2024-12-06T14:00");
        Sent reminder = last("ou_zhou");
        assertThat(acts(reminder)).containsExactly("same", "skip", "leave");

        bot.presses("ou_zhou", reminder.messageId(), Map.of("act", "leave", "round", ROUND), Map.of());
        bot.work();

        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(reminder.messageId());
            assertThat(update.card().text()).contains("周航 选了「今天请假」").doesNotContain("还差你这一份");
        });
    }

    @Test
    void itIsChangedOnceHoweverOftenTheBotIsStartedAgain() {
        bot.presses("ou_zhou", first("ou_zhou").messageId(), SKIP, Map.of());
        restart();
        bot.work();
        assertThat(platform.updates()).hasSize(1);

        restart();
        bot.work();
        bot.at("2024-12-06T11:10");

        assertThat(platform.updates()).hasSize(1);
        assertThat(bot.rows("outbox where replaces is not null and state = 'SENT'"))
                .isEqualTo(1);
    }

    @Test
    void aChangeOfWhichNothingWasHeardIsMadeAgainAfterARestart() {
        platform.answersUpdates("{\"code\":99991400,\"msg\":\"too often\"}");
        bot.presses("ou_zhou", first("ou_zhou").messageId(), SKIP, Map.of());
        bot.work();
        platform.answersUpdates("{\"code\":0,\"msg\":\"success\"}");
        restart();

        bot.at("2024-12-06T13:00");

        assertThat(platform.updates())
                .hasSize(2)
                .extracting(update -> update.card().content())
                .containsOnly(platform.updates().get(0).card().content());
    }

    @Test
    void aCardThatCanNoLongerBeChangedTroublesNobody() {
        platform.answersUpdates("{\"code\":230031,\"msg\":\"too old\"}");
        int before = platform.sentTo("ou_lin").size();

        bot.presses("ou_zhou", first("ou_zhou").messageId(), SKIP, Map.of());
        bot.work();
        bot.at("2024-12-06T11:30");

        assertThat(platform.updates()).hasSize(1);
        assertThat(last("ou_zhou").text()).contains("本周无更新");
        assertThat(platform.sentTo("ou_lin")).as("the editor").hasSize(before);
    }

    @Test
    void aChoiceThatCouldNotBeCarriedOutLeavesTheCardAsItIs() {
        bot.presses("ou_zhou", first("ou_zhou").messageId(), Map.of("act", "same", "round", ROUND), Map.of());
        bot.work();

        assertThat(last("ou_zhou").text()).contains("上周没有");
        assertThat(platform.updates()).isEmpty();
    }

    @Test
    void whoeverTakesAMessageBackFindsNothingMoreToPressUnderIt() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管联调中");
        Sent echo = last("ou_zhou");
        assertThat(acts(echo)).contains("preview", "undo");

        bot.presses("ou_zhou", echo.messageId(), Map.of("act", "undo", "round", ROUND, "message", "om_1"), Map.of());
        bot.work();

        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(echo.messageId());
            assertThat(update.card().text()).contains("周航 选了「撤回这条」 · 11:03");
            assertThat(acts(update.card())).isEmpty();
        });
        assertThat(last("ou_zhou").text()).contains("佣金存管联调中");
    }

    @Test
    void anAnswerByTextLeavesTheCardAsItIs() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管联调中");

        assertThat(platform.updates()).isEmpty();
    }

    @Test
    void onceTheRoundIsOverTheCardSaysSoAndWhatWasPressedStillCounts() {
        Sent ask = first("ou_zhou");
        bot.at("2024-12-06T18:00");

        bot.presses("ou_zhou", ask.messageId(), SKIP, Map.of());
        bot.work();

        Update update = platform.updates().get(0);
        assertThat(update.card().text()).contains("周航 选了「本周无更新」").contains("截止时间已过");
        assertThat(acts(update.card())).isEmpty();
        assertThat(last("ou_zhou").text()).contains("截止时间已过");
        assertThat(bot.report(ROUND)).contains("本周无更新");
    }

    @Test
    void onceTheRoundIsOverEvenAChoiceWithoutEffectTakesTheButtonsAway() {
        Sent ask = first("ou_zhou");
        bot.at("2024-12-06T18:00");

        bot.presses("ou_zhou", ask.messageId(), Map.of("act", "same", "round", ROUND), Map.of());
        bot.work();

        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.card().text()).contains("本轮已截止");
            assertThat(acts(update.card())).isEmpty();
        });
    }

    @Test
    void aFormIsUnderstoodAsIfItHadBeenTyped() {
        Sent ask = first("ou_he");
        assertThat(fields(ask)).containsExactly("section-figures", "section-thoughts");

        bot.presses(
                "ou_he",
                ask.messageId(),
                FILL,
                Map.of("section-figures", "1. 收款成功率：99.994%\n2. 可用性：99.99%", "section-thoughts", "读完了三本书"));
        bot.work();

        assertThat(last("ou_he").title()).contains("已记下").contains("2");
        assertThat(last("ou_he").text()).contains("收款成功率").contains("三本书");
        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId()).isEqualTo(ask.messageId());
            assertThat(update.card().text()).contains("何川 填好提交了 · 11:03");
            assertThat(fields(update.card())).isEmpty();
        });
        bot.at("2024-12-06T17:30");
        String report = bot.report(ROUND);
        assertThat(report.indexOf("99.994%")).isBetween(report.indexOf("运行数据"), report.indexOf("收获与反思"));
        assertThat(report.indexOf("三本书")).isGreaterThan(report.indexOf("收获与反思"));
        assertAllAccepted();
    }

    @Test
    void aFormSentTwiceCountsOnceAndTheLaterOneWins() {
        Sent ask = first("ou_zhou");
        bot.presses("ou_zhou", ask.messageId(), FILL, Map.of("section-o1", "1. 佣金存管联调中"));
        bot.presses("ou_zhou", ask.messageId(), FILL, Map.of("section-o1", "1. 佣金存管联调中"));
        clock.set("2024-12-06T11:04");
        bot.presses("ou_zhou", ask.messageId(), FILL, Map.of("section-o1", "1. 佣金存管已上线"));
        bot.work();

        assertThat(bot.rows("reply where taken_back is null")).isEqualTo(1);
        assertThat(platform.updates())
                .as("the last one alone, as they wait together")
                .singleElement()
                .satisfies(update -> assertThat(update.card().text()).contains("11:04"));
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("佣金存管已上线").doesNotContain("联调中");
    }

    @Test
    void whatAFormSaidCanBeTakenBackAndSaidAgain() {
        Sent ask = first("ou_zhou");
        bot.presses("ou_zhou", ask.messageId(), FILL, Map.of("section-o1", "1. 佣金存管联调中"));
        bot.work();
        bot.says("ou_zhou", "om_1", "撤回");
        assertThat(bot.rows("reply where taken_back is null")).isZero();

        clock.set("2024-12-06T11:09");
        bot.presses("ou_zhou", ask.messageId(), FILL, Map.of("section-o1", "1. 佣金存管联调中"));
        bot.work();
        bot.at("2024-12-06T17:30");

        assertThat(bot.report(ROUND)).contains("佣金存管联调中");
    }

    @Test
    void anEmptyFormIsNoAnswer() {
        bot.presses("ou_zhou", first("ou_zhou").messageId(), FILL, Map.of("section-o1", " "));
        bot.work();

        assertThat(last("ou_zhou").text()).contains("表单里什么都没有写");
        assertThat(platform.updates()).isEmpty();
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void whatIsWrittenIntoAFormNeitherMentionsNorLinksNorPassesForAnotherAction() {
        bot.presses(
                "ou_zhou",
                first("ou_zhou").messageId(),
                FILL,
                Map.of(
                        "section-o1",
                        "1. <at id=all></at> [点我](https://evil.example) <font color=red>红</font>",
                        "act",
                        "leave",
                        "section-unknown",
                        "x"));
        bot.work();
        bot.at("2024-12-06T18:00");

        assertThat(platform.sent())
                .allSatisfy(sent ->
                        assertThat(sent.content().findValuesAsString("tag")).doesNotContain("markdown", "lark_md"));
        assertThat(platform.updates())
                .allSatisfy(update -> assertThat(update.card().content().findValuesAsString("tag"))
                        .doesNotContain("markdown", "lark_md"));
        assertThat(bot.report(ROUND)).contains("at id=all");
        assertAllAccepted();
    }

    @Test
    void nextWeekTheFormHoldsLastWeeksLinesAndSentAsItIsSaysTheSame() {
        bot.says("ou_zhou", "om_1", "1. 佣金存管：开发中，进度10%\n  - 联调排期 12/20\n2. 对账差异降到3笔");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        Sent ask = last("ou_zhou");
        List<String> held = ask.content().findValuesAsString("default_value");
        assertThat(held).containsExactly("1. 佣金存管：开发中，进度10%\n  1.1 联调排期 12/20\n2. 对账差异降到3笔");

        bot.presses(
                "ou_zhou",
                ask.messageId(),
                Map.of("act", "fill", "round", "payments-2024-W50"),
                Map.of("section-o1", held.get(0)));
        bot.work();
        Update update = platform.updates().get(0);
        bot.at("2024-12-13T17:30");

        String before = bot.report(ROUND);
        String after = bot.report("payments-2024-W50");
        assertThat(section(after).replaceAll("\\n *> 未答复：.*\\n\\n", ""))
                .isEqualTo(section(before))
                .contains("进度10%");
        assertThat(update.card().text())
                .as("last week's lines are still at hand")
                .contains("对账差异降到3笔");
    }

    @Test
    void whoeverWroteVeryMuchFindsItAboveAnEmptyField() {
        String many = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> i + ". 第 " + i + " 项")
                .collect(Collectors.joining("\n"));
        String wordy = "1. " + "对账平台拆分".repeat(200);
        bot.says("ou_zhou", "om_1", many);
        bot.says("ou_su", "om_2", wordy);
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");

        for (String openId : List.of("ou_zhou", "ou_su")) {
            Sent ask = last(openId);
            assertThat(fields(ask)).hasSize(1);
            assertThat(ask.content().findValuesAsString("default_value")).isEmpty();
        }
        assertThat(last("ou_zhou").text()).contains("20. 第 20 项").contains("还有 5 条");
        assertThat(last("ou_su").text()).contains(wordy);
        assertAllAccepted();
    }

    private static String section(String report) {
        int from = report.indexOf("O1 业务支撑", report.indexOf("重点项目"));
        return report.substring(from, report.indexOf("O2 平台建设", from));
    }

    private void assertAllAccepted() {
        assertThat(platform.sent())
                .allSatisfy(sent ->
                        assertThat(CardRules.fault(sent.content().toString())).isEmpty());
        assertThat(platform.updates())
                .allSatisfy(update -> assertThat(
                                CardRules.fault(update.card().content().toString()))
                        .isEmpty());
    }

    private static List<String> acts(Sent card) {
        return card.content().findValuesAsString("act");
    }

    private static List<String> fields(Sent card) {
        return card.content().findParents("input_type").stream()
                .map(input -> input.path("name").asString(""))
                .toList();
    }

    private Sent first(String address) {
        return platform.sentTo(address).get(0);
    }

    private Sent last(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }
}
