package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Understands a reply as its team reads it: which lines belong to which section, and each line by the section it is
 * for, as prose, figures and incidents are read unlike work. Stateless and thread-safe.
 */
public final class ReplyReader {

    private final Team team;
    private final ReplyRouter router;
    private final SectionNames names;
    private final ReportParser parser;

    public ReplyReader(Team team) {
        this.team = team;
        this.router = new ReplyRouter(team);
        this.names = new SectionNames(team);
        this.parser = new ReportParser(names.all());
    }

    /**
     * Every line of the reply with its section, in the order of the reply; lines and spans count within the text.
     *
     * @param week  by which dates are placed; the last one where a report covers several
     * @param start where lines before the first title belong, or null when nobody knows
     */
    public List<ReplyRouter.Placed> read(String text, ReportWeek week, @Nullable SectionId start, Origin origin) {
        ParsedReport parsed = start == null
                ? parser.parse(text, week)
                : team.section(start)
                        .map(section -> readBelow(section, text, week))
                        .orElseGet(() -> parser.parse(text, week));
        return router.route(parsed, start, origin);
    }

    /** Whether a line, alone, names one of the team's sections. */
    boolean isTitle(String line) {
        return names.findExactly(line).isPresent();
    }

    /**
     * One line of a section as it reads below others; the spans of its facts count within the line.
     *
     * @param above the words of the lines above it, outermost first
     */
    ParsedNode.Item line(SectionId section, List<String> above, String marker, String text, ReportWeek week) {
        StringBuilder lines = new StringBuilder();
        team.section(section)
                .ifPresent(known -> lines.append("## ").append(known.title()).append('\n'));
        for (int i = 0; i < above.size(); i++) {
            lines.append("  ".repeat(i))
                    .append("- ")
                    .append(oneLine(above.get(i)))
                    .append('\n');
        }
        lines.append("  ".repeat(above.size())).append("- ");
        int start = lines.length();
        lines.append(oneLine(text));
        String words = oneLine(text).strip();
        return parser.parse(lines.toString(), week).sections().stream()
                .flatMap(ParsedSection::items)
                .filter(item -> item.text().equals(words))
                .reduce((first, second) -> second)
                .map(item -> new ParsedNode.Item(
                        1,
                        above.size() + 1,
                        marker,
                        item.label(),
                        text,
                        item.status(),
                        item.facts().stream().map(fact -> up(fact, start)).toList(),
                        List.of()))
                .orElseGet(
                        () -> new ParsedNode.Item(1, above.size() + 1, marker, null, text, null, List.of(), List.of()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** The parser takes its cue from a title, so the section's own stands over the text while it is read. */
    private ParsedReport readBelow(Section section, String text, ReportWeek week) {
        String title = "## " + section.title() + "\n";
        ParsedReport parsed = parser.parse(title + text, week);
        List<ParsedSection> sections = new ArrayList<>();
        for (int i = 0; i < parsed.sections().size(); i++) {
            ParsedSection read = parsed.sections().get(i);
            List<ParsedNode> nodes = up(read.nodes(), title.length());
            if (i > 0) {
                sections.add(new ParsedSection(read.title(), read.level(), read.line() - 1, nodes));
            } else if (!nodes.isEmpty()) {
                sections.add(new ParsedSection(null, 0, nodes.get(0).line(), nodes));
            }
        }
        return new ParsedReport(parsed.week(), sections);
    }

    /** The nodes as they stand without the line before them. */
    private static List<ParsedNode> up(List<ParsedNode> nodes, int length) {
        List<ParsedNode> up = new ArrayList<>(nodes.size());
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                up.add(new ParsedNode.Item(
                        item.line() - 1,
                        item.depth(),
                        item.marker(),
                        item.label(),
                        item.text(),
                        item.status(),
                        item.facts().stream().map(fact -> up(fact, length)).toList(),
                        up(item.children(), length)));
            } else if (node instanceof ParsedNode.Text line) {
                up.add(new ParsedNode.Text(line.line() - 1, line.depth(), line.text(), line.quoted()));
            }
        }
        return up;
    }

    private static Fact up(Fact fact, int length) {
        return fact.at(new Span(
                Math.max(0, fact.span().start() - length),
                Math.max(0, fact.span().end() - length)));
    }
}
