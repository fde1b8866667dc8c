package io.rollcall.bot.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calendar files of a folder: every {@code *.yml} and {@code *.yaml} in it names days off and make-up workdays
 * that the built-in table does not know, or has wrong, a year a file by habit. The sample {@code
 * config/calendar/2027.yml.example} shows how.
 */
public final class CalendarFiles {

    private static final String DAYS_OFF = "days-off";
    private static final String WORKDAYS = "workdays";
    private static final String EXAMPLE = "days-off: [2027-01-01, 2027-02-05..2027-02-11]";

    /** No holiday lasts as long. */
    private static final int MOST_DAYS = 31;

    /** A notice may exchange the last days of a year for the first of the next. */
    private static final int DAYS_OF_NEIGHBOURS = 7;

    private static final Pattern NAMED_BY_YEAR = Pattern.compile("(\\d{4})\\.ya?ml");
    private static final Pattern SPAN = Pattern.compile("(\\S+?)\\s*(?:\\.\\.|~|至|到)\\s*(\\S+)");

    private final Map<LocalDate, Boolean> days = new TreeMap<>();
    private final Map<LocalDate, String> where = new HashMap<>();

    private CalendarFiles() {}

    /**
     * What the files say: true for a workday, false for a day off. Nothing where there is no such folder.
     *
     * @throws UnusableSettingsException when anything in any file is wrong; it names everything at once, with file and
     *                                   line, and what would work
     */
    public static Map<LocalDate, Boolean> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(TeamFiles::isYaml).sorted().toList();
        } catch (IOException e) {
            throw new UnusableSettingsException(TeamFiles.shown(folder) + ": cannot be read: " + TeamFiles.reason(e));
        }
        CalendarFiles calendar = new CalendarFiles();
        List<String> lines = new ArrayList<>();
        files.forEach(file -> lines.addAll(calendar.add(file)));
        if (!lines.isEmpty()) {
            throw new UnusableSettingsException(String.join(System.lineSeparator(), lines));
        }
        return Map.copyOf(calendar.days);
    }

    private List<String> add(Path file) {
        Problems problems = new Problems(TeamFiles.shown(file));
        TeamFiles.text(file, problems)
                .flatMap(text -> TeamFiles.compose(text, "write for example: " + EXAMPLE, problems))
                .flatMap(root -> YamlMap.of(root, "", List.of(DAYS_OFF, WORKDAYS), problems))
                .ifPresent(map -> {
                    Matcher named = NAMED_BY_YEAR.matcher(file.getFileName().toString());
                    @Nullable Integer year = named.matches() ? Integer.valueOf(named.group(1)) : null;
                    map.texts(DAYS_OFF, EXAMPLE).forEach(text -> add(text, false, year, problems));
                    map.texts(WORKDAYS, "workdays: [2027-02-14]").forEach(text -> add(text, true, year, problems));
                });
        return problems.lines();
    }

    private void add(YamlText text, boolean isWorkday, @Nullable Integer year, Problems problems) {
        for (LocalDate day : days(text)) {
            if (year != null
                    && (day.plusDays(DAYS_OF_NEIGHBOURS).getYear() < year
                            || day.minusDays(DAYS_OF_NEIGHBOURS).getYear() > year)) {
                text.problem(day + " is far from " + year
                        + ", which this file is named for; correct it, or write it in a file of its own year");
                return;
            }
            Boolean before = days.putIfAbsent(day, isWorkday);
            if (before != null && before != isWorkday) {
                text.problem(day + " is a " + (before ? "workday" : "day off") + " at " + where.get(day)
                        + "; it can only be one, so keep that which the notice says");
                return;
            }
            where.putIfAbsent(day, problems.at(text.line()));
        }
    }

    /** One day, or several from the first to the last. */
    private static List<LocalDate> days(YamlText text) {
        Matcher span = SPAN.matcher(text.value());
        try {
            LocalDate from = LocalDate.parse(span.matches() ? span.group(1) : text.value());
            LocalDate to = span.matches() ? LocalDate.parse(span.group(2)) : from;
            if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
                text.problem("\"" + text.value() + "\" are "
                        + (to.isBefore(from) ? "days in the wrong order" : "more days than any holiday has")
                        + "; what works: the first and the last day, such as 2027-02-05..2027-02-11");
                return List.of();
            }
            return from.datesUntil(to.plusDays(1)).toList();
        } catch (DateTimeException e) {
            text.problem(
                    "\"" + text.value()
                            + "\" is no day; what works: 2027-02-08, or from the first to the last day, 2027-02-05..2027-02-11");
            return List.of();
        }
    }
}
