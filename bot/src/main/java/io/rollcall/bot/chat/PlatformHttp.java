package io.rollcall.bot.chat;

import java.time.Duration;
import okhttp3.OkHttpClient;

/** How every platform is called. */
public final class PlatformHttp {

    private PlatformHttp() {}

    /**
     * A client that waits no longer than it is told and follows no redirect: what it sends holds secrets that are meant
     * for the configured host alone.
     *
     * @param call for one whole call, from its beginning to the end of the answer
     */
    public static OkHttpClient client(Duration connect, Duration call) {
        return new OkHttpClient.Builder()
                .connectTimeout(connect)
                .readTimeout(call)
                .writeTimeout(call)
                .callTimeout(call)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }
}
