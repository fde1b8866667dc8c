package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Calendar time as a line names it.
 *
 * @param from   the first day, or null when open
 * @param to     the last day, or null when open
 * @param grain  how coarse the words are
 * @param form   how the words were written, which decides what must stand beside them
 * @param start  where the words start in the line
 * @param end    where they end
 * @param doubt  what the words leave open
 */
record When(@Nullable LocalDate from, @Nullable LocalDate to, Grain grain, Form form, int start, int end, Doubt doubt) {

    /** What the words leave open, and the nearest fitting time was taken for. */
    enum Doubt {
        NONE,
        /** {@code 6/5}: of which year. */
        YEAR,
        /** {@code 26号}: of which month. */
        MONTH,
        /** {@code 12月前}: before it begins, or before it is over. */
        BOUND
    }

    When(@Nullable LocalDate from, @Nullable LocalDate to, Grain grain, Form form, int start, int end) {
        this(from, to, grain, form, start, end, Doubt.NONE);
    }

    enum Grain {
        DAY,
        /** A third of a month, or a stated span of days. */
        DAYS,
        WEEK,
        MONTH,
        QUARTER,
        HOLIDAY
    }

    enum Form {
        /** Nothing else: {@code 12月5日}, {@code 12/5}, {@code 下周}. */
        FULL,
        /** {@code 12.5}, {@code 12-05}: may be a figure, a version or a code. */
        POINT,
        /** {@code 617}: may be any number. */
        COMPACT,
        /** {@code 26号}, {@code 7日}: may be a length of time or a name. */
        DAY_ONLY
    }

    static When day(LocalDate day, Form form, int start, int end) {
        return new When(day, day, Grain.DAY, form, start, end);
    }

    static When month(YearMonth month, int start, int end) {
        return new When(month.atDay(1), month.atEndOfMonth(), Grain.MONTH, Form.FULL, start, end);
    }

    static When week(ReportWeek week, int start, int end) {
        return new When(week.monday(), week.sunday(), Grain.WEEK, Form.FULL, start, end);
    }

    /** A part of a month, of a quarter or of a year. */
    static When days(LocalDate from, LocalDate to, int start, int end) {
        return new When(from, to, Grain.DAYS, Form.FULL, start, end);
    }

    /** The time as read, with what its words leave open where no word of expectation settles it. */
    static @Nullable When doubted(@Nullable When when, Doubt left, boolean planned) {
        return when == null || planned ? when : when.doubted(left);
    }

    /** The same time, of which the words leave something open. */
    When doubted(Doubt left) {
        return new When(from, to, grain, form, start, end, left);
    }

    When endingAt(int newEnd) {
        return new When(from, to, grain, form, start, newEnd, doubt);
    }

    /** The last day at the latest: {@code 6月30日前}. */
    When before(int newEnd) {
        // "Before June" ends before it begins; "before 30 June" and "before the end of June" include the day.
        boolean whole = grain == Grain.MONTH || grain == Grain.QUARTER || grain == Grain.HOLIDAY;
        LocalDate last = whole && from != null ? from.minusDays(1) : to;
        Grain bound = grain == Grain.MONTH ? Grain.DAYS : grain;
        return new When(null, last, bound, strong(), start, newEnd, grain == Grain.MONTH ? Doubt.BOUND : doubt);
    }

    /** From then on: {@code 端午后}. */
    When after(int newEnd) {
        LocalDate first = grain == Grain.DAY || to == null ? from : to.plusDays(1);
        return new When(first, null, grain == Grain.MONTH ? Grain.DAYS : grain, strong(), start, newEnd, doubt);
    }

    /** From this to the other. */
    When until(When other) {
        Grain joined = grain == Grain.MONTH && other.grain == Grain.MONTH ? Grain.MONTH : Grain.DAYS;
        Form stronger = form == Form.FULL || other.form == Form.FULL ? Form.FULL : form;
        return new When(from, other.to, joined, stronger, start, other.end, doubt);
    }

    private Form strong() {
        return form == Form.DAY_ONLY ? Form.FULL : form;
    }
}
