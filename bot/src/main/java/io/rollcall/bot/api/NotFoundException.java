package io.rollcall.bot.api;

/** What a path names does not exist; the message says what does. */
class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}
