package io.rollcall.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the platforms delivered, stored before it is acknowledged and worked off afterwards: each delivery once, those
 * of one sender in the order in which they came.
 */
public final class Inbox {

    /** How often a delivery is tried before it is put aside. */
    public static final int MAX_ATTEMPTS = 20;

    /** Of two that store the same in another order, one yields each time; under load the same one several times. */
    private static final int TRIES = 10;

    private final InboxMapper mapper;
    private final InboxBatch batch;
    private final TransactionOperations transactions;

    /** @param transactions runs in the caller's transaction, or in one of its own */
    Inbox(InboxMapper mapper, InboxBatch batch, TransactionOperations transactions) {
        this.mapper = mapper;
        this.batch = batch;
        this.transactions = transactions;
    }

    /**
     * Stores deliveries with one commit for all of them: when this returns, those that are {@link Acceptance#NEW} are
     * durable, unless the caller has a transaction of its own. One that is stored already or that does not fit leaves
     * the others alone. The order of the list is the order in which they are worked off.
     *
     * @param within for how long each answer of the database is waited for
     * @return what became of each, in the order of the list
     * @throws org.springframework.dao.DataAccessException when the database did not answer or gave up; then none is
     *     known to be stored
     */
    public List<Acceptance> acceptAll(List<Delivery> deliveries, Duration within) {
        for (int attempt = 1; ; attempt++) {
            try {
                return deliveries.isEmpty() ? List.of() : acceptedTogether(deliveries, within);
            } catch (ConcurrencyFailureException e) {
                // Another instance stores the same deliveries in another order; the database has picked one to yield.
                if (attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<Acceptance> acceptedTogether(List<Delivery> deliveries, Duration within) {
        try {
            batch.insert(deliveries, within);
            return Collections.nCopies(deliveries.size(), Acceptance.NEW);
        } catch (DataIntegrityViolationException e) {
            // At least one is known or unfit, and the statement has stored none.
            return oneByOne(deliveries, within);
        }
    }

    private List<Acceptance> oneByOne(List<Delivery> deliveries, Duration within) {
        List<Acceptance> accepted = transactions.execute(status -> {
            batch.waitAtMost(within);
            return deliveries.stream().map(this::tried).toList();
        });
        return Objects.requireNonNull(accepted);
    }

    private Acceptance tried(Delivery delivery) {
        try {
            insert(delivery);
            return Acceptance.NEW;
        } catch (DuplicateKeyException e) {
            return Acceptance.KNOWN;
        } catch (DataIntegrityViolationException e) {
            return Acceptance.UNFIT;
        }
    }

    private void insert(Delivery delivery) {
        mapper.insert(delivery, delivery.lane());
    }

    /**
     * The oldest deliveries that are due, at most one of each sender, oldest first; also those that somebody holds. A
     * sender's delivery is not due before the older ones of the same sender on this platform and app are done or put
     * aside. Each
     * may be {@linkplain #take taken} at any time later: which others are stored or worked off meanwhile does not change
     * that it is its sender's turn.
     */
    public List<Long> due(Instant now, int limit) {
        // Apart from taking them, because a locking search would also lock the gaps it passes over on MySQL, and
        // callbacks could not store new deliveries meanwhile. The search may see an older state of things, which is
        // harmless: a delivery that once had no older one of its sender before it gets none but what another instance
        // was
        // storing at that very moment, and its own state is checked again with the lock.
        return mapper.due(now, limit);
    }

    /**
     * One of those that were {@link #due}, held for the caller until its transaction ends.
     *
     * @return empty when somebody else holds it, it has been worked off, or it is no longer due
     * @throws IllegalStateException when there is no transaction to hold it
     */
    public Optional<InboxRow> take(long id, Instant now) {
        Transactions.require("Inbox.take");
        return mapper.lock(id, now);
    }

    /** Notes that a delivery has been worked off; false when that was noted before, or it was put aside. */
    public boolean done(long id, Instant at) {
        return mapper.done(id, at) == 1;
    }

    /**
     * Notes that working a delivery off has failed. It stays before the later ones of its sender, until it has failed
     * {@value #MAX_ATTEMPTS} times and is put aside.
     *
     * @param error   for operators, cut to 500 characters; must not hold what the member wrote
     * @param nextTry when it is due again
     * @return whether this put it aside; false when it is due again, or was no longer waiting to be worked off
     */
    public boolean failed(long id, String error, Instant nextTry) {
        return mapper.failed(id, ErrorText.cut(error), nextTry, MAX_ATTEMPTS) == 1 && mapper.isDead(id);
    }

    /** Whether a delivery of this key was ever stored, worked off or not. */
    public boolean holds(String platform, String app, String key) {
        return mapper.holding(platform, app, key) > 0;
    }
}
