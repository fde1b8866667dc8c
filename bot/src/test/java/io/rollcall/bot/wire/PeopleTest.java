package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is away, who wants to be left alone and who has left: whom the bot then asks, and when. */
class PeopleTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";

    @Test
    void whoIsAwayInTheMorningIsAskedAtNoonAndNotExcused() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_su", "om_1", "明天上午请假");
        assertThat(lastTo("ou_su").text()).contains("已登记请假：2024-12-06 上午").contains("不算请假");

        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T11:59");
        assertThat(asksTo("ou_su")).isZero();
        bot.at("2024-12-06T12:00");
        assertThat(asksTo("ou_su")).isEqualTo(1);

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).doesNotContain("请假").contains("本周未更新（苏岚");
    }

    @Test
    void whoIsAwayInTheAfternoonIsAskedBeforeAndNotReminded() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "请假 12/6下午");
        assertThat(lastTo("ou_su").text()).contains("2024-12-06 下午").contains("转给");

        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T16:00");
        assertThat(remindersTo("ou_su")).isZero();
        assertThat(remindersTo("ou_lin")).isEqualTo(2);
    }

    @Test
    void halfADayOfWhichHalfIsAskedBack() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "请假半天");

        assertThat(lastTo("ou_su").text()).contains("上午还是下午");
        assertThat(bot.rows("absence")).isZero();
    }

    @Test
    void whoCallsTheirLeaveOffIsAskedAfterAll() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_su", "om_1", "请假 12/6-12/10");
        assertThat(lastTo("ou_su").text()).contains("2024-12-06 至 2024-12-10").contains("不再催你");
        bot.at("2024-12-06T10:00");
        assertThat(asksTo("ou_su")).isZero();

        clock.set("2024-12-06T11:00");
        bot.says("ou_su", "om_2", "销假");
        assertThat(lastTo("ou_su").text()).contains("已销假").contains("照常等你的内容");
        bot.at("2024-12-06T11:01");
        bot.at("2024-12-06T11:02");

        assertThat(asksTo("ou_su")).isEqualTo(1);
        bot.at("2024-12-06T14:00");
        assertThat(remindersTo("ou_su")).isEqualTo(1);
        bot.says("ou_su", "om_3", "销假");
        assertThat(lastTo("ou_su").text()).contains("没有登记过");
    }

    @Test
    void aDayOfLeaveThatWasAskedForAfterTheQuestionAndCalledOffIsNotAskedTwice() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "请假");
        clock.set("2024-12-06T11:00");
        bot.says("ou_su", "om_2", "取消请假");
        bot.at("2024-12-06T11:01");

        assertThat(asksTo("ou_su")).isEqualTo(1);
        bot.says("ou_lin", "om_3", "状态");
        assertThat(lastTo("ou_lin").text()).contains("未交（4）");
    }

    @Test
    void inPlaceOfWhoIsAwayTheDeputyIsAskedAndToldWhy() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_zhou", "om_1", "请假 12/6");
        assertThat(lastTo("ou_zhou").text()).contains("这一期由 何川 代你填写");

        bot.at("2024-12-06T10:00");

        assertThat(asksTo("ou_zhou")).isZero();
        assertThat(platform.sentTo("ou_he"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("周航 请假了", "请你代填", "O1 业务支撑"));
        bot.at("2024-12-06T14:00");
        assertThat(platform.sentTo("ou_he").stream().filter(sent -> sent.title().startsWith("还差")))
                .as("of their own part, and of the one they stand in for")
                .hasSize(2);
        bot.says("ou_he", "om_2", "【O1 业务支撑】\n1. 代填的一条");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("代填的一条").doesNotContain("请假（周航");
    }

    @Test
    void whoFallsIllAfterTheQuestionIsStoodInForAtOnce() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T10:30");
        bot.says("ou_zhou", "om_1", "请病假");
        bot.at("2024-12-06T10:31");

        assertThat(platform.sentTo("ou_he"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("周航 请假了"));
    }

    @Test
    void whereTheDeputyIsAwayTooTheOwnerIsExcused() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_zhou", "om_1", "请假 12/6");
        bot.says("ou_he", "om_2", "请假 12/6");

        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");

        assertThat(asksTo("ou_zhou") + asksTo("ou_he")).isZero();
        assertThat(bot.report(ROUND)).contains("请假（周航").contains("请假（何川");
    }

    @Test
    void aDeputyWhoGoesOnLeaveLaterLeavesTheOwnerExcused() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_zhou", "om_1", "请假 12/6");
        bot.at("2024-12-06T10:00");
        bot.says("ou_he", "om_2", "请假");
        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T17:30");

        assertThat(remindersTo("ou_he")).isZero();
        assertThat(bot.report(ROUND)).contains("请假（周航");
    }

    @Test
    void quietHoursHoldBackTheQuestionAndNoAnswer() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_su", "om_1", "免打扰 20:00-11:00");
        assertThat(lastTo("ou_su").text()).contains("20:00-11:00");

        bot.at("2024-12-06T10:00");
        assertThat(asksTo("ou_su")).isZero();
        bot.says("ou_su", "om_2", "状态");
        assertThat(lastTo("ou_su").text()).contains("17:30");

        bot.at("2024-12-06T11:00");
        assertThat(asksTo("ou_su")).isEqualTo(1);
        bot.says("ou_su", "om_3", "免打扰");
        assertThat(lastTo("ou_su").text()).contains("现在每天 20:00-11:00");
    }

    @Test
    void quietHoursThatOutlastTheRoundAreBrokenAtTheLastMomentAndTheQuestionSaysSo() throws IOException {
        configure("account: ou_su", "account: ou_su, quiet: 09:00-19:00");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T16:59");
        assertThat(platform.sentTo("ou_su")).isEmpty();

        bot.at("2024-12-06T17:00");
        bot.at("2024-12-06T17:10");

        assertThat(platform.sentTo("ou_su"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).contains("免打扰或请假时间"));
    }

    @Test
    void aReminderThatIsLateIsNotSentInQuietHours() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "免打扰 14:30-15:30");

        bot.at("2024-12-06T15:00");
        assertThat(remindersTo("ou_su")).isZero();
        assertThat(remindersTo("ou_lin")).isEqualTo(1);

        bot.at("2024-12-06T16:00");
        assertThat(remindersTo("ou_su")).isEqualTo(1);
    }

    @Test
    void whoIsHandedAPartInQuietHoursIsAskedAfterThem() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_he", "om_1", "免打扰 10:30-13:00");
        clock.set("2024-12-06T11:00");
        int before = platform.sentTo("ou_he").size();

        bot.says("ou_zhou", "om_2", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("何川", "过后再通知");
        bot.at("2024-12-06T12:59");
        assertThat(platform.sentTo("ou_he")).hasSize(before);

        bot.at("2024-12-06T13:00");
        assertThat(lastTo("ou_he").text()).contains("周航", "O1 业务支撑");
        bot.says("ou_he", "om_3", "【O1 业务支撑】\n1. 代写的一条");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("代写的一条");
    }

    @Test
    void whatIsSentBackReachesAlsoWhoWantsToBeLeftAloneAndBothHearOfThat() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "1. 网关扩容：进行中");
        bot.says("ou_su", "om_2", "免打扰 17:00-09:00");
        bot.at("2024-12-06T17:30");

        bot.says("ou_lin", "om_3", "退回【O2 平台建设】 请补充日期");

        assertThat(lastTo("ou_su").text()).contains("请补充日期", "免打扰或请假时间");
        assertThat(lastTo("ou_lin").text()).contains("已退回给 苏岚", "苏岚 的免打扰或请假时间");
    }

    @Test
    void whoInheritsASectionInQuietHoursHearsOfItAfterThem() throws IOException {
        clock.set("2024-12-05T09:00");
        configure("account: ou_zhou", "account: ou_zhou, left: 2024-12-06");
        assertThat(bot.postJson("/api/v1/teams/payments/rounds", "").statusCode())
                .isEqualTo(201);
        bot.tick();
        bot.says("ou_he", "om_1", "免打扰 20:00-09:00");

        bot.at("2024-12-06T00:01");
        assertThat(platform.sentTo("ou_he")).noneMatch(sent -> sent.text().contains("周航 已离开"));
        bot.at("2024-12-06T09:00");
        bot.at("2024-12-06T09:01");

        assertThat(platform.sentTo("ou_he").stream().filter(sent -> sent.text().contains("周航 已离开")))
                .hasSize(1);
    }

    @Test
    void whatWasHandedToSomebodyWhoLeavesComesBackAfterQuietHours() throws IOException {
        clock.set("2024-12-05T09:00");
        configure("account: ou_he", "account: ou_he, left: 2024-12-06");
        bot.says("ou_su", "om_1", "免打扰 20:00-09:00");
        bot.says("ou_su", "om_2", "转给@何川");
        assertThat(bot.postJson("/api/v1/teams/payments/rounds", "").statusCode())
                .isIn(200, 201);
        bot.tick();
        assertThat(asksTo("ou_su")).isZero();

        bot.at("2024-12-06T00:01");
        assertThat(asksTo("ou_su")).isZero();
        bot.at("2024-12-06T09:00");
        assertThat(asksTo("ou_su")).isEqualTo(1);
    }

    @Test
    void whatIsSaidInChatGoesBeforeTheTeamFile() throws IOException {
        configure("account: ou_su", "account: ou_su, quiet: 09:00-19:00, remind-at: 12:30");
        bot.says("ou_su", "om_1", "取消免打扰");
        bot.says("ou_su", "om_2", "提醒我 15:00");
        bot.at("2024-12-06T10:00");
        assertThat(asksTo("ou_su")).isEqualTo(1);

        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T14:59");
        assertThat(remindersTo("ou_su")).isZero();
        bot.at("2024-12-06T15:00");
        restart();
        bot.at("2024-12-06T15:01");
        bot.at("2024-12-06T16:00");
        assertThat(remindersTo("ou_su")).isEqualTo(1);
        assertThat(remindersTo("ou_lin")).isEqualTo(2);

        bot.says("ou_su", "om_3", "提醒恢复默认");
        assertThat(lastTo("ou_su").text()).contains("12:30");
    }

    @Test
    void aTimeThatCannotBeReadIsToldWhatWouldWork() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "提醒我 25:00");
        assertThat(lastTo("ou_su").text()).contains("提醒我 15:00");
        bot.says("ou_su", "om_2", "免打扰 9:00-9:00");
        assertThat(lastTo("ou_su").text()).contains("免打扰 20:00-09:00");
        bot.says("ou_su", "om_3", "提醒我 18:00");
        assertThat(lastTo("ou_su").text()).contains("按团队的时间提醒");
        assertThat(bot.rows("own_time")).isEqualTo(1);
    }

    @Test
    void whoHasLeftIsNotAskedAndTheirSectionIsTheDeputys() throws IOException {
        configure("account: ou_zhou", "account: ou_zhou, left: 2024-12-06");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T14:00");

        assertThat(platform.sentTo("ou_zhou")).isEmpty();
        assertThat(platform.sentTo("ou_he"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("O1 业务支撑"));
        bot.says("ou_he", "om_1", "【O1 业务支撑】\n1. 接手的一条\n【运行数据】\n成功率 99.9%");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("接手的一条").doesNotContain("周航");
        assertThat(platform.sentTo("ou_lin")).noneMatch(sent -> sent.text().contains("没有负责人"));
    }

    @Test
    void whoLeavesWithinARoundIsNotRemindedAndTheirNameStaysWithWhatTheyWrote() throws IOException {
        configure("account: ou_zhou", "account: ou_zhou, left: 2024-12-07");
        clock.set("2024-12-05T09:00");
        assertThat(bot.postJson("/api/v1/teams/payments/rounds", "").statusCode())
                .isEqualTo(201);
        bot.tick();
        assertThat(asksTo("ou_zhou")).isEqualTo(1);
        bot.says("ou_zhou", "om_1", "1. 最后一条：移交完成");
        bot.at("2024-12-06T18:00");
        String published = bot.report(ROUND);
        assertThat(published).contains("最后一条：移交完成");

        bot.at("2024-12-08T09:00");
        bot.says("ou_su", "om_2", "1. 迟到的一条");

        assertThat(bot.report(ROUND)).contains("最后一条：移交完成").contains("迟到的一条");
        bot.says("ou_zhou", "om_3", "状态");
        assertThat(lastTo("ou_zhou").text()).as("a stranger by now").contains("名单");
    }

    @Test
    void whoInheritsASectionWithinARoundHearsOfItAndNobodyWaitsForWhoLeft() throws IOException {
        clock.set("2024-12-05T09:00");
        configure("account: ou_zhou", "account: ou_zhou, left: 2024-12-06");
        assertThat(bot.postJson("/api/v1/teams/payments/rounds", "").statusCode())
                .isEqualTo(201);
        bot.tick();
        assertThat(asksTo("ou_zhou")).isEqualTo(1);
        bot.says("ou_he", "om_1", "【运行数据】\n成功率 99.9%");

        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T10:01");
        assertThat(platform.sentTo("ou_he").stream().filter(sent -> sent.text().contains("周航 已离开")))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).contains("【O1 业务支撑】"));
        bot.says("ou_he", "om_2", "【O1 业务支撑】\n1. 接手的一条");
        bot.at("2024-12-06T14:00");
        bot.says("ou_lin", "om_3", "状态");

        assertThat(remindersTo("ou_zhou")).isZero();
        assertThat(lastTo("ou_lin").text()).contains("未交（2）").doesNotContain("周航");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("接手的一条").doesNotContain("周航");
    }

    @Test
    void theEditorHearsOnceOfSectionsThatNobodyOwnsAnyMore() throws IOException {
        configure("account: ou_su", "account: ou_su, left: 2024-12-06");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T10:01");
        restart();
        bot.at("2024-12-06T10:02");

        assertThat(platform.sentTo("ou_lin").stream().filter(sent -> sent.text().contains("没有负责人")))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).contains("苏岚", "【O2 平台建设】"));
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("O2 平台建设").doesNotContain("苏岚");
    }

    @Test
    void whomThePlatformNoLongerKnowsIsUnreachableAndTheEditorIsTold() {
        platform.refuses("ou_su", 230013);
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T10:01");

        assertThat(platform.sentTo("ou_lin"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("苏岚", "没有送达"));
        bot.says("ou_lin", "om_1", "状态");
        assertThat(lastTo("ou_lin").text()).contains("联系不上（1）：苏岚");
    }

    @Test
    void eachOwnerOfASectionIsAskedAndOneAnswerMakesItComplete() throws IOException {
        configure("owners: [su]", "owners: [su, zhou]");
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_zhou").get(0).text()).contains("O1 业务支撑", "O2 平台建设");
        assertThat(asksTo("ou_su")).isEqualTo(1);

        bot.says("ou_su", "om_1", "1. 网关扩容：完成");
        bot.says("ou_zhou", "om_2", "【O1 业务支撑】\n1. 佣金存管");
        bot.at("2024-12-06T17:30");

        assertThat(bot.report(ROUND)).contains("网关扩容").contains("佣金存管").doesNotContain("【O2 平台建设】\n\n本周未更新");
    }

    @Test
    void whoOwnsOnlyWhatIsOptionalIsAskedAndNeverRemindedNorNamed() throws IOException {
        configure("optional: true}", "optional: true}\n  - {id: extra, title: 分享, owners: [wu], optional: true}");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T16:00");
        assertThat(asksTo("ou_wu")).isEqualTo(1);
        assertThat(remindersTo("ou_wu")).isZero();
        bot.says("ou_lin", "om_1", "状态");
        assertThat(lastTo("ou_lin").text()).contains("未交（4）").doesNotContain("吴迪");

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).doesNotContain("吴迪", "分享");
        assertThat(lastTo("ou_lin").text()).contains("4 人未交");
    }

    @Test
    void theEditorHearsThatAYearIsMissingAndAFileSuppliesIt() throws IOException {
        clock.set("2027-01-08T10:00");
        bot.tick();
        assertThat(platform.sentTo("ou_lin"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("2027", "config/calendar/2027.yml"));

        Files.createDirectories(folder.resolve("calendar"));
        Files.writeString(
                folder.resolve("calendar/2027.yml"), "days-off: [2027-01-01, 2027-01-15]\nworkdays: [2027-01-16]\n");
        bot.close();
        bot = started(
                Map.of("rollcall.calendar.folder", folder.resolve("calendar").toString()));
        bot.at("2027-01-09T10:00");
        int before = platform.sentTo("ou_lin").size();
        bot.at("2027-01-15T10:00");
        assertThat(platform.sentTo("ou_lin")).as("the Friday is off").hasSize(before);
        bot.at("2027-01-16T10:00");
        assertThat(platform.sentTo("ou_lin")
                        .subList(before, platform.sentTo("ou_lin").size()))
                .noneMatch(sent -> sent.text().contains("config/calendar"))
                .anyMatch(sent -> sent.title().contains("第 2 周周报"));
    }

    @Test
    void leaveThatIsAskedForAfterTheCloseStandsInTheReportAsPromised() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("本周未更新（苏岚").contains("本周未更新（周航");

        bot.says("ou_su", "om_1", "请假");

        assertThat(lastTo("ou_su").text()).contains("报告里写「请假」");
        assertThat(bot.report(ROUND)).contains("请假（苏岚").doesNotContain("本周未更新（苏岚");
        assertThat(lastTo("ou_lin").text())
                .as("the editor holds a draft that read otherwise")
                .contains("O2 平台建设");

        bot.at("2024-12-06T18:00");
        bot.says("ou_zhou", "om_2", "请假");
        assertThat(bot.report(ROUND)).contains("请假（周航").doesNotContain("本周未更新（周航");
    }

    @Test
    void ofALeaveOnlyTheDaysThatAreNamedAreCalledOff() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_su", "om_1", "请假 12/14-12/20");

        bot.says("ou_su", "om_2", "取消请假 12/16");
        assertThat(lastTo("ou_su").text())
                .contains("已销假：2024-12-16 至 2024-12-16")
                .contains("还请着假：2024-12-14 至 2024-12-15、2024-12-17 至 2024-12-20");

        bot.says("ou_su", "om_3", "取消请假 12/14-12/15");
        bot.says("ou_su", "om_4", "取消请假 12/17上午");
        assertThat(lastTo("ou_su").text()).contains("已销假：2024-12-17 上午").contains("还请着假：2024-12-17 下午 至 2024-12-20。");

        bot.says("ou_su", "om_5", "取消请假 12/16");
        assertThat(lastTo("ou_su").text()).contains("12/16 你没有请假").contains("还请着假：2024-12-17 下午 至 2024-12-20。");

        bot.says("ou_su", "om_6", "销假");
        assertThat(lastTo("ou_su").text()).contains("已销假").doesNotContain("还请着假");
    }

    @Test
    void whatIsHandedOverAfterTheCloseIsToldToNobodyAndNobodyIsSaidToBeTold() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        int told = platform.sentTo("ou_he").size();

        bot.says("ou_zhou", "om_1", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("已经截止", "没有通知 何川").doesNotContain("已经通知");
        bot.at("2024-12-06T18:00");
        bot.says("ou_zhou", "om_2", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("已经截止", "没有通知 何川");

        assertThat(platform.sentTo("ou_he")).hasSize(told);
        assertThat(bot.rows("ask where stands_in is not null")).isZero();
    }

    @Test
    void whatIsWrittenIsNotHandedOverUntilItIsTakenBack() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 自己写的一条");
        int told = platform.sentTo("ou_he").size();

        bot.says("ou_zhou", "om_2", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("已经有内容", "没有通知 何川");
        assertThat(platform.sentTo("ou_he")).hasSize(told);

        bot.says("ou_zhou", "om_3", "重写");
        bot.says("ou_zhou", "om_4", "转给@何川");
        assertThat(lastTo("ou_zhou").text()).contains("已经通知对方");
        assertThat(lastTo("ou_he").text()).contains("周航", "O1 业务支撑");
    }

    @Test
    void whoHandsOverWhileTheDeputyIsAboutToBeAskedHasTheirWay() {
        bot.says("ou_zhou", "om_1", "请假 12/13");
        bot.at("2024-12-06T18:00");
        clock.set("2024-12-09T10:00");
        bot.says("ou_lin", "om_2", "状态");
        RoundId round = RoundId.parse("payments-2024-W50");
        MemberId zhou = new MemberId("zhou");
        assertThat(bot.rows("ask where round = '" + round + "' and owner = 'zhou' and state = 'WAITING'"))
                .isEqualTo(1);
        clock.set("2024-12-13T10:00");
        Thread tick = new Thread(bot::tick, "tick");

        bot.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            bot.bean(RoundService.class).hold(round);
            bot.bean(Rounds.class).standIn(round, zhou, new MemberId("su"));
            tick.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> isTakingAStep(tick));
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> !tick.isAlive());

        assertThat(bot.rows("ask where round = '" + round + "' and owner = 'zhou' and stands_in = 'su'"))
                .isEqualTo(1);
        assertThat(platform.sentTo("ou_he")).noneMatch(sent -> sent.text().contains("周航 请假了"));
    }

    /** What is due was found by then. */
    private static boolean isTakingAStep(Thread tick) {
        return Stream.of(tick.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(RoundService.class.getName())
                        && frame.getMethodName().equals("take"));
    }

    @Test
    void aYearThatIsMissingIsToldOfARoundThatIsOpenedByHand() {
        clock.set("2027-01-06T10:00");

        assertThat(bot.postJson("/api/v1/teams/payments/rounds", "").statusCode())
                .isEqualTo(201);
        bot.tick();

        assertThat(platform.sentTo("ou_lin"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("config/calendar/2027.yml"));
    }

    @Test
    void aYearThatIsMissingIsToldOfARoundThatAnEarlyReplyLaysOut() {
        clock.set("2027-01-06T10:00");

        bot.says("ou_su", "om_1", "1. 早到的一条");

        assertThat(platform.sentTo("ou_lin"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text()).contains("config/calendar/2027.yml"));
        bot.at("2027-01-08T10:00");
        assertThat(platform.sentTo("ou_lin"))
                .filteredOn(sent -> sent.text().contains("config/calendar"))
                .hasSize(1);
    }

    private void configure(String from, String to) throws IOException {
        String file = fixture("payments.yml");
        assertThat(file).contains(from);
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                file.replace(from, to).replace("sections:", "  - {id: wu, name: 吴迪, account: ou_wu}\nsections:"));
        restart();
    }

    private long asksTo(String address) {
        return platform.sentTo(address).stream()
                .filter(sent -> sent.title().equals("清结算中心 第 49 周周报"))
                .count();
    }

    private long remindersTo(String address) {
        return platform.sentTo(address).stream()
                .filter(sent -> sent.title().startsWith("还差你这一份"))
                .count();
    }

    private Sent lastTo(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }
}
