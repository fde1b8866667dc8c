package io.rollcall.core.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ISO week a report is about, Monday to Sunday.
 *
 * @param year the week-based year
 * @param week 1 to 53, as many as that year has
 */
public record ReportWeek(int year, int week) implements Comparable<ReportWeek> {

    private static final Pattern FORM = Pattern.compile("(\\d{4})-W(\\d{2})");

    public ReportWeek {
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("year " + year + " is outside 1 to 9999");
        }
        if (week < 1 || week > weeksOf(year)) {
            throw new IllegalArgumentException(
                    "week " + week + " does not exist in " + year + ", which has " + weeksOf(year) + " weeks");
        }
    }

    /** The week that holds this day. */
    public static ReportWeek of(LocalDate day) {
        return new ReportWeek(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /**
     * Reads the form that {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when the text is not of the form {@code 2024-W49} or no such week exists
     */
    public static ReportWeek parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a week; write it like 2024-W49");
        }
        return new ReportWeek(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public LocalDate monday() {
        return LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(DayOfWeek.MONDAY);
    }

    public LocalDate sunday() {
        return monday().plusDays(6);
    }

    public LocalDate day(DayOfWeek day) {
        return monday().plusDays(day.getValue() - 1L);
    }

    public boolean contains(LocalDate day) {
        return of(day).equals(this);
    }

    public ReportWeek next() {
        return plus(1);
    }

    public ReportWeek previous() {
        return plus(-1);
    }

    /** The week so many weeks later, or earlier when negative. */
    public ReportWeek plus(int weeks) {
        return of(monday().plusWeeks(weeks));
    }

    /** How many weeks the other lies ahead of this one; negative when it lies behind. */
    public int weeksUntil(ReportWeek other) {
        return (int) ChronoUnit.WEEKS.between(monday(), other.monday());
    }

    @Override
    public int compareTo(ReportWeek other) {
        return year != other.year ? Integer.compare(year, other.year) : Integer.compare(week, other.week);
    }

    /** The ISO form, {@code 2024-W49}. */
    @Override
    public String toString() {
        return "%04d-W%02d".formatted(year, week);
    }

    private static long weeksOf(int year) {
        return IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of(year, 7, 1))
                .getMaximum();
    }
}
