package io.rollcall.core.round;

/** What a counted reply is. */
public enum ReplyKind {
    /** Lines for the report. */
    TEXT,
    /** Lines for the report as a form was filled in: what it leaves out of last week's lines is left out. */
    FORM,
    /** {@code 同上周}: last week's lines again. */
    SAME_AS_LAST_WEEK,
    /** {@code 跳过}: nothing this week. */
    SKIP;

    /** Whether it brings lines. */
    public boolean isText() {
        return this == TEXT || this == FORM;
    }
}
