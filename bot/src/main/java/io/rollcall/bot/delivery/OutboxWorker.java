package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is in the outbox. A row is claimed in one transaction, sent outside of any, and marked in another; a crash
 * in between makes the row due again after its lease, and the platform's idempotency key makes the second send harmless.
 */
public final class OutboxWorker {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
    private static final int BATCH = 20;

    private final Outbox outbox;
    private final ChatPlatforms platforms;
    private final Supplier<Undelivered> undelivered;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final Pacing pacing = new Pacing();
    private final ReentrantLock running = new ReentrantLock();

    OutboxWorker(
            Outbox outbox,
            ChatPlatforms platforms,
            Supplier<Undelivered> undelivered,
            TransactionTemplate transactions,
            Clock clock,
            DeliverySettings settings,
            Backoff backoff) {
        this.outbox = outbox;
        this.platforms = platforms;
        this.undelivered = undelivered;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.backoff = backoff;
    }

    /** Sends everything that is due; returns when nothing is. */
    public void drain() {
        running.lock();
        try {
            List<OutboxRow> rows = claim();
            while (!rows.isEmpty()) {
                rows.forEach(this::send);
                rows = claim();
            }
        } finally {
            running.unlock();
        }
    }

    private List<OutboxRow> claim() {
        return transactions.execute(status -> outbox.claimDue(clock.instant(), settings.lease(), BATCH));
    }

    private void send(OutboxRow row) {
        OutboxMessage message = row.message();
        Optional<ChatPlatform> platform = platforms.find(message.account().platform());
        if (platform.isEmpty()) {
            refused(
                    row,
                    new SendResult.Refused("no platform " + message.account().platform(), false));
            return;
        }
        pause(message.account());
        SendResult result = platform.get()
                .send(
                        message.account(),
                        new Payload(message.payloadType(), message.payload()),
                        message.idempotencyKey());
        pacing.sent(message.account(), System.nanoTime());
        if (result instanceof SendResult.Sent sent) {
            transactions.executeWithoutResult(status -> outbox.sent(row.id(), sent.messageId(), clock.instant()));
        } else if (result instanceof SendResult.Retry retry) {
            retry(row, retry);
        } else if (result instanceof SendResult.Refused refused) {
            refused(row, refused);
        }
    }

    private void pause(Account to) {
        long until = System.nanoTime() + pacing.nanosToWait(to, System.nanoTime());
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void retry(OutboxRow row, SendResult.Retry retry) {
        Instant now = clock.instant();
        if (row.message().createdAt().plus(settings.giveUpAfter()).isBefore(now)) {
            refused(
                    row,
                    new SendResult.Refused("gave up after " + settings.giveUpAfter() + ": " + retry.reason(), true));
            return;
        }
        Instant next = now.plus(backoff.after(row.attempts(), retry.after()));
        transactions.executeWithoutResult(status -> outbox.retry(row.id(), retry.reason(), next));
        log.warn("{} not sent yet, next try at {}: {}", row.message().key(), next, retry.reason());
    }

    private void refused(OutboxRow row, SendResult.Refused why) {
        transactions.executeWithoutResult(status -> {
            outbox.refused(row.id(), why.reason(), clock.instant());
            undelivered.get().refused(row.message(), why);
        });
        log.error("{} will not be delivered: {}", row.message().key(), why.reason());
    }
}
