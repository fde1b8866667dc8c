package io.rollcall.bot.cli;

import java.io.Serial;

/** An input that a command cannot use; the message says why and what would work, in one line. */
final class UnusableInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableInputException(String message) {
        super(message);
    }
}
