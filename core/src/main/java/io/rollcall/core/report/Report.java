package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One compiled revision of a round.
 *
 * @param title    the team's title line, filled in, without Markdown's {@code #}
 * @param revision counted from 1; 0 for a preview
 * @param sections in the team's order; optional ones only when they have lines
 * @param unplaced lines for which no section could be told; nearly always empty
 * @param slips    what was put off since it was promised first, in the order of the report
 * @param trends   how figures of it went over the weeks
 */
public record Report(
        TeamId team,
        String title,
        ReportWeeks weeks,
        int revision,
        List<ReportSection> sections,
        List<Passage> unplaced,
        List<Slip> slips,
        ReportTrends trends) {

    public Report {
        sections = List.copyOf(sections);
        unplaced = List.copyOf(unplaced);
        slips = List.copyOf(slips);
    }

    /** A report that was held against none before it. */
    public Report(
            TeamId team,
            String title,
            ReportWeeks weeks,
            int revision,
            List<ReportSection> sections,
            List<Passage> unplaced) {
        this(team, title, weeks, revision, sections, unplaced, List.of(), ReportTrends.NONE);
    }

    /** The same as this revision of the round. */
    public Report as(int number) {
        return new Report(team, title, weeks, number, sections, unplaced, slips, trends);
    }

    /** The same with what was put off. */
    public Report with(List<Slip> slips) {
        return new Report(team, title, weeks, revision, sections, unplaced, slips, trends);
    }

    /** The same report with these trends. */
    public Report with(ReportTrends others) {
        return new Report(team, title, weeks, revision, sections, unplaced, slips, others);
    }

    /** Every section with its parts, in the order of the report. */
    public Stream<ReportSection> allSections() {
        return sections.stream().flatMap(ReportSection::withParts);
    }

    /** What changed: the part that goes first. */
    public Summary summary() {
        return Summary.of(this);
    }

    /**
     * The lines of each section that has any, for {@code 同上周} in the week after; a titled passage becomes a line
     * that holds the others.
     */
    public Map<SectionId, List<ParsedNode>> lines() {
        Map<SectionId, List<ParsedNode>> lines = new LinkedHashMap<>();
        allSections()
                .filter(section -> !section.passages().isEmpty())
                .forEach(section -> lines.put(
                        section.id(),
                        section.passages().stream().flatMap(Report::lines).toList()));
        return lines;
    }

    private static Stream<ParsedNode> lines(Passage passage) {
        String title = passage.title();
        if (title == null) {
            return passage.nodes().stream();
        }
        int line = passage.nodes().isEmpty() ? 1 : passage.nodes().get(0).line();
        return Stream.of(new ParsedNode.Item(line, 1, "", null, title, null, List.of(), deeper(passage.nodes())));
    }

    private static List<ParsedNode> deeper(List<ParsedNode> nodes) {
        List<ParsedNode> deeper = new ArrayList<>();
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                deeper.add(new ParsedNode.Item(
                        item.line(),
                        item.depth() + 1,
                        item.marker(),
                        item.label(),
                        item.text(),
                        item.status(),
                        item.facts(),
                        deeper(item.children())));
            } else if (node instanceof ParsedNode.Text text) {
                deeper.add(new ParsedNode.Text(text.line(), text.depth() + 1, text.text(), text.quoted()));
            }
        }
        return deeper;
    }
}
