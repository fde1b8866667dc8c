package io.rollcall.core.round;

import io.rollcall.core.calendar.ReportWeeks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One collection of the report.
 *
 * @param remindersDone how many of the timetable's reminder moments have been dealt with
 * @param revision      the number of the latest compiled report, 0 before the first
 */
public record Round(
        RoundId id,
        ReportWeeks weeks,
        RoundState state,
        Moments moments,
        int remindersDone,
        int revision,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant publishedAt) {

    public static Round open(RoundId id, ReportWeeks weeks, Moments moments, Instant now) {
        return new Round(id, weeks, RoundState.OPEN, moments, 0, 0, now, null, null);
    }
}
