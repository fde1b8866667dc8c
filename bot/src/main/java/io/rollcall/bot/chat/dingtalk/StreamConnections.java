package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.RefusalLog;
import io.rollcall.bot.socket.SocketClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The Stream connections of all robots that have their messages that way. They are opened once what comes in can be
 * stored, and closed while it still can. Whether the platform can be reached has no part in whether the bot is ready.
 */
final class StreamConnections implements Connections, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamConnections.class);

    /** Once the inbox can store, and until it no longer does. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    /** An end that did not come to be known, as when a line is cut, is noticed by the second ping at the latest. */
    static final Duration PING = Duration.ofSeconds(30);

    private static final long TICK_MILLIS = 500;

    /** Longer than a delivery waits to be stored. */
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    private final DingTalkSettings settings;
    private final List<StreamConnection> connections;
    private @Nullable Running running;

    private record Running(ScheduledExecutorService clockwork, ExecutorService sockets) {}

    /** @param wallClock the machine's */
    StreamConnections(DingTalkSettings settings, DingTalkApi api, Deliveries deliveries, Clock wallClock) {
        this.settings = settings;
        RefusalLog refusals =
                new RefusalLog(log, wallClock, "Did not take in what came over Stream for DingTalk robot");
        this.connections = settings.robots().entrySet().stream()
                .filter(robot -> settings.connect())
                .filter(robot -> robot.getValue().events() == DingTalkSettings.Events.STREAM)
                .map(robot -> new StreamConnection(
                        robot.getKey(),
                        robot.getValue(),
                        api,
                        () -> new StreamDesk(robot.getKey(), deliveries, refusals),
                        System::nanoTime,
                        bound -> ThreadLocalRandom.current().nextLong(bound)))
                .toList();
    }

    @Override
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        ExecutorService threads = Executors.newCachedThreadPool(daemon("dingtalk-socket"));
        ScheduledExecutorService clockwork =
                Executors.newScheduledThreadPool(Math.max(1, connections.size()), daemon("dingtalk-connection"));
        running = new Running(clockwork, threads);
        OkHttpClient http = http(settings, threads, PING);
        for (StreamConnection connection : connections) {
            connection.start(http);
            clockwork.scheduleWithFixedDelay(() -> tick(connection), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A tick that fails is no reason for the next one not to come. */
    private static void tick(StreamConnection connection) {
        try {
            connection.tick();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            log.error(
                    "The Stream connection of DingTalk robot {} could not be looked after ({}); it is looked after again"
                            + " in a moment",
                    connection.app(),
                    e.getClass().getName());
            log.debug("{}", connection.app(), e);
        }
    }

    /** @param ping between two pings, each of which is to be answered before the next */
    static OkHttpClient http(DingTalkSettings settings, ExecutorService threads, Duration ping) {
        return SocketClient.of(settings.connectTimeout(), settings.callTimeout(), threads)
                .newBuilder()
                .pingInterval(ping)
                .build();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What is under way is stored and answered first; what comes in meanwhile is for another connection. */
    @Override
    public synchronized void stop() {
        Running current = running;
        running = null;
        if (current == null) {
            return;
        }
        current.clockwork().shutdownNow();
        connections.forEach(StreamConnection::stopTaking);
        long end = System.nanoTime() + TO_FINISH.toNanos();
        for (StreamConnection connection : connections) {
            connection.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        current.sockets().shutdown();
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
