package io.rollcall.bot.chat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a call got no answer, in the operator's words. Messages of exceptions are not repeated: they may hold addresses. */
enum NoAnswer {
    NAME,
    TLS,
    REFUSED,
    ROUTE,
    TIME,
    BROKEN;

    static NoAnswer of(IOException e) {
        if (e instanceof UnknownHostException) {
            return NAME;
        }
        if (e instanceof SSLException) {
            return TLS;
        }
        if (e instanceof InterruptedIOException) {
            return TIME;
        }
        if (e instanceof NoRouteToHostException) {
            return ROUTE;
        }
        return e instanceof ConnectException ? REFUSED : BROKEN;
    }

    String seen(AppSteps steps, String host) {
        return steps.text("noAnswer." + name().toLowerCase(Locale.ROOT), host);
    }
}
