package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.SendLimits;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.core.team.Account;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.Outbox.Attempted;
import io.rollcall.storage.OutboxApp;
import io.rollcall.storage.OutboxSenders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For which apps this instance sends at present, and which of them the platform has asked to wait. Of several instances
 * one sends for an app, as long as it is there: the limits are the app's, and only who sends everything can count.
 */
final class Turns {

    private static final Logger log = LoggerFactory.getLogger(Turns.class);

    private static final Duration LENGTH = Duration.ofSeconds(5);

    private final OutboxSenders senders;
    private final Outbox outbox;
    private final Pacing pacing;
    private final Backoff backoff;
    private final Clock clock;
    private final Duration length;
    private final Duration lease;
    private final String instance = UUID.randomUUID().toString();
    private final Map<OutboxApp, Turn> turns = new HashMap<>();

    private static final class Turn {
        private Instant until = Instant.MIN;
        private Instant pausedUntil = Instant.MIN;
        private Instant pausedAt = Instant.MIN;
        private int pauses;
    }

    /** @param lease for how long a message may be on its way */
    Turns(OutboxSenders senders, Outbox outbox, Pacing pacing, Backoff backoff, Clock clock, Duration lease) {
        this.senders = senders;
        this.outbox = outbox;
        this.pacing = pacing;
        this.backoff = backoff;
        this.clock = clock;
        this.length = lease.compareTo(LENGTH) < 0 ? lease : LENGTH;
        this.lease = lease;
    }

    /**
     * Whether this instance may send for the app now; takes or keeps the turn where it can.
     *
     * @param rates what holds for the messages to an account
     */
    synchronized boolean isMine(OutboxApp app, SendLimits limits, Function<Account, List<Rate>> rates) {
        Instant now = clock.instant();
        Turn turn = turns.computeIfAbsent(app, name -> new Turn());
        if (now.plus(length.dividedBy(2)).isBefore(turn.until)) {
            return true;
        }
        Instant until = now.plus(length);
        Optional<OutboxSenders.Turn> taken = senders.take(app, instance, now, until);
        turn.until = taken.isPresent() ? until : Instant.MIN;
        taken.ifPresent(had -> {
            // Also of a turn that was kept: who had it before may have met with a pause only after its end.
            Instant paused = had.pausedUntil();
            if (paused != null && paused.isAfter(turn.pausedUntil)) {
                turn.pausedUntil = paused;
            }
            if (had.isNew()) {
                recall(app, limits, rates, now);
                log.debug("{} is this instance's to send for", app);
            }
        });
        return taken.isPresent();
    }

    /** Whether the turn is still this instance's, so that what was claimed before may be sent. */
    synchronized boolean isStillMine(OutboxApp app) {
        Turn turn = turns.get(app);
        return turn != null && clock.instant().isBefore(turn.until);
    }

    /** Counts on from what the instance before this one has sent, for the app and to each account. */
    private void recall(OutboxApp app, SendLimits limits, Function<Account, List<Rate>> rates, Instant now) {
        Duration longest = Stream.of(limits.app(), limits.person(), limits.group())
                .flatMap(List::stream)
                .map(Rate::per)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        List<Attempted> attempts = outbox.attemptedSince(app, now.minus(longest).minus(lease), now);
        pacing.recall(app, limits.app(), agoNanos(attempts, now));
        attempts.stream()
                .collect(Collectors.groupingBy(Attempted::to))
                .forEach((to, each) -> pacing.recall(to, rates.apply(to), agoNanos(each, now)));
    }

    private static List<Long> agoNanos(List<Attempted> attempts, Instant now) {
        return attempts.stream()
                .map(attempt -> Math.max(0, Duration.between(attempt.at(), now).toNanos()))
                .toList();
    }

    /** Whether the platform has asked the app to wait for longer. */
    synchronized boolean isPaused(OutboxApp app) {
        Turn turn = turns.get(app);
        return turn != null && clock.instant().isBefore(turn.pausedUntil);
    }

    /**
     * Has the app wait, as its platform asked; where that did not say how long, longer each time in a row.
     *
     * @param attemptAt when the send began that met with this: several that were under way together are one occasion
     * @return when the app goes on
     */
    Instant pause(OutboxApp app, Instant attemptAt, Optional<Duration> asked) {
        Instant until;
        synchronized (this) {
            Turn turn = turns.computeIfAbsent(app, name -> new Turn());
            Instant now = clock.instant();
            boolean known = attemptAt.isBefore(turn.pausedAt) && now.isBefore(turn.pausedUntil);
            if (known && asked.isEmpty()) {
                return turn.pausedUntil;
            }
            if (!known) {
                turn.pauses++;
                turn.pausedAt = now;
            }
            until = now.plus(backoff.after(asked.isPresent() ? 1 : turn.pauses, asked));
            if (until.isBefore(turn.pausedUntil)) {
                return turn.pausedUntil;
            }
            turn.pausedUntil = until;
        }
        senders.pause(app, until);
        log.warn("{}: nothing is sent until {}, as the platform asked", app, until);
        return until;
    }

    /** The platform takes messages of the app. */
    synchronized void goesWell(OutboxApp app) {
        Turn turn = turns.get(app);
        if (turn != null) {
            turn.pauses = 0;
        }
    }

    /** Leaves the apps to the other instances. */
    synchronized void release() {
        turns.values().forEach(turn -> turn.until = Instant.MIN);
        senders.release(instance, clock.instant());
    }
}
