package io.rollcall.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.text.Texts;
import io.rollcall.core.team.QuietHours;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @ParameterizedTest
    @CsvSource({
        "预览, Preview",
        "/预览, Preview",
        "预览。, Preview",
        "Preview, Preview",
        "撤回, Undo",
        "重写, Rewrite",
        "同上周, SameAsLastWeek",
        "其余同上周, SameAsLastWeek",
        "跳过, Skip",
        "请假, Leave",
        "请假 12/16-12/20, Leave",
        "请假12.16～20, Leave",
        "请假 明天, Leave",
        "leave 12/16, Leave",
        "请假 2/30, Leave",
        "请假3天, Leave",
        "请假 3 天, Leave",
        "请假三天。, Leave",
        "请病假两天半, Leave",
        "今天请假, Leave",
        "我明天请假, Leave",
        "明天下午请假, Leave",
        "周四请假, Leave",
        "下周请假, Leave",
        "周三到周五请假, Leave",
        "12/16请假3天, Leave",
        "请假到周五, Leave",
        "请假至12/20, Leave",
        "请假半天, Leave",
        "请假下午, Leave",
        "明天请假半天, Leave",
        "on leave until 12/20, Leave",
        "Leave 3 days, Leave",
        "转给@林晓, HandOver",
        "转给 林晓, HandOver",
        "归到【O2 平台建设】, Move",
        "归到 【O2 平台建设】。, Move",
        "Move to [Operations], Move",
        "状态, Standing",
        "帮助, Help",
        "请假 12/16下午, Leave",
        "请假 12/16上午-12/17, Leave",
        "明天上午请假, Leave",
        "leave 12/16 pm, Leave",
        "Leave tomorrow afternoon, Leave",
        "销假, CancelLeave",
        "取消请假。, CancelLeave",
        "取消请假 12/16, CancelLeave",
        "Cancel leave 12/16, CancelLeave",
        "提醒我 15:00, RemindMe",
        "提醒我下午3点半, RemindMe",
        "提醒我, RemindMe",
        "提醒我 25:00, RemindMe",
        "Remind me at 3pm, RemindMe",
        "提醒恢复默认, RemindAsUsual",
        "remind me as usual, RemindAsUsual",
        "免打扰 20:00-09:00, Quiet",
        "免打扰晚上8点到早上9点, Quiet",
        "quiet 20:00-09:00, Quiet",
        "取消免打扰, NotQuiet",
        "quiet off, NotQuiet",
        "群号, GroupId",
        "Group ID, GroupId",
        "？, Help",
        "收到, Courtesy",
        "'收到，谢谢！', Courtesy",
        "OK, Courtesy",
    })
    void aCommandIsTheWholeMessage(String message, String command) {
        assertThat(Commands.read(message, name -> name.replace("@", "").equals("林晓")))
                .get()
                .extracting(read -> read.getClass().getSimpleName())
                .isEqualTo(command);
    }

    /** Where there are no buttons, members are told to answer with their labels. */
    @ParameterizedTest
    @CsvSource({
        "same, SameAsLastWeek",
        "skip, Skip",
        "leave, Leave",
        "preview, Preview",
        "undo, Undo",
        "rewrite, Rewrite",
        "move, Move"
    })
    void whatAButtonSaysIsACommandInEveryLanguage(String act, String command) {
        for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            String label = Texts.in(language).get("button." + act, "O2 平台建设");
            assertThat(Commands.read(label, name -> false))
                    .as(label)
                    .get()
                    .extracting(read -> read.getClass().getSimpleName())
                    .isEqualTo(command);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "预览页面已上线",
                "归到平台建设",
                "归到【平台建设】的需求已完成",
                "撤回功能开发中",
                "请假系统改造完成，进度80%",
                "1. 请假 12/16",
                "2.1 请假",
                "请假3天以上需审批的流程已上线",
                "请假系统改造完成",
                "周四请假系统上线",
                "本周请假流程改造",
                "下周请假模块3天内完成",
                "休假日历接口联调",
                "转给风控评审中",
                "跳过名单校验问题已修复",
                "状态机重构完成",
                "帮助中心改版",
                "好的方案已评审",
                "收到工行回复，预计下周上线",
                "1. 一条\n2. 同上周",
                "",
                "   "
            })
    void everythingElseIsText(String message) {
        assertThat(Commands.read(message, "林晓"::equals)).isEmpty();
    }

    @Test
    void aTypedMentionIsToldFromAPlainName() {
        assertThat(Commands.read("转给@王五", "@王五"::equals)).contains(new Command.HandOver("王五"));
        assertThat(Commands.read("转给 @ 王五", "@王五"::equals)).contains(new Command.HandOver("王五"));
        assertThat(Commands.read("转给王五", "@王五"::equals)).isEmpty();
    }

    @Test
    void invisibleCharactersDoNotHideACommand() {
        assertThat(Commands.read("\u200B 预览\u00A0\uFEFF", name -> false)).isPresent();
    }

    /** 200 KB that make a careless pattern start anew at every character. */
    static Stream<String> hostileMessages() {
        int size = 200_000;
        return Stream.of(
                "x" + " ".repeat(size) + "x",
                "x" + "。".repeat(size) + "x",
                "好" + "，".repeat(size) + "x",
                "好，".repeat(size / 2) + "x",
                "\u3000\u200B".repeat(size / 2) + "x",
                "请假" + " ".repeat(size) + "\u2028x",
                "请假" + "：".repeat(size) + "\rx",
                "请假 12/16" + "-".repeat(size) + "x",
                "请假 12/16" + " ".repeat(size) + "x",
                "请假".repeat(size / 2),
                "今天" + " ".repeat(size) + "请假\u2028",
                "转给" + " ".repeat(size) + "\u2028x",
                "转给" + "@ ".repeat(size / 2) + "\u2028x",
                "重写" + "。".repeat(size) + "x\n1. 一条",
                "/".repeat(size) + "x",
                "leave ".repeat(size / 6),
                "9".repeat(size),
                "\n \t".repeat(size / 3) + "x\n");
    }

    @ParameterizedTest
    @MethodSource("hostileMessages")
    @Timeout(5)
    void aLongMessageIsTextAndTellingSoTakesNoTime(String message) {
        assertThat(Commands.read(message, name -> false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "-", "。", "9", "到", "周", "12/16"})
    @Timeout(5)
    void wordsBeyondAnyDatesLengthAreNoDays(String run) {
        String words = "12/16" + run.repeat(200_000) + "x";

        assertThat(LeaveDays.looksLikeDays(words)).isFalse();
    }

    @Test
    void aWordMayBeFollowedByAnyAmountOfPunctuation() {
        assertThat(Commands.read("预览" + "。".repeat(200_000), name -> false)).contains(new Command.Preview());
    }

    @Test
    void whatFollowsRewriteIsTheNewBeginning() {
        assertThat(Commands.read("重写\n1. 新的一条\n2. 又一条", name -> false))
                .get()
                .isInstanceOfSatisfying(
                        Command.Rewrite.class,
                        rewrite -> assertThat(rewrite.text()).hasValue("1. 新的一条\n2. 又一条"));
    }

    @ParameterizedTest
    @CsvSource({
        "12/16-12/20, 2024-12-16, 2024-12-20",
        "12.16～20, 2024-12-16, 2024-12-20",
        "12月16日到12月20日, 2024-12-16, 2024-12-20",
        "2024-12-16 至 2024-12-20, 2024-12-16, 2024-12-20",
        "12/30-1/3, 2024-12-30, 2025-01-03",
        "1/6, 2025-01-06, 2025-01-06",
        "11/28, 2024-11-28, 2024-11-28",
        "'', 2024-12-05, 2024-12-05",
        "今天, 2024-12-05, 2024-12-05",
        "明天, 2024-12-06, 2024-12-06",
        "后天, 2024-12-07, 2024-12-07",
        "周五, 2024-12-06, 2024-12-06",
        "下周二, 2024-12-10, 2024-12-10",
        "本周, 2024-12-05, 2024-12-08",
        "下周, 2024-12-09, 2024-12-15",
        "3天, 2024-12-05, 2024-12-07",
        "3 天, 2024-12-05, 2024-12-07",
        "一周, 2024-12-05, 2024-12-11",
        "2 weeks, 2024-12-05, 2024-12-18",
        "明天起两天, 2024-12-06, 2024-12-07",
        "下周三天, 2024-12-09, 2024-12-11",
        "12/16 3天, 2024-12-16, 2024-12-18",
        "到周五, 2024-12-05, 2024-12-06",
        "到周四, 2024-12-05, 2024-12-05",
        "到周三, 2024-12-05, 2024-12-11",
        "到下周三, 2024-12-05, 2024-12-11",
        "至12/20, 2024-12-05, 2024-12-20",
        "到1/3, 2024-12-05, 2025-01-03",
        "until 12/20, 2024-12-05, 2024-12-20",
        "下周三到周五, 2024-12-11, 2024-12-13",
        "明天-下周二, 2024-12-06, 2024-12-10",
    })
    void leaveIsReadByTheNearestDate(String words, LocalDate from, LocalDate to) {
        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).hasValue(new LeaveDays(from, to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2/30",
                "12/20-12/16",
                "12/1-12/32",
                "13/1",
                "家里有事",
                "2024-01-01 至 2024-12-31",
                "0天",
                "300天",
                "到2/30",
                "-12/20",
                "天"
            })
    void whatIsNoLeaveIsNotGuessedAt(String words) {
        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "下午, 2024-12-05pm, 2024-12-05",
        "上午, 2024-12-05, 2024-12-05am",
        "明天上午, 2024-12-06, 2024-12-06am",
        "明天 下午, 2024-12-06pm, 2024-12-06",
        "12/16下午, 2024-12-16pm, 2024-12-16",
        "12/16 PM, 2024-12-16pm, 2024-12-16",
        "12/16am, 2024-12-16, 2024-12-16am",
        "12/16上午-12/17, 2024-12-16, 2024-12-17",
        "12/16下午-12/17, 2024-12-16pm, 2024-12-17",
        "12/16-12/17上午, 2024-12-16, 2024-12-17am",
        "12/16下午 - 12/17上午, 2024-12-16pm, 2024-12-17am",
        "12/16上午-12/16下午, 2024-12-16, 2024-12-16",
        "今天下午到下周一上午, 2024-12-05pm, 2024-12-09am",
        "tomorrow afternoon, 2024-12-06pm, 2024-12-06",
        "this morning, 2024-12-05, 2024-12-05am",
        "两天半, 2024-12-05, 2024-12-07am",
        "明天全天, 2024-12-06, 2024-12-06",
    })
    void aHalfBelongsToTheDayItStandsBehind(String words, String from, String to) {
        LeaveDays expected = new LeaveDays(
                LocalDate.parse(from.substring(0, 10)),
                from.endsWith("pm"),
                LocalDate.parse(to.substring(0, 10)),
                to.endsWith("am"));

        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/16下午-12/16上午", "上午下午晚上", "下午开会", "2/30下午", "12/16 3pm"})
    void whatIsNoHalfOfADayIsNotGuessedAt(String words) {
        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"半天", "明天半天", "12/16半天", "half a day"})
    void halfADayMaySayWhichHalf(String words) {
        assertThat(LeaveDays.isSomeHalf(words)).isTrue();
        assertThat(LeaveDays.areDays(words)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "15:00, 15:00",
        "9：30, 09:30",
        "15点, 15:00",
        "下午3点半, 15:30",
        "晚上8点, 20:00",
        "早上9点15分, 09:15",
        "中午12点, 12:00",
        "3pm, 15:00",
        "12 am, 00:00",
        "24:00, 00:00",
    })
    void aTimeOfTheDayIsReadInSeveralForms(String words, LocalTime time) {
        assertThat(OwnHours.time(words)).hasValue(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25:00", "15", "15:60", "下午", "周五", "1:2:3"})
    void whatIsNoTimeOfTheDayIsNotGuessedAt(String words) {
        assertThat(OwnHours.time(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20:00-09:00, 20:00-09:00",
        "20:00 至 9:00, 20:00-09:00",
        "晚上8点到早上9点, 20:00-09:00",
        "8pm to 9am, 20:00-09:00",
        "12:00～13:30, 12:00-13:30",
    })
    void quietHoursAreReadInSeveralForms(String words, String hours) {
        assertThat(OwnHours.hours(words)).map(QuietHours::toString).hasValue(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20:00", "20:00-25:00", "9:00-9:00", "20:00-21:00-22:00", "-"})
    void whatAreNoQuietHoursIsNotGuessedAt(String words) {
        assertThat(OwnHours.hours(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "提醒我周五交材料",
                "提醒我们下周评审",
                "免打扰模式已上线",
                "取消请假流程改造",
                "销假流程联调完成",
                "quiet mode shipped",
                "remind me to deploy"
            })
    void whatOnlyBeginsLikeACommandIsALineOfTheReport(String line) {
        assertThat(Commands.read(line, name -> false)).isEmpty();
    }
}
