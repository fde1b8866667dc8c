package io.rollcall.core.report;

import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Span;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes parsed lines by hand. */
final class Lines {

    private Lines() {}

    static ParsedNode.Item numbered(String text, ParsedNode... below) {
        return item("1.", text, below);
    }

    static ParsedNode.Item bullet(String text, ParsedNode... below) {
        return item("-", text, below);
    }

    static ParsedNode.Item bare(String text, ParsedNode... below) {
        return item("", text, below);
    }

    static ParsedNode.Item item(String marker, String text, ParsedNode... below) {
        int colon = text.indexOf('：');
        return new ParsedNode.Item(
                1,
                1,
                marker,
                colon < 0 ? null : text.substring(0, colon),
                text,
                null,
                List.of(),
                Stream.of(below).map(Lines::deeper).toList());
    }

    static ParsedNode.Text text(String text) {
        return new ParsedNode.Text(1, 1, text, false);
    }

    static ParsedNode.Text quote(String text) {
        return new ParsedNode.Text(1, 1, text, true);
    }

    static ParsedNode.Item with(Status status, ParsedNode.Item item) {
        return new ParsedNode.Item(
                item.line(),
                item.depth(),
                item.marker(),
                item.label(),
                item.text(),
                status,
                item.facts(),
                item.children());
    }

    static ParsedNode.Item planned(LocalDate from, LocalDate to, ParsedNode.Item item) {
        return dated(new Fact.Dated(from, to, Fact.Role.PLANNED, null, null, "", new Span(0, 0)), item);
    }

    static ParsedNode.Item planned(LocalDate day, ParsedNode.Item item) {
        return planned(day, day, item);
    }

    static ParsedNode.Item dated(Fact.Dated date, ParsedNode.Item item) {
        List<Fact> facts = new ArrayList<>(item.facts());
        facts.add(date);
        return new ParsedNode.Item(
                item.line(),
                item.depth(),
                item.marker(),
                item.label(),
                item.text(),
                item.status(),
                facts,
                item.children());
    }

    /** Each line's text with its depth, in order: {@code "2 text"}; lines without a text are left out. */
    static List<String> outline(List<ParsedNode> nodes) {
        List<String> outline = new ArrayList<>();
        outline(nodes, 1, outline);
        return outline;
    }

    private static void outline(List<ParsedNode> nodes, int depth, List<String> into) {
        for (ParsedNode node : nodes) {
            if (!node.text().isBlank()) {
                into.add(depth + " " + node.text());
            }
            if (node instanceof ParsedNode.Item item) {
                outline(item.children(), depth + 1, into);
            }
        }
    }

    private static ParsedNode deeper(ParsedNode node) {
        if (node instanceof ParsedNode.Text text) {
            return new ParsedNode.Text(text.line(), text.depth() + 1, text.text(), text.quoted());
        }
        ParsedNode.Item item = (ParsedNode.Item) node;
        return new ParsedNode.Item(
                item.line(),
                item.depth() + 1,
                item.marker(),
                item.label(),
                item.text(),
                item.status(),
                item.facts(),
                item.children().stream().map(Lines::deeper).toList());
    }
}
