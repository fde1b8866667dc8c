package io.rollcall.core.understand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line is read by, besides its own words.
 *
 * @param labels  the labels of the items above it, outermost first
 * @param checked whether the box before the line is ticked, or null without a box
 */
record Context(
        Days days, Tone tone, List<String> labels, @Nullable Boolean checked) {

    Context {
        labels = List.copyOf(labels);
    }
}
