package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report to be held against those before it.
 *
 * @param weeks      what it covers
 * @param day        on which it was finished: what was promised for an earlier day is past
 * @param titles     of its sections, in the order of its page
 * @param lines      in the order of its page; what stands beneath what follows from section, order and depth
 * @param identified whether each line says which item it is; if not, that is told from the words
 */
public record ReviewedReport(
        ReportWeeks weeks, LocalDate day, List<String> titles, List<Line> lines, boolean identified) {

    public ReviewedReport {
        titles = List.copyOf(titles);
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param number  by which people find it on the page
     * @param depth   1 for a section's own lines
     * @param section the title that it stands under; empty above the first title
     * @param item    the ledger's number of its item; 0 for a new one, and where there is no ledger
     * @param label   what stands before the first colon when that is a short title, or null
     */
    public record Line(
            int number,
            int depth,
            String section,
            long item,
            @Nullable String label,
            String text,
            @Nullable Status status,
            List<Fact> facts) {

        public Line {
            facts = List.copyOf(facts);
        }
    }

    /**
     * A page that was written by people, of which no ledger knows.
     *
     * @param lineOffset how many lines of its page stand before the text that was parsed
     */
    public static ReviewedReport of(ReportWeeks weeks, LocalDate day, ParsedReport page, int lineOffset) {
        List<String> titles = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (ParsedSection section : page.sections()) {
            String title = section.heading().orElse("");
            titles.add(title);
            add(section.nodes(), title, lineOffset, lines);
        }
        return new ReviewedReport(weeks, day, titles, lines, false);
    }

    /**
     * What the ledger holds of a report.
     *
     * @param statements in the order of the report, by which its lines are numbered from 1
     * @param titles     what a section is called
     */
    public static ReviewedReport of(
            ReportWeeks weeks, LocalDate day, List<Statement> statements, Function<SectionId, String> titles) {
        List<Line> lines = new ArrayList<>();
        for (Statement statement : statements) {
            lines.add(new Line(
                    lines.size() + 1,
                    statement.depth(),
                    titles.apply(statement.section()),
                    statement.item(),
                    statement.label(),
                    statement.text(),
                    statement.status(),
                    statement.facts()));
        }
        List<String> headings = lines.stream().map(Line::section).distinct().toList();
        return new ReviewedReport(weeks, day, headings, lines, true);
    }

    private static void add(List<ParsedNode> nodes, String section, int lineOffset, List<Line> lines) {
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                lines.add(new Line(
                        item.line() + lineOffset,
                        item.depth(),
                        section,
                        0,
                        item.label(),
                        withRest(item),
                        item.status(),
                        item.facts()));
                add(item.children(), section, lineOffset, lines);
            }
        }
    }

    private static String withRest(ParsedNode.Item item) {
        StringBuilder text = new StringBuilder(item.text().strip());
        for (ParsedNode child : item.children()) {
            if (child instanceof ParsedNode.Text rest && !rest.quoted() && rest.line() == item.line() + 1) {
                text.append(rest.text().strip());
            }
        }
        return text.toString();
    }
}
