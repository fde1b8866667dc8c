package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.storage.Acceptance;
import io.rollcall.storage.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Stores deliveries in groups: those that arrive while one group is being committed are the next. Each caller waits for
 * its own and returns once it is durable, so that a commit, which is what a database takes time for, serves many.
 *
 * <p>Nobody waits longer than a bound: not for a full queue, and not for a database that does not answer. While it is
 * known to be away, one caller at a time finds out whether it is back, and the others are sent off at once.
 */
final class InboxWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxWriter.class);

    /** Far more than there are callers at a time; past it they are better told to come again. */
    static final int MOST_WAITING = 2000;

    /** So that one group takes a fraction of what a caller waits, and one statement what MySQL takes by default. */
    static final int MOST_ROWS = 256;

    private static final int MOST_CHARS = 4 << 20;

    /** Before the web server starts, and after it has answered its last request. */
    private static final int PHASE = DEFAULT_PHASE - 8192;

    private static final long PATIENCE_MILLIS = 5000;

    private final Function<List<Delivery>, List<Acceptance>> store;
    private final long withinNanos;
    private final Runnable stored;
    private final LongSupplier nanoTime;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Object startAndStop = new Object();

    private volatile @Nullable Thread thread;
    private volatile boolean away;
    /** When the group that is being stored was taken up; of no meaning while none is. */
    private volatile long since;

    private volatile boolean busy;

    /**
     * @param store    stores a group and says what became of each
     * @param within   for how long a caller waits at most
     * @param stored   told after each group that held something new
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    InboxWriter(
            Function<List<Delivery>, List<Acceptance>> store, Duration within, Runnable stored, LongSupplier nanoTime) {
        this.store = store;
        this.withinNanos = within.toNanos();
        this.stored = stored;
        this.nanoTime = nanoTime;
    }

    /**
     * Stores a delivery; when this returns it is durable.
     *
     * @return whether it is new; false when one of its key is stored already
     * @throws NotStoredException when it is not known to be stored
     */
    boolean store(Delivery delivery) {
        if (thread == null) {
            throw new NotStoredException("nothing is stored any more: the application ends");
        }
        if (away && (busy || !queue.isEmpty())) {
            throw new NotStoredException("the database is away");
        }
        if (busy && nanoTime.getAsLong() - since > withinNanos) {
            throw new NotStoredException("the database does not answer");
        }
        Waiting waiting = new Waiting(delivery);
        if (!queue.offer(waiting)) {
            throw new NotStoredException(MOST_WAITING + " deliveries are waiting to be stored already");
        }
        return switch (outcome(waiting)) {
            case NEW -> true;
            case KNOWN -> false;
            case UNFIT -> throw new NotStoredException("the database cannot hold it");
        };
    }

    private Acceptance outcome(Waiting waiting) {
        try {
            return waiting.outcome.get(withinNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            queue.remove(waiting);
            throw new NotStoredException("the database took too long", e);
        } catch (ExecutionException e) {
            throw new NotStoredException("the database failed", e);
        } catch (InterruptedException e) {
            queue.remove(waiting);
            Thread.currentThread().interrupt();
            throw new NotStoredException("the wait for the database was cut short", e);
        }
    }

    /** How many wait to be taken up. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (thread == Thread.currentThread()) {
            try {
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gather(first, group);
                    write(group);
                }
            } catch (InterruptedException e) {
                // Somebody wants an end; whether it is one is seen above.
                log.debug("interrupted", e);
            } finally {
                group.clear();
            }
        }
    }

    private void gather(Waiting first, List<Waiting> group) {
        int chars = 0;
        for (Waiting next = first; next != null; next = queue.poll()) {
            group.add(next);
            chars += next.delivery.payload().length();
            if (group.size() == MOST_ROWS || chars >= MOST_CHARS) {
                break;
            }
        }
    }

    private void write(List<Waiting> group) {
        since = nanoTime.getAsLong();
        busy = true;
        try {
            List<Acceptance> accepted =
                    store.apply(group.stream().map(waiting -> waiting.delivery).toList());
            back();
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome.complete(accepted.get(i));
            }
            if (accepted.contains(Acceptance.NEW)) {
                stored.run();
            }
        } catch (Throwable e) {
            // Whatever it was, nobody is left to wait for it, and the next group gets its chance.
            gone(e);
            group.forEach(waiting -> waiting.outcome.completeExceptionally(e));
        } finally {
            busy = false;
        }
    }

    private void gone(Throwable failure) {
        if (!away && (failure instanceof DataAccessException || failure instanceof TransactionException)) {
            away = true;
            log.error(
                    "Deliveries cannot be stored ({}); they are refused, so that they come again, until they can",
                    failure.getClass().getName());
        }
        log.debug("A group was not stored", failure);
    }

    private void back() {
        if (away) {
            away = false;
            log.info("Deliveries are stored again");
        }
    }

    @Override
    public void start() {
        synchronized (startAndStop) {
            if (thread == null) {
                Thread fresh = new Thread(this::run, "inbox-writer");
                fresh.setDaemon(true);
                thread = fresh;
                fresh.start();
            }
        }
    }

    /** Whoever still waits is told in time; the web server has ended by then, so nobody should. */
    @Override
    public void stop() {
        synchronized (startAndStop) {
            Thread current = thread;
            thread = null;
            if (current == null) {
                return;
            }
            try {
                current.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private static final class Waiting {

        private final Delivery delivery;
        private final CompletableFuture<Acceptance> outcome = new CompletableFuture<>();

        Waiting(Delivery delivery) {
            this.delivery = delivery;
        }
    }
}
