package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Doubt;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What calendar time could mean besides what was taken, where that is about as near. The report's week is 2 to 8
 * December 2024:
 *
 * <pre>
 * 26号上线     2024-11-26, or 2024-12-26
 * 6/5上线      2025-06-05, or 2024-06-05
 * 12月前上线    .. 2024-11-30, or .. 2024-12-31
 * 12/5上线     nothing else: 5 December of another year is far
 * </pre>
 */
final class OtherReading {

    /** How much further from the report the other month's day may be. */
    private static final int MONTH_TIE_DAYS = 14;
    /** How much further the other year's may be. */
    private static final int YEAR_TIE_DAYS = 30;

    private OtherReading() {}

    /** First and last day, either of which may be open. */
    record Stretch(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /** The other reading, or null when the words are plain. */
    static @Nullable Stretch of(When when, Days days) {
        if (when.doubt() == Doubt.BOUND) {
            LocalDate last = when.to();
            return last == null
                    ? null
                    : new Stretch(
                            null,
                            last.plusMonths(1).withDayOfMonth(last.plusDays(1).lengthOfMonth()));
        }
        LocalDate taken = when.from() == null ? when.to() : when.from();
        if (when.doubt() == Doubt.NONE || taken == null) {
            return null;
        }
        boolean yearly = when.doubt() == Doubt.YEAR;
        int way = taken.isAfter(days.friday()) ? -1 : 1;
        LocalDate other = yearly ? taken.plusYears(way) : taken.plusMonths(way);
        long further = days.distance(other) - days.distance(taken);
        boolean tie =
                further <= (yearly ? YEAR_TIE_DAYS : MONTH_TIE_DAYS) && other.getDayOfMonth() == taken.getDayOfMonth();
        return tie ? new Stretch(shifted(when.from(), yearly, way), shifted(when.to(), yearly, way)) : null;
    }

    private static @Nullable LocalDate shifted(@Nullable LocalDate day, boolean yearly, int way) {
        if (day == null) {
            return null;
        }
        return yearly ? day.plusYears(way) : day.plusMonths(way);
    }
}
