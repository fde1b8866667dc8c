package io.rollcall.storage;

import java.util.Objects;

/**
 * The database cannot be used as it is set up. The message is one line for an operator: what is wrong and what to do. It
 * holds neither a password nor the options of the URL, where one may stand.
 */
public final class UnusableDatabaseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnusableDatabaseException(String message) {
        super(message);
    }

    /** The cause is for the log at debug; its message may quote the URL. */
    UnusableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.toString(super.getMessage());
    }
}
