package io.rollcall.core.round;

import java.util.EnumSet;
import java.util.Set;

/** Where a round stands. It only ever moves forward; what comes after publishing are numbered revisions. */
public enum RoundState {
    /** Owners are asked and may answer. */
    OPEN,
    /** Compiled; what comes in now is late but still taken in. */
    CLOSED,
    /** Posted; what comes in now makes a new revision. */
    PUBLISHED;

    private Set<RoundState> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.of(PUBLISHED);
            case PUBLISHED -> EnumSet.noneOf(RoundState.class);
        };
    }

    public boolean mayBecome(RoundState to) {
        return next().contains(to);
    }
}
