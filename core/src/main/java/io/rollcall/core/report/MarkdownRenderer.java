package io.rollcall.core.report;

import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report in its team's template: what a wiki page or an archive keeps, and what Rollcall itself can read
 * again. The first lines of the post in the group, what changed, are not part of it. Thread-safe.
 *
 * <p>Numbered lines stay numbered, counted from 1 among their siblings; a level is indented by four blanks below a
 * list item and by two below a line without marker, since what is indented by four more than its paragraph's list is code
 * (CommonMark, "Indented code blocks"). What Rollcall remarks of a section is quoted, so that it is told apart from the lines of its owners.
 */
public final class MarkdownRenderer {

    private static final int DEEPEST_HEADING = 6;
    private static final int INDENT = 4;

    private final Team team;
    private final ReportWords words;
    private final SectionNames names;

    public MarkdownRenderer(Team team, ReportWords words) {
        this.team = team;
        this.words = words;
        this.names = new SectionNames(team);
    }

    /** The whole report, each line ended by a line feed. */
    public String render(Report report) {
        Page page = new Page();
        page.line(ReportTitles.line(team, report.weeks()));
        report.sections().forEach(section -> section(page, section, 0));
        if (!report.unplaced().isEmpty()) {
            String heading = filledIn(team.template().section(), words.the(ReportWords.Word.OTHER));
            page.paragraph(heading);
            passages(page, heading, report.unplaced(), "");
        }
        return page.text.toString();
    }

    /** Lines alone, without a heading: what one reply was understood to say. */
    public String render(List<ParsedNode> nodes) {
        Page page = new Page();
        page.lines(Outline.of(List.of(nodes)));
        return page.text.toString();
    }

    private void section(Page page, ReportSection section, int depth) {
        String heading = filledIn(headingOf(section.id(), depth), section.title());
        page.paragraph(heading);
        passages(page, heading, section.passages(), words.remark(section));
        section.parts().forEach(part -> section(page, part, depth + 1));
    }

    private void passages(Page page, String heading, List<Passage> passages, String remark) {
        page.blank();
        page.lines(Outline.of(passages.stream()
                .filter(passage -> passage.title() == null)
                .map(Passage::nodes)
                .toList()));
        if (!remark.isEmpty()) {
            page.paragraph("> " + remark);
        }
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                page.paragraph(below(heading) + title);
                page.blank();
                page.lines(Outline.of(List.of(passage.nodes())));
            });
        }
    }

    private String headingOf(SectionId id, int depth) {
        ReportTemplate template = team.template();
        return team.section(id).map(Section::heading).orElse(depth == 0 ? template.section() : template.part());
    }

    private static String filledIn(String template, String title) {
        return template.replace("{title}", title);
    }

    /** What opens a heading one level below this one. */
    private static String below(String heading) {
        int level = 0;
        while (level < heading.length() && heading.charAt(level) == '#') {
            level++;
        }
        return "#".repeat(Math.min(level + 1, DEEPEST_HEADING)) + " ";
    }

    /** The text as it grows. */
    private final class Page {

        private final StringBuilder text = new StringBuilder();

        void line(String line) {
            text.append(line).append('\n');
        }

        void paragraph(String line) {
            blank();
            line(line);
        }

        void blank() {
            if (text.length() > 1 && text.charAt(text.length() - 2) != '\n') {
                text.append('\n');
            }
        }

        void lines(List<Outline> lines) {
            lines(lines, 0, 0);
        }

        /**
         * @param content the column at which the text of the enclosing list item begins: three further blanks are
         *                the most that CommonMark takes for indent
         */
        private void lines(List<Outline> lines, int indent, int content) {
            Outline before = null;
            for (Outline line : lines) {
                if (standsApart(line, before == null ? null : before.mark())) {
                    blank();
                }
                String marker = switch (line.mark()) {
                    case NUMBER -> line.number() + ". ";
                    case BULLET -> "- ";
                    case QUOTE -> "> ";
                    case BARE, TEXT -> "";
                };
                line((" ".repeat(indent) + marker + escaped(line)).stripTrailing());
                if (line.mark() == Outline.Mark.NUMBER || line.mark() == Outline.Mark.BULLET) {
                    lines(line.children(), indent + Math.max(INDENT, marker.length()), indent + marker.length());
                } else {
                    lines(line.children(), indent + (indent + 2 - content < INDENT ? 2 : 1), content);
                }
                before = line;
            }
        }

        private static boolean standsApart(Outline line, Outline.@Nullable Mark before) {
            return switch (line.mark()) {
                case NUMBER, BULLET ->
                    before == Outline.Mark.BARE || before == Outline.Mark.TEXT || before == Outline.Mark.QUOTE;
                case BARE -> true;
                case TEXT -> !line.joins() || MarkdownLine.isRule(line.text());
                case QUOTE -> before != Outline.Mark.QUOTE;
            };
        }

        private String escaped(Outline line) {
            return switch (line.mark()) {
                case NUMBER, BULLET, QUOTE -> MarkdownLine.afterMarker(line.text());
                case TEXT -> MarkdownLine.alone(line.text());
                case BARE ->
                    names.findExactly(line.text()).isPresent() ? "\\" + line.text() : MarkdownLine.alone(line.text());
            };
        }
    }
}
