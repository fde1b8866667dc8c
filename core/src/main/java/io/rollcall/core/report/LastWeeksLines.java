package io.rollcall.core.report;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a round's replies make of one section's lines of last week. Several owners share it, each naming the lines by the
 * numbers of their own prompt.
 */
final class LastWeeksLines {

    /** Where a line of last week stands in this week's report. */
    enum Place {
        /** Nobody has spoken of it, and nobody has said that it stays. */
        NOWHERE,
        /** Among last week's lines, as kept or changed. */
        HERE,
        /** In a text that somebody wrote anew. */
        ELSEWHERE,
        /** Deleted. */
        GONE
    }

    /** A line of last week and what it says now. */
    static final class Row {

        private final AskedLine line;
        private Place place = Place.NOWHERE;
        private String text;
        private @Nullable Origin origin;

        private Row(AskedLine line) {
            this.line = line;
            this.text = line.text();
        }

        AskedLine line() {
            return line;
        }

        Place place() {
            return place;
        }

        String text() {
            return text;
        }

        void keep(String words, Origin from) {
            if (place != Place.HERE || !text.equals(words)) {
                origin = from;
            }
            place = Place.HERE;
            text = words;
        }

        void speakElsewhere(String words) {
            place = Place.ELSEWHERE;
            text = words;
        }

        void delete() {
            place = Place.GONE;
            text = line.text();
        }

        /** Of a line that stands here. */
        private Origin from() {
            return Objects.requireNonNull(origin);
        }

        private boolean isAsItWas() {
            return text.equals(line.text());
        }
    }

    private final SectionId section;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    LastWeeksLines(SectionId section) {
        this.section = section;
    }

    SectionId section() {
        return section;
    }

    /** The rows of these lines of one prompt, in their order; the same line in two prompts has one row. */
    List<Row> rows(List<AskedLine> lines) {
        Map<String, Integer> seen = new HashMap<>();
        List<Row> found = new ArrayList<>();
        for (AskedLine line : lines) {
            String key =
                    line.item() != null ? "item " + line.item() : (line.isItem() ? "line " : "text ") + line.text();
            int nth = seen.merge(key, 1, Integer::sum);
            found.add(rows.computeIfAbsent(key + " " + nth, unused -> new Row(line)));
        }
        return found;
    }

    boolean hasLines() {
        return rows.values().stream().anyMatch(row -> row.place == Place.HERE && !row.text.isBlank());
    }

    /** Reads a line below others. */
    interface LineReader {

        ParsedNode.Item read(List<String> above, String marker, String text);
    }

    /** The lines that stand here, in passages by who had the last word on them and whether they are as they were. */
    List<Passage> passages(LineReader reader) {
        List<Open> tops = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.place != Place.HERE || row.text.isBlank()) {
                continue;
            }
            while (!open.isEmpty() && open.get(open.size() - 1).row.line.depth() >= row.line.depth()) {
                close(open, tops);
            }
            open.add(new Open(row));
        }
        while (!open.isEmpty()) {
            close(open, tops);
        }
        return grouped(tops, reader);
    }

    /** A row with the rows below it. */
    private static final class Open {
        private final Row row;
        private final List<Open> children = new ArrayList<>();

        Open(Row row) {
            this.row = row;
        }

        boolean isAsItWas() {
            return row.isAsItWas() && children.stream().allMatch(Open::isAsItWas);
        }

        void addOrigins(List<Origin> into) {
            if (row.line.isItem()) {
                into.add(row.from());
                children.forEach(child -> child.addOrigins(into));
            }
        }
    }

    private static void close(List<Open> open, List<Open> tops) {
        Open done = open.remove(open.size() - 1);
        if (open.isEmpty()) {
            tops.add(done);
        } else {
            open.get(open.size() - 1).children.add(done);
        }
    }

    private static List<Passage> grouped(List<Open> tops, LineReader reader) {
        List<Passage> passages = new ArrayList<>();
        List<ParsedNode> nodes = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        MemberId member = null;
        boolean asItWas = false;
        for (Open top : tops) {
            MemberId by = top.row.from().member();
            if (!nodes.isEmpty() && (!by.equals(member) || asItWas != top.isAsItWas())) {
                passages.add(new Passage(null, nodes, Objects.requireNonNull(member), asItWas, origins));
                nodes = new ArrayList<>();
                origins = new ArrayList<>();
            }
            member = by;
            asItWas = top.isAsItWas();
            nodes.add(node(top, List.of(), 1, reader));
            top.addOrigins(origins);
        }
        if (!nodes.isEmpty()) {
            passages.add(new Passage(null, nodes, Objects.requireNonNull(member), asItWas, origins));
        }
        return passages;
    }

    private static ParsedNode node(Open tree, List<String> above, int depth, LineReader reader) {
        AskedLine line = tree.row.line;
        if (!line.isItem()) {
            return new ParsedNode.Text(1, depth, tree.row.text, line.quoted());
        }
        List<String> path = new ArrayList<>(above);
        path.add(tree.row.text);
        List<ParsedNode> children = tree.children.stream()
                .map(child -> node(child, path, depth + 1, reader))
                .toList();
        ParsedNode.Item read = reader.read(above, line.marker(), tree.row.text);
        return new ParsedNode.Item(
                1, depth, line.marker(), read.label(), tree.row.text, read.status(), read.facts(), children);
    }
}
