package io.rollcall.storage;

import java.io.Serial;

/** A history file that cannot be imported; the message names the line and why, and quotes nothing that members wrote. */
public final class HistoryFileException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    HistoryFileException(int line, String why) {
        super("line " + line + " " + why);
        this.line = line;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }
}
