package io.rollcall.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    private static final Timetable OVER_NIGHT = timetable("THU 15:00", "FRI 09:00", "FRI 17:00", "FRI 18:00");
    private static final Timetable ALL_WEEK = timetable("MON 10:00", "WED 14:00", "FRI 12:00", "FRI 18:00");

    @ParameterizedTest
    @CsvSource({
        // National Day 2024 leaves W40 its Monday, and the Sunday before is a make-up workday.
        "2024-W40, 2024-09-29T15:00, 2024-09-30T17:00",
        // Tomb-sweeping 2024: Thursday to Saturday off, Sunday made up; the workday before it is Wednesday.
        "2024-W14, 2024-04-03T15:00, 2024-04-07T17:00",
        // Labour Day 2024: Monday and Tuesday are left.
        "2024-W18, 2024-04-29T15:00, 2024-04-30T17:00",
        // Labour Day 2025: Wednesday is the last workday.
        "2025-W18, 2025-04-29T15:00, 2025-04-30T17:00",
    })
    void whatComesADayBeforeTheReportKeepsItsDistanceInWorkdays(String week, String ask, String close) {
        Moments moments = china.planFor(Teams.withTimetable(OVER_NIGHT, "lin"), ReportWeek.parse(week))
                .orElseThrow()
                .moments();

        assertThat(moments.ask()).isEqualTo(shanghai(ask));
        assertThat(moments.close()).isEqualTo(shanghai(close));
    }

    @Test
    void anAskThatMovedAheadOfItsWeekIsNotMissed() {
        Team overNight = Teams.withTimetable(OVER_NIGHT, "lin");

        assertThat(china.dueToOpen(overNight, shanghai("2024-09-29T14:59"))).isEmpty();
        assertThat(china.dueToOpen(overNight, shanghai("2024-09-29T15:00")))
                .map(PlannedRound::weeks)
                .contains(ReportWeeks.parse("2024-W40"));
        assertThat(china.dueToOpen(overNight, shanghai("2024-09-30T16:59"))).isPresent();
        assertThat(china.dueToOpen(overNight, shanghai("2024-09-30T17:00"))).isEmpty();
    }

    @Test
    void aTimetableOfAWholeWeekWaitsForTheReportBefore() {
        Moments moments = china.planFor(Teams.withTimetable(ALL_WEEK, "lin"), ReportWeek.parse("2024-W40"))
                .orElseThrow()
                .moments();

        assertThat(moments)
                .isEqualTo(new Moments(
                        shanghai("2024-09-29T10:00"),
                        List.of(shanghai("2024-09-29T14:00")),
                        shanghai("2024-09-30T12:00"),
                        shanghai("2024-09-30T18:00")));
    }

    @Test
    void whereOneWorkdayIsLeftTheAskGoesOutWithTheReportBefore() {
        // As in 2024, but nobody makes up for the holiday on the Sunday before.
        WorkCalendar noMakeUp = new ChineseWorkCalendar(Map.of(LocalDate.parse("2024-09-29"), false));
        RoundPlanner planner = new RoundPlanner(noMakeUp);
        Team allWeek = Teams.withTimetable(ALL_WEEK, "lin");

        assertThat(planner.dueToOpen(allWeek, shanghai("2024-09-27T17:59"))).isEmpty();
        assertThat(planner.dueToOpen(allWeek, shanghai("2024-09-27T18:00")))
                .map(PlannedRound::moments)
                .contains(new Moments(
                        shanghai("2024-09-27T18:00"),
                        List.of(),
                        shanghai("2024-09-30T12:00"),
                        shanghai("2024-09-30T18:00")));
    }

    @Test
    void weeksOffBetweenDoNotHideAnAskThatMovedAheadOfThem() {
        WorkCalendar twoWeeksOff = daysOff(LocalDate.parse("2024-09-28"), 9, LocalDate.parse("2024-10-08"), 6);
        RoundPlanner planner = new RoundPlanner(twoWeeksOff);

        PlannedRound plan = planner.dueToOpen(Teams.withTimetable(OVER_NIGHT, "lin"), shanghai("2024-09-27T18:00"))
                .orElseThrow();

        assertThat(plan.weeks()).hasToString("2024-W40&W41");
        assertThat(plan.moments().ask()).isEqualTo(shanghai("2024-09-27T18:00"));
        assertThat(plan.moments().close()).isEqualTo(shanghai("2024-10-07T17:00"));
    }

    static Stream<Arguments> timetablesAndCalendars() {
        WorkCalendar noticed = new ChineseWorkCalendar();
        Map<LocalDate, Boolean> known = Stream.iterate(LocalDate.parse("2023-11-01"), day -> day.plusDays(1))
                .limit(1_200)
                .collect(Collectors.toMap(day -> day, noticed::isWorkday));
        WorkCalendar asNoticed = calendar(known::get);
        WorkCalendar withoutMakeUpDays =
                calendar(day -> known.get(day) && day.getDayOfWeek().getValue() <= 5);
        return Stream.of(
                        Timetable.DEFAULT,
                        OVER_NIGHT,
                        ALL_WEEK,
                        timetable("THU 15:00", "THU 16:00", "THU 17:00", "FRI 10:00"),
                        timetable("MON 09:00", "TUE 09:00", "TUE 20:00", "WED 08:00"),
                        timetable("MON 09:00", "MON 10:00", "MON 11:00", "MON 12:00"))
                .flatMap(times ->
                        Stream.of(asNoticed, withoutMakeUpDays).map(calendar -> Arguments.of(times, calendar)));
    }

    @ParameterizedTest
    @MethodSource("timetablesAndCalendars")
    void dayByDayEveryRoundOpensInTimeOnAWorkdayAndAfterTheReportBefore(Timetable times, WorkCalendar calendar) {
        Team asked = Teams.withTimetable(times, "lin");
        RoundPlanner planner = new RoundPlanner(calendar);
        Map<String, Instant> opened = new LinkedHashMap<>();
        Instant end = shanghai("2026-12-31T00:00");
        for (Instant now = shanghai("2023-12-26T00:00"); now.isBefore(end); now = now.plus(Duration.ofHours(1))) {
            Instant moment = now;
            planner.dueToOpen(asked, now)
                    .ifPresent(plan -> opened.putIfAbsent(plan.weeks().toString(), moment));
        }

        Instant before = Instant.MIN;
        for (ReportWeek week = ReportWeek.parse("2024-W01");
                week.compareTo(ReportWeek.parse("2026-W52")) <= 0;
                week = week.next()) {
            Optional<PlannedRound> planned = planner.planFor(asked, week);
            if (planned.isEmpty()) {
                continue;
            }
            String round = planned.get().weeks().toString();
            Moments moments = planned.get().moments();
            assertThat(opened.get(round)).as("%s opens", round).isEqualTo(moments.ask());
            assertThat(moments.ask())
                    .as("%s asks", round)
                    .isBefore(moments.close())
                    .isAfterOrEqualTo(before);
            assertThat(moments.reminders())
                    .as("%s reminds", round)
                    .isSorted()
                    .allSatisfy(reminder -> assertThat(reminder).isBetween(moments.ask(), moments.close()));
            assertThat(ReportWeek.of(day(moments.publish()))).isEqualTo(week);
            boolean moved =
                    !day(moments.publish()).equals(week.day(times.publish().day()));
            if (moved) {
                assertThat(List.of(moments.ask(), moments.close(), moments.publish()))
                        .as("%s moved", round)
                        .allSatisfy(step ->
                                assertThat(calendar.isWorkday(day(step))).isTrue());
            }
            before = moments.publish();
        }
        assertThat(opened).hasSizeGreaterThan(140);
    }

    @Test
    void aReportThatStaysIsNotAskedForOnADayOff() {
        // New Year's Day 2025 was a Wednesday off, and the Friday worked.
        Team midweek = Teams.withTimetable(timetable("WED 10:00", "THU 10:00", "FRI 17:00", "FRI 18:00"), "lin");

        assertThat(china.planFor(midweek, ReportWeek.parse("2025-W01"))
                        .orElseThrow()
                        .moments())
                .isEqualTo(new Moments(
                        shanghai("2024-12-31T10:00"),
                        List.of(shanghai("2025-01-02T10:00")),
                        shanghai("2025-01-03T17:00"),
                        shanghai("2025-01-03T18:00")));
    }

    @Test
    void aWeekendReportIsAskedForOnTheWorkdaysBeforeIt() {
        Team sundays = Teams.withTimetable(timetable("FRI 10:00", "SAT 10:00", "SUN 17:00", "SUN 18:00"), "lin");

        // Tomb-sweeping 2025 fell on the Friday; in the Spring Festival's week of 2024 only that Sunday was worked.
        assertThat(china.planFor(sundays, ReportWeek.parse("2025-W14"))
                        .orElseThrow()
                        .moments()
                        .ask())
                .isEqualTo(shanghai("2025-04-03T10:00"));
        assertThat(china.planFor(sundays, ReportWeek.parse("2024-W07"))
                        .orElseThrow()
                        .moments()
                        .publish())
                .isEqualTo(shanghai("2024-02-18T18:00"));
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

    private static Timetable timetable(String ask, String remind, String close, String publish) {
        return new Timetable(
                WeeklyTime.parse(ask),
                List.of(WeeklyTime.parse(remind)),
                WeeklyTime.parse(close),
                WeeklyTime.parse(publish));
    }

    /** Weekends, and two stretches besides. */
    private static WorkCalendar daysOff(LocalDate one, int days, LocalDate other, int otherDays) {
        return calendar(day ->
                day.getDayOfWeek().getValue() <= 5 && !isWithin(day, one, days) && !isWithin(day, other, otherDays));
    }

    private static WorkCalendar calendar(Predicate<LocalDate> isWorkday) {
        return new WorkCalendar() {
            @Override
            public boolean isWorkday(LocalDate day) {
                return isWorkday.test(day);
            }

            @Override
            public boolean knows(int year) {
                return true;
            }
        };
    }

    private static boolean isWithin(LocalDate day, LocalDate from, int days) {
        return !day.isBefore(from) && day.isBefore(from.plusDays(days));
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
    }

    static Instant shanghai(String local) {
        String seconds = local.length() == 16 ? ":00" : "";
        return OffsetDateTime.parse(local + seconds + "+08:00").toInstant();
    }
}
