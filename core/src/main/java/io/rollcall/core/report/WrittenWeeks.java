package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The weeks that a title, a file's name or a date tells, in the ways people write them.
 *
 * <p>A day stands for its week; a Monday for the week that ended the day before, because that is when last week's
 * report is finished. Two days at most a week apart stand for the week of the later one, whatever day a team's week
 * begins with; days further apart for every week from the first to the last.
 */
final class WrittenWeeks {

    /** The most weeks that one report covers; more is a quarter's or a year's. */
    private static final int MOST_WEEKS = 5;

    private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";

    /** {@code 2024-W47}, {@code 2024W47}, {@code 2024_w7}. */
    private static final Pattern ISO = Pattern.compile("(?<!\\d)(20\\d\\d)[-_ ]?[wW](\\d{1,2})(?!\\d)");
    /** What a merged week adds: {@code &W39}, {@code &39}, {@code -W39}, {@code &2025-W01}. */
    private static final Pattern ISO_MORE = Pattern.compile(
            "\\s*(?:[&＆]\\s*(?:(20\\d\\d)[-_ ]?)?[wW]?|[-~～至+、]\\s*(?:(20\\d\\d)-)?[wW])(\\d{1,2})(?!\\d)");
    /** {@code 2024-11-22}, {@code 2024.11.22}, {@code 2024/11/22}, {@code 2024年11月22日}. */
    private static final Pattern DAY =
            Pattern.compile("(?<!\\d)(20\\d\\d)\\s?[-./年_]\\s?(\\d{1,2})\\s?[-./月_]\\s?(\\d{1,2})(?!\\d)\\s?日?");
    /** {@code 20241122}. */
    private static final Pattern COMPACT_DAY = Pattern.compile("(?<!\\d)(20\\d\\d)([01]\\d)([0-3]\\d)(?!\\d)");
    /** {@code November 22, 2024}, {@code Nov 22nd 2024}. */
    private static final Pattern ENGLISH_DAY = Pattern.compile(
            "(?i)\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(20\\d\\d)(?!\\d)");
    /** The end of a span, after its first day: {@code -11.24}, {@code ～11月24日}, {@code 至24日}. */
    private static final Pattern SPAN_END =
            Pattern.compile("\\s*(?:[-–—~～至到]|--)\\s*(?:(\\d{1,2})\\s?[./月-]\\s?)?(\\d{1,2})(?!\\d|\\s?[:：.年])\\s?日?");

    private static final Pattern SPAN_MARK = Pattern.compile("\\s*(?:[-–—~～至到→_]|--|to)\\s*");
    /** {@code 2024年第47周}. */
    private static final Pattern NUMBERED =
            Pattern.compile("(?i)(20\\d\\d)\\s?年?\\s?(?:第|week\\s?)\\s?(\\d{1,2})(?!\\d)\\s?周?");

    private WrittenWeeks() {}

    /** Weeks by their ISO name, {@code 2024-W47} or {@code 2024-W38&W39}; empty when none is named or it does not exist. */
    static Optional<ReportWeeks> named(String text) {
        Matcher iso = ISO.matcher(text);
        while (iso.find()) {
            Optional<ReportWeeks> weeks = named(text, iso);
            if (weeks.isPresent()) {
                return weeks;
            }
        }
        return Optional.empty();
    }

    private static Optional<ReportWeeks> named(String text, Matcher iso) {
        Optional<ReportWeek> first = week(iso.group(1), iso.group(2));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        ReportWeek last = first.get();
        int end = iso.end();
        Matcher more = ISO_MORE.matcher(text).region(end, text.length());
        while (more.lookingAt()) {
            Optional<ReportWeek> next = after(last, more);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            more.region(more.end(), text.length());
        }
        return between(first.get(), last);
    }

    /** The next week named; where its year is left out, it may be the year after. */
    private static Optional<ReportWeek> after(ReportWeek last, Matcher more) {
        String year = more.group(1) == null ? more.group(2) : more.group(1);
        Stream<String> years = year == null
                ? Stream.of(String.valueOf(last.year()), String.valueOf(last.year() + 1))
                : Stream.of(year);
        return years.flatMap(each -> week(each, more.group(3)).stream())
                .filter(next -> next.compareTo(last) > 0)
                .findFirst();
    }

    /** Weeks by the days that are written out with their year; empty when there is none. */
    static Optional<ReportWeeks> dated(String text) {
        List<Day> days = days(text);
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Day first = days.get(0);
        return endOfSpan(text, first, days)
                .filter(end -> !end.isBefore(first.date))
                .map(end -> span(first.date, end))
                .orElseGet(() -> Optional.of(ReportWeeks.of(weekOf(first.date))));
    }

    /** A week by its number within a year, {@code 2024年第47周}, taken as the ISO week of that number. */
    static Optional<ReportWeek> numbered(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.find() ? week(numbered.group(1), numbered.group(2)) : Optional.empty();
    }

    /** What is left of the text without the words that this class reads. */
    static String without(String text) {
        String left = text;
        for (Pattern words : List.of(NUMBERED, DAY, COMPACT_DAY, ENGLISH_DAY)) {
            left = words.matcher(left).replaceAll("");
        }
        Matcher iso = ISO.matcher(left);
        if (iso.find()) {
            Matcher more = ISO_MORE.matcher(left).region(iso.end(), left.length());
            int end = iso.end();
            while (more.lookingAt()) {
                end = more.end();
                more.region(end, left.length());
            }
            left = left.substring(0, iso.start()) + left.substring(end);
        }
        return left;
    }

    private static Optional<ReportWeeks> span(LocalDate from, LocalDate to) {
        if (ChronoUnit.DAYS.between(from, to) <= 7) {
            return Optional.of(ReportWeeks.of(weekOf(to)));
        }
        boolean startsAtTheWeekend = from.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        ReportWeek first = ReportWeek.of(from);
        return between(startsAtTheWeekend ? first.next() : first, weekOf(to));
    }

    /** The day that a span runs to; the year and the month may be left out. */
    private static Optional<LocalDate> endOfSpan(String text, Day first, List<Day> days) {
        if (days.size() > 1
                && SPAN_MARK
                        .matcher(text.substring(first.end, days.get(1).start))
                        .matches()) {
            return Optional.of(days.get(1).date);
        }
        Matcher end = SPAN_END.matcher(text).region(first.end, text.length());
        if (!end.lookingAt()) {
            return Optional.empty();
        }
        int month = end.group(1) == null ? first.date.getMonthValue() : Integer.parseInt(end.group(1));
        int day = Integer.parseInt(end.group(2));
        int year = first.date.getYear() + (month < first.date.getMonthValue() ? 1 : 0);
        return date(year, month, day);
    }

    private static ReportWeek weekOf(LocalDate day) {
        ReportWeek week = ReportWeek.of(day);
        return day.getDayOfWeek() == DayOfWeek.MONDAY ? week.previous() : week;
    }

    private static Optional<ReportWeeks> between(ReportWeek first, ReportWeek last) {
        List<ReportWeek> weeks = new ArrayList<>(List.of(first));
        while (weeks.get(weeks.size() - 1).compareTo(last) < 0) {
            if (weeks.size() == MOST_WEEKS) {
                return Optional.empty();
            }
            weeks.add(weeks.get(weeks.size() - 1).next());
        }
        return Optional.of(new ReportWeeks(weeks));
    }

    /** In the order of the text. */
    private static List<Day> days(String text) {
        List<Day> days = new ArrayList<>();
        for (Pattern form : List.of(DAY, COMPACT_DAY)) {
            Matcher written = form.matcher(text);
            while (written.find()) {
                add(days, written, written.group(1), written.group(2), written.group(3));
            }
        }
        Matcher english = ENGLISH_DAY.matcher(text);
        while (english.find()) {
            int month = MONTHS.indexOf(english.group(1).toLowerCase(Locale.ROOT)) / 4 + 1;
            add(days, english, english.group(3), String.valueOf(month), english.group(2));
        }
        days.sort((one, other) -> Integer.compare(one.start, other.start));
        return days;
    }

    private static void add(List<Day> days, Matcher written, String year, String month, String day) {
        date(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                .ifPresent(date -> days.add(new Day(date, written.start(), written.end())));
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ReportWeek> week(String year, String week) {
        try {
            return Optional.of(new ReportWeek(Integer.parseInt(year), Integer.parseInt(week)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Day(LocalDate date, int start, int end) {}
}
