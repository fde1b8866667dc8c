package io.rollcall.core.understand;

/** The state of work that a line states. */
public enum Status {
    NOT_STARTED,
    IN_PROGRESS,
    DONE,
    PAUSED,
    BLOCKED
}
