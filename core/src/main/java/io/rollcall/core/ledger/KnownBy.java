package io.rollcall.core.ledger;

/** How a line was told to be an item that was known before. */
public enum KnownBy {
    /** The same words, up to width, case, blanks and punctuation. */
    WORDS,
    /** Then as now the only line of its section with this label. */
    LABEL,
    /** Its words or its name are much alike, more than those of any other line that is still free. */
    LIKENESS,
    /** Somebody said so. */
    PERSON
}
