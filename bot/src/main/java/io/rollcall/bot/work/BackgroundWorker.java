package io.rollcall.bot.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works off a queue: at once when it is woken, and every so often in case nobody woke it. A run that
 * fails is logged, and the next one comes all the same: also after an error that one piece of work may cause by itself,
 * such as an input that nests too deeply.
 */
public final class BackgroundWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Duration interval;
    private final boolean enabled;
    private final Runnable work;
    private final Runnable finish;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable ScheduledExecutorService executor;

    /**
     * @param enabled false where somebody else calls the work, as tests do
     */
    public BackgroundWorker(String name, Duration interval, boolean enabled, Runnable work) {
        this(name, interval, enabled, work, () -> {});
    }

    /**
     * @param finish called at the stop, on another thread: has a run that is under way end soon; returns at once
     */
    public BackgroundWorker(String name, Duration interval, boolean enabled, Runnable work, Runnable finish) {
        this.name = name;
        this.interval = interval;
        this.enabled = enabled;
        this.work = work;
        this.finish = finish;
    }

    /** Asks for a run soon; returns at once. */
    public void wake() {
        ScheduledExecutorService current = executor;
        if (current != null && woken.compareAndSet(false, true)) {
            current.execute(this::run);
        }
    }

    @Override
    public void start() {
        if (enabled && executor == null) {
            ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                return thread;
            });
            executor = fresh;
            fresh.scheduleWithFixedDelay(this::run, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        ScheduledExecutorService current = executor;
        executor = null;
        if (current == null) {
            return;
        }
        current.shutdown();
        try {
            finish.run();
            if (!current.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} did not finish within {} s; what it was doing is taken up at the next start", name, 10);
                current.shutdownNow();
            }
        } catch (InterruptedException e) {
            current.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** All workers end at the same time, so that the stop takes as long as the slowest of them. */
    @Override
    public void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                name + "-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void run() {
        woken.set(false);
        if (executor == null) {
            // Stopped since it was asked for.
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.error("{} failed; it will run again in {} ms: {}", name, interval.toMillis(), Failures.describe(e));
            log.debug("{}", name, e);
        }
    }
}
