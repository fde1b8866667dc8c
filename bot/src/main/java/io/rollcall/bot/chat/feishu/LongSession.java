package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
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
import org.jspecify.annotations.Nullable;

/**
 * A long connection from its opening to its end: frames come in and are answered once what they brought is stored; pings
 * go out, and when nothing is heard in spite of them, the connection is dead.
 */
final class LongSession extends WebSocketListener {

    /** An event is no larger than this, and a frame is an event with a little around it. */
    private static final int MAX_FRAME = Deliveries.MAX_SIZE + (64 << 10);

    /** Beyond it a message is not read any further; below it, it is passed over and the connection goes on. */
    static final long MAX_MESSAGE = 4L << 20;

    private static final int NORMAL_CLOSURE = 1000;

    private final LongConnection owner;
    private final int service;
    private final Desk desk;
    private final BoundedSockets sockets;
    private final LongSupplier nanoTime;
    private final Fragments fragments = new Fragments();
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile @Nullable WebSocket socket;
    private volatile boolean wasOpen;
    private volatile long since;
    private volatile long heardAt;
    private volatile long pingedAt;

    LongSession(LongConnection owner, int service, Desk desk, BoundedSockets sockets, LongSupplier nanoTime) {
        this.owner = owner;
        this.service = service;
        this.desk = desk;
        this.sockets = sockets;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
        this.heardAt = since;
    }

    void open(WebSocket.Factory http, Request request) {
        socket = http.newWebSocket(request, this);
    }

    /** Sends a ping when it is time, and ends what is dead. */
    void tick() {
        long now = nanoTime.getAsLong();
        Duration patience = owner.terms().patience();
        if (now - heardAt > patience.toNanos()) {
            owner.ended(this, "nothing was heard for " + patience.toSeconds() + " s", Duration.ZERO);
            cancel();
        } else if (wasOpen && now - pingedAt >= owner.terms().ping().toNanos()) {
            ping(now);
        }
    }

    private void ping(long now) {
        pingedAt = now;
        send(Frame.ping(service));
    }

    private void send(Frame frame) {
        WebSocket current = socket;
        if (current != null) {
            // When it is closed by now, nobody waits for this any more.
            current.send(frame.encode());
        }
    }

    boolean wasOpen() {
        return wasOpen;
    }

    /** For how long it has been open. */
    long age() {
        return wasOpen ? nanoTime.getAsLong() - since : 0;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        socket = webSocket;
        long now = nanoTime.getAsLong();
        since = now;
        heardAt = now;
        wasOpen = true;
        owner.opened();
        // What answers is the platform, and its terms are known.
        ping(now);
    }

    @Override
    public void onMessage(WebSocket webSocket, ByteString bytes) {
        sockets.messageRead();
        if (bytes.size() > MAX_FRAME) {
            desk.refuse("a frame is larger than any event");
            return;
        }
        Optional<Frame> frame = Frame.decode(bytes);
        if (frame.isEmpty()) {
            desk.refuse("a frame cannot be read");
            return;
        }
        // Only what the platform would send counts as a sign of life.
        heardAt = nanoTime.getAsLong();
        switch (frame.get().method()) {
            case Frame.CONTROL -> control(frame.get());
            case Frame.DATA -> data(frame.get(), heardAt);
            default -> desk.refuse("a frame is of an unknown kind");
        }
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
        sockets.messageRead();
        desk.refuse("a frame cannot be read");
    }

    private void control(Frame frame) {
        if (frame.type().equals("pong")) {
            Json.object(frame.payload().toByteArray()).ifPresent(owner::told);
        }
    }

    /** Card callbacks come as events; should they come under their own name some day, they are no different. */
    private void data(Frame frame, long now) {
        if (!frame.type().equals("event") && !frame.type().equals("card")) {
            desk.refuse("a frame is of an unknown kind");
            return;
        }
        int sum = number(frame.header("sum"), 1);
        Optional<ByteString> event = sum <= 1
                ? Optional.of(frame.payload())
                : fragments.add(frame.header("message_id"), sum, number(frame.header("seq"), -1), frame.payload(), now);
        if (event.isEmpty()) {
            // The last part is answered for all of them.
            return;
        }
        if (owner.isStopping()) {
            answer(frame, now, Desk.AGAIN);
        } else {
            desk.take(event.get(), payload -> answer(frame, now, payload));
        }
    }

    private void answer(Frame frame, long since, ByteString payload) {
        send(frame.answered(TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - since), payload));
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        webSocket.close(NORMAL_CLOSURE, null);
        owner.ended(this, "the platform closed it with code " + code, Duration.ZERO);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        owner.ended(this, "closed with code " + code, Duration.ZERO);
        over.countDown();
    }

    /** Of the failure only its kind: what it says may quote the address. */
    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
        String kind = failure.getClass().getSimpleName();
        if (wasOpen) {
            owner.ended(this, kind, Duration.ZERO);
        } else {
            owner.refused(this, kind, response);
        }
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

    private void cancel() {
        WebSocket current = socket;
        if (current != null) {
            current.cancel();
        }
    }
}
