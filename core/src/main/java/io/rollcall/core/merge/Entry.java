package io.rollcall.core.merge;

import io.rollcall.core.merge.Numbers.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing the reply says, in the order of the reply. */
sealed interface Entry {

    String typed();

    /** Of numbered lines; the number may be a list's. */
    record OfNumbers(Named named, Order order, String body, String typed, String line, boolean isLine)
            implements Entry {

        /** Whether the line was told by its name, and no number was written. */
        boolean isByName() {
            return named.end() == 0;
        }
    }

    /** A line repeated, or said with some words changed. */
    record Repeats(
            List<Likeness.Match> matches,
            String words,
            @Nullable Named named,
            String typed) implements Entry {

        boolean isExact() {
            return matches.get(0).exact();
        }
    }

    record Rest(String typed) implements Entry {}

    /** Sounds like an order, but names no line. */
    record Nameless(Order order, String words, String typed) implements Entry {}

    /** Announced as new. */
    record New(String words, String typed) implements Entry {}

    record Plain(String words, String typed, boolean isTitle) implements Entry {}
}
