package io.rollcall.bot.retention;

import io.rollcall.storage.Payloads;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the raw texts of what came in and went out once they are old; their keys stay. Several instances may do this
 * at the same time.
 */
public final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Rows a transaction, so that nobody waits long for a lock. */
    static final int BATCH = 500;

    private final Payloads payloads;
    private final RetentionSettings settings;
    private final Clock clock;

    Retention(Payloads payloads, RetentionSettings settings, Clock clock) {
        this.payloads = payloads;
        this.settings = settings;
        this.clock = clock;
    }

    /** Removes what is old by now, batch after batch; returns when nothing is. */
    public void run() {
        Instant now = clock.instant();
        Instant received = now.minus(settings.inbox());
        Instant written = now.minus(settings.outbox());
        int in = all(() -> payloads.removeReceived(received, BATCH));
        int out = all(() -> payloads.removeSent(written, BATCH));
        if (in + out > 0) {
            log.info("Removed the texts of {} deliveries and {} messages for their age; their keys are kept", in, out);
        }
    }

    private static int all(IntSupplier batch) {
        int removed = 0;
        int last = BATCH;
        while (last == BATCH && !Thread.currentThread().isInterrupted()) {
            last = batch.getAsInt();
            removed += last;
        }
        return removed;
    }
}
