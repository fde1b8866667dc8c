package io.rollcall.bot.config;

import java.util.Objects;

/** Settings that are each possible, but not together. The message is one line that names them and says what would do. */
public final class UnusableSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableSettingsException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.toString(super.getMessage());
    }
}
