package io.rollcall.core.review;

import org.jspecify.annotations.Nullable;

/**
 * What an answer makes of one line of a report.
 *
 * @param before the line as it stands, without marker and indent; null for a line that is missing and comes back
 * @param after  what stands there from now on
 */
public record Rewording(@Nullable String before, String after) {

    public Rewording {
        if (after.isBlank()) {
            throw new IllegalArgumentException("a line cannot become blank");
        }
    }
}
