package io.rollcall.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which instance sends for an app. One at a time, so that it alone keeps count of what the platform allows; another
 * takes its place when it has not been heard of for as long as it said it would be. The instances' clocks must not
 * differ by more than that.
 */
public final class OutboxSenders {

    /** Whoever seems to have taken its turn for longer did so by a clock that was set back since. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final OutboxSenderMapper mapper;
    private final TransactionOperations transactions;

    OutboxSenders(OutboxSenderMapper mapper, TransactionOperations transactions) {
        this.mapper = mapper;
        this.transactions = transactions;
    }

    /**
     * The leave to send for an app.
     *
     * @param isNew       whether another instance, or none, sent for it before
     * @param pausedUntil until when the platform asked the app to wait, or null
     */
    public record Turn(boolean isNew, @Nullable Instant pausedUntil) {}

    /**
     * Takes or keeps the leave to send for an app until the given moment.
     *
     * @param holder names this instance, differently from every other; at most 64 characters
     * @param until  at most five minutes from {@code now}
     * @return empty while another instance has it
     */
    public Optional<Turn> take(OutboxApp app, String holder, Instant now, Instant until) {
        return transactions.execute(status -> {
            if (mapper.keep(app, holder, until) == 1) {
                return turn(app, false);
            }
            if (mapper.takeOver(app, holder, now, now.plus(LONGEST), until) == 1) {
                return turn(app, true);
            }
            if (mapper.find(app).isPresent()) {
                return Optional.empty();
            }
            try {
                mapper.insert(app, holder, until);
                return Optional.of(new Turn(true, null));
            } catch (DuplicateKeyException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<Turn> turn(OutboxApp app, boolean isNew) {
        return mapper.find(app).map(row -> new Turn(isNew, row.pausedUntil()));
    }

    /** Has every instance wait with this app until the given moment, or until a later one noted before. */
    public void pause(OutboxApp app, Instant until) {
        mapper.pause(app, until);
    }

    /** Leaves every app of this holder to the other instances. */
    public void release(String holder, Instant now) {
        mapper.release(holder, now);
    }
}
