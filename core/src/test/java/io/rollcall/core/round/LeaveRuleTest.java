package io.rollcall.core.round;

import static io.rollcall.core.round.RoundPlannerTest.shanghai;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.Leave;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which leave excuses from which round, day by day. A leave is written 12-05pm..12-06am. */
class LeaveRuleTest {

    private final LeaveRule rule = new LeaveRule(new ChineseWorkCalendar(), ZoneId.of("Asia/Shanghai"));

    /** Asked on Friday, 6 December 2024, at 10:00, closed at 17:30. */
    @ParameterizedTest
    @CsvSource({
        "12-02..12-06, true",
        "12-06..12-06, true",
        "12-06..12-13, true",
        "12-05pm..12-06, true",
        "12-06..12-09am, true",
        // Half a day does not excuse: the ask or the close falls in the other half.
        "12-06am..12-06am, false",
        "12-06pm..12-06pm, false",
        "12-06pm..12-13, false",
        "12-02..12-06am, false",
        // Back before the close, or gone after it.
        "12-02..12-05, false",
        "12-05..12-05, false",
        "12-07..12-13, false",
    })
    void aRoundOfOneDay(String leave, boolean excused) {
        assertThat(rule.excuses(moments(Timetable.DEFAULT, "2024-W49"), List.of(leave(leave))))
                .isEqualTo(excused);
    }

    /** Asked on Monday, 2 December 2024, at 10:00, closed on Friday at 12:00: nine halves, the last one Friday's morning. */
    @ParameterizedTest
    @CsvSource({
        "12-02..12-06, true",
        "12-02..12-06am, true",
        "12-03..12-06, true",
        // There for four of nine halves, then for five.
        "12-04..12-06, true",
        "12-04pm..12-06, false",
        // One day of leave does not skip the week.
        "12-02..12-02, false",
        "12-06..12-06, false",
        "12-05..12-05, false",
        // Back on the last morning.
        "12-02..12-05, false",
    })
    void aRoundOfAWeek(String leave, boolean excused) {
        assertThat(rule.excuses(moments(times("MON 10:00", "FRI 12:00"), "2024-W49"), List.of(leave(leave))))
                .isEqualTo(excused);
    }

    @Test
    void severalLeavesCountTogether() {
        Moments fridays = moments(Timetable.DEFAULT, "2024-W49");

        assertThat(rule.excuses(fridays, List.of(leave("12-06am..12-06am"), leave("12-06pm..12-06pm"))))
                .isTrue();
        assertThat(rule.excuses(fridays, List.of())).isFalse();
    }

    @Test
    void daysOffWithinTheRoundCountForNothing() {
        // Asked on Friday before the Spring Festival of 2024 for a close on the make-up Sunday after it: three halves.
        Moments overTheFestival = moments(times("WED 10:00", "FRI 17:30"), "2024-W07");
        assertThat(overTheFestival.ask()).isEqualTo(shanghai("2024-02-09T17:30"));
        assertThat(overTheFestival.close()).isEqualTo(shanghai("2024-02-18T17:30"));

        assertThat(rule.excuses(overTheFestival, List.of(leave("02-18..02-18"))))
                .isTrue();
        assertThat(rule.excuses(overTheFestival, List.of(leave("02-18pm..02-18pm"))))
                .isFalse();
        assertThat(rule.excuses(overTheFestival, List.of(leave("02-10..02-17"))))
                .isFalse();
    }

    @Test
    void aRoundOnAWeekendCountsItsOwnDays() {
        Moments sunday = moments(times("SUN 10:00", "SUN 17:30"), "2024-W49");

        assertThat(rule.excuses(sunday, List.of(leave("12-08..12-08")))).isTrue();
        assertThat(rule.excuses(sunday, List.of(leave("12-08am..12-08am")))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // Half a day ends at noon, a whole one on the next workday's morning.
        "12-05..12-06am, 2024-12-06T12:00",
        "12-04..12-05, 2024-12-06T09:00",
        "12-05..12-06, 2024-12-09T09:00",
        // 1 January 2025 is off, the 2nd is not.
        "12-30..12-31, 2025-01-02T09:00",
    })
    void whoComesBackIsBackOnAWorkday(String leave, String back) {
        assertThat(rule.away(List.of(leave(leave))))
                .extracting(OwnTime.Span::to)
                .containsExactly(shanghai(back));
    }

    @Test
    void leavesThatFollowOneAnotherAreOne() {
        assertThat(rule.away(List.of(leave("12-02..12-03"), leave("12-04..12-04am"))))
                .extracting(OwnTime.Span::to)
                .containsOnly(shanghai("2024-12-04T12:00"));
    }

    private static Moments moments(Timetable times, String week) {
        return new RoundPlanner(new ChineseWorkCalendar())
                .planFor(Teams.withTimetable(times, "lin"), io.rollcall.core.calendar.ReportWeek.parse(week))
                .orElseThrow()
                .moments();
    }

    private static Timetable times(String ask, String close) {
        return new Timetable(WeeklyTime.parse(ask), List.of(), WeeklyTime.parse(close), WeeklyTime.parse(close));
    }

    /** {@code 12-05pm}: from noon as a beginning; {@code 12-06am}: until noon as an end. */
    private static Leave leave(String written) {
        String[] ends = written.split("\\.\\.");
        LocalDate[] days = Stream.of(ends)
                .map(end -> LocalDate.parse("2024-" + end.substring(0, 5)))
                .toArray(LocalDate[]::new);
        return new Leave(days[0], ends[0].endsWith("pm"), days[1], ends[1].endsWith("am"));
    }
}
