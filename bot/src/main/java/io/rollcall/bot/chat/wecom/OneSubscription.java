package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.AppSteps;
import io.rollcall.bot.chat.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tries whether a smart robot's long connection can be opened and is let in. It takes the robot from whoever has it. */
final class OneSubscription {

    private static final String STEP = "connection";
    private static final int NORMAL = 1000;

    private OneSubscription() {}

    static void open(AppSteps steps, OkHttpClient http, WeComSettings.Robot robot, Duration patience) {
        String host = host(robot.url());
        CompletableFuture<Integer> code = new CompletableFuture<>();
        OkHttpClient own = http.newBuilder().build();
        WebSocket socket = own.newWebSocket(
                new Request.Builder().url(robot.url().toString()).build(), new Subscriber(robot, code));
        try {
            int said = code.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (said == 0) {
                steps.ok(STEP, steps.text("connection.opened"));
            } else {
                String meaning =
                        WeComCode.of(said).map(known -> ", " + known.meaning()).orElse("");
                steps.failed(STEP, "errcode " + said + meaning, steps.todo(said, "wecom.todo.robot"));
            }
        } catch (ExecutionException e) {
            String seen = e.getCause() instanceof IOException lost
                    ? steps.lost(lost, host)
                    : String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
            steps.failed(STEP, seen, steps.text("reach.todo"));
        } catch (TimeoutException e) {
            steps.failed(STEP, steps.text("noAnswer.time", host), steps.text("reach.todo"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.cancel();
        }
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost());
    }

    private static final class Subscriber extends WebSocketListener {

        private final WeComSettings.Robot robot;
        private final CompletableFuture<Integer> code;
        private final String id = "aibot_subscribe_" + UUID.randomUUID();

        Subscriber(WeComSettings.Robot robot, CompletableFuture<Integer> code) {
            this.robot = robot;
            this.code = code;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            ObjectNode frame = Json.MAPPER.createObjectNode();
            frame.put("cmd", "aibot_subscribe");
            frame.putObject("headers").put("req_id", id);
            frame.putObject("body").put("bot_id", robot.botId()).put("secret", robot.secret());
            socket.send(Json.text(frame));
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            Json.object(text)
                    .filter(frame -> Json.at(frame, "headers", "req_id").equals(id))
                    .ifPresent(frame -> {
                        code.complete(frame.path("errcode").asInt(-1));
                        socket.close(NORMAL, null);
                    });
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            code.completeExceptionally(
                    response == null && failure instanceof IOException
                            ? failure
                            : new IllegalStateException("HTTP " + (response == null ? 0 : response.code())));
        }

        @Override
        public void onClosed(WebSocket socket, int status, String reason) {
            code.completeExceptionally(new IllegalStateException("closed with " + status));
        }
    }
}
