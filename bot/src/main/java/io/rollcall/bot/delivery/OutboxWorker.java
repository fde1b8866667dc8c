package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.work.Failures;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is in the outbox. A row is claimed in one transaction, sent outside of any, and marked in another; a crash
 * in between makes the row due again after its lease, and the platform's idempotency key makes the second send harmless
 * for as long as the platform remembers it; what may have arrived is not sent again after that.
 */
public final class OutboxWorker {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    /** One at a time: a lease covers one call to a platform that is slow, and not twenty. */
    private static final int BATCH = 1;

    /** Within this the platforms recognise a repeated idempotency key: Feishu's for one hour ("Send message", uuid). */
    static final Duration KEY_REMEMBERED = Duration.ofMinutes(55);

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

    /** Whatever goes wrong with one message concerns that message alone. */
    private void send(OutboxRow row) {
        try {
            SendResult result = attempt(row);
            if (result instanceof SendResult.Sent sent) {
                transactions.executeWithoutResult(status -> outbox.sent(row.id(), sent.messageId(), clock.instant()));
            } else if (result instanceof SendResult.Retry retry) {
                retry(row, retry);
            } else if (result instanceof SendResult.Refused refused) {
                refused(row, refused);
            }
        } catch (RuntimeException e) {
            // The row stays claimed and is due again when its lease ends.
            log.error("{} could not be marked: {}", row.message().key(), Failures.describe(e));
            log.debug("{}", row.message().key(), e);
        }
    }

    private @Nullable SendResult attempt(OutboxRow row) {
        OutboxMessage message = row.message();
        Optional<ChatPlatform> platform = platforms.find(message.account().platform());
        if (platform.isEmpty()) {
            return new SendResult.Refused("no platform " + message.account().platform(), false);
        }
        Instant lastTry = lastTry(row);
        if (lastTry != null && clock.instant().isAfter(lastTry)) {
            return tooLate(Objects.requireNonNullElse(row.lastError(), "nothing was heard of the attempt"));
        }
        boolean sending = false;
        try {
            if (isQuestion(message) && !undelivered.get().isStillWanted(message)) {
                drop(row);
                return null;
            }
            pause(message.account());
            sending = true;
            SendResult result = platform.get()
                    .send(
                            message.account(),
                            new Payload(message.payloadType(), message.payload()),
                            message.idempotencyKey());
            pacing.sent(message.account(), System.nanoTime());
            return result;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.debug("{}", message.key(), e);
            return new SendResult.Retry(Failures.describe(e), Optional.empty(), sending);
        }
    }

    private static boolean isQuestion(OutboxMessage message) {
        return message.kind() == OutboxKind.ASK || message.kind() == OutboxKind.REMIND;
    }

    private void drop(OutboxRow row) {
        transactions.executeWithoutResult(status -> outbox.refused(row.id(), "no longer wanted", clock.instant()));
        log.info("{} is no longer wanted and not sent", row.message().key());
    }

    /** Until when a repeated send does no harm; null when no attempt may have arrived. */
    private static @Nullable Instant lastTry(OutboxRow row) {
        Instant first = row.firstTryAt();
        return first == null ? null : first.plus(KEY_REMEMBERED);
    }

    private static SendResult.Refused tooLate(String why) {
        return new SendResult.Refused(
                "it may have arrived, and is not repeated more than " + KEY_REMEMBERED.toMinutes()
                        + " minutes after the first try, lest it arrive twice: " + why,
                false);
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
        Instant lastTry = lastTry(row);
        if (retry.mayHaveArrived() && lastTry != null && next.isAfter(lastTry)) {
            refused(row, tooLate(retry.reason()));
            return;
        }
        transactions.executeWithoutResult(
                status -> outbox.retry(row.id(), retry.reason(), retry.mayHaveArrived(), next));
        log.warn("{} not sent yet, next try at {}: {}", row.message().key(), next, retry.reason());
    }

    private void refused(OutboxRow row, SendResult.Refused why) {
        try {
            transactions.executeWithoutResult(status -> {
                outbox.refused(row.id(), why.reason(), clock.instant());
                undelivered.get().refused(row.message(), why);
            });
        } catch (RuntimeException e) {
            // Better not told than sent again and again.
            log.error("{}: nobody could be told: {}", row.message().key(), Failures.describe(e));
            log.debug("{}", row.message().key(), e);
            transactions.executeWithoutResult(status -> outbox.refused(row.id(), why.reason(), clock.instant()));
        }
        log.error("{} will not be delivered: {}", row.message().key(), why.reason());
    }
}
