package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.work.Failures;
import io.rollcall.bot.work.LogContext;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxApp;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OutboxRow;
import io.rollcall.storage.OutboxSenders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is in the outbox, several messages at a time to different addressees, as fast as the platform takes them.
 * A row is claimed in one transaction, sent outside of any, and marked in another; a crash in between makes the row due
 * again after its lease, and the platform's idempotency key makes the second send harmless for as long as the platform
 * remembers it. After that, what may have arrived is looked for where the platform allows it, and not sent again where
 * it does not.
 */
public final class OutboxWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    /** The platform's clock may differ from this machine's, and a message be noted before it was sent. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /** Nothing to wait for. */
    private static final long NOTHING = Long.MAX_VALUE;

    /** How long other apps and newly written messages go unnoticed while there is something to wait for. */
    private static final long LOOK = Duration.ofMillis(100).toNanos();

    private static final long LOOK_FOR_APPS = Duration.ofSeconds(1).toNanos();

    /** For how long a sender waits with a message in hand; with longer to wait it takes another one. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** After this a message that had to wait for longer is looked at again. */
    private static final long LONGEST_REST = Duration.ofMinutes(1).toNanos();

    private final Outbox outbox;
    private final ChatPlatforms platforms;
    private final Supplier<Undelivered> undelivered;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Ticker ticker;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final Pacing pacing;
    private final Turns turns;
    private final Senders senders;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean finishing;

    OutboxWorker(
            Outbox outbox,
            OutboxSenders outboxSenders,
            ChatPlatforms platforms,
            Supplier<Undelivered> undelivered,
            TransactionTemplate transactions,
            Clock clock,
            Ticker ticker,
            DeliverySettings settings,
            Backoff backoff) {
        this.outbox = outbox;
        this.platforms = platforms;
        this.undelivered = undelivered;
        this.transactions = transactions;
        this.clock = clock;
        this.ticker = ticker;
        this.settings = settings;
        this.backoff = backoff;
        this.pacing = new Pacing(ticker);
        this.turns = new Turns(outboxSenders, outbox, pacing, backoff, clock, settings.lease());
        this.senders = new Senders(settings.parallel());
    }

    /**
     * Sends everything that is due; returns when nothing is, and nothing is on its way. Waits for the platform's usual
     * limits, but not where the platform has asked an app to wait, nor for an app that another instance sends for.
     */
    public void drain() {
        running.lock();
        try {
            work();
            senders.awaitAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finishing = false;
            running.unlock();
        }
    }

    /**
     * Has {@link #drain} return as soon as what is on its way has ended; what is claimed and not on its way is given
     * back. Returns at once.
     */
    public void finish() {
        finishing = true;
    }

    /** Leaves what is to be sent to the other instances. */
    @Override
    public void close() {
        finish();
        senders.close();
        try {
            turns.release();
        } catch (RuntimeException e) {
            // As when the database is away; the others go on when this instance's turn is over.
            log.warn("What is to be sent is not left to other instances at once: {}", Failures.describe(e));
        }
    }

    private void work() throws InterruptedException {
        List<OutboxApp> apps = outbox.apps();
        long lookedAt = ticker.nanos();
        while (!finishing && !Thread.currentThread().isInterrupted()) {
            boolean wasBusy = senders.isBusy();
            long endings = senders.endings();
            long wait = NOTHING;
            for (OutboxApp app : apps) {
                wait = Math.min(wait, startDue(app));
            }
            if (wait == 0) {
                continue;
            }
            boolean idle = wait == NOTHING && !wasBusy;
            if (idle || ticker.nanos() - lookedAt > LOOK_FOR_APPS) {
                List<OutboxApp> now = outbox.apps();
                lookedAt = ticker.nanos();
                if (idle && apps.containsAll(now)) {
                    return;
                }
                apps = now;
            } else if (wasBusy) {
                senders.awaitEnding(endings, Math.min(wait, LOOK));
            } else {
                ticker.sleep(Math.min(wait, LOOK));
            }
        }
    }

    /** Starts what may be sent now; returns 0 when there was something, else how long to wait for more. */
    private long startDue(OutboxApp app) {
        SendLimits limits = limits(app);
        // The turn is kept while senders are busy, too; taking it may tell of a pause that another instance met with.
        if (turns.isPaused(app) || !turns.isMine(app, limits, to -> rates(limits, to)) || turns.isPaused(app)) {
            return NOTHING;
        }
        int free = senders.free();
        if (free == 0) {
            return NOTHING;
        }
        int room = pacing.room(app, limits.app());
        if (room == 0) {
            return outbox.hasDue(app, clock.instant()) ? pacing.untilRoom(app, limits.app()) : NOTHING;
        }
        List<OutboxRow> rows = outbox.claimDue(app, clock.instant(), settings.lease(), Math.min(free, room));
        for (OutboxRow row : rows) {
            pacing.begin(app, limits.app());
            senders.start(() -> send(app, limits, row));
        }
        return rows.isEmpty() ? NOTHING : 0;
    }

    private SendLimits limits(OutboxApp app) {
        return platforms.find(app.platform()).map(ChatPlatform::limits).orElse(SendLimits.NONE);
    }

    /** What holds for the messages to an account. */
    private List<Rate> rates(SendLimits limits, Account to) {
        boolean isGroup = platforms
                .find(to.platform())
                .filter(platform -> platform.isGroup(to))
                .isPresent();
        return isGroup ? limits.group() : limits.person();
    }

    /** Whatever goes wrong with one message concerns that message alone; its log lines, too, carry its ids. */
    private void send(OutboxApp app, SendLimits limits, OutboxRow row) {
        OutboxMessage message = row.message();
        boolean called = false;
        try (LogContext about =
                LogContext.ofSending(message.key(), message.kind().name(), message.round())) {
            try {
                if (awaitAddressee(app, limits, row)) {
                    Instant startedAt = clock.instant();
                    try {
                        Attempt attempt = attempt(row);
                        called = attempt.called();
                        mark(app, row, startedAt, attempt.result());
                    } finally {
                        pacing.end(message.account(), called);
                    }
                }
            } catch (RuntimeException e) {
                // The row stays claimed and is due again when its lease ends.
                log.error("{} could not be marked: {}", message.key(), Failures.describe(e));
                log.debug("{}", message.key(), e);
            }
        } finally {
            pacing.end(app, called);
        }
    }

    /** True when the message may be sent now; else it has been given back. */
    private boolean awaitAddressee(OutboxApp app, SendLimits limits, OutboxRow row) {
        Account to = row.message().account();
        List<Rate> rates = rates(limits, to);
        long wait = pacing.begin(to, rates);
        while (wait > 0 && wait <= PATIENCE.toNanos() && !finishing) {
            ticker.sleep(wait);
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            wait = pacing.begin(to, rates);
        }
        boolean inTime = clock.instant().isBefore(row.nextTryAt());
        if (wait == 0 && inTime && turns.isStillMine(app) && !turns.isPaused(app)) {
            return true;
        }
        if (wait == 0) {
            pacing.end(to, false);
        }
        // Not at once, or it would be claimed again before what keeps it from being sent is over.
        Instant next = clock.instant().plusNanos(Math.min(Math.max(wait, LOOK), LONGEST_REST));
        if (!outbox.giveBack(row, next)) {
            notMine(row);
        }
        return false;
    }

    private void mark(OutboxApp app, OutboxRow row, Instant startedAt, @Nullable SendResult result) {
        if (result instanceof SendResult.Sent sent) {
            turns.goesWell(app);
            if (!marked(() -> outbox.sent(row, sent.messageId(), clock.instant()))) {
                log.info("{} was known to be sent already", row.message().key());
            }
        } else if (result instanceof SendResult.Retry retry) {
            retry(app, row, startedAt, retry);
        } else if (result instanceof SendResult.Instead instead) {
            replace(row, instead);
        } else if (result instanceof SendResult.Refused refused) {
            refused(row, refused, false);
        }
    }

    /** The message and those in its place change at once, so that a crash leaves the one or the others. */
    private void replace(OutboxRow row, SendResult.Instead instead) {
        OutboxMessage message = row.message();
        Instant now = clock.instant();
        boolean mine = marked(() -> {
            boolean given = outbox.refused(row, "others take its place: " + instead.why(), false, now);
            for (int part = 0; given && part < instead.payloads().size(); part++) {
                Payload payload = instead.payloads().get(part);
                outbox.enqueue(new OutboxMessage(
                        message.key() + "/" + (part + 1),
                        message.kind(),
                        message.account(),
                        payload.type(),
                        payload.content(),
                        UUID.randomUUID().toString(),
                        message.round(),
                        message.member(),
                        part,
                        now));
            }
            return given;
        });
        if (mine) {
            log.info(
                    "{}: {} messages take its place: {}",
                    message.key(),
                    instead.payloads().size(),
                    instead.why());
        } else {
            notMine(row);
        }
    }

    private boolean marked(BooleanSupplier change) {
        return Boolean.TRUE.equals(transactions.execute(status -> change.getAsBoolean()));
    }

    /** This attempt has outlived its lease, and its word no longer counts. */
    private static void notMine(OutboxRow row) {
        log.info(
                "{} was taken up by somebody else meanwhile, who sees to it",
                row.message().key());
    }

    /**
     * What became of a message.
     *
     * @param called whether the platform was called to send it
     * @param result null when there is nothing to be marked: it was dropped, or is somebody else's by now
     */
    private record Attempt(boolean called, @Nullable SendResult result) {

        static final Attempt OVER = new Attempt(false, null);

        static Attempt uncalled(SendResult result) {
            return new Attempt(false, result);
        }
    }

    private Attempt attempt(OutboxRow row) {
        OutboxMessage message = row.message();
        Optional<ChatPlatform> platform = platforms.find(message.account().platform());
        if (platform.isEmpty()) {
            return Attempt.uncalled(
                    new SendResult.Refused("no platform " + message.account().platform(), false));
        }
        boolean called = false;
        try {
            String replaces = message.replaces();
            if (replaces != null) {
                if (outbox.isOutdated(row)) {
                    drop(row);
                    return Attempt.OVER;
                }
                // Doing so again changes nothing, so it does not matter what became of an earlier attempt.
                called = true;
                return new Attempt(
                        true,
                        platform.get()
                                .update(
                                        message.account(),
                                        replaces,
                                        new Payload(message.payloadType(), message.payload())));
            }
            if (isQuestion(message) && !undelivered.get().isStillWanted(message)) {
                drop(row);
                return Attempt.OVER;
            }
            if (isForgotten(platform.get(), row)) {
                Optional<SendResult> known = lookFor(platform.get(), row);
                if (known.isPresent()) {
                    return Attempt.uncalled(known.get());
                }
                if (!outbox.notArrived(row)) {
                    notMine(row);
                    return Attempt.OVER;
                }
            }
            called = true;
            return new Attempt(
                    true,
                    platform.get()
                            .send(
                                    message.account(),
                                    new Payload(message.payloadType(), message.payload()),
                                    message.idempotencyKey()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            log.debug("{}", message.key(), e);
            return new Attempt(called, new SendResult.Retry(Failures.describe(e), Optional.empty(), called));
        }
    }

    /** Whether an earlier attempt may have arrived, and the platform would no longer know it by its key. */
    private boolean isForgotten(ChatPlatform platform, OutboxRow row) {
        Instant first = row.firstTryAt();
        OutboxMessage message = row.message();
        if (first == null || !platform.isPosted(new Payload(message.payloadType(), message.payload()))) {
            return false;
        }
        // Of the attempt it is claimed for, a row tells only when its lease ends, to the millisecond.
        boolean repeats = row.nextTryAt().minus(settings.lease()).isAfter(first.plusMillis(1));
        Duration remembered = platform.remembersKeys(row.message().account());
        return repeats && clock.instant().isAfter(first.plus(remembered));
    }

    /**
     * Asks the platform whether the message has arrived. Since messages to one account go out one after the other, what
     * came from the app since the first attempt and is not known to be another message is this one; unless another one
     * may have arrived unnoticed as well, or there is more than one of them.
     *
     * @return what is known; empty when it certainly did not arrive and may be sent
     */
    private Optional<SendResult> lookFor(ChatPlatform platform, OutboxRow row) {
        Account to = row.message().account();
        Instant since = Objects.requireNonNull(row.firstTryAt()).minus(CLOCKS_APART);
        Optional<List<String>> arrived;
        try {
            arrived = platform.sentOfLate(
                    to, outbox.lastSentTo(to).orElse(null), Duration.between(since, clock.instant()));
        } catch (ChatUnavailableException e) {
            return Optional.of(new SendResult.Retry(Failures.describe(e), Optional.empty()));
        }
        if (arrived.isEmpty()) {
            return Optional.of(tooLate(Objects.requireNonNullElse(row.lastError(), "nothing was heard of the attempt")
                    + howLate(platform.remembersKeys(to))));
        }
        Set<String> others = outbox.sentAs(to, arrived.get());
        List<String> unknown = arrived.get().stream()
                .filter(id -> !others.contains(id))
                .distinct()
                .toList();
        log.info(
                "{} was looked for: {} messages of the app there are unknown",
                row.message().key(),
                unknown.size());
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        // An attempt may have arrived for as long as its lease after it was claimed.
        int candidates = 1 + outbox.uncertainBeside(row, since.minus(settings.lease()));
        return Optional.of(
                unknown.size() == 1 && candidates == 1
                        ? new SendResult.Sent(unknown.get(0))
                        : tooLate("it cannot be told which one it is: " + unknown.size()
                                + " messages of the app there are unknown, and " + candidates
                                + " may have arrived"));
    }

    /** Why the platform would take another send for another message; nothing where that goes without saying. */
    private static String howLate(Duration remembered) {
        return remembered.isZero() ? "" : "; the first try was more than " + remembered.toMinutes() + " minutes ago";
    }

    private static boolean isQuestion(OutboxMessage message) {
        return message.kind() == OutboxKind.ASK
                || message.kind() == OutboxKind.REMIND
                || message.kind() == OutboxKind.QUESTION;
    }

    private void drop(OutboxRow row) {
        boolean mine = marked(() -> {
            boolean refused = outbox.refused(row, "no longer wanted", false, clock.instant());
            if (refused) {
                undelivered.get().dropped(row.message());
            }
            return refused;
        });
        if (mine) {
            log.info("{} is no longer wanted and not sent", row.message().key());
        } else {
            notMine(row);
        }
    }

    private static SendResult.Refused tooLate(String why) {
        return new SendResult.Refused(
                "it may have arrived, and is not repeated any more, lest it arrive twice: " + why, false);
    }

    private void retry(OutboxApp app, OutboxRow row, Instant startedAt, SendResult.Retry retry) {
        Instant now = clock.instant();
        if (row.message().createdAt().plus(settings.giveUpAfter()).isBefore(now)) {
            refused(
                    row,
                    new SendResult.Refused("gave up after " + settings.giveUpAfter() + ": " + retry.reason(), true),
                    retry.mayHaveArrived());
            return;
        }
        Instant next = retry.wholeApp()
                ? turns.pause(app, startedAt, retry.after())
                : now.plus(backoff.after(row.attempts(), retry.after()));
        if (marked(() -> outbox.retry(row, retry.reason(), retry.mayHaveArrived(), next))) {
            log.warn("{} not sent yet, next try at {}: {}", row.message().key(), next, retry.reason());
        } else {
            notMine(row);
        }
    }

    /** @param mayHaveArrived whether this very attempt may have, as against one before it */
    private void refused(OutboxRow row, SendResult.Refused why, boolean mayHaveArrived) {
        boolean mine;
        try {
            mine = marked(() -> {
                boolean refused = outbox.refused(row, why.reason(), mayHaveArrived, clock.instant());
                if (refused) {
                    undelivered.get().refused(row.message(), why);
                }
                return refused;
            });
        } catch (RuntimeException e) {
            if (Failures.isOfDatabase(e)) {
                // It may take it later: the row stays claimed, and is refused when its lease is over.
                throw e;
            }
            // Better not told than sent again and again.
            log.error("{}: nobody could be told: {}", row.message().key(), Failures.describe(e));
            log.debug("{}", row.message().key(), e);
            mine = marked(() -> outbox.refused(row, why.reason(), mayHaveArrived, clock.instant()));
        }
        if (mine) {
            log.error("{} will not be delivered: {}", row.message().key(), why.reason());
        } else {
            notMine(row);
        }
    }
}
