package io.rollcall.core.report;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.understand.ParsedNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines that one member gave for one section in one piece.
 *
 * @param title        a heading the member put over them that names no section; null for none
 * @param nodes        may be empty only under a title
 * @param member       who sent them
 * @param fromLastWeek whether they are last week's lines, kept by {@code 同上周}
 */
public record Passage(@Nullable String title, List<ParsedNode> nodes, MemberId member, boolean fromLastWeek) {

    public Passage {
        nodes = List.copyOf(nodes);
        if (title == null && nodes.isEmpty()) {
            throw new IllegalArgumentException("a passage without a title needs lines");
        }
    }

    public Optional<String> heading() {
        return Optional.ofNullable(title);
    }
}
