package io.rollcall.bot.chat.wecom;

import java.time.Duration;
import java.util.Optional;

/** A call got no usable answer; it may be made again. The message is for operators: no text, no secret, no address. */
final class WeComUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;
    private final boolean mayHaveWorked;
    private final boolean wholeApp;

    /** Of a call that may have had its effect. */
    WeComUnavailableException(String reason) {
        this(reason, Optional.empty(), true);
    }

    /** Of a call that may have had its effect. */
    WeComUnavailableException(String reason, Optional<Duration> after) {
        this(reason, after, true);
    }

    WeComUnavailableException(String reason, Optional<Duration> after, boolean mayHaveWorked) {
        this(reason, after, mayHaveWorked, false);
    }

    /** @param wholeApp whether every other call of the app would meet the same trouble */
    WeComUnavailableException(String reason, Optional<Duration> after, boolean mayHaveWorked, boolean wholeApp) {
        super(reason);
        this.after = after;
        this.mayHaveWorked = mayHaveWorked;
        this.wholeApp = wholeApp;
    }

    /** The same trouble, met before the call that was meant could be made; no other call gets further. */
    WeComUnavailableException beforehand() {
        WeComUnavailableException same = new WeComUnavailableException(reason(), after, false, true);
        same.initCause(this);
        return same;
    }

    /** False when the platform certainly did not do what it was asked to. */
    boolean mayHaveWorked() {
        return mayHaveWorked;
    }

    /** Whether every other call of the app would meet the same trouble now. */
    boolean concernsWholeApp() {
        return wholeApp;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before the next try, where that is known. */
    Optional<Duration> after() {
        return after;
    }
}
