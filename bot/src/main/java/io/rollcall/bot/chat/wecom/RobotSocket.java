package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection of a smart robot, from its opening to its end: frames go out and come in, and an acknowledgement finds
 * the request that waits for it.
 */
final class RobotSocket extends WebSocketListener {

    private static final Logger log = LoggerFactory.getLogger(RobotSocket.class);
    private static final int NORMAL = 1000;

    private final String name;
    private final Owner owner;

    /** Requests whose acknowledgement is awaited; they end with the connection. */
    private final Map<String, CompletableFuture<Answer>> pending = new ConcurrentHashMap<>();

    private volatile @Nullable WebSocket socket;
    private volatile boolean over;

    /** Whose connection it is; called on the socket's thread. */
    interface Owner {

        void opened(RobotSocket socket);

        /** While this does not return, nothing more is read. */
        void delivered(RobotSocket socket, RobotDelivery delivery);

        void lost(RobotSocket socket, String why);
    }

    /** Never said; nothing can have come of it. */
    static final class Unsent extends Exception {
        private static final long serialVersionUID = 1L;
    }

    RobotSocket(String name, Owner owner) {
        this.name = name;
        this.owner = owner;
    }

    void open(OkHttpClient http, String url) {
        socket = http.newWebSocket(new Request.Builder().url(url).build(), this);
    }

    /**
     * Sends a request; what comes back is what the platform says to it, {@link Unsent}, or that the connection ended
     * first.
     */
    CompletableFuture<Answer> send(String command, @Nullable JsonNode body) {
        return send(command, command + "_" + UUID.randomUUID(), body);
    }

    /** The same under a request's id that the platform has given. */
    CompletableFuture<Answer> send(String command, String id, @Nullable JsonNode body) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("cmd", command);
        frame.putObject("headers").put("req_id", id);
        if (body != null) {
            frame.set("body", body);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        pending.put(id, answer);
        answer.whenComplete((said, failure) -> pending.remove(id));
        WebSocket open = socket;
        if (over || open == null || !open.send(Json.text(frame))) {
            answer.completeExceptionally(new Unsent());
        }
        return answer;
    }

    /** What was said on it and not answered may have been heard. */
    void end() {
        over = true;
        WebSocket open = socket;
        if (open != null && !open.close(NORMAL, null)) {
            open.cancel();
        }
        List.copyOf(pending.values()).forEach(answer -> answer.completeExceptionally(new TimeoutException()));
    }

    @Override
    public void onOpen(WebSocket opened, Response response) {
        owner.opened(this);
    }

    /** What a frame says; whatever is none is left alone. */
    @Override
    public void onMessage(WebSocket from, String text) {
        Optional<JsonNode> parsed = Json.object(withoutControls(text));
        if (parsed.isEmpty()) {
            log.warn("WeCom robot {}: a frame of {} characters is no JSON and is left alone", name, text.length());
            return;
        }
        JsonNode frame = parsed.get();
        String command = Json.at(frame, "cmd");
        if (command.isEmpty()) {
            acknowledged(frame);
        } else if (command.equals("aibot_msg_callback") || command.equals("aibot_event_callback")) {
            owner.delivered(this, new RobotDelivery(frame.path("body"), Json.at(frame, "headers", "req_id")));
        }
    }

    private void acknowledged(JsonNode frame) {
        CompletableFuture<Answer> request = pending.get(Json.at(frame, "headers", "req_id"));
        if (request != null && frame.path("errcode").isInt()) {
            request.complete(new Answer(200, frame.path("errcode").asInt(0), frame));
        }
    }

    /** The platform has been seen to send them as they are, which JSON does not allow. */
    private static String withoutControls(String text) {
        if (text.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n')) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.chars().filter(c -> c >= ' ' || c == '\t' || c == '\n').forEach(c -> clean.append((char) c));
        return clean.toString();
    }

    @Override
    public void onClosing(WebSocket closing, int code, String reason) {
        closing.close(NORMAL, null);
        owner.lost(this, "the platform closed it with " + code);
    }

    @Override
    public void onClosed(WebSocket closed, int code, String reason) {
        owner.lost(this, "it was closed with " + code);
    }

    @Override
    public void onFailure(WebSocket failed, Throwable failure, @Nullable Response response) {
        owner.lost(this, failure.getClass().getSimpleName());
    }
}
