package io.rollcall.bot.chat.feishu;

import java.time.Duration;
import java.util.Optional;

/** A call got no usable answer; it may be made again. The message is for operators: no text, no secret, no chat id. */
final class FeishuUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;

    FeishuUnavailableException(String reason) {
        this(reason, Optional.empty());
    }

    FeishuUnavailableException(String reason, Optional<Duration> after) {
        super(reason);
        this.after = after;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before the next try, where that is known. */
    Optional<Duration> after() {
        return after;
    }
}
