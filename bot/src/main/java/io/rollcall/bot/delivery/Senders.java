package io.rollcall.bot.delivery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The threads that send, and word of when one of them is done. */
final class Senders implements AutoCloseable {

    private final int count;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int underWay;
    private long endings;

    Senders(int count) {
        this.count = count;
        AtomicInteger names = new AtomicInteger();
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "outbox-" + names.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    int free() {
        lock.lock();
        try {
            return count - underWay;
        } finally {
            lock.unlock();
        }
    }

    boolean isBusy() {
        return free() < count;
    }

    /** How many tasks have ended so far. */
    long endings() {
        lock.lock();
        try {
            return endings;
        } finally {
            lock.unlock();
        }
    }

    /** Runs a task that catches what it throws. */
    void start(Runnable task) {
        lock.lock();
        try {
            underWay++;
        } finally {
            lock.unlock();
        }
        boolean started = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    end();
                }
            });
            started = true;
        } finally {
            if (!started) {
                end();
            }
        }
    }

    private void end() {
        lock.lock();
        try {
            underWay--;
            endings++;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when more than {@code endings} tasks have ended, or after this time. */
    void awaitEnding(long endings, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (this.endings <= endings && left > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when every task has ended. */
    void awaitAll() throws InterruptedException {
        lock.lock();
        try {
            while (underWay > 0) {
                ended.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
