package io.rollcall.bot.chat.feishu;

import java.time.Duration;
import java.util.Optional;

/** A call got no usable answer; it may be made again. The message is for operators: no text, no secret, no chat id. */
final class FeishuUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;
    private final boolean mayHaveWorked;

    /** Of a call that may have had its effect. */
    FeishuUnavailableException(String reason) {
        this(reason, Optional.empty(), true);
    }

    /** Of a call that may have had its effect. */
    FeishuUnavailableException(String reason, Optional<Duration> after) {
        this(reason, after, true);
    }

    FeishuUnavailableException(String reason, Optional<Duration> after, boolean mayHaveWorked) {
        super(reason);
        this.after = after;
        this.mayHaveWorked = mayHaveWorked;
    }

    /** The same trouble, met before the call that was meant could be made. */
    FeishuUnavailableException beforehand() {
        FeishuUnavailableException same = new FeishuUnavailableException(reason(), after, false);
        same.initCause(this);
        return same;
    }

    /** False when the platform certainly did not do what it was asked to. */
    boolean mayHaveWorked() {
        return mayHaveWorked;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before the next try, where that is known. */
    Optional<Duration> after() {
        return after;
    }
}
