package io.rollcall.bot.chat.feishu;

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
 * The long connections of all apps that have their events that way. They are opened once what comes in can be stored, and
 * closed while it still can. Whether the platform can be reached has no part in whether the bot is ready.
 */
final class LongConnections implements Connections, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LongConnections.class);

    /** Once the inbox can store, and until it no longer does. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private static final long TICK_MILLIS = 500;

    /** Longer than a delivery waits to be stored. */
    private static final Duration TO_FINISH = Duration.ofSeconds(5);

    private final FeishuSettings settings;
    private final List<LongConnection> connections;
    private @Nullable Running running;

    private record Running(ScheduledExecutorService clockwork, ExecutorService sockets) {}

    /** @param wallClock the machine's */
    LongConnections(FeishuSettings settings, FeishuApi api, Deliveries deliveries, Clock wallClock) {
        this.settings = settings;
        RefusalLog refusals = new RefusalLog(log, wallClock, "Refused a Feishu callback for app");
        this.connections = settings.apps().entrySet().stream()
                .filter(app -> app.getValue().events() == FeishuSettings.Events.LONG_CONNECTION)
                .map(app -> new LongConnection(
                        app.getKey(),
                        app.getValue(),
                        api,
                        () -> new Desk(app.getKey(), app.getValue().appId(), deliveries, refusals),
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
        ExecutorService threads = Executors.newCachedThreadPool(daemon("feishu-socket"));
        ScheduledExecutorService clockwork =
                Executors.newScheduledThreadPool(Math.max(1, connections.size()), daemon("feishu-connection"));
        running = new Running(clockwork, threads);
        OkHttpClient http = http(settings, threads);
        for (LongConnection connection : connections) {
            connection.start(http);
            clockwork.scheduleWithFixedDelay(() -> tick(connection), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A tick that fails is no reason for the next one not to come. */
    private static void tick(LongConnection connection) {
        try {
            connection.tick();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            log.error(
                    "The long connection of Feishu app {} could not be looked after ({}); it is looked after again in"
                            + " a moment",
                    connection.app(),
                    e.getClass().getName());
            log.debug("{}", connection.app(), e);
        }
    }

    static OkHttpClient http(FeishuSettings settings, ExecutorService threads) {
        return SocketClient.of(settings.connectTimeout(), settings.callTimeout(), threads);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What is under way is stored and answered first; what comes in meanwhile is for the platform to deliver again. */
    @Override
    public synchronized void stop() {
        Running current = running;
        running = null;
        if (current == null) {
            return;
        }
        current.clockwork().shutdownNow();
        connections.forEach(LongConnection::stopTaking);
        long end = System.nanoTime() + TO_FINISH.toNanos();
        for (LongConnection connection : connections) {
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
