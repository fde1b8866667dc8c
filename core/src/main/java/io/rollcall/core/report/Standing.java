package io.rollcall.core.report;

/** What became of a section, or of one owner's part in it. */
public enum Standing {
    /** Has lines. */
    UPDATED,
    /** Answered that there is nothing to say this week. */
    NOTHING_NEW,
    /** On leave. */
    ON_LEAVE,
    /** Could not be asked: the platform did not deliver. */
    UNREACHABLE,
    /** No answer. */
    NOT_UPDATED;

    /** Whether the owner has spoken. */
    public boolean isAnswered() {
        return this == UPDATED || this == NOTHING_NEW;
    }
}
