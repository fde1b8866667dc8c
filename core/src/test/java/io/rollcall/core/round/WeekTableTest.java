package io.rollcall.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.team.WeeklyTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every week of three years as rounds, on file, to be held beside the State Council's notices by eye: which days are
 * worked, and when a round of the usual Friday, and one of Wednesday to Friday, asks, closes and is published.
 */
class WeekTableTest {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ENGLISH);

    private static final String HEAD = """
            # Weeks of %d. A letter a day, Monday to Sunday: W worked, M a weekend day made up for a holiday, H a weekday
            # off, - a weekend. Then the round of a team that is asked FRI 10:00, closed FRI 17:30 and published FRI 18:00,
            # and of one that is asked WED 10:00 and published FRI 18:00; * where a day is another than the team's own.
            """;

    private final WorkCalendar calendar = new ChineseWorkCalendar();
    private final RoundPlanner planner = new RoundPlanner(calendar);
    private final Team fridays = Teams.withTimetable(Timetable.DEFAULT, "lin");
    private final Team wednesdays = Teams.withTimetable(
            new Timetable(
                    WeeklyTime.parse("WED 10:00"),
                    List.of(WeeklyTime.parse("THU 10:00")),
                    WeeklyTime.parse("FRI 17:00"),
                    WeeklyTime.parse("FRI 18:00")),
            "lin");

    @ParameterizedTest
    @ValueSource(ints = {2024, 2025, 2026})
    void everyWeekOfTheYearIsAsOnFile(int year) throws IOException {
        String actual = HEAD.formatted(year)
                + Stream.iterate(new ReportWeek(year, 1), week -> week.year() == year, ReportWeek::next)
                        .map(this::line)
                        .collect(Collectors.joining("\n", "", "\n"));
        String name = "weeks-" + year + ".txt";
        Path written = Path.of("target", "calendar", name);
        Files.createDirectories(written.getParent());
        Files.writeString(written, actual);
        try (InputStream expected = WeekTableTest.class.getResourceAsStream("/calendar/" + name)) {
            assertThat(expected)
                    .as("calendar/%s; the new text is in %s", name, written)
                    .isNotNull();
            assertThat(actual)
                    .as("calendar/%s; the new text is in %s", name, written)
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String line(ReportWeek week) {
        String days =
                Stream.of(DayOfWeek.values()).map(week::day).map(this::letter).collect(Collectors.joining());
        Optional<PlannedRound> plan = planner.planFor(fridays, week);
        String covers = plan.map(round -> round.weeks().toString())
                .filter(weeks -> !weeks.equals(week.toString()))
                .map(weeks -> "  covers " + weeks)
                .orElse("");
        String line = week + "  " + DAY.format(week.monday()) + ".." + DAY.format(week.sunday()) + "  " + days + "  "
                + steps(fridays, week) + "  |  " + steps(wednesdays, week) + covers;
        return line.stripTrailing();
    }

    private String letter(LocalDate day) {
        boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        if (calendar.isWorkday(day)) {
            return weekend ? "M" : "W";
        }
        return weekend ? "-" : "H";
    }

    private String steps(Team team, ReportWeek week) {
        return planner.planFor(team, week)
                .map(PlannedRound::moments)
                .map(moments -> "ask "
                        + shown(moments.ask(), week, team.timetable().ask()) + ", close "
                        + shown(moments.close(), week, team.timetable().close()) + ", out "
                        + shown(moments.publish(), week, team.timetable().publish()))
                .orElse("no round; the next week covers it");
    }

    private static String shown(Instant moment, ReportWeek week, WeeklyTime usual) {
        var local = moment.atZone(ZoneId.of("Asia/Shanghai"));
        boolean moved = !local.toLocalDate().equals(week.day(usual.day()));
        return DAY_AND_TIME.format(local) + (moved ? "*" : " ");
    }
}
