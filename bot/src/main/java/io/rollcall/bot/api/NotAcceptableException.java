package io.rollcall.bot.api;

/** None of the forms the caller takes can be given; the message lists those that can. */
class NotAcceptableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotAcceptableException(String message) {
        super(message);
    }
}
