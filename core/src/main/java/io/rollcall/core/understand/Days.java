package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Places what a line leaves out: the year of {@code 12/5}, the month of {@code 26号}. The nearest fitting date to the
 * report's Friday is taken, so that a January date said in December is next year's.
 */
final class Days {

    /** A plan is not for so long ago. */
    private static final int STALE_DAYS = 92;

    private static final int HALF_YEAR_DAYS = 184;

    private final ReportWeek week;
    private final LocalDate monday;
    private final LocalDate friday;
    private final LocalDate sunday;
    private final YearMonth month;
    private final Holidays holidays;

    Days(ReportWeek week) {
        this.week = week;
        this.monday = week.monday();
        this.friday = week.day(DayOfWeek.FRIDAY);
        this.sunday = week.sunday();
        this.month = YearMonth.from(friday);
        this.holidays = new Holidays(friday);
    }

    LocalDate friday() {
        return friday;
    }

    /** The report's month. */
    YearMonth month() {
        return month;
    }

    Holidays holidays() {
        return holidays;
    }

    LocalDate sunday() {
        return sunday;
    }

    ReportWeek week(int later) {
        return week.plus(later);
    }

    /** Days between a date and the report, either way. */
    long distance(LocalDate day) {
        return Math.abs(ChronoUnit.DAYS.between(friday, day));
    }

    /** The month of this name nearest to the report; for what is planned rather one to come than one long past. */
    YearMonth month(int month, boolean planned) {
        YearMonth nearest = YearMonth.of(friday.getYear(), month);
        for (int year = friday.getYear() - 1; year <= friday.getYear() + 1; year++) {
            YearMonth candidate = YearMonth.of(year, month);
            if (distance(candidate.atDay(15)) < distance(nearest.atDay(15))) {
                nearest = candidate;
            }
        }
        boolean stale = ChronoUnit.DAYS.between(nearest.atEndOfMonth(), friday) > STALE_DAYS;
        return planned && stale ? nearest.plusYears(1) : nearest;
    }

    /** The day of this month and number nearest to the report; empty for no such day. */
    Optional<LocalDate> day(int month, int day, boolean planned) {
        LocalDate nearest = null;
        // Of this year, or of the one before or after where that may be nearer: 1 January said in December.
        int later = month - friday.getMonthValue();
        int first = friday.getYear() - (later > 4 ? 1 : 0);
        int last = friday.getYear() + (later < -4 ? 1 : 0);
        for (int year = first; year <= last; year++) {
            Optional<LocalDate> candidate = day(year, month, day);
            if (candidate.isPresent() && (nearest == null || distance(candidate.get()) < distance(nearest))) {
                nearest = candidate.get();
            }
        }
        // 29 February of another year is nobody's date.
        if (nearest == null || distance(nearest) > HALF_YEAR_DAYS) {
            return Optional.empty();
        }
        boolean stale = planned && ChronoUnit.DAYS.between(nearest, friday) > STALE_DAYS;
        return stale ? day(nearest.getYear() + 1, month, day) : Optional.of(nearest);
    }

    /** The nearest day with this number in a month, for what is planned on or after the report's Monday. */
    Optional<LocalDate> dayOfMonth(int day, boolean planned) {
        LocalDate nearest = null;
        YearMonth current = YearMonth.from(friday);
        for (YearMonth month = current.minusMonths(1);
                !month.isAfter(current.plusMonths(1));
                month = month.plusMonths(1)) {
            Optional<LocalDate> candidate = day(month.getYear(), month.getMonthValue(), day);
            boolean fits = candidate.isPresent() && !(planned && candidate.get().isBefore(monday));
            if (fits && (nearest == null || distance(candidate.get()) < distance(nearest))) {
                nearest = candidate.get();
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The day, or empty where the calendar has none. */
    static Optional<LocalDate> day(int year, int month, int day) {
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        return exists ? Optional.of(LocalDate.of(year, month, day)) : Optional.empty();
    }
}
