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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off what was delivered, one row a transaction: what the row means, what that changes, the answer and the mark
 * that it is done are committed together. A row that fails is rolled back and tried again later; one that goes on
 * failing is put aside, and its sender is told.
 */
public final class InboxWorker {

    private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Inbox inbox;
    private final ChatPlatforms platforms;
    private final BiConsumer<String, Incoming> hearer;
    private final LostNotice lost;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

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

    /** Works off everything that is due; returns when nothing is. */
    public void drain() {
        running.lock();
        try {
            while (next()) {
                // One row a turn.
            }
        } finally {
            running.unlock();
        }
    }

    private boolean next() {
        Attempt attempt = new Attempt();
        try {
            return prepared(attempt);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            InboxRow row = attempt.row;
            if (row == null) {
                throw e;
            }
            failed(row, e);
            return true;
        }
    }

    /** What the platform has to be asked for first takes too long for a transaction: that happens between two. */
    private boolean prepared(Attempt attempt) {
        try {
            return workOff(attempt);
        } catch (ChatUnavailableException e) {
            InboxRow row = attempt.row;
            if (row == null) {
                throw e;
            }
            prepare(row);
        }
        return workOff(attempt);
    }

    private boolean workOff(Attempt attempt) {
        attempt.row = null;
        return Boolean.TRUE.equals(transactions.execute(status -> {
            Optional<InboxRow> row = inbox.nextDue(clock.instant());
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
