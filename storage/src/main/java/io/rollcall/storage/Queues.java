package io.rollcall.storage;

import java.time.Instant;
import java.util.Optional;

/** How much waits to be worked off and to be sent. What this costs grows with what waits, so ask now and then. */
public final class Queues {

    private final QueueMapper mapper;

    Queues(QueueMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * How much waits.
     *
     * @param oldest when what has waited longest came or was written; empty when nothing waits
     */
    public record Depth(int waiting, Optional<Instant> oldest) {

        private static Depth of(QueueMapper.DepthRow row) {
            return new Depth(row.depth(), Optional.ofNullable(row.oldest()));
        }
    }

    /** Deliveries that are yet to be worked off. */
    public Depth inbox() {
        return Depth.of(mapper.inbox());
    }

    /** Messages that are neither sent nor refused. */
    public Depth outbox() {
        return Depth.of(mapper.outbox());
    }

    /** Deliveries that were put aside because they failed too often. */
    public int dead() {
        return mapper.dead();
    }
}
