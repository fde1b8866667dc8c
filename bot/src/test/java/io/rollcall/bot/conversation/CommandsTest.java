package io.rollcall.bot.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "转给@林晓, HandOver",
        "转给 林晓, HandOver",
        "状态, Standing",
        "帮助, Help",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "预览页面已上线",
                "撤回功能开发中",
                "请假系统改造完成，进度80%",
                "1. 请假 12/16",
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
    void invisibleCharactersDoNotHideACommand() {
        assertThat(Commands.read("\u200B 预览\u00A0\uFEFF", name -> false)).isPresent();
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
    })
    void leaveIsReadByTheNearestDate(String words, LocalDate from, LocalDate to) {
        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).hasValue(new LeaveDays(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/30", "12/20-12/16", "12/1-12/32", "13/1", "家里有事", "2024-01-01 至 2024-12-31"})
    void whatIsNoLeaveIsNotGuessedAt(String words) {
        assertThat(LeaveDays.read(words, LocalDate.parse("2024-12-05"))).isEmpty();
    }
}
