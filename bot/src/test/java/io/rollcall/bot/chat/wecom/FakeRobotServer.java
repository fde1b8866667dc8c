package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import tools.jackson.databind.JsonNode;

/** The platform's end of long connections: lets in who knows the secret, and answers what it is told to answer. */
public final class FakeRobotServer extends Dispatcher {

    /** Of every connection there was, in order. */
    public final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** By the command; null for no answer. */
    public volatile Function<String, Integer> codes = command -> 0;

    public volatile boolean refusesConnections;

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (refusesConnections) {
            return new MockResponse.Builder().code(503).build();
        }
        return new MockResponse.Builder().webSocketUpgrade(new Connection()).build();
    }

    public Connection latest() {
        return connections.get(connections.size() - 1);
    }

    /** What was sent with a command, over all connections. */
    public List<JsonNode> sent(String command) {
        return connections.stream()
                .flatMap(connection -> connection.frames.stream())
                .filter(frame -> Json.at(frame, "cmd").equals(command))
                .toList();
    }

    public final class Connection extends WebSocketListener {

        final List<JsonNode> frames = new CopyOnWriteArrayList<>();
        public volatile WebSocket socket;
        volatile boolean over;

        @Override
        public void onOpen(WebSocket opened, Response response) {
            socket = opened;
            connections.add(this);
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            JsonNode frame = Json.object(text).orElseThrow();
            frames.add(frame);
            Integer code = codes.apply(Json.at(frame, "cmd"));
            if (code != null) {
                push("{\"headers\":{\"req_id\":\"" + Json.at(frame, "headers", "req_id") + "\"},\"errcode\":" + code
                        + ",\"errmsg\":\"said\"}");
            }
        }

        @Override
        public void onClosing(WebSocket closing, int code, String reason) {
            closing.close(1000, null);
            over = true;
        }

        @Override
        public void onFailure(WebSocket failed, Throwable failure, Response response) {
            over = true;
        }

        public void push(String frame) {
            socket.send(frame);
        }

        void message(String id, String text) {
            message(id, "li.mei", text);
        }

        public void message(String id, String member, String text) {
            push("{\"cmd\":\"aibot_msg_callback\",\"headers\":{\"req_id\":\"srv-" + id + "\"},\"body\":{\"msgid\":\""
                    + id
                    + "\",\"aibotid\":\"aibDemo01\",\"chattype\":\"single\",\"from\":{\"userid\":\"" + member + "\"},"
                    + "\"msgtype\":\"text\",\"text\":{\"content\":\"" + text + "\"}}}");
        }

        void press(String id, String task, String key) {
            push("{\"cmd\":\"aibot_event_callback\",\"headers\":{\"req_id\":\"srv-" + id + "\"},\"body\":{\"msgid\":\""
                    + id
                    + "\",\"aibotid\":\"aibDemo01\",\"chattype\":\"single\",\"from\":{\"userid\":\"li.mei\"},\"msgtype\":\"event\","
                    + "\"event\":{\"eventtype\":\"template_card_event\",\"template_card_event\":{\"event_key\":\"" + key
                    + "\",\"task_id\":\"" + task + "\"}}}}");
        }

        public void kick() {
            push(
                    "{\"cmd\":\"aibot_event_callback\",\"headers\":{\"req_id\":\"srv-9\"},\"body\":{\"msgid\":\"e-9\","
                            + "\"aibotid\":\"aibDemo01\",\"msgtype\":\"event\",\"event\":{\"eventtype\":\"disconnected_event\"}}}");
        }
    }
}
