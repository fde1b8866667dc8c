package io.rollcall.storage;

/** What became of a delivery that was to be stored. */
public enum Acceptance {
    /** It is stored now. */
    NEW,
    /** One of its key was stored already; nothing was changed. */
    KNOWN,
    /** The table cannot hold it, such as one whose key is too long; another try would come to the same. */
    UNFIT
}
