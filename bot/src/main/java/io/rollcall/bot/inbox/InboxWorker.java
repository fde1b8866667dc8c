package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.work.Failures;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.InboxRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off what was delivered, one row a transaction: what the row means, what that changes, the answer and the mark
 * that it is done are committed together. A row that fails is rolled back and tried again later; one that goes on
 * failing is put aside, and its sender is told. Where it was the database that failed, the row is left as it was.
 * Threads and instances share the rows: whose turn it is holds a row until its transaction ends, so that one which dies
 * in between leaves it to the others.
 */
public final class InboxWorker {

    private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** How long {@link #drain} waits for what others have in hand; far longer than a delivery takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BREATH = Duration.ofMillis(5);
    private static final Duration BREATH_AFTER_FAULT = Duration.ofMillis(200);

    /** How many senders to see at one look: enough to be worth it, few enough to be still theirs when taken. */
    private static final int LOOK = 16;

    private static final int ROUNDS = 3;

    private final Inbox inbox;
    private final ChatPlatforms platforms;
    private final BiConsumer<String, Incoming> hearer;
    private final LostNotice lost;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    /** @param hearer acts on what came in from a platform, in the transaction that marks it as done */
    InboxWorker(
            Inbox inbox,
            ChatPlatforms platforms,
            BiConsumer<String, Incoming> hearer,
            LostNotice lost,
            TransactionTemplate transactions,
            Clock clock) {
        this.inbox = inbox;
        this.platforms = platforms;
        this.hearer = hearer;
        this.lost = lost;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Works off everything that is due, and waits for what others have in hand, here or in another instance: when this
     * returns, all that was due at the call has been tried, unless that took longer than {@link #PATIENCE}, as when the
     * database fails on one again and again.
     *
     * @throws RuntimeException when the database is away
     */
    public void drain() {
        drain(PATIENCE);
    }

    void drain(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        BooleanSupplier inTime =
                () -> System.nanoTime() < until && !Thread.currentThread().isInterrupted();
        do {
            Duration breath = BREATH;
            try {
                work(() -> {}, inTime);
            } catch (RuntimeException e) {
                if (!Failures.isOfDatabase(e)) {
                    throw e;
                }
                log.debug("One delivery is left for now", e);
                breath = BREATH_AFTER_FAULT;
            }
            if (inbox.due(clock.instant(), 1).isEmpty()) {
                return;
            }
            LockSupport.parkNanos(breath.toNanos());
        } while (inTime.getAsBoolean());
        log.warn(
                "Deliveries are left, held by somebody, failed on by the database or come in meanwhile; nobody waits for"
                        + " them now");
    }

    /**
     * Works off what is due and nobody else has in hand. Several threads may do so at the same time.
     *
     * @param more told whenever there is more to do than one can take
     * @param goOn asked before each delivery; once it says no, this returns
     * @throws RuntimeException when the database failed; what is left is due as before
     */
    void work(Runnable more, BooleanSupplier goOn) {
        boolean found = true;
        while (found) {
            List<Long> due = inbox.due(clock.instant(), LOOK);
            if (due.size() > 1) {
                more.run();
            }
            found = false;
            RuntimeException fault = null;
            for (long id : due) {
                if (!goOn.getAsBoolean()) {
                    return;
                }
                try {
                    found |= workOff(id);
                } catch (RuntimeException e) {
                    // One may be this delivery's own; at the second one the database is away.
                    if (fault != null) {
                        throw e;
                    }
                    fault = e;
                }
            }
            if (fault != null) {
                throw fault;
            }
        }
    }

    /** Whether there was something to work off: neither another thread has it, nor another instance. */
    private boolean workOff(long id) {
        if (!inHand.add(id)) {
            return false;
        }
        try {
            return tried(id);
        } finally {
            inHand.remove(id);
        }
    }

    private boolean tried(long id) {
        Attempt attempt = new Attempt();
        for (int round = 1; ; round++) {
            try {
                return prepared(id, attempt);
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                InboxRow row = attempt.row;
                if (row == null) {
                    throw e;
                }
                if (!Failures.isOfDatabase(e)) {
                    failed(row, e);
                    return true;
                }
                // Which says nothing about the delivery: it stays as it was.
                if (!(e instanceof ConcurrencyFailureException)) {
                    throw e;
                }
                if (round == ROUNDS) {
                    log.warn(
                            "Delivery {} waits, as the database let others go first {} times: {}",
                            row.id(),
                            ROUNDS,
                            Failures.describe(e));
                    return false;
                }
            }
        }
    }

    /** What the platform has to be asked for first takes too long for a transaction: that happens between two. */
    private boolean prepared(long id, Attempt attempt) {
        try {
            return workOff(id, attempt);
        } catch (ChatUnavailableException e) {
            InboxRow row = attempt.row;
            if (row == null) {
                throw e;
            }
            prepare(row);
        }
        return workOff(id, attempt);
    }

    private boolean workOff(long id, Attempt attempt) {
        attempt.row = null;
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<InboxRow> row = inbox.take(id, clock.instant());
            row.ifPresent(due -> {
                attempt.row = due;
                hear(due);
                inbox.done(due.id(), clock.instant());
            });
            return row.isPresent();
        }));
    }

    private void prepare(InboxRow row) {
        try {
            platforms.named(row.platform()).prepare(row.app());
        } catch (RuntimeException e) {
            log.warn("Delivery {} is read with less than there is to know: {}", row.id(), Failures.describe(e));
            log.debug("Delivery {}", row.id(), e);
        }
    }

    /** The exception may quote what a member wrote: the log and the row name its kind and place. */
    private void failed(InboxRow row, Throwable failure) {
        String what = Failures.describe(failure);
        log.debug("Delivery {}", row.id(), failure);
        Instant nextTry = clock.instant().plus(pauseAfter(row.attempts()));
        transactions.executeWithoutResult(status -> {
            if (inbox.failed(row.id(), what, nextTry)) {
                log.error(
                        "Delivery {} is put aside after {} tries; the last failed with {}",
                        row.id(),
                        Inbox.MAX_ATTEMPTS,
                        what);
                lost.tell(row);
            } else {
                log.error("Delivery {} failed with {}; it is kept and tried again at {}", row.id(), what, nextTry);
            }
        });
    }

    /** 1, 2, 4 … s, at most half an hour: in all some hours, in which a fault can be mended. */
    static Duration pauseAfter(int failures) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void hear(InboxRow row) {
        ChatPlatform platform = platforms.named(row.platform());
        Incoming incoming = platform.decode(row.app(), row.payload());
        if (!wasRecalledBefore(row, incoming)) {
            hearer.accept(row.platform(), incoming);
        }
    }

    /** A message that is delivered late, or again, may have been taken back in the meantime. */
    private boolean wasRecalledBefore(InboxRow row, Incoming incoming) {
        return incoming instanceof Incoming.Written written
                && inbox.holds(row.platform(), row.app(), Intake.recallKey(written.messageId()));
    }

    private static final class Attempt {
        private @Nullable InboxRow row;
    }
}
