package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Connections.Connection;
import io.rollcall.bot.socket.BoundedSockets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A robot's Stream connection: opened from here, opened again whenever it is lost, for as long as the bot runs. An app
 * may have several, also from several processes; the platform gives each message to one of them. Nothing happens by
 * itself: whoever owns it calls {@link #tick} every so often.
 *
 * <p>What it is opened with is a ticket, good for one connection; the address that holds it is never told to anybody.
 */
final class StreamConnection implements Connection {

    /** While somebody has to mend the set-up, the platform is not to be bothered more often. */
    static final Duration SLOWLY = DingTalkCode.SETUP_PAUSE;

    /** A connection that ends sooner was none: the next tries come less and less often. */
    static final Duration STABLE = Duration.ofSeconds(10);

    /** The platform closes what it has announced to leave after 10 s; what it forgets is closed from here. */
    static final Duration TO_LEAVE = Duration.ofSeconds(15);

    static final Duration TO_OPEN = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration TO_CLOSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);

    private final String robot;
    private final DingTalkSettings.Robot configured;
    private final DingTalkApi api;
    private final Supplier<StreamDesk> desks;
    private final LongSupplier nanoTime;
    private final LongUnaryOperator randomBelow;
    private final AtomicLong opened = new AtomicLong();
    private final List<Leaving> leaving = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();

    private volatile @Nullable StreamSession session;
    /** Only while it is to be open. */
    private volatile @Nullable Means means;

    private volatile @Nullable StreamDesk closing;
    private volatile long notBefore;
    private int failures;
    private String said = "";

    /**
     * @param desks       of what comes in; a new one from each start to the stop after it
     * @param nanoTime    a monotonic clock, in nanoseconds
     * @param randomBelow a random number from 0 up to the one that is given, itself not included
     */
    StreamConnection(
            String robot,
            DingTalkSettings.Robot configured,
            DingTalkApi api,
            Supplier<StreamDesk> desks,
            LongSupplier nanoTime,
            LongUnaryOperator randomBelow) {
        this.robot = robot;
        this.configured = configured;
        this.api = api;
        this.desks = desks;
        this.nanoTime = nanoTime;
        this.randomBelow = randomBelow;
    }

    private record Means(OkHttpClient http, StreamDesk desk) {}

    /** A connection that the platform is about to close, and still delivers over meanwhile. */
    private record Leaving(StreamSession session, long until) {}

    /** Connects at the next tick. */
    void start(OkHttpClient http) {
        synchronized (lock) {
            means = new Means(http, desks.get());
            notBefore = nanoTime.getAsLong();
            failures = 0;
            said = "";
        }
    }

    /** Does what is due: ends what should have ended, and tries to open. Not for two threads at once. */
    void tick() {
        long now = nanoTime.getAsLong();
        for (Leaving one : leaving) {
            if (now - one.until() >= 0) {
                leaving.remove(one);
                one.session().cancel();
            }
        }
        StreamSession current = session;
        if (current != null) {
            if (!current.wasOpen() && current.age().compareTo(TO_OPEN) > 0) {
                ended(current, "nothing was heard for " + TO_OPEN.toSeconds() + " s");
                current.cancel();
            }
        } else if (means != null && now - notBefore >= 0) {
            open();
        }
    }

    private void open() {
        Answer answer;
        try {
            answer = api.connection(robot);
        } catch (CallFailedException e) {
            failed(e.reason(), e.after().orElse(Duration.ZERO));
            return;
        }
        if (!answer.ok()) {
            refused(answer);
            return;
        }
        address(answer)
                .ifPresentOrElse(
                        this::open,
                        () -> failed(
                                "connections/open: the answer holds no wss:// address with a ticket", Duration.ZERO));
    }

    private void refused(Answer answer) {
        String reason = "connections/open: " + answer.reason();
        switch (answer.kind()) {
            case BUSY, LIMIT -> failed(reason, answer.after().orElse(Duration.ZERO));
            case QUOTA -> failed(reason, SLOWLY);
            default ->
                failed(
                        reason + "; check client-id and client-secret, that the robot's 消息接收模式 is Stream模式, that a"
                                + " version of the app is published (版本管理与发布), and the app's IP list",
                        SLOWLY);
        }
    }

    private void open(HttpUrl address) {
        synchronized (lock) {
            Means current = means;
            // A start that follows a stop at once may have been quicker.
            if (current != null && session == null) {
                // Of its own, since two connections are open while one takes over from another.
                BoundedSockets sockets = new BoundedSockets(StreamSession.MAX_MESSAGE);
                StreamSession fresh = new StreamSession(this, current.desk(), sockets, nanoTime);
                session = fresh;
                fresh.open(
                        current.http().newBuilder().socketFactory(sockets).build(),
                        new Request.Builder().url(address).build());
            }
        }
    }

    /** Where the platform itself is spoken to over TLS, so is this. */
    private Optional<HttpUrl> address(Answer answer) {
        String endpoint = answer.at("endpoint");
        String ticket = answer.at("ticket");
        boolean isOpenAnyway = "http".equals(configured.baseUrl().getScheme());
        String url = endpoint.startsWith("wss://")
                ? "https" + endpoint.substring(3)
                : endpoint.startsWith("ws://") && isOpenAnyway ? "http" + endpoint.substring(2) : "";
        return ticket.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(HttpUrl.parse(url))
                        .map(at -> at.newBuilder()
                                .addQueryParameter("ticket", ticket)
                                .build());
    }

    void opened() {
        opened.incrementAndGet();
        synchronized (lock) {
            said = "";
        }
        log.info("The Stream connection of DingTalk robot {} is open", robot);
    }

    /** The platform is about to close a connection: another one is opened before it does, and takes over. */
    void leaves(StreamSession which) {
        synchronized (lock) {
            if (session != which) {
                return;
            }
            session = null;
            leaving.add(new Leaving(which, nanoTime.getAsLong() + TO_LEAVE.toNanos()));
            wasStable(which);
            // One that is sent away as soon as it comes does not come again at once each time.
            notBefore = nanoTime.getAsLong() + (failures == 0 ? 0 : backOff());
            failures++;
        }
        log.info("The Stream connection of DingTalk robot {} moves, as the platform asks", robot);
    }

    /** It was open, or on its way to be, and is no more. */
    void ended(StreamSession which, String why) {
        synchronized (lock) {
            leaving.removeIf(one -> one.session() == which);
            if (session != which) {
                return;
            }
            session = null;
            if (means == null) {
                return;
            }
            if (!which.wasOpen()) {
                failed(why, Duration.ZERO);
                return;
            }
            wasStable(which);
            retryAfter(Duration.ZERO);
        }
        log.warn("The Stream connection of DingTalk robot {} was lost ({}); it will be opened again", robot, why);
    }

    private void wasStable(StreamSession which) {
        if (which.age().compareTo(STABLE) >= 0) {
            failures = 0;
        }
    }

    private void failed(String why, Duration atLeast) {
        synchronized (lock) {
            if (means == null) {
                return;
            }
            retryAfter(atLeast);
            if (said.equals(why)) {
                log.debug("The Stream connection of DingTalk robot {} still cannot be opened", robot);
                return;
            }
            said = why;
        }
        log.warn(
                "The Stream connection of DingTalk robot {} cannot be opened: {}. Nothing comes in until it is; it is"
                        + " tried on and on",
                robot,
                why);
    }

    private void retryAfter(Duration atLeast) {
        notBefore = nanoTime.getAsLong() + Math.max(backOff(), atLeast.toNanos());
        failures++;
    }

    /**
     * A second, and twice as long after each failure, up to a minute; and up to half as much again, so that not all who
     * lost theirs come at once.
     */
    private long backOff() {
        long pause = Math.min(Duration.ofSeconds(1L << Math.min(failures, 10)).toNanos(), LONGEST.toNanos());
        return pause + randomBelow.applyAsLong(pause / 2 + 1);
    }

    /** No new connection from now on, and nothing new from the one that is open. */
    void stopTaking() {
        synchronized (lock) {
            Means current = means;
            means = null;
            closing = current == null ? closing : current.desk();
        }
    }

    boolean isStopping() {
        return means == null;
    }

    /** After {@link #stopTaking}: what is under way is answered, then the connection is closed. */
    void stop(Duration within) {
        StreamDesk last = closing;
        if (last != null) {
            last.close(within);
        }
        StreamSession current = session;
        if (current != null) {
            current.close(TO_CLOSE);
        }
        leaving.forEach(one -> one.session().close(TO_CLOSE));
        leaving.clear();
        session = null;
    }

    @Override
    public String platform() {
        return DingTalkPlatform.NAME;
    }

    @Override
    public String app() {
        return robot;
    }

    @Override
    public boolean isUp() {
        StreamSession current = session;
        return current != null && current.wasOpen() || !leaving.isEmpty();
    }

    @Override
    public long reopened() {
        return Math.max(0, opened.get() - 1);
    }
}
