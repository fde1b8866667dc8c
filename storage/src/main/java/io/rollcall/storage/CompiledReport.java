package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a round's report, as compiled.
 *
 * @param revision    from 1, by {@link Rounds#nextRevision}
 * @param publishedAt when this revision was posted, or null
 */
public record CompiledReport(
        RoundId round,
        int revision,
        String markdown,
        String html,
        String json,
        Instant compiledAt,
        @Nullable Instant publishedAt) {

    public CompiledReport {
        if (revision < 1) {
            throw new IllegalArgumentException("revision " + revision + " is less than 1");
        }
    }
}
