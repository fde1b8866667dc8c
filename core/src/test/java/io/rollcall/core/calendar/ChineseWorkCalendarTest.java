package io.rollcall.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChineseWorkCalendarTest {

    private final WorkCalendar calendar = new ChineseWorkCalendar();

    @Test
    void everyDayOfThreeYearsIsAsTheNoticesSay() {
        Map<LocalDate, Boolean> wrong = Notices.everyDay()
                .filter(day -> calendar.isWorkday(day) != Notices.isWorkday(day))
                .collect(Collectors.toMap(day -> day, calendar::isWorkday));

        assertThat(wrong).isEmpty();
        assertThat(Notices.everyDay()).hasSize(366 + 365 + 365);
    }

    /** The list above is not taken from the library, and this holds it to account: nobody makes up for a weekday. */
    @Test
    void theNoticesExchangeWeekendsForWeekdays() {
        assertThat(Notices.makeUpWorkdays())
                .allMatch(Notices::isWeekend)
                .noneMatch(Notices::isNamedDayOff)
                .hasSize(19);
    }

    /** A statutory day that falls on a weekday costs a workday; the exchanged ones do not. 2024 knew 11 such days, 2025 and later 13. */
    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void aYearHasAsManyWorkdaysAsItsNoticeLeaves(int year, long workdays) {
        assertThat(Notices.everyDay().filter(day -> day.getYear() == year).filter(calendar::isWorkday))
                .hasSize((int) workdays);
    }

    @ParameterizedTest
    @MethodSource("io.rollcall.core.calendar.Notices#makeUpWorkdays")
    void aMakeUpDayIsWorkedThoughItIsAWeekend(LocalDate day) {
        assertThat(calendar.isWorkday(day)).isTrue();
    }

    @Test
    void aYearIsKnownOnceItsNoticeIsInTheTable() {
        assertThat(Notices.YEARS).allMatch(calendar::knows);
        assertThat(calendar.knows(2027)).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2027-01-01")))
                .as("a Friday, as good as any other while nothing is known")
                .isTrue();
    }

    @Test
    void aYearThatIsGivenIsKnownAndASingleCorrectionDoesNotMakeItSo() {
        WorkCalendar corrected = new ChineseWorkCalendar(Map.of(LocalDate.parse("2027-02-08"), false));
        assertThat(corrected.isWorkday(LocalDate.parse("2027-02-08"))).isFalse();
        assertThat(corrected.knows(2027)).isFalse();

        WorkCalendar given = new ChineseWorkCalendar(
                Map.of(LocalDate.parse("2027-01-01"), false, LocalDate.parse("2027-02-14"), true));
        assertThat(given.knows(2027)).isTrue();
        assertThat(given.isWorkday(LocalDate.parse("2027-02-14"))).isTrue();
    }

    @Test
    void aDayOfTheTableCanBeCorrectedEitherWay() {
        WorkCalendar corrected = new ChineseWorkCalendar(
                Map.of(LocalDate.parse("2026-02-28"), false, LocalDate.parse("2026-02-23"), true));

        assertThat(corrected.isWorkday(LocalDate.parse("2026-02-28"))).isFalse();
        assertThat(corrected.isWorkday(LocalDate.parse("2026-02-23"))).isTrue();
        assertThat(corrected.isWorkday(LocalDate.parse("2026-02-14"))).isTrue();
    }
}
