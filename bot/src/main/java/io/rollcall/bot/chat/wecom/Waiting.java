package io.rollcall.bot.chat.wecom;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a long connection has delivered and is not stored yet. The platform delivers once and waits for no word, so each
 * is tried until it is stored, in their order; meanwhile the connection is read and kept alive. Only when very many wait
 * is nothing more read.
 */
final class Waiting<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    private static final int MOST = 10_000;
    private static final Duration LOOK = Duration.ofMillis(200);

    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>(MOST);
    private final AtomicInteger unstored = new AtomicInteger();
    private final Predicate<T> store;
    private final Duration pause;
    private final Duration patience;
    private final Thread thread;
    private volatile long until = Long.MAX_VALUE;
    private volatile boolean closing;

    /**
     * @param store    whether it could be stored
     * @param pause    before another try
     * @param patience at the end, for what is left
     */
    Waiting(String name, Predicate<T> store, Duration pause, Duration patience) {
        this.store = store;
        this.pause = pause;
        this.patience = patience;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits while there is no room. */
    void add(T delivery) {
        unstored.incrementAndGet();
        try {
            queue.put(delivery);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many are not stored yet. */
    int size() {
        return unstored.get();
    }

    /** Stores what is left, for as long as there is patience. */
    @Override
    public void close() {
        until = System.nanoTime() + patience.toNanos();
        closing = true;
        try {
            thread.join(patience.plus(LOOK).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (unstored.get() > 0) {
            log.error("{} deliveries of a WeCom robot could not be stored before the end and are lost", unstored.get());
        }
    }

    private void work() {
        try {
            while (!(closing && queue.isEmpty())) {
                T next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null && !isStored(next)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the end came first. */
    private boolean isStored(T delivery) {
        while (!store.test(delivery)) {
            if (closing && System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        unstored.decrementAndGet();
        return true;
    }
}
