package io.rollcall.bot.chat;

/** A delivery was not taken in; the platform is to be told to deliver it again. */
public final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for operators; must not hold what the delivery says */
    public NotStoredException(String message) {
        super(message);
    }

    /** @param message for operators; must not hold what the delivery says */
    public NotStoredException(String message, Throwable cause) {
        super(message, cause);
    }
}
