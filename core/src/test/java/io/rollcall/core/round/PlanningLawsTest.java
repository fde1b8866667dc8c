package io.rollcall.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every timetable in every week of three years; the seed of a timetable is in the name of its test. */
class PlanningLawsTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ReportWeek FIRST = ReportWeek.parse("2024-W01");
    private static final ReportWeek LAST = ReportWeek.parse("2026-W53");

    private static final WorkCalendar CALENDAR = new ChineseWorkCalendar();
    private static final Map<LocalDate, Boolean> DAYS = Stream.iterate(
                    LocalDate.parse("2023-11-01"), day -> day.plusDays(1))
            .limit(1_250)
            .collect(Collectors.toMap(Function.identity(), CALENDAR::isWorkday));

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWorkdayBelongsToTheWeeksOfExactlyOneRound(long seed) {
        List<PlannedRound> rounds = rounds(new Random(seed));

        Map<ReportWeek, Long> covered = rounds.stream()
                .flatMap(round -> round.weeks().weeks().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(covered.values()).containsOnly(1L);
        assertThat(FIRST.monday().datesUntil(LAST.sunday()).filter(DAYS::get).map(ReportWeek::of))
                .allMatch(covered::containsKey);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTwoRoundsCollectAtTheSameTime(long seed) {
        List<PlannedRound> rounds = rounds(new Random(seed));

        for (int i = 1; i < rounds.size(); i++) {
            assertThat(rounds.get(i).moments().ask())
                    .as("%s asks", rounds.get(i))
                    .isAfterOrEqualTo(rounds.get(i - 1).moments().publish());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theStepsOfARoundAreInOrderAndTheReportIsOutWithinItsWeek(long seed) {
        for (PlannedRound round : rounds(new Random(seed))) {
            List<Instant> steps = new ArrayList<>(List.of(round.moments().ask()));
            steps.addAll(round.moments().reminders());
            steps.add(round.moments().close());
            steps.add(round.moments().publish());
            assertThat(steps).as("%s", round).isSorted();
            assertThat(round.moments().ask())
                    .as("%s leaves time to answer", round)
                    .isBefore(round.moments().close());
            assertThat(ReportWeek.of(day(round.moments().publish())))
                    .as("%s", round)
                    .isEqualTo(round.weeks().last());
        }
    }

    /**
     * Unless the team itself chose a weekend, or nothing else is left: there is no workday between the day of the report
     * before and the day of the close.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyIsAskedOnADayOff(long seed) {
        Random random = new Random(seed);
        Team team = Teams.withTimetable(timetable(random), "lin");
        boolean choseAWeekend = isWeekend(team.timetable().ask().day());
        List<PlannedRound> rounds = rounds(team);

        for (int i = 1; i < rounds.size() && !choseAWeekend; i++) {
            Moments moments = rounds.get(i).moments();
            boolean nothingElse = day(rounds.get(i - 1).moments().publish())
                    .plusDays(1)
                    .datesUntil(day(moments.close()))
                    .noneMatch(DAYS::get);
            assertThat(DAYS.get(day(moments.ask())) || nothingElse)
                    .as("%s, asked by %s", rounds.get(i), team.timetable())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRoundIsOpenedAtItsAskAndNoOtherIsDueBeforeItsClose(long seed) {
        Team team = Teams.withTimetable(timetable(new Random(seed)), "lin");
        RoundPlanner planner = new RoundPlanner(calendar());

        for (PlannedRound round : rounds(team)) {
            Instant ask = round.moments().ask();
            Instant lastMoment = round.moments().close().minusSeconds(1);
            assertThat(planner.dueToOpen(team, ask)).contains(round);
            assertThat(planner.dueToOpen(team, lastMoment)).contains(round);
        }
    }

    private static List<PlannedRound> rounds(Random random) {
        return rounds(Teams.withTimetable(timetable(random), "lin"));
    }

    private static List<PlannedRound> rounds(Team team) {
        RoundPlanner planner = new RoundPlanner(calendar());
        return Stream.iterate(FIRST, week -> week.compareTo(LAST) <= 0, ReportWeek::next)
                .flatMap(week -> planner.planFor(team, week).stream())
                .toList();
    }

    /** Any times of a week, in order: rarely with a weekend, often on one or two days, as teams have it. */
    private static Timetable timetable(Random random) {
        int days = random.nextInt(10) == 0 ? 7 : 5;
        int count = 3 + random.nextInt(3);
        TreeSet<WeeklyTime> times = new TreeSet<>();
        int earliest = random.nextInt(days);
        while (times.size() < count) {
            DayOfWeek day = DayOfWeek.of(1 + earliest + random.nextInt(days - earliest));
            times.add(new WeeklyTime(day, LocalTime.of(random.nextInt(24), 5 * random.nextInt(12))));
        }
        List<WeeklyTime> all = List.copyOf(times);
        return new Timetable(all.get(0), all.subList(1, count - 2), all.get(count - 2), all.get(count - 1));
    }

    private static WorkCalendar calendar() {
        return new WorkCalendar() {
            @Override
            public boolean isWorkday(LocalDate day) {
                return DAYS.get(day);
            }

            @Override
            public boolean knows(int year) {
                return true;
            }
        };
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day.compareTo(DayOfWeek.FRIDAY) > 0;
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZONE).toLocalDate();
    }
}
