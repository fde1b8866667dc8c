package io.rollcall.storage;

/** What a message is for. */
public enum OutboxKind {
    /** Asks an owner for their part. */
    ASK,
    /** Reminds an owner who has not answered. */
    REMIND,
    /** Answers something a member sent. */
    ANSWER,
    /** Asks an owner about something the ledger noticed. */
    QUESTION,
    /** Posts a report. */
    REPORT,
    /** Tells the editor or the group something else. */
    NOTICE,
    /** Takes the place of a message sent before. */
    UPDATE
}
