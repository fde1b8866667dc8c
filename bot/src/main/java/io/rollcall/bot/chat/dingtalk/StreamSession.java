package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.socket.BoundedSockets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import okio.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A Stream connection from its opening to its end: frames come in and are answered once what they brought is stored.
 * Whether somebody is still there is found out by the socket's own pings.
 */
final class StreamSession extends WebSocketListener {

    /**
     * The platform's own client reads frames of up to 256 KB, so they are hardly larger; a larger one is read all the
     * same, up to what a callback may have with something around it.
     */
    private static final long MAX_FRAME = Deliveries.MAX_SIZE + (64L << 10);

    /** Beyond it a message is not read any further; below it, it is passed over and the connection goes on. */
    static final long MAX_MESSAGE = 4L << 20;

    private static final int NORMAL_CLOSURE = 1000;

    private final StreamConnection owner;
    private final StreamDesk desk;
    private final BoundedSockets sockets;
    private final LongSupplier nanoTime;
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile @Nullable WebSocket socket;
    private volatile boolean wasOpen;
    private volatile long since;

    StreamSession(StreamConnection owner, StreamDesk desk, BoundedSockets sockets, LongSupplier nanoTime) {
        this.owner = owner;
        this.desk = desk;
        this.sockets = sockets;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    void open(WebSocket.Factory http, Request request) {
        socket = http.newWebSocket(request, this);
    }

    boolean wasOpen() {
        return wasOpen;
    }

    /** For how long it has been open, or has been on its way to be. */
    Duration age() {
        return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        since = nanoTime.getAsLong();
        wasOpen = true;
        owner.opened();
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        sockets.messageRead();
        if (Utf8.size(text) > MAX_FRAME) {
            desk.refuse("a frame is larger than any message");
            return;
        }
        Optional<StreamFrame> frame = StreamFrame.read(text);
        if (frame.isEmpty()) {
            desk.refuse("a frame cannot be read");
            return;
        }
        heard(webSocket, frame.get());
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteString bytes) {
        sockets.messageRead();
        desk.refuse("a frame cannot be read");
    }

    private void heard(WebSocket from, StreamFrame frame) {
        switch (frame.type()) {
            case StreamFrame.SYSTEM -> {
                if (frame.topic().equals("ping")) {
                    from.send(frame.pong());
                } else if (frame.topic().equals("disconnect")) {
                    owner.leaves(this);
                }
            }
            case StreamFrame.CALLBACK -> called(from, frame);
            // None are subscribed to; one that comes all the same is not wanted again.
            case StreamFrame.EVENT -> from.send(frame.answered(StreamFrame.OK));
            default -> {
                desk.refuse("a frame is of an unknown kind");
                from.send(frame.answered(StreamFrame.NO_SUCH_TOPIC));
            }
        }
    }

    private void called(WebSocket from, StreamFrame frame) {
        if (!frame.topic().equals(DingTalkApi.ROBOT_MESSAGES)) {
            desk.refuse("a frame is of an unknown topic");
            from.send(frame.answered(StreamFrame.NO_SUCH_TOPIC));
        } else if (owner.isStopping()) {
            from.send(frame.answered(StreamFrame.FAILED));
        } else {
            // When it is closed by then, nobody waits for the answer any more.
            desk.take(frame.data(), code -> from.send(frame.answered(code)));
        }
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(NORMAL_CLOSURE, null);
        owner.ended(this, "the platform closed it with code " + code);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        owner.ended(this, "closed with code " + code);
        over.countDown();
    }

    /** Of the failure only its kind: what it says may quote the address. */
    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
        String kind = failure.getClass().getSimpleName();
        owner.ended(this, response == null || wasOpen ? kind : kind + ", HTTP " + response.code());
        over.countDown();
    }

    /** Ends the connection once what was answered before has gone out, or when the time is up. */
    void close(Duration within) {
        WebSocket current = socket;
        if (current == null) {
            return;
        }
        try {
            if (!current.close(NORMAL_CLOSURE, null) || !over.await(within.toNanos(), TimeUnit.NANOSECONDS)) {
                current.cancel();
            }
        } catch (InterruptedException e) {
            current.cancel();
            Thread.currentThread().interrupt();
        }
    }

    void cancel() {
        WebSocket current = socket;
        if (current != null) {
            current.cancel();
        }
    }
}
