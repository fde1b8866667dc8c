package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A smart robot's long connection, by the platform's page "长连接": opened from here, so that no address of one's own is
 * needed. It is opened again whenever it is lost, for as long as it takes; it is not when another process has taken it
 * over, since the two would throw each other out for ever.
 *
 * <p>What changes its state happens on one thread of its own; what comes in is handed on from the socket's.
 */
final class RobotLink implements Connections.Connection, RobotSocket.Owner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RobotLink.class);

    /** Not an error of the platform's own numbering that is documented, but what it is seen to answer. */
    private static final int BAD_CREDENTIALS = 853000;

    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final String name;
    private final WeComSettings.Robot robot;
    private final OkHttpClient http;
    private final Consumer<RobotDelivery> deliveries;
    private final Timing timing;
    private final RandomGenerator random;
    private final ScheduledThreadPoolExecutor thread;
    private volatile State state = State.DOWN;
    private volatile @Nullable RobotSocket current;
    private final AtomicLong subscriptions = new AtomicLong();
    private int failures;
    private int unanswered;

    /**
     * @param deliveries is given what comes in, in its order, on the socket's thread; while it does not return, nothing
     *                   more is read
     */
    RobotLink(
            String name,
            WeComSettings.Robot robot,
            OkHttpClient http,
            Consumer<RobotDelivery> deliveries,
            Timing timing,
            RandomGenerator random) {
        this.name = name;
        this.robot = robot;
        this.http = http;
        this.deliveries = deliveries;
        this.timing = timing;
        this.random = random;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread own = new Thread(task, "wecom-" + name);
            own.setDaemon(true);
            return own;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    enum State {
        /** Waiting for the next try, or not begun. */
        DOWN,
        CONNECTING,
        SUBSCRIBING,
        /** Messages come in and go out. */
        READY,
        /** Another process has taken the robot over. */
        REPLACED,
        CLOSED
    }

    /**
     * How patient it is.
     *
     * @param ping    between two signs of life
     * @param ack     for the platform's acknowledgement
     * @param first   before the first try after a loss; doubled from then on
     * @param longest before any try
     * @param setUp   before another try with credentials that were not taken
     */
    record Timing(Duration ping, Duration ack, Duration first, Duration longest, Duration setUp) {

        /** The platform asks for a ping every 30 s, and takes two without an answer for the end. */
        static final Timing USUAL = new Timing(
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                WeComCode.SETUP_PAUSE);
    }

    void start() {
        act(this::connect);
    }

    State state() {
        return state;
    }

    @Override
    public String platform() {
        return WeComPlatform.NAME;
    }

    @Override
    public String app() {
        return name;
    }

    @Override
    public boolean isUp() {
        return state == State.READY;
    }

    @Override
    public long reopened() {
        return Math.max(0, subscriptions.get() - 1);
    }

    /**
     * Sends a request and waits for what the platform says to it.
     *
     * @throws CallFailedException when there was no connection to say it on, or nothing was said to it
     */
    Answer request(String command, JsonNode body) throws CallFailedException {
        RobotSocket session = current;
        if (session == null || state != State.READY) {
            boolean replaced = state == State.REPLACED;
            throw new CallFailedException(
                    command + ": " + (replaced ? "another process holds the robot's connection" : "not connected"),
                    Optional.of(replaced ? timing.setUp() : SHORTLY),
                    false,
                    true);
        }
        CompletableFuture<Answer> answer = session.send(command, body);
        try {
            Answer said = answer.get(timing.ack().toMillis(), TimeUnit.MILLISECONDS);
            if (WeComCode.endsConnection(said.code())) {
                act(() -> lose(session, "it is no longer subscribed"));
            }
            return said;
        } catch (TimeoutException e) {
            act(() -> lose(session, "an acknowledgement is missing"));
            throw new CallFailedException(command + ": no acknowledgement");
        } catch (ExecutionException e) {
            boolean unsent = e.getCause() instanceof RobotSocket.Unsent;
            throw new CallFailedException(command + ": the connection was lost", Optional.empty(), !unsent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(command + ": interrupted");
        }
    }

    /** Says something in answer to a delivery, if that still can be said; nobody waits for what comes of it. */
    void answer(RobotDelivery delivery, String command, JsonNode body) {
        RobotSocket session = current;
        if (session == null || state != State.READY || delivery.request().isEmpty()) {
            return;
        }
        session.send(command, delivery.request(), body)
                .orTimeout(timing.ack().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((said, failure) -> {
                    if (failure != null || !said.ok()) {
                        log.debug("{}: {} was not taken", name, command);
                    }
                });
    }

    @Override
    public void close() {
        act(() -> {
            state = State.CLOSED;
            RobotSocket session = current;
            current = null;
            if (session != null) {
                session.end();
            }
        });
        thread.shutdown();
    }

    private void connect() {
        if (state != State.DOWN) {
            return;
        }
        state = State.CONNECTING;
        RobotSocket session = new RobotSocket(name, this);
        current = session;
        unanswered = 0;
        session.open(http, robot.url().toString());
        after(timing.ack().multipliedBy(3), () -> {
            if (session == current && state == State.CONNECTING) {
                lose(session, "no connection within " + timing.ack().multipliedBy(3));
            }
        });
    }

    @Override
    public void opened(RobotSocket session) {
        act(() -> subscribe(session));
    }

    @Override
    public void delivered(RobotSocket session, RobotDelivery delivery) {
        if (delivery.event().equals(RobotDelivery.REPLACED)) {
            act(() -> replaced(session));
        } else {
            deliveries.accept(delivery);
        }
    }

    @Override
    public void lost(RobotSocket session, String why) {
        act(() -> lose(session, why));
    }

    private void subscribe(RobotSocket session) {
        if (session != current || state != State.CONNECTING) {
            return;
        }
        state = State.SUBSCRIBING;
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("bot_id", robot.botId());
        body.put("secret", robot.secret());
        CompletableFuture<Answer> answer = session.send("aibot_subscribe", body);
        answer.whenComplete((said, failure) -> act(() -> subscribed(session, said)));
        after(timing.ack(), () -> answer.completeExceptionally(new TimeoutException()));
    }

    private void subscribed(RobotSocket session, @Nullable Answer answer) {
        if (session != current || state != State.SUBSCRIBING) {
            return;
        }
        if (answer == null) {
            lose(session, "the subscription was not answered");
        } else if (answer.ok()) {
            state = State.READY;
            subscriptions.incrementAndGet();
            failures = 0;
            log.info("WeCom robot {} is connected", name);
            after(timing.ping(), () -> ping(session));
        } else if (answer.code() == BAD_CREDENTIALS || answer.kind() == WeComCode.Kind.SETUP) {
            log.error(
                    "WeCom robot {} is not let in; copy bot-id and secret again: {}. The next try is in {}",
                    name,
                    answer.reason(),
                    timing.setUp());
            down(session, timing.setUp());
        } else if (answer.kind() == WeComCode.Kind.LIMIT) {
            log.warn("WeCom robot {} is let in later: {}", name, answer.reason());
            down(session, WeComCode.LIMIT_PAUSE);
        } else {
            lose(session, "the subscription was refused: " + answer.reason());
        }
    }

    private void ping(RobotSocket session) {
        if (session != current || state != State.READY) {
            return;
        }
        if (unanswered >= 2) {
            lose(session, "it gives no sign of life");
            return;
        }
        unanswered++;
        session.send("ping", null).whenComplete((said, failure) -> {
            if (failure == null) {
                act(() -> answered(session));
            }
        });
        after(timing.ping(), () -> ping(session));
    }

    private void answered(RobotSocket session) {
        if (session == current) {
            unanswered = 0;
        }
    }

    /** The connection is over; another one follows. */
    private void lose(RobotSocket session, String why) {
        if (session != current || state == State.CLOSED) {
            return;
        }
        failures++;
        Duration doubled = timing.first().multipliedBy(1L << Math.min(failures - 1, 20));
        Duration pause = doubled.compareTo(timing.longest()) < 0 ? doubled : timing.longest();
        Duration jittered = pause.plusMillis(random.nextLong(pause.toMillis() / 2 + 1));
        log.warn("WeCom robot {} is not connected ({}); the next try is in {} ms", name, why, jittered.toMillis());
        down(session, jittered);
    }

    private void down(RobotSocket session, Duration pause) {
        state = State.DOWN;
        current = null;
        session.end();
        after(pause, this::connect);
    }

    private void replaced(RobotSocket session) {
        if (session != current || state == State.CLOSED) {
            return;
        }
        state = State.REPLACED;
        current = null;
        session.end();
        log.error(
                "WeCom robot {} was taken over by another process, which now hears and speaks for it; a robot can have one"
                        + " connection. Stop the other process and start this one again, or leave this one without the robot",
                name);
    }

    private void act(Runnable action) {
        try {
            thread.execute(guarded(action));
        } catch (RejectedExecutionException e) {
            log.debug("{} is closed", name);
        }
    }

    private void after(Duration pause, Runnable action) {
        try {
            thread.schedule(guarded(action), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} is closed", name);
        }
    }

    private Runnable guarded(Runnable action) {
        return () -> {
            if (state == State.CLOSED) {
                return;
            }
            try {
                action.run();
            } catch (RuntimeException e) {
                log.error("WeCom robot {}: {}", name, e.getClass().getName());
                log.debug("{}", name, e);
            }
        };
    }
}
