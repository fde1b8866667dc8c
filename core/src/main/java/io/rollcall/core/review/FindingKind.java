package io.rollcall.core.review;

import java.util.Locale;

/** What can be noticed. */
public enum FindingKind {
    /** Said again word for word although its words no longer fit: relative dates, progress. */
    STALE,
    /** Promised, past, and not reported done. */
    OVERDUE,
    /** Promised for this week, and not mentioned. */
    SILENT,
    /** Promised for a later day than before. */
    SLIPPED,
    /** Promised for an earlier day than before. */
    PULLED_IN,
    /** A promise that is no longer made though the work is still open. */
    WITHDRAWN,
    /** Progress or state of work fell. */
    BACKWARDS,
    /** A stated difference that does not agree with last week's figure. */
    CLAIM,
    /** Parts against their total, an average against amount and count, a share against its counts. */
    SUM,
    /** A line that contradicts itself or the day it was written on. */
    CONTRADICTION,
    /** A figure off by a power of ten, such as 万 for 亿. */
    UNIT,
    /** Unfinished, and word for word the same in three reports or more. */
    SAME_N_WEEKS,
    /** A plan of last week that nothing answers for. */
    PLAN_UNANSWERED;

    /** The name as scripts read it: {@code pulled_in}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
