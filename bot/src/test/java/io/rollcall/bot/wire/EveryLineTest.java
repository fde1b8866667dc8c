package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What members write stands in the report: every line, under its section, as deep as it was. */
class EveryLineTest extends WireTest {

    @Test
    void theReportHoldsEveryLineUnderItsSectionWithItsNesting() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_he", "om_4", fixture("he.txt"));
        bot.says("ou_zhou", "om_2", fixture("o1.txt"));
        bot.says("ou_su", "om_3", fixture("o2.txt"));
        bot.says("ou_lin", "om_1", fixture("wallet.txt"));
        bot.at("2024-12-06T17:30");

        String report = bot.report("payments-2024-W49");

        assertThat(outline(section(report, "星河钱包", "O1 业务支撑")))
                .containsExactlyElementsOf(outline(fixture("wallet.txt")));
        assertThat(bare(section(report, "O1 业务支撑", "O2 平台建设")))
                .containsSubsequence(bare(withoutTitle(fixture("o1.txt"))));
        assertThat(bare(section(report, "O2 平台建设", "运行数据"))).containsSubsequence(bare(fixture("o2.txt")));
        assertThat(bare(section(report, "运行数据", "收获与反思")))
                .containsSubsequence(bare(fixture("he.txt").split("【收获与反思】")[0].replace("【运行数据】", "")));
        assertThat(bare(report.substring(report.indexOf("【收获与反思】"))))
                .containsSubsequence(bare(fixture("he.txt").split("【收获与反思】")[1]));
    }

    @Test
    void replyInSeveralMessagesIsOneSection() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.says("ou_lin", "om_2", "还有一点\n2. 提现限额改造联调中，进度40%");
        bot.at("2024-12-06T17:30");

        assertThat(bare(section(bot.report("payments-2024-W49"), "星河钱包", "O1 业务支撑")))
                .containsSubsequence("钱包开户页改版上线", "还有一点", "提现限额改造联调中，进度40%");
    }

    private static String section(String report, String from, String to) {
        int start = report.indexOf("【" + from + "】");
        int end = report.indexOf("【" + to + "】");
        assertThat(start).as(from + " in\n" + report).isNotNegative();
        assertThat(end).as(to + " in\n" + report).isGreaterThan(start);
        return report.substring(report.indexOf('\n', start), report.lastIndexOf('\n', end));
    }

    /** The lines without white space and list markers. */
    private static List<String> bare(String text) {
        return text.lines()
                .map(line -> line.strip()
                        .replaceFirst("^([-•·*>]|\\d+[.、]|（\\d+）|[一二三]、)\\s*", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The same, each with its depth by indent in front. */
    private static List<String> outline(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int indent = line.length() - line.stripLeading().length();
            bare(line).forEach(words -> lines.add(indent / 4 + " " + words));
        });
        return lines;
    }

    private static String withoutTitle(String text) {
        return text.substring(text.indexOf('\n'));
    }
}
