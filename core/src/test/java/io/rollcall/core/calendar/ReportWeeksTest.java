package io.rollcall.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWeeksTest {

    @Test
    void aWeekRunsFromMondayToSundayAlsoOverTheNewYear() {
        ReportWeek week = ReportWeek.of(LocalDate.parse("2024-12-31"));

        assertThat(week).hasToString("2025-W01");
        assertThat(week.monday()).isEqualTo("2024-12-30");
        assertThat(week.sunday()).isEqualTo("2025-01-05");
        assertThat(week.previous()).hasToString("2024-W52");
        assertThat(ReportWeek.parse("2020-W53").next()).hasToString("2021-W01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-W53", "2024-W00", "2024-W1", "2024W49", "W49", "", "２０２４-W49"})
    void whatIsNoWeekIsRefused(String text) {
        assertThatThrownBy(() -> ReportWeek.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-W49", "2024-W38&W39", "2024-W38&W39&W40", "2024-W52&2025-W01"})
    void mergedWeeksAreWrittenShortAndReadBack(String text) {
        assertThat(ReportWeeks.parse(text)).hasToString(text);
    }

    @Test
    void mergedWeeksMustBeConsecutive() {
        assertThatThrownBy(() -> ReportWeeks.parse("2024-W38&W40")).hasMessageContaining("expected W39");
    }

    @Test
    void makeUpWorkdaysAndHolidaysFollowTheNotice() {
        ChineseWorkCalendar calendar = new ChineseWorkCalendar();

        assertThat(calendar.isWorkday(LocalDate.parse("2024-10-01"))).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2024-10-12"))).isTrue();
        assertThat(calendar.isWorkday(LocalDate.parse("2024-12-07"))).isFalse();
        assertThat(calendar.knows(2026)).isTrue();
        assertThat(calendar.knows(2031)).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2031-10-01"))).isTrue();
    }
}
