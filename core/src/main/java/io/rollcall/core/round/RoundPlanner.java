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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Places a team's timetable on the calendar.
 *
 * <p>When the day on which the report is due is a weekday but a day off, the whole timetable moves: the report is due on
 * the last workday of that week, make-up workdays included, and what comes a day or more before it keeps its distance
 * counted in workdays, so that nobody is asked on a day off. That may lead into an earlier week; but nothing of a round
 * comes before the report of the round before it is out, so that two rounds never collect at the same time. When only
 * the day of an earlier step is a weekday but a day off, the report stays where it is and the steps before it move so.
 *
 * <p>A week without a workday has no round; the next week's round covers it too.
 */
public final class RoundPlanner {

    /** The longest run of weeks without a workday that is merged; far beyond any holiday. */
    private static final int MOST_MERGED_WEEKS = 4;

    /** As far back as a workday is looked for. */
    private static final int MOST_DAYS_OFF = 7 * (MOST_MERGED_WEEKS + 1);

    private final WorkCalendar calendar;

    public RoundPlanner(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** The round that ends in this week; empty when the week has no workday. */
    public Optional<PlannedRound> planFor(Team team, ReportWeek week) {
        return lastWorkday(week)
                .map(lastWorkday -> new PlannedRound(withWeeksOffBefore(week), moments(team, week, lastWorkday)));
    }

    /**
     * The round whose asks are due and which is still collecting at this moment: this week's, or the one after it when
     * holidays moved its asks ahead of its week.
     */
    public Optional<PlannedRound> dueToOpen(Team team, Instant now) {
        ReportWeek week = weekOf(team, now);
        return planFor(team, week)
                .filter(plan -> isCollecting(plan, now))
                .or(() -> firstPlanAfter(team, week).filter(plan -> isCollecting(plan, now)));
    }

    private static boolean isCollecting(PlannedRound plan, Instant now) {
        return !now.isBefore(plan.moments().ask())
                && now.isBefore(plan.moments().close());
    }

    private Optional<PlannedRound> firstPlanAfter(Team team, ReportWeek week) {
        return Stream.iterate(week.next(), ReportWeek::next)
                .limit(MOST_MERGED_WEEKS + 1L)
                .flatMap(next -> planFor(team, next).stream())
                .findFirst();
    }

    /**
     * A round opened by hand: the owners are asked at once. Where the timetable of those weeks is already past its
     * close, or the weeks have none, the round keeps the timetable's pace, counted from now.
     */
    public PlannedRound openedByHand(Team team, ReportWeeks weeks, Instant now) {
        Moments planned =
                planFor(team, weeks.last()).map(PlannedRound::moments).orElseGet(() -> asWritten(team, weeks.last()));
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

    private Moments moments(Team team, ReportWeek week, LocalDate lastWorkday) {
        Timetable times = team.timetable();
        if (moves(team, week)) {
            return moved(team, week, lastWorkday);
        }
        LocalDate due = week.day(times.publish().day());
        boolean stepIsOff = Stream.concat(Stream.of(times.ask(), times.close()), times.reminders().stream())
                .anyMatch(step -> isWeekdayOff(week.day(step.day())));
        return stepIsOff && isAnyWorkdayUpTo(team, week, due) ? moved(team, week, due) : asWritten(team, week);
    }

    /** Whether there is a workday to move to: only for a report on a weekend may there be none. */
    private boolean isAnyWorkdayUpTo(Team team, ReportWeek week, LocalDate due) {
        LocalDate from =
                publishedBefore(team, week).map(ZonedDateTime::toLocalDate).orElse(week.monday());
        return from.plusDays(1).datesUntil(due.plusDays(1)).anyMatch(calendar::isWorkday);
    }

    private boolean moves(Team team, ReportWeek week) {
        return isWeekdayOff(week.day(team.timetable().publish().day()));
    }

    /** A weekend that a team chose is left alone. */
    private boolean isWeekdayOff(LocalDate day) {
        return !isWeekend(day.getDayOfWeek()) && !calendar.isWorkday(day);
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day.compareTo(DayOfWeek.FRIDAY) > 0;
    }

    private static Moments asWritten(Team team, ReportWeek week) {
        Timetable times = team.timetable();
        LocalDate monday = week.monday();
        return new Moments(
                at(team, monday, times.ask()),
                times.reminders().stream().map(time -> at(team, monday, time)).toList(),
                at(team, monday, times.close()),
                at(team, monday, times.publish()));
    }

    /** @param due the day of the report */
    private Moments moved(Team team, ReportWeek week, LocalDate due) {
        Timetable times = team.timetable();
        Optional<ZonedDateTime> before = publishedBefore(team, week);
        LocalDate first = before.map(moment -> firstWorkdayAfter(moment.toLocalDate(), due))
                .orElse(LocalDate.MIN);
        Function<WeeklyTime, LocalDate> day = time -> {
            LocalDate kept = dayBefore(due, time.day(), times.publish().day());
            return kept.isBefore(first) ? first : kept;
        };
        Instant publish = moment(team, due, times.publish());
        Instant close = earlier(moment(team, day.apply(times.close()), times.close()), publish);
        // Pressed into the day of the close, an ask would leave hours instead of days: it goes out with the report
        // before.
        Instant asked = moment(team, day.apply(times.ask()), times.ask());
        boolean pressed = !asked.isBefore(close)
                || (times.ask().day() != times.close().day()
                        && day.apply(times.ask()).equals(day.apply(times.close())));
        Instant ask = pressed ? before.map(ZonedDateTime::toInstant).orElse(asked) : asked;
        return new Moments(
                ask,
                times.reminders().stream()
                        .map(time -> moment(team, day.apply(time), time))
                        .filter(reminder -> reminder.isAfter(ask) && reminder.isBefore(close))
                        .sorted()
                        .distinct()
                        .toList(),
                close,
                publish);
    }

    /** When the report before this week's is out, as its own round has it. */
    private Optional<ZonedDateTime> publishedBefore(Team team, ReportWeek week) {
        ReportWeek before = withWeeksOffBefore(week).first().previous();
        WeeklyTime publish = team.timetable().publish();
        return lastWorkday(before)
                .map(lastWorkday -> moves(team, before) ? lastWorkday : before.day(publish.day()))
                .map(day -> day.atTime(publish.time()).atZone(team.zone()));
    }

    /** @param latest a workday after {@code day} */
    private LocalDate firstWorkdayAfter(LocalDate day, LocalDate latest) {
        return day.plusDays(1)
                .datesUntil(latest.plusDays(1))
                .filter(calendar::isWorkday)
                .findFirst()
                .orElse(latest);
    }

    /** As many workdays before the report as there are weekdays between the two; a weekend that a team chose stays. */
    private LocalDate dayBefore(LocalDate due, DayOfWeek day, DayOfWeek publish) {
        int days = publish.getValue() - day.getValue();
        if (days == 0 || isWeekend(day)) {
            return due.minusDays(days);
        }
        int weekdays = Math.min(publish.getValue(), DayOfWeek.SATURDAY.getValue()) - day.getValue();
        return Stream.iterate(due.minusDays(1), earlier -> earlier.minusDays(1))
                .limit(MOST_DAYS_OFF)
                .filter(calendar::isWorkday)
                .skip(weekdays - 1L)
                .findFirst()
                .orElseGet(() -> due.minusDays(days));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant moment(Team team, LocalDate day, WeeklyTime time) {
        return day.atTime(time.time()).atZone(team.zone()).toInstant();
    }

    private static Instant at(Team team, LocalDate monday, WeeklyTime time) {
        return time.from(monday).atZone(team.zone()).toInstant();
    }
}
