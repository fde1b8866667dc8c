package io.rollcall.core.team;

/** What a section holds, which decides how its text is read and shown. */
public enum SectionKind {
    /** Pieces of work with their state, dates and progress. */
    ITEMS,
    /** Figures. */
    METRICS,
    /** What went wrong in production, each with its moment. */
    INCIDENTS,
    /** What comes next week. */
    PLANS,
    /** Prose, kept as written. */
    TEXT
}
