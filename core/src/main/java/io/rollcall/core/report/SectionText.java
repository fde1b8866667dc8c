package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section's lines as text that people can read and change, and back. What is written is read as it was, wherever that
 * can be. Thread-safe.
 */
public final class SectionText {

    private final ReplyReader reader;
    private final MarkdownRenderer markdown;
    private final ReportWeek week;

    /** @param week by which dates are placed; the last one where a report covers several */
    public SectionText(Team team, ReportWeek week) {
        this.reader = new ReplyReader(team);
        this.markdown = new MarkdownRenderer(team, new ReportWords(team.language(), Enum::name));
        this.week = week;
    }

    /** The lines as somebody would type them, two blanks before a line for each level; empty for none. */
    public String write(SectionId section, List<Passage> passages) {
        List<Passage> ordered = Passage.untitledFirst(passages);
        String plain = plain(ordered);
        if (plain.isEmpty() || outlines(read(plain, section)).equals(outlines(ordered))) {
            return plain;
        }
        return careful(ordered);
    }

    /**
     * The section that the text would have lines in besides this one, by a title in it: what changes one section cannot
     * change another.
     */
    public Optional<SectionId> alsoSpeaksOf(String text, SectionId section) {
        return reader.read(text, week, section, NOBODY).stream()
                .map(ReplyRouter.Placed::section)
                .filter(other -> other != null && !other.equals(section))
                .findFirst();
    }

    /**
     * The text as the section's lines.
     *
     * @param before where they came from, for those that are the same
     * @param by     who wrote the others, which no reply says
     */
    public List<Passage> read(String text, SectionId section, List<Passage> before, MemberId by) {
        Map<String, Passage> writers = new HashMap<>();
        for (Passage passage : before) {
            passage.nodes().forEach(node -> writers.putIfAbsent(node.text().strip(), passage));
        }
        Origins origins = new Origins(before, by);
        List<Passage> read = new ArrayList<>();
        for (Passage passage : read(text, section)) {
            if (passage.title() != null) {
                Passage like = before.stream()
                        .filter(one -> passage.title().equals(one.title()))
                        .findFirst()
                        .orElse(null);
                read.add(new Passage(
                        passage.title(),
                        passage.nodes(),
                        like == null ? by : like.member(),
                        like != null && like.fromLastWeek(),
                        origins.of(passage.nodes())));
                continue;
            }
            List<ParsedNode> nodes = new ArrayList<>();
            MemberId member = by;
            boolean fromLastWeek = false;
            for (ParsedNode node : passage.nodes()) {
                Passage like = writers.get(node.text().strip());
                MemberId writer = like == null ? by : like.member();
                boolean same = like != null && like.fromLastWeek();
                if (!nodes.isEmpty() && (!writer.equals(member) || same != fromLastWeek)) {
                    read.add(new Passage(null, nodes, member, fromLastWeek, origins.of(nodes)));
                    nodes = new ArrayList<>();
                }
                member = writer;
                fromLastWeek = same;
                nodes.add(node);
            }
            if (!nodes.isEmpty()) {
                read.add(new Passage(null, nodes, member, fromLastWeek, origins.of(nodes)));
            }
        }
        return read;
    }

    /** Where items come from that read as they did before; the same words may stand in several places. */
    private static final class Origins {

        private final Map<String, Deque<Origin>> known = new HashMap<>();
        private final Origin others;

        Origins(List<Passage> before, MemberId by) {
            others = Origin.without(by);
            before.stream()
                    .flatMap(Passage::lines)
                    .forEach(line -> known.computeIfAbsent(line.item().text().strip(), text -> new ArrayDeque<>())
                            .add(line.origin()));
        }

        /** Of each item, as {@link Passage#origins()} lists them; every line that was there before is taken once. */
        List<Origin> of(List<ParsedNode> nodes) {
            return nodes.stream()
                    .filter(ParsedNode.Item.class::isInstance)
                    .flatMap(node -> ((ParsedNode.Item) node).withDescendants())
                    .map(item -> Optional.ofNullable(known.get(item.text().strip()))
                            .map(Deque::poll)
                            .orElse(others))
                    .toList();
        }
    }

    private static final Origin NOBODY = Origin.without(new MemberId("nobody"));

    private List<Passage> read(String text, SectionId section) {
        return reader.read(text, week, section, NOBODY).stream()
                .map(ReplyRouter.Placed::passage)
                .toList();
    }

    private static List<Object> outlines(List<Passage> passages) {
        List<Object> all = new ArrayList<>();
        all.add(Outline.of(untitled(passages)));
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                all.add(title);
                all.add(Outline.of(List.of(passage.nodes())));
            });
        }
        return all;
    }

    private static List<List<ParsedNode>> untitled(List<Passage> passages) {
        return passages.stream()
                .filter(passage -> passage.title() == null)
                .map(Passage::nodes)
                .toList();
    }

    private static String plain(List<Passage> passages) {
        List<String> lines = new ArrayList<>();
        plain(Outline.of(untitled(passages)), 0, lines);
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                lines.add("【" + title + "】");
                plain(Outline.of(List.of(passage.nodes())), 0, lines);
            });
        }
        return String.join("\n", lines);
    }

    private static void plain(List<Outline> outline, int depth, List<String> into) {
        for (Outline line : outline) {
            String marker = switch (line.mark()) {
                case NUMBER -> line.number() + ". ";
                case BULLET -> "• ";
                case QUOTE -> "> ";
                case BARE, TEXT -> "";
            };
            into.add("  ".repeat(depth) + marker + (line.box().isEmpty() ? "" : line.box() + " ") + line.text());
            plain(line.children(), depth + 1, into);
        }
    }

    /** For lines that would be read otherwise without the blank lines and escapes that keep them apart. */
    private String careful(List<Passage> passages) {
        StringBuilder text = new StringBuilder();
        List<ParsedNode> untitled =
                untitled(passages).stream().flatMap(List::stream).toList();
        text.append(markdown.render(untitled));
        for (Passage passage : passages) {
            passage.heading()
                    .ifPresent(title ->
                            text.append("\n【").append(title).append("】\n").append(markdown.render(passage.nodes())));
        }
        return text.toString().strip();
    }
}
