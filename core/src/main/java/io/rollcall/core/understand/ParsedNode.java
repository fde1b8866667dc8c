package io.rollcall.core.understand;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line within a section: an item, or text that is none. */
public sealed interface ParsedNode {

    /** The 1-based line of the input. */
    int line();

    /** 1 for a section's own lines. */
    int depth();

    /** The words, without list marker and indent. */
    String text();

    /**
     * A line of the report that can live across weeks.
     *
     * @param marker   the list marker as written, such as {@code 1.} or {@code •}; empty for a bare line
     * @param label    what stands before the first colon when that is a short title, or null
     * @param status   the state of work the line states, or null
     * @param facts    in the order of the text
     * @param children items below it, and text that belongs to it, in the order of the text
     */
    record Item(
            int line,
            int depth,
            String marker,
            @Nullable String label,
            String text,
            @Nullable Status status,
            List<Fact> facts,
            List<ParsedNode> children)
            implements ParsedNode {

        public Item {
            facts = List.copyOf(facts);
            children = List.copyOf(children);
        }

        public Optional<String> title() {
            return Optional.ofNullable(label);
        }

        public Optional<Status> state() {
            return Optional.ofNullable(status);
        }

        /** The same line with others below it. */
        public Item with(List<ParsedNode> others) {
            return new Item(line, depth, marker, label, text, status, facts, others);
        }

        /** Whether the line is a numbered one, as against a bulleted or bare one. */
        public boolean isNumbered() {
            return !marker.isEmpty() && MarkerReader.BULLETS.indexOf(marker.charAt(0)) < 0;
        }

        /** This item, then every item below it, in the order of the text. */
        public Stream<Item> withDescendants() {
            return Stream.concat(
                    Stream.of(this),
                    children.stream()
                            .filter(Item.class::isInstance)
                            .map(Item.class::cast)
                            .flatMap(Item::withDescendants));
        }
    }

    /**
     * Text that is kept with its section or item: a paragraph of prose, a quoted line, a rule, the rest of an item's
     * sentence on a further line.
     *
     * @param quoted whether the line was marked as a quotation ({@code >}); the text is without the mark
     */
    record Text(int line, int depth, String text, boolean quoted) implements ParsedNode {}
}
