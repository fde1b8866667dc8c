package io.rollcall.bot.chat;

/** The platform could not be asked; the message names the call and the platform's code, never secrets or text. */
public class ChatUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChatUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public ChatUnavailableException(String message) {
        super(message);
    }
}
