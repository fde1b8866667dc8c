package io.rollcall.core.ledger;

import io.rollcall.core.calendar.ReportWeek;
import java.time.Instant;

/**
 * A person's word on which lines are one item.
 *
 * @param item     what was merged into the other, or split; it may be gone since
 * @param other    the item that goes on, or the new one
 * @param fromWeek the first week whose statement moved
 * @param by       who said so
 */
public record ItemCorrection(Kind kind, long item, long other, ReportWeek fromWeek, String by, Instant at) {

    /** What was said. */
    public enum Kind {
        /** Two items are one. */
        MERGE,
        /** From a week on it is another item. */
        SPLIT
    }
}
