package io.rollcall.bot.socket;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** How connections to a platform are opened. */
public final class SocketClient {

    private SocketClient() {}

    /**
     * As the platforms' own clients connect: no compression is offered, and no redirect is followed.
     *
     * @param callTimeout until the connection is open, and for what is written to it
     * @param threads     of which each connection keeps one
     */
    public static OkHttpClient of(Duration connectTimeout, Duration callTimeout, ExecutorService threads) {
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(connectTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                .callTimeout(callTimeout)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .removeHeader("Sec-WebSocket-Extensions")
                        .build()))
                .build();
    }
}
