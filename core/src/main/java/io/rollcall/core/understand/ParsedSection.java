package io.rollcall.core.understand;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines under one title.
 *
 * @param title without brackets and {@code #}; null for what stands before the first title
 * @param level of the heading: 1 for {@code #}; a bracketed title or a known title alone on its line is of level 2
 * @param line  the 1-based line of the title, or of the first line where there is no title
 * @param nodes items and text, in the order of the input
 */
public record ParsedSection(@Nullable String title, int level, int line, List<ParsedNode> nodes) {

    public ParsedSection {
        nodes = List.copyOf(nodes);
    }

    public Optional<String> heading() {
        return Optional.ofNullable(title);
    }

    /** Every item at any depth, in the order of the input. */
    public Stream<ParsedNode.Item> items() {
        return nodes.stream()
                .filter(ParsedNode.Item.class::isInstance)
                .map(ParsedNode.Item.class::cast)
                .flatMap(ParsedNode.Item::withDescendants);
    }
}
