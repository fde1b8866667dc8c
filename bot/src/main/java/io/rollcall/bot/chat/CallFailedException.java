package io.rollcall.bot.chat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A call to a platform got no usable answer; it may be made again. The message is for operators: no text, no secret, no address. */
public final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;
    private final boolean mayHaveWorked;
    private final boolean wholeApp;

    /** Of a call that may have had its effect. */
    public CallFailedException(String reason) {
        this(reason, Optional.empty(), true);
    }

    /** Of a call that may have had its effect. */
    public CallFailedException(String reason, Optional<Duration> after) {
        this(reason, after, true);
    }

    public CallFailedException(String reason, Optional<Duration> after, boolean mayHaveWorked) {
        this(reason, after, mayHaveWorked, false);
    }

    /** @param wholeApp whether every other call of the app would meet the same trouble */
    public CallFailedException(String reason, Optional<Duration> after, boolean mayHaveWorked, boolean wholeApp) {
        super(reason);
        this.after = after;
        this.mayHaveWorked = mayHaveWorked;
        this.wholeApp = wholeApp;
    }

    /** Of a call that ended without an answer. */
    public static CallFailedException of(String call, IOException failure) {
        return new CallFailedException(
                call + ": " + failure.getClass().getSimpleName(), Optional.empty(), !isBeforeConnected(failure));
    }

    /**
     * Of a call whose answer cannot be read.
     *
     * @param status the answer's HTTP status
     * @param after  how long the answer asks to wait
     */
    public static CallFailedException unreadable(String reason, int status, Optional<Duration> after) {
        // A gateway that turns a call away says so with a status of 400 to 499; beyond it anything may have happened.
        boolean turnedAway = status >= 400 && status < 500;
        return new CallFailedException(reason, after, !turnedAway, status == 429);
    }

    /** Whether the platform cannot have heard anything: there was no connection to speak on. */
    private static boolean isBeforeConnected(IOException e) {
        return e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException;
    }

    /** The same trouble, met before the call that was meant could be made; no other call gets further. */
    public CallFailedException beforehand() {
        CallFailedException same = new CallFailedException(reason(), after, false, true);
        same.initCause(this);
        return same;
    }

    /** False when the platform certainly did not do what it was asked to. */
    public boolean mayHaveWorked() {
        return mayHaveWorked;
    }

    /** Whether every other call of the app would meet the same trouble now. */
    public boolean concernsWholeApp() {
        return wholeApp;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** How long to wait before the next try, where that is known. */
    public Optional<Duration> after() {
        return after;
    }
}
