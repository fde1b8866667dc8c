package io.rollcall.storage;

/** What can be done to a round's report besides replying. */
public enum DraftChangeKind {
    /** The editor wrote a section's lines anew. */
    EDITED,
    /** The editor gave a section back to its owners. */
    SENT_BACK,
    /** An owner wrote a section that was sent back anew. */
    ANSWERED,
    /** Somebody's replies changed a section that the editor had edited or sent back. */
    REPLIED,
    /** The editor had the report posted. */
    APPROVED
}
