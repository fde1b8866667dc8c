package io.rollcall.core.round;

/** What a counted reply is. */
public enum ReplyKind {
    /** Lines for the report. */
    TEXT,
    /** {@code 同上周}: last week's lines again. */
    SAME_AS_LAST_WEEK,
    /** {@code 跳过}: nothing this week. */
    SKIP
}
