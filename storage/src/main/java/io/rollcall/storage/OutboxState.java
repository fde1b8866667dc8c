package io.rollcall.storage;

/** Where a message stands. */
public enum OutboxState {
    /** To be sent when it is due. */
    PENDING,
    /** Claimed by a worker until its lease ends; then due again. */
    SENDING,
    /** The platform has it. */
    SENT,
    /** Will never be delivered. */
    REFUSED
}
