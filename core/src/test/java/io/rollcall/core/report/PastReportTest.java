package io.rollcall.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastReportTest {

    private static final List<String> SECTIONS = List.of("重点项目", "O1 商户服务", "下周计划");

    private static String week(String name, String page) {
        return PastReport.read(name, page, SECTIONS)
                .map(report -> report.weeks().toString())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# 2024-W47 | 2024-W47",
                "# 2024-W38&W39 | 2024-W38&W39",
                "# 2024-W38 & 39 | 2024-W38&W39",
                "# 2024-W38-W40 | 2024-W38&W39&W40",
                "# 2024-W52&W01 | 2024-W52&2025-W01",
                "# 2024-W52&2025-W01 | 2024-W52&2025-W01",
                "# 云帆支付周报 2024W7 | 2024-W07",
                "2024-W47 | 2024-W47",
                "云帆支付周报 2024-W47（11/18 至 11/24） | 2024-W47",
                "# 第47周 2023-11-17 | 2023-W46",
                "第47周 2023-11-17 | 2023-W46",
                "# 云帆周报（2024.11.18-2024.11.22） | 2024-W47",
                "# 云帆周报（2024.11.18-11.22） | 2024-W47",
                "# 云帆周报 2024年11月18日～22日 | 2024-W47",
                "# 云帆周报 2024/12/30-1/5 | 2025-W01",
                "# 双周报 2024.09.16-09.27 | 2024-W38&W39",
                "# 双周报 2024.09.14 至 2024.09.27 | 2024-W38&W39",
                "# 周报 2024.11.16~2024.11.22 | 2024-W47",
                "# Weekly report November 22, 2024 | 2024-W47",
                "# 周报 20241122 | 2024-W47",
                "# 2024年第47周 | 2024-W47"
            })
    void a_title_tells_the_week(String title, String week) {
        assertThat(week("报告.md", title + "\n\n- 甲\n")).isEqualTo(week);
        PastReport report =
                PastReport.read("报告.md", title + "\n\n- 甲\n", SECTIONS).orElseThrow();
        assertThat(report.body()).isEqualTo("- 甲");
        assertThat(report.headLines()).isEqualTo(2);
        assertThat(report.head()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-W47 1a2b3c4d5e6f70819203a4b5c6d7e8f9.md | 2024-W47",
                "2024-W38&W39 1a2b3c4d5e6f70819203a4b5c6d7e8f9.md | 2024-W38&W39",
                // The id holds what looks like a day.
                "例会 20240101aaaaaaaaaaaaaaaaaaaaaaaa.md | none",
                "云帆周报-20241122.md | 2024-W47",
                "云帆周报 2024-11-22.md | 2024-W47",
                "2024-11-18_2024-11-22.MD | 2024-W47",
                "2024年第7周.md | 2024-W07",
                "2024-W54.md | none",
                "2024-13-40.md | none",
                "周报.md | none"
            })
    void a_file_name_tells_the_week(String name, String week) {
        assertThat(week(name, "- 甲")).isEqualTo(week);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024年11月22日 18:03 | 2024-W47", // Friday
                "2024年11月23日 09:43 | 2024-W47", // Saturday
                "2024年11月24日 23:59 | 2024-W47", // Sunday
                "2024年11月25日 10:00 | 2024-W47", // Monday: last week's report is finished
                "2024年11月26日 10:00 | 2024-W48", // Tuesday
                "November 25, 2024 9:43 AM | 2024-W47",
                "2024/11/23 | 2024-W47",
                "2024-11-23T09:43:00 | 2024-W47"
            })
    void the_day_a_page_was_created_tells_the_week(String created, String week) {
        assertThat(week("周报.md", "# 云帆周报\n\nCreated: " + created + "\n\n- 甲\n")).isEqualTo(week);
        assertThat(week("周报.md", "# 某个题目\n创建时间：" + created + "\nTags: 周报\n\n- 甲\n"))
                .isEqualTo(week);
    }

    @Test
    void the_surer_source_wins() {
        String created = "Created: 2024年11月23日 09:43\n";
        assertThat(week("2024-W45.md", "# 2024-W46\n" + created)).isEqualTo("2024-W46");
        assertThat(week("2024-W45.md", "# 云帆周报\n" + created)).isEqualTo("2024-W45");
        assertThat(week("周报 2024-11-08.md", "# 云帆周报\n" + created)).isEqualTo("2024-W45");
        assertThat(week("周报.md", "# 云帆周报\n周期：2024.11.04-11.08\n" + created)).isEqualTo("2024-W45");
    }

    @Test
    void a_numbered_week_gives_way_to_the_page_s_date_nearby_only() {
        assertThat(week("周报.md", "# 2024年第47周\nCreated: 2024年11月15日\n")).isEqualTo("2024-W46");
        assertThat(week("周报.md", "# 2024年第47周\nCreated: 2025年3月1日\n")).isEqualTo("2024-W47");
    }

    @Test
    void when_a_page_was_last_edited_tells_nothing() {
        assertThat(week("周报.md", "# 云帆周报\nLast edited: 2024年11月23日\n- 甲")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## 重点项目\n- 2024-11-20 上线",
                "- 2024-W47 上线",
                "1. 2024-11-22完成切换",
                "海棠接入预计2024-12-05上线，联调进度60%",
                "# 重点项目\n2024-W47",
                "本周报告2024-11-22前提交给审计",
                ""
            })
    void the_report_s_own_lines_are_no_head(String page) {
        assertThat(week("周报.md", page)).isEqualTo("none");
        ReportWeeks given = ReportWeeks.of(ReportWeek.parse("2024-W47"));
        assertThat(PastReport.of(given, page, SECTIONS).body()).isEqualTo(page);
    }

    @Test
    void the_head_of_the_page_is_cut_and_nothing_else() {
        String page = "\uFEFF# 2024-W47\r\n\r\nCreated: 2024年11月23日 09:43\r\nTags: 周报\r\n\r\n"
                + "> 感谢值班同学\r\n\r\n# 重点项目\r\n    - 缩进\r\nCreated: 2024年\r\n\r\n";
        PastReport report = PastReport.read("x.md", page, SECTIONS).orElseThrow();
        assertThat(report.body()).isEqualTo("> 感谢值班同学\n\n# 重点项目\n    - 缩进\nCreated: 2024年");
        assertThat(report.headLines()).isEqualTo(5);
        assertThat(report.head()).isEqualTo(3);
    }

    @Test
    void a_page_without_anything_below_its_head_is_empty() {
        assertThat(PastReport.read("x.md", "# 2024-W47\n\nCreated: 2024年11月23日\n\n", SECTIONS)
                        .orElseThrow()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_given_week_outweighs_what_the_page_says() {
        PastReport report = PastReport.of(ReportWeeks.parse("2024-W38&W39"), "# 2024-W47\n- 甲", SECTIONS);
        assertThat(report.weeks()).hasToString("2024-W38&W39");
        assertThat(report.body()).isEqualTo("- 甲");
    }

    @Test
    void hostile_pages_are_read_in_no_time() {
        for (String piece : List.of("#", "# ", "2024-W47&", "2024-11-", ":", "第", " ")) {
            String line = piece.repeat(300_000);
            assertThat(PastReport.of(ReportWeeks.parse("2024-W47"), line, SECTIONS)
                            .body())
                    .isEqualTo(line.stripTrailing());
            week("x", line.replace(" ", "\n"));
            week(line.substring(0, 2_000), "- 甲");
        }
    }
}
