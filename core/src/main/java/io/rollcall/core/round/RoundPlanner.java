package io.rollcall.core.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places a team's timetable on the calendar.
 *
 * <p>When the day on which the report is due is a weekday but a day off, the whole timetable moves to the last workday
 * of that week, make-up workdays included. A week without a workday has no round; the next week's round covers it too.
 */
public final class RoundPlanner {

    /** The longest run of weeks without a workday that is merged; far beyond any holiday. */
    private static final int MOST_MERGED_WEEKS = 4;

    private final WorkCalendar calendar;

    public RoundPlanner(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** The round that ends in this week; empty when the week has no workday. */
    public Optional<PlannedRound> planFor(Team team, ReportWeek week) {
        return lastWorkday(week).map(lastWorkday -> {
            LocalDate due = week.day(team.timetable().publish().day());
            boolean moves = due.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !calendar.isWorkday(due);
            Duration shift = moves ? Duration.ofDays(lastWorkday.toEpochDay() - due.toEpochDay()) : Duration.ZERO;
            return new PlannedRound(withWeeksOffBefore(week), moments(team, week, shift.toDays()));
        });
    }

    /** The round whose asks are due and which is still collecting at this moment. */
    public Optional<PlannedRound> dueToOpen(Team team, Instant now) {
        return planFor(team, weekOf(team, now))
                .filter(plan -> !now.isBefore(plan.moments().ask())
                        && now.isBefore(plan.moments().close()));
    }

    /**
     * A round opened by hand: the owners are asked at once. Where the timetable of those weeks is already past its
     * close, or the weeks have none, the round keeps the timetable's pace, counted from now.
     */
    public PlannedRound openedByHand(Team team, ReportWeeks weeks, Instant now) {
        Moments planned =
                planFor(team, weeks.last()).map(PlannedRound::moments).orElseGet(() -> moments(team, weeks.last(), 0));
        Moments moments = now.isBefore(planned.close())
                ? planned.askingAt(now)
                : planned.shiftedBy(Duration.between(planned.ask(), now));
        return new PlannedRound(weeks, moments);
    }

    /** The week that this moment falls in, in the team's zone. */
    public static ReportWeek weekOf(Team team, Instant now) {
        return ReportWeek.of(now.atZone(team.zone()).toLocalDate());
    }

    /** The weeks that a round for this week covers: itself, after the weeks off before it. */
    public ReportWeeks withWeeksOffBefore(ReportWeek week) {
        List<ReportWeek> weeks = new ArrayList<>(List.of(week));
        while (weeks.size() <= MOST_MERGED_WEEKS
                && lastWorkday(weeks.get(0).previous()).isEmpty()) {
            weeks.add(0, weeks.get(0).previous());
        }
        return new ReportWeeks(weeks);
    }

    private Optional<LocalDate> lastWorkday(ReportWeek week) {
        return IntStream.rangeClosed(0, 6)
                .mapToObj(back -> week.sunday().minusDays(back))
                .filter(calendar::isWorkday)
                .findFirst();
    }

    private static Moments moments(Team team, ReportWeek week, long shiftDays) {
        Timetable times = team.timetable();
        LocalDate monday = week.monday().plusDays(shiftDays);
        return new Moments(
                at(team, monday, times.ask()),
                times.reminders().stream().map(time -> at(team, monday, time)).toList(),
                at(team, monday, times.close()),
                at(team, monday, times.publish()));
    }

    private static Instant at(Team team, LocalDate monday, WeeklyTime time) {
        return time.from(monday).atZone(team.zone()).toInstant();
    }
}
