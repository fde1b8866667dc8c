package io.rollcall.core.report;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.understand.ParsedNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines that one member gave for one section in one piece.
 *
 * @param title        a heading the member put over them that names no section; null for none
 * @param nodes        may be empty only under a title
 * @param member       who sent them
 * @param fromLastWeek whether they are last week's lines, kept by {@code 同上周}
 * @param origins      where each item comes from, in the order of the text, with those below others: another owner may
 *                     have changed a line since
 */
public record Passage(
        @Nullable String title, List<ParsedNode> nodes, MemberId member, boolean fromLastWeek, List<Origin> origins) {

    public Passage {
        nodes = List.copyOf(nodes);
        origins = List.copyOf(origins);
        if (title == null && nodes.isEmpty()) {
            throw new IllegalArgumentException("a passage without a title needs lines");
        }
        long items = items(nodes).count();
        if (origins.size() != items) {
            throw new IllegalArgumentException(origins.size() + " origins for " + items + " items");
        }
    }

    /** What comes from one place. */
    public Passage(@Nullable String title, List<ParsedNode> nodes, Origin origin, boolean fromLastWeek) {
        this(
                title,
                nodes,
                origin.member(),
                fromLastWeek,
                Collections.nCopies((int) items(nodes).count(), origin));
    }

    public Optional<String> heading() {
        return Optional.ofNullable(title);
    }

    /** An item with its origin. */
    public record Line(ParsedNode.Item item, Origin origin) {}

    /** Every item, with those below others, in the order of the text. */
    public Stream<Line> lines() {
        List<ParsedNode.Item> items = items(nodes).toList();
        return IntStream.range(0, items.size()).mapToObj(i -> new Line(items.get(i), origins.get(i)));
    }

    private static Stream<ParsedNode.Item> items(List<ParsedNode> nodes) {
        return nodes.stream()
                .filter(ParsedNode.Item.class::isInstance)
                .map(ParsedNode.Item.class::cast)
                .flatMap(ParsedNode.Item::withDescendants);
    }

    /** In this order no line falls under a title that its writer did not put over it. */
    static List<Passage> untitledFirst(List<Passage> passages) {
        return passages.stream()
                .sorted(Comparator.comparing(passage -> passage.title() != null))
                .toList();
    }
}
