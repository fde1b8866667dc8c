package io.rollcall.bot.round;

/** What was asked of a round does not go with another round; the message says which. */
public class RoundConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RoundConflictException(String message) {
        super(message);
    }
}
