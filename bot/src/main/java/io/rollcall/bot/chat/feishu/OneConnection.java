package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.AppSteps;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** Tries whether a long connection can be opened. What stands in its address is a ticket, which is never told. */
final class OneConnection {

    private static final String STEP = "connection";
    private static final int NORMAL = 1000;

    private OneConnection() {}

    /** Whether its host answers at all: opened, it would be given events that are the running bot's. */
    static void reach(AppSteps steps, OkHttpClient http, HttpUrl address) {
        HttpUrl host = new HttpUrl.Builder()
                .scheme(address.scheme())
                .host(address.host())
                .port(address.port())
                .build();
        try (Response response =
                http.newCall(new Request.Builder().url(host).head().build()).execute()) {
            steps.ok(STEP, steps.text("feishu.connection.reached", host.host(), response.code()));
        } catch (IOException e) {
            steps.failed(STEP, steps.lost(e, host.host()), steps.text("feishu.todo.connectionHost", host.host()));
        }
    }

    /** Opens it, and closes it at once. */
    static void open(AppSteps steps, OkHttpClient http, HttpUrl address, Duration patience) {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        // As the platform's own clients connect: no compression is offered.
        OkHttpClient plain = http.newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .removeHeader("Sec-WebSocket-Extensions")
                        .build()))
                .build();
        WebSocket socket = plain.newWebSocket(new Request.Builder().url(address).build(), new WebSocketListener() {
            @Override
            public void onOpen(WebSocket webSocket, Response response) {
                webSocket.close(NORMAL, null);
                opened.complete(null);
            }

            @Override
            public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
                opened.completeExceptionally(
                        response == null && failure instanceof IOException
                                ? failure
                                : new Refused(response == null ? 0 : response.code()));
            }
        });
        try {
            opened.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            steps.ok(STEP, steps.text("connection.opened"));
        } catch (ExecutionException e) {
            String seen = e.getCause() instanceof IOException lost
                    ? steps.lost(lost, address.host())
                    : String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
            steps.failed(STEP, seen, steps.text("feishu.todo.connectionHost", address.host()));
        } catch (TimeoutException e) {
            steps.failed(
                    STEP,
                    steps.text("noAnswer.time", address.host()),
                    steps.text("feishu.todo.connectionHost", address.host()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.cancel();
        }
    }

    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(int status) {
            super("HTTP " + status);
        }
    }
}
