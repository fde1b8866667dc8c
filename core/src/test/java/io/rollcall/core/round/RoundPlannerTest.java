package io.rollcall.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundPlannerTest {

    private final Team team = Teams.withOwners("lin");
    private final RoundPlanner china = new RoundPlanner(new ChineseWorkCalendar());

    @Test
    void anOrdinaryWeekIsAskedOnFridayAtTenInTheTeamsZone() {
        PlannedRound plan = china.planFor(team, ReportWeek.parse("2024-W49")).orElseThrow();

        assertThat(plan.weeks()).hasToString("2024-W49");
        assertThat(plan.moments())
                .isEqualTo(new Moments(
                        shanghai("2024-12-06T10:00"),
                        List.of(shanghai("2024-12-06T14:00"), shanghai("2024-12-06T16:00")),
                        shanghai("2024-12-06T17:30"),
                        shanghai("2024-12-06T18:00")));
    }

    /** Days off and make-up days as in the State Council's notices for 2024, 2025 and 2026. */
    @ParameterizedTest
    @CsvSource({
        // Dragon Boat 2024 fell on a Monday; Friday worked.
        "2024-W23, 2024-06-07",
        // Mid-Autumn 2024: off Sunday to Tuesday, Friday worked.
        "2024-W38, 2024-09-20",
        // Labour Day 2024: off Wednesday to Sunday; the last workday is Tuesday.
        "2024-W18, 2024-04-30",
        // Before National Day 2024 the Sunday 29 September is a make-up day, but the Friday is worked.
        "2024-W39, 2024-09-27",
        // Tomb-sweeping 2024: Thursday to Saturday off, Sunday 7 April made up.
        "2024-W14, 2024-04-07",
        // Tomb-sweeping 2025: Friday to Sunday off.
        "2025-W14, 2025-04-03",
        // Labour Day 2025: Thursday to Monday off.
        "2025-W18, 2025-04-30",
    })
    void theRoundMovesToTheLastWorkdayWhenFridayIsOff(String week, String day) {
        assertThat(china.planFor(team, ReportWeek.parse(week))
                        .orElseThrow()
                        .moments()
                        .publish())
                .isEqualTo(shanghai(day + "T18:00"));
    }

    @Test
    void aWeekWithoutAWorkdayIsMergedIntoTheNext() {
        // Spring Festival 2025: 28 January to 4 February off; Sunday 26 January and Saturday 8 February made up.
        // National Day 2025: 1 to 8 October off, so that W40 keeps Monday and Tuesday.
        assertThat(china.planFor(team, ReportWeek.parse("2025-W05"))).isPresent();

        WorkCalendar aWholeWeekOff = new WorkCalendar() {
            @Override
            public boolean isWorkday(java.time.LocalDate day) {
                return day.getDayOfWeek().getValue() <= 5 && !ReportWeek.of(day).equals(ReportWeek.parse("2024-W40"));
            }

            @Override
            public boolean knows(int year) {
                return true;
            }
        };
        RoundPlanner planner = new RoundPlanner(aWholeWeekOff);
        assertThat(planner.planFor(team, ReportWeek.parse("2024-W40"))).isEmpty();
        assertThat(planner.planFor(team, ReportWeek.parse("2024-W41"))
                        .orElseThrow()
                        .weeks())
                .hasToString("2024-W40&W41");
        assertThat(planner.dueToOpen(team, shanghai("2024-10-04T11:00"))).isEmpty();
        assertThat(planner.dueToOpen(team, shanghai("2024-10-11T11:00"))).isPresent();
    }

    @Test
    void aTimetableOverTwoDaysMovesAsAWhole() {
        Team twoDays = Teams.withTimetable(
                new Timetable(
                        WeeklyTime.parse("THU 15:00"),
                        List.of(WeeklyTime.parse("FRI 09:00")),
                        WeeklyTime.parse("FRI 17:00"),
                        WeeklyTime.parse("FRI 18:00")),
                "lin");

        Moments moments = china.planFor(twoDays, ReportWeek.parse("2025-W14"))
                .orElseThrow()
                .moments();

        assertThat(moments.ask()).isEqualTo(shanghai("2025-04-02T15:00"));
        assertThat(moments.publish()).isEqualTo(shanghai("2025-04-03T18:00"));
    }

    @Test
    void aWeekendChosenByTheTeamIsLeftAlone() {
        Team sundays = Teams.withTimetable(
                new Timetable(
                        WeeklyTime.parse("SUN 10:00"),
                        List.of(),
                        WeeklyTime.parse("SUN 20:00"),
                        WeeklyTime.parse("SUN 20:00")),
                "lin");

        assertThat(china.planFor(sundays, ReportWeek.parse("2024-W49"))
                        .orElseThrow()
                        .moments()
                        .ask())
                .isEqualTo(shanghai("2024-12-08T10:00"));
    }

    @Test
    void aRoundOpensByItselfOnlyBetweenAskAndClose() {
        assertThat(china.dueToOpen(team, shanghai("2024-12-06T09:59:59"))).isEmpty();
        assertThat(china.dueToOpen(team, shanghai("2024-12-06T10:00"))).isPresent();
        assertThat(china.dueToOpen(team, shanghai("2024-12-06T17:29:59"))).isPresent();
        assertThat(china.dueToOpen(team, shanghai("2024-12-06T17:30"))).isEmpty();
    }

    @Test
    void openedByHandBeforeItsTimeItAsksNowAndKeepsItsDeadline() {
        Instant thursday = shanghai("2024-12-05T09:00");

        Moments moments = china.openedByHand(team, ReportWeeks.parse("2024-W49"), thursday)
                .moments();

        assertThat(moments.ask()).isEqualTo(thursday);
        assertThat(moments.publish()).isEqualTo(shanghai("2024-12-06T18:00"));
    }

    @Test
    void openedByHandAfterItsTimeItKeepsItsPace() {
        Moments moments = china.openedByHand(team, ReportWeeks.parse("2024-W48"), shanghai("2024-12-05T09:00"))
                .moments();

        assertThat(moments.ask()).isEqualTo(shanghai("2024-12-05T09:00"));
        assertThat(moments.reminders()).first().isEqualTo(shanghai("2024-12-05T13:00"));
        assertThat(moments.publish()).isEqualTo(shanghai("2024-12-05T17:00"));
    }

    static Instant shanghai(String local) {
        String seconds = local.length() == 16 ? ":00" : "";
        return OffsetDateTime.parse(local + seconds + "+08:00").toInstant();
    }
}
