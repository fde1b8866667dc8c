package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Json;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * DingTalk's side of Stream mode: gives out tickets, lets each connect once, sends frames over the latest connection and
 * hears the answers. For any server that passes on what {@link #isMeant} and has its sockets from here.
 */
public final class StreamDingTalk extends ServerSocketFactory {

    static final String TICKET = "ticket-must+never/show=";
    private static final String OPEN = "/v1.0/gateway/connections/open";
    private static final String ROBOT = "/v1.0/im/bot/messages/get";

    final Queue<MockResponse> openAnswers = new ConcurrentLinkedQueue<>();
    final Queue<MockResponse> handshakes = new ConcurrentLinkedQueue<>();
    final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
    final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();

    public boolean isMeant(RecordedRequest request) {
        return request.getTarget().equals(OPEN) || request.getTarget().startsWith("/connect?");
    }

    public MockResponse answer(RecordedRequest request) {
        if (request.getTarget().equals(OPEN)) {
            asked.add(request);
            MockResponse other = openAnswers.poll();
            if (other != null) {
                return other;
            }
            String ticket = TICKET + given.incrementAndGet();
            tickets.add(ticket);
            return FakeDingTalk.json(
                    200,
                    "{\"endpoint\":\"ws://" + request.getHeaders().get("Host") + "/connect\",\"ticket\":\"" + ticket
                            + "\"}");
        }
        MockResponse other = handshakes.poll();
        if (other != null) {
            return other;
        }
        String ticket = request.getUrl().queryParameter("ticket");
        if (ticket == null || !tickets.remove(ticket)) {
            return new MockResponse.Builder().code(401).build();
        }
        Line line = new Line(request.getConnectionIndex());
        lines.add(line);
        return new MockResponse.Builder().webSocketUpgrade(line).build();
    }

    /** Whether somebody is connected. */
    public boolean isConnected() {
        return !lines.isEmpty() && latest().isOpen();
    }

    /** How many connections there have been. */
    public int connections() {
        return lines.size();
    }

    /** Delivers a message over the latest connection in a frame of its own, and waits for the answer. */
    public JsonNode deliver(String message) {
        return await(latest().send(callback(ROBOT, message)));
    }

    /** Announces that the latest connection is about to be closed. */
    public void announceLeave() {
        latest().say(frame("SYSTEM", "disconnect", "{\"reason\":\"server restart\"}"));
    }

    /** Sends what is no frame. */
    public void sendGarbage() {
        latest().socket().send("no frame at all");
        latest().socket().send(ByteString.decodeHex("ffffff"));
    }

    /** Closes the latest connection in an orderly way. */
    public void kick() {
        latest().socket().close(1001, "going away");
    }

    /** Ends the latest connection without a word. */
    public void drop() {
        try {
            wires.get(latest().index).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on nothing more gets through on the latest connection, which neither side is told of. */
    public void halfOpen() {
        wires.get(latest().index).silent = true;
    }

    /** How the latest connection ended; empty while it has not. */
    public String end() {
        return latest().end;
    }

    Line latest() {
        return lines.get(lines.size() - 1);
    }

    ObjectNode callback(String topic, String message) {
        return frame("CALLBACK", topic, message);
    }

    ObjectNode frame(String type, String topic, String data) {
        ObjectNode frame = Json.MAPPER.createObjectNode();
        frame.put("specVersion", "1.0");
        frame.put("type", type);
        frame.putObject("headers")
                .put("appId", "demo-app")
                .put("connectionId", "c-1")
                .put("contentType", "application/json")
                .put("messageId", "sm-" + frames.incrementAndGet())
                .put("time", "1767225660123")
                .put("topic", topic);
        frame.put("data", data);
        return frame;
    }

    static JsonNode await(CompletableFuture<JsonNode> answer) {
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection, as the platform has it. */
    final class Line extends WebSocketListener {

        private final int index;
        private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
        private final Map<String, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
        final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        volatile String end = "";

        Line(int index) {
            this.index = index;
        }

        WebSocket socket() {
            try {
                return socket.get(10, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }

        boolean isOpen() {
            return socket.isDone() && end.isEmpty();
        }

        void say(JsonNode frame) {
            socket().send(Json.text(frame));
        }

        CompletableFuture<JsonNode> send(JsonNode frame) {
            CompletableFuture<JsonNode> answer =
                    answers.computeIfAbsent(Json.at(frame, "headers", "messageId"), id -> new CompletableFuture<>());
            say(frame);
            return answer;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            socket.complete(webSocket);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            JsonNode answer = Json.object(text).orElseThrow();
            heard.add(answer);
            answers.computeIfAbsent(Json.at(answer, "headers", "messageId"), id -> new CompletableFuture<>())
                    .complete(answer);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            end = "closed with " + code;
            webSocket.close(1000, null);
        }

        @Override
        public void onClosed(WebSocket webSocket, int code, String reason) {
            end = "closed with " + code;
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            end = "broken";
        }
    }

    /** A socket on which what is written may get lost. */
    private static final class Wire extends Socket {

        private volatile boolean silent;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (!silent) {
                        out.write(bytes, offset, length);
                    }
                }
            };
        }
    }

    /** A socket that remembers whom it let in, in the order in which the server counts them. */
    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Wire accepted = new Wire();
                implAccept(accepted);
                wires.add(accepted);
                return accepted;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }
}
