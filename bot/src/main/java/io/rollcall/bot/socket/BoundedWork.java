package io.rollcall.bot.socket;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A few threads for what comes in on a connection, so that the connection is read on meanwhile; with bounds for what
 * waits for them, in number and in bytes.
 */
public final class BoundedWork {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final ThreadPoolExecutor threads;

    /**
     * @param name        of the threads, which end while there is nothing to do
     * @param mostWaiting at the same time, besides what is being worked on
     * @param mostBytes   of both together
     */
    public BoundedWork(String name, int threads, int mostWaiting, long mostBytes) {
        this.mostBytes = mostBytes;
        this.threads = new ThreadPoolExecutor(
                threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Has the work done by another thread, and returns at once.
     *
     * @param size of what it is about, in bytes
     * @return false when it is past the bounds, or after the end, and will not be done
     */
    public boolean take(int size, Runnable work) {
        if (bytes.addAndGet(size) > mostBytes) {
            bytes.addAndGet(-size);
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    bytes.addAndGet(-size);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            bytes.addAndGet(-size);
            return false;
        }
    }

    /**
     * Takes nothing new, and waits for what is under way; what does not come to its end in time is interrupted.
     *
     * @return whether all of it came to its end
     */
    public boolean finish(Duration within) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
