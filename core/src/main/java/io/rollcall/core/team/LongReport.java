package io.rollcall.core.team;

/** What becomes of a report that is too long for one message. */
public enum LongReport {
    /** It is posted in several messages. */
    SPLIT,
    /** It is posted as a document, where the chat has documents: the message holds what changed and the link. */
    DOCUMENT
}
