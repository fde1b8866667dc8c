package io.rollcall.bot.sandbox;

import java.util.Map;

/** A call that the platform turns down, with its own code and words. */
final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers;

    WireException(int status, int code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    /** Most refusals: HTTP 400 and the code. */
    WireException(int code, String message) {
        this(400, code, message, Map.of());
    }

    static WireException tooFast() {
        return new WireException(
                429,
                99991400,
                "request trigger frequency limit",
                Map.of("x-ogw-ratelimit-limit", "5", "x-ogw-ratelimit-reset", "1"));
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
