package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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

/**
 * Feishu's side of long connections: gives out tickets, lets connect who has one, sends events to the latest connection,
 * and answers pings. For any server that passes on what {@link #isMeant} and has its sockets from here.
 */
public final class LongFeishu extends ServerSocketFactory {

    static final String TICKET = "ticket-must-never-show";
    static final int SERVICE = 33554678;
    static final String TERMS =
            "{\"ReconnectCount\":-1,\"ReconnectInterval\":120,\"ReconnectNonce\":30,\"PingInterval\":90}";

    final Queue<MockResponse> endpointAnswers = new ConcurrentLinkedQueue<>();
    final Queue<MockResponse> handshakes = new ConcurrentLinkedQueue<>();
    final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
    final List<Line> lines = new CopyOnWriteArrayList<>();
    volatile String terms = TERMS;
    volatile boolean answersPings = true;
    private final AtomicInteger messages = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public boolean isMeant(RecordedRequest request) {
        return request.getTarget().equals("/callback/ws/endpoint")
                || request.getTarget().startsWith("/ws/v2?");
    }

    public MockResponse answer(RecordedRequest request) {
        if (request.getTarget().equals("/callback/ws/endpoint")) {
            asked.add(request);
            MockResponse other = endpointAnswers.poll();
            return other != null
                    ? other
                    : FakeFeishu.json("""
                    {"code":0,"msg":"","data":{"URL":"ws://%s/ws/v2?device_id=7400000000000000001&service_id=%d&access_key=%s","ClientConfig":%s}}""".formatted(request.getHeaders().get("Host"), SERVICE, TICKET, terms));
        }
        MockResponse other = handshakes.poll();
        if (other != null) {
            return other;
        }
        Line line = new Line(request.getConnectionIndex());
        lines.add(line);
        return new MockResponse.Builder().webSocketUpgrade(line).build();
    }

    /** Delivers an event over the latest connection, and waits for the answer's payload. */
    public JsonNode deliver(String event) {
        return payload(send(event));
    }

    /** Puts these bytes on the latest connection, whatever they are. */
    public void sendBytes(ByteString bytes) {
        latest().socket().send(bytes);
    }

    /** Sends the first of two parts of an event; the second never comes. */
    public void sendFirstHalf(String event) {
        sendBytes(
                FrameTest.event("m-" + messages.incrementAndGet(), 2, 0, event).encode());
    }

    /** Whether somebody is connected. */
    public boolean isConnected() {
        return !lines.isEmpty() && latest().isOpen();
    }

    /** From now on a connection that was lost is wanted back within moments. */
    public void wantsConnectionsBackSoon() {
        terms = "{\"ReconnectCount\":-1,\"ReconnectInterval\":1,\"ReconnectNonce\":0,\"PingInterval\":90}";
    }

    /** How the latest connection ended; empty while it has not. */
    public String end() {
        return latest().end;
    }

    /** Ends the latest connection without a word. */
    public void drop() {
        try {
            sockets.get(latest().index).close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    CompletableFuture<Frame> send(String event) {
        return latest().send(FrameTest.event("m-" + messages.incrementAndGet(), 1, 0, event));
    }

    Line latest() {
        return lines.get(lines.size() - 1);
    }

    static Frame await(CompletableFuture<Frame> answer) {
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode payload(CompletableFuture<Frame> answer) {
        return Json.object(await(answer).payload().utf8()).orElseThrow();
    }

    /** A connection, as the platform has it. */
    final class Line extends WebSocketListener {

        private final int index;
        private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
        private final Map<String, CompletableFuture<Frame>> answers = new ConcurrentHashMap<>();
        final List<Frame> pings = new CopyOnWriteArrayList<>();
        final List<Frame> data = new CopyOnWriteArrayList<>();
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

        /** What is answered to the last frame of a message. */
        CompletableFuture<Frame> send(Frame frame) {
            CompletableFuture<Frame> answer =
                    answers.computeIfAbsent(frame.header("message_id"), id -> new CompletableFuture<>());
            socket().send(frame.encode());
            return answer;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            socket.complete(webSocket);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            Frame frame = Frame.decode(bytes).orElseThrow();
            if (frame.type().equals("ping")) {
                if (answersPings) {
                    webSocket.send(pong(frame.service(), terms).encode());
                }
                pings.add(frame);
            } else {
                data.add(frame);
                answers.computeIfAbsent(frame.header("message_id"), id -> new CompletableFuture<>())
                        .complete(frame);
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            end = "closed with " + code;
            webSocket.close(1000, null);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            end = "broken";
        }
    }

    static Frame pong(int service, String terms) {
        return new Frame(
                0,
                0,
                service,
                Frame.CONTROL,
                List.of(new Frame.Header("type", "pong")),
                "",
                "",
                ByteString.encodeUtf8(terms),
                "");
    }

    /** A socket that remembers whom it let in, in the order in which the server counts them. */
    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket accepted = super.accept();
                sockets.add(accepted);
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
