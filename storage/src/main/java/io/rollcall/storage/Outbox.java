package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is to be sent. A message is written in the same transaction as the change that calls for it, and sent
 * afterwards, at least once; messages to one account go out one after the other, in the order in which they were
 * written.
 */
public final class Outbox {

    private final OutboxMapper mapper;
    private final TransactionOperations transactions;

    Outbox(OutboxMapper mapper, TransactionOperations transactions) {
        this.mapper = mapper;
        this.transactions = transactions;
    }

    /** Adds a message; false when there is one of this key, sent or not; nothing is changed then. */
    public boolean enqueue(OutboxMessage message) {
        try {
            mapper.insert(message);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The apps that have messages to send, now or later. */
    public List<OutboxApp> apps() {
        return mapper.apps();
    }

    /** Whether {@link #claimDue} would find something to claim. */
    public boolean hasDue(OutboxApp app, Instant now) {
        return !due(app, now, 1).isEmpty();
    }

    /**
     * Claims messages of an app that are due, at most one an account: a message is not due while an older one to the
     * same account is unsent, however long that one has to wait, nor while any is on its way there. Whoever claims a
     * message sends it and then calls {@link #sent}, {@link #retry}, {@link #refused} or {@link #giveBack} with the row
     * as it was returned here; a message of which nothing is heard is due again when the lease ends, and once somebody
     * else has claimed it, of an earlier attempt only {@link #sent} still counts. Callers at the same time get different
     * messages, and one of them may get none although there are some. What it costs does not depend on how many messages
     * have been sent, or wait for later.
     *
     * @param lease longer than any attempt to send can take
     * @param limit the most to claim; those that have been due for longest
     * @return in the order in which they were written
     */
    public List<OutboxRow> claimDue(OutboxApp app, Instant now, Duration lease, int limit) {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("a lease of " + lease + " ends before anything can be sent");
        }
        // The search takes no locks; the conditional updates decide, by ascending id so that no two callers wait for
        // each other in a circle.
        return transactions.execute(status -> due(app, now, limit).stream()
                .sorted()
                .filter(id -> mapper.claim(id, now, now.plus(lease)) == 1)
                .map(id -> mapper.get(id).toRow())
                .toList());
    }

    private List<Long> due(OutboxApp app, Instant now, int limit) {
        List<Long> abandoned = mapper.abandoned(app, now, limit);
        if (abandoned.size() == limit) {
            return abandoned;
        }
        List<Long> all = new ArrayList<>(abandoned);
        all.addAll(mapper.due(app, now, limit - abandoned.size()));
        return all;
    }

    /**
     * A message that was claimed of late.
     *
     * @param at when it reached the platform, as far as is known: no later than this
     */
    public record Attempted(Account to, Instant at) {}

    /**
     * The app's messages that were claimed since a moment, the earliest first.
     *
     * @param now stands for when those reached the platform of which nothing is known yet
     */
    public List<Attempted> attemptedSince(OutboxApp app, Instant since, Instant now) {
        return mapper.attempts(app, since).stream()
                .map(attempt -> new Attempted(
                        new Account(app.platform(), app.app(), attempt.address()),
                        attempt.sentAt() == null ? now : attempt.sentAt()))
                .sorted(Comparator.comparing(Attempted::at))
                .toList();
    }

    /**
     * How many other messages to the same account were last claimed after a moment, and may have arrived, though nobody
     * knows.
     */
    public int uncertainBeside(OutboxRow row, Instant since) {
        return mapper.uncertain(row.message().account(), row.id(), since);
    }

    /**
     * Whether something written later takes the place of the same message, so that this need not be sent any more.
     *
     * @return false for a message of its own
     */
    public boolean isOutdated(OutboxRow row) {
        String replaces = row.message().replaces();
        return replaces != null && mapper.laterUpdates(row.message().account(), replaces, row.id()) > 0;
    }

    /** The platform's id of the message that this account was sent last; empty when there is none. */
    public Optional<String> lastSentTo(Account account) {
        return mapper.lastSentTo(account);
    }

    /** Which of these ids of the platform belong to messages of this account that are known to have been sent. */
    public Set<String> sentAs(Account account, Collection<String> messageIds) {
        return messageIds.isEmpty() ? Set.of() : Set.copyOf(mapper.sentAs(account, messageIds));
    }

    /**
     * The members who were to be asked in this round and have been sent neither the question nor a reminder, nor is
     * either on its way for the first time; nothing of those for whom no question was written.
     */
    public Set<MemberId> unasked(RoundId round) {
        return Set.copyOf(mapper.unasked(round));
    }

    /** Whether this member has been sent the question or a reminder in this round. */
    public boolean wasAsked(RoundId round, MemberId member) {
        return mapper.asked(round, member) > 0;
    }

    /**
     * Notes that the platform has the message. Unlike the other outcomes this counts whoever holds the message by now,
     * and even when it has been given up: an attempt that outlives its lease has put the message into the chat all the
     * same, and to say anything else of it would have it sent again, or have its id taken for another message's. Who
     * claimed it meanwhile changes nothing any more; what was made of its refusal stays.
     *
     * @param claimed   as it was claimed for this attempt
     * @param messageId the platform's id of it
     * @return false when it was known to be sent before; nothing is changed then
     */
    public boolean sent(OutboxRow claimed, String messageId, Instant at) {
        return mapper.sent(claimed.id(), messageId, at) == 1;
    }

    /**
     * Notes that an attempt failed and is to be repeated.
     *
     * @param claimed        as it was claimed for this attempt
     * @param error          for operators, cut to 500 characters; must not hold what members wrote
     * @param mayHaveArrived false when the platform certainly did not take the message; the attempt is then forgotten
     *                       by {@link OutboxRow#firstTryAt}
     * @return false when the message is no longer this attempt's: its outcome is known, or it was claimed again
     */
    public boolean retry(OutboxRow claimed, String error, boolean mayHaveArrived, Instant nextTry) {
        return mapper.retry(claimed.id(), claimed.attempts(), ErrorText.cut(error), mayHaveArrived, nextTry) == 1;
    }

    /**
     * Returns a claimed message that was not tried after all, as if it had not been claimed.
     *
     * @param nextTry when it is due again
     * @return false when the message is no longer this attempt's
     */
    public boolean giveBack(OutboxRow claimed, Instant nextTry) {
        return mapper.giveBack(claimed.id(), claimed.attempts(), nextTry) == 1;
    }

    /**
     * Notes of a claimed message that none of the attempts before this one arrived: {@link OutboxRow#firstTryAt} is now
     * this one.
     *
     * @return false when the message is no longer this attempt's
     */
    public boolean notArrived(OutboxRow claimed) {
        return mapper.notArrived(claimed.id(), claimed.attempts()) == 1;
    }

    /**
     * Notes that the message will never be delivered; later ones to the same account are no longer held up by it.
     *
     * @param claimed        as it was claimed for this attempt
     * @param error          for operators, cut to 500 characters; must not hold what members wrote
     * @param mayHaveArrived false when this attempt certainly did not arrive, as when the platform said so
     * @return false when the message is no longer this attempt's
     */
    public boolean refused(OutboxRow claimed, String error, boolean mayHaveArrived, Instant at) {
        return mapper.refused(claimed.id(), claimed.attempts(), ErrorText.cut(error), mayHaveArrived, at) == 1;
    }

    /** The key of the message of this account that the platform knows by this id; empty when there is none. */
    public Optional<String> keyOf(Account account, String messageId) {
        return mapper.keyOf(account, messageId);
    }

    public Optional<OutboxRow> find(String key) {
        return mapper.find(key).map(OutboxColumns::toRow);
    }

    /** Every message of the round, sent or not, in the order in which they were written. */
    public List<OutboxRow> of(RoundId round) {
        return mapper.of(round).stream().map(OutboxColumns::toRow).toList();
    }

    /** The messages of the round whose keys begin like this, sent or not, in the order in which they were written. */
    public List<OutboxRow> of(RoundId round, String keyPrefix) {
        // What else the pattern might let through is left out here.
        return mapper.like(round, keyPrefix + "%").stream()
                .map(OutboxColumns::toRow)
                .filter(row -> row.message().key().startsWith(keyPrefix))
                .toList();
    }

    /** How many messages are neither sent nor refused. */
    public int pending() {
        return mapper.pending();
    }
}
