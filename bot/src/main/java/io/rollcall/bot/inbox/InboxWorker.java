package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.conversation.Conversation;
import io.rollcall.storage.Inbox;
import io.rollcall.storage.InboxRow;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off what was delivered, one row a transaction: what the row means, what that changes, the answer and the mark
 * that it is done are committed together. A row that fails is rolled back and tried again later.
 */
public final class InboxWorker {

    private static final Logger log = LoggerFactory.getLogger(InboxWorker.class);

    private final Inbox inbox;
    private final ChatPlatforms platforms;
    private final Conversation conversation;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();

    InboxWorker(
            Inbox inbox,
            ChatPlatforms platforms,
            Conversation conversation,
            TransactionTemplate transactions,
            Clock clock) {
        this.inbox = inbox;
        this.platforms = platforms;
        this.conversation = conversation;
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
            return Boolean.TRUE.equals(transactions.execute(status -> {
                Optional<InboxRow> row = inbox.nextDue(clock.instant());
                row.ifPresent(due -> {
                    attempt.row = due;
                    hear(due);
                    inbox.done(due.id(), clock.instant());
                });
                return row.isPresent();
            }));
        } catch (RuntimeException e) {
            InboxRow row = attempt.row;
            if (row == null) {
                throw e;
            }
            // The exception may quote what a member wrote: the log names its kind and place, the row keeps the rest.
            log.error(
                    "Delivery {} failed with {} at {}; it is kept and tried again",
                    row.id(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
            log.debug("Delivery {}", row.id(), e);
            Duration wait = Duration.ofSeconds(1L << Math.min(row.attempts(), 8));
            transactions.executeWithoutResult(status -> inbox.failed(
                    row.id(), e.getClass().getName(), clock.instant().plus(wait)));
            return true;
        }
    }

    private void hear(InboxRow row) {
        ChatPlatform platform = platforms.named(row.platform());
        Incoming incoming = platform.decode(row.app(), row.payload());
        if (!wasRecalledBefore(row, incoming)) {
            conversation.hear(row.platform(), incoming);
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
