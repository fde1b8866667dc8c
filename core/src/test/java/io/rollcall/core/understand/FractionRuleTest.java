package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionRuleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            完成5/8项          | 62.5%
            完成 5/8 项        | 62.5%
            已完成12/24家门店切换 | 50%
            进度3/4           | 75%
            进度：3/4          | 75%
            5/8家已完成         | 62.5%
            3/4完成           | 75%
            完成1/3           | 33.33%
            完成8/8项          | 100%
            """)
    void readsSoManyOfSoMany(String line, String expected) {
        assertThat(Notation.progress(Notation.item(line).facts())).isEqualTo(expected);
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12/5完成             | 2024-12-05 ACTUAL
            12/5已完成割接         | 2024-12-05 ACTUAL
            预计完成日期12/20       | 2024-12-20 PLANNED
            2024/12/4完成        | 2024-12-04 ACTUAL
            11/28完成验收         | 2024-11-28 ACTUAL
            汇算 需求评审完成 12/12提测 | 2024-12-12 PLANNED
            """)
    void leavesDaysToTheDates(String line, String expected) {
        assertThat(Notation.dates(Notation.item(line).facts())).isEqualTo(expected);
        assertThat(Notation.progress(Notation.item(line).facts())).isEqualTo("-");
    }

    @Test
    void someOfTheWorkIsNotAllOfIt() {
        assertThat(Notation.item("完成5/8项").status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(Notation.item("完成8/8项").status()).isEqualTo(Status.DONE);
    }

    @Test
    void keepsTheDayThatTheWordsCouldMeanAsWell() {
        Fact.Progress progress = (Fact.Progress) Notation.item("3/4完成").facts().get(0);
        assertThat(Notation.shown(progress.other())).isEqualTo("2025-03-04 ACTUAL");
        assertThat(((Fact.Progress) Notation.item("完成5/8项").facts().get(0)).other())
                .isNull();
    }

    @Test
    void aDayNearTheReportStaysADayWithTheShareBesideIt() {
        Fact.Dated date = (Fact.Dated)
                Notation.item("3/4完成", ReportWeek.parse("2024-W10")).facts().get(0);
        assertThat(Notation.shown(date)).isEqualTo("2024-03-04 ACTUAL");
        assertThat(Notation.shown(date.other())).isEqualTo("75%");
    }
}
