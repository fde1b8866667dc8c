package io.rollcall.bot.chat.wecom;

/** A text was not sealed, whole, for this receiver; says what is wrong with it and nothing of what it holds. */
final class SealedException extends Exception {

    private static final long serialVersionUID = 1L;

    SealedException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
