package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /**
     * Claims messages that are due, at most one an account: a message is not due while an older one to the same account
     * is unsent, however long that one has to wait. Whoever claims a message sends it and then calls {@link #sent},
     * {@link #retry} or {@link #refused}; a message of which nothing is heard is due again when the lease ends. Callers
     * at the same time get different messages, and one of them may get none although there are some.
     *
     * @param lease longer than any attempt to send can take
     * @param limit the most to claim
     * @return in the order in which they were written
     */
    public List<OutboxRow> claimDue(Instant now, Duration lease, int limit) {
        if (lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException("a lease of " + lease + " ends before anything can be sent");
        }
        // The search takes no locks; the conditional updates decide, by ascending id so that no two callers wait for
        // each other in a circle.
        return transactions.execute(status -> mapper.due(now, limit).stream()
                .filter(id -> mapper.claim(id, now, now.plus(lease)) == 1)
                .map(id -> mapper.get(id).toRow())
                .toList());
    }

    /**
     * Notes that the platform has the message.
     *
     * @param messageId the platform's id of it
     * @return false when it was sent or refused before
     */
    public boolean sent(long id, String messageId, Instant at) {
        return mapper.sent(id, messageId, at) == 1;
    }

    /**
     * Notes that an attempt failed and is to be repeated.
     *
     * @param error          for operators, cut to 500 characters; must not hold what members wrote
     * @param mayHaveArrived false when the platform certainly did not take the message; the attempt is then forgotten
     *                       by {@link OutboxRow#firstTryAt}
     * @return false when the message was not being sent
     */
    public boolean retry(long id, String error, boolean mayHaveArrived, Instant nextTry) {
        return mapper.retry(id, ErrorText.cut(error), mayHaveArrived, nextTry) == 1;
    }

    /**
     * Notes that the message will never be delivered; later ones to the same account are no longer held up by it.
     *
     * @param error for operators, cut to 500 characters; must not hold what members wrote
     * @return false when it was sent or refused before
     */
    public boolean refused(long id, String error, Instant at) {
        return mapper.refused(id, ErrorText.cut(error), at) == 1;
    }

    public Optional<OutboxRow> find(String key) {
        return mapper.find(key).map(OutboxColumns::toRow);
    }

    /** Every message of the round, sent or not, in the order in which they were written. */
    public List<OutboxRow> of(RoundId round) {
        return mapper.of(round).stream().map(OutboxColumns::toRow).toList();
    }

    /** How many messages are neither sent nor refused. */
    public int pending() {
        return mapper.pending();
    }
}
