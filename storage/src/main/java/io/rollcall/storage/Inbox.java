package io.rollcall.storage;

import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/**
 * What the platforms delivered, stored before it is acknowledged and worked off afterwards: each delivery once, those
 * of one sender in the order in which they came.
 */
public final class Inbox {

    /** How often a delivery is tried before it is put aside. */
    public static final int MAX_ATTEMPTS = 20;

    // Heads to look at before giving up; more than there will ever be workers holding one each.
    private static final int CANDIDATES = 32;

    private final InboxMapper mapper;

    Inbox(InboxMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Stores a delivery; it is durable once the transaction has committed.
     *
     * @param key     what the platform's redeliveries share, at most 190 characters; unique per platform and app
     * @param sender  whose deliveries are worked off one after the other; empty when unknown
     * @param payload verified and decrypted
     * @return false when a delivery of this key is stored already; nothing is changed then
     */
    public boolean accept(String platform, String app, String key, String sender, String payload, Instant receivedAt) {
        try {
            // Deliveries of unknown senders have a lane each: they do not wait for one another.
            mapper.insert(platform, app, key, sender, sender.isEmpty() ? key : sender, payload, receivedAt);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /**
     * The oldest delivery that is due, held for the caller until its transaction ends; other callers skip it. A sender's
     * delivery is not due before the older ones of the same sender on this platform and app are done or put aside.
     *
     * @return empty when nothing is due now; another look later may find something, also without a new delivery
     * @throws IllegalStateException when there is no transaction to hold it
     */
    public Optional<InboxRow> nextDue(Instant now) {
        Transactions.require("Inbox.nextDue");
        // Two steps, because a locking search would also lock the gaps it passes over on MySQL, and callbacks could not
        // store new deliveries meanwhile. The search may see an older state of things, which is harmless: a delivery
        // that once had no older one of its sender before it never gets one, and its own state is checked again with
        // the lock.
        for (long id : mapper.due(now, CANDIDATES)) {
            Optional<InboxRow> row = mapper.lock(id, now);
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
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

    /** How many deliveries are yet to be worked off. */
    public int pending() {
        return mapper.count("NEW");
    }

    /** How many deliveries were put aside because they failed too often. */
    public int dead() {
        return mapper.count("DEAD");
    }
}
