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
 * <p>Numbered lines stay numbered, counted from 1 among their siblings. A level is indented by four blanks below a list
 * item and by two below a line without marker, since a paragraph four blanks further right is code (CommonMark, "Indented
 * code blocks"). A list that follows one of another kind stands one blank further left: people who type a list within a
 * list often do not indent it, and so the parser reads it. What Rollcall remarks of a section is quoted, so that it is
 * told apart from the lines of its owners.
 */
public final class MarkdownRenderer {

    private static final int DEEPEST_HEADING = 6;
    private static final int DEFAULT_LEVEL_BELOW = 4;
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
        // A template may open its sections otherwise, by bold type for example.
        int below = level == 0 ? DEFAULT_LEVEL_BELOW : level + 1;
        return "#".repeat(Math.min(below, DEEPEST_HEADING)) + " ";
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
            lines(lines, 0, 0, 0);
        }

        /**
         * @param indent   the column at which the lines begin
         * @param leftmost the least column at which they are still below their parent
         * @param content  the column at which the text of the enclosing list item begins: three further blanks are
         *                 the most that CommonMark takes for indent
         */
        private void lines(List<Outline> lines, int indent, int leftmost, int content) {
            Outline before = null;
            // Each list that must not be taken for a part of what is above it stands one column further left.
            int rightmost = content + INDENT - 1 - (lines.stream().anyMatch(Page::needsRoomBelow) ? 1 : 0);
            int column = Math.max(leftmost, Math.min(indent + outdents(lines), rightmost));
            for (int i = 0; i < lines.size(); i++) {
                int codeEnd = endOfCode(lines, i);
                if (codeEnd > i) {
                    code(lines.subList(i, codeEnd + 1), column);
                    i = codeEnd;
                    before = lines.get(i);
                    continue;
                }
                Outline line = lines.get(i);
                if (before != null && looksLikePartOf(before, line)) {
                    column = Math.max(column - 1, leftmost);
                }
                if (standsApart(line, before == null ? null : before.mark())) {
                    blank();
                }
                line((" ".repeat(column) + markerOf(line) + escaped(line)).stripTrailing());
                if (line.isListed()) {
                    int textColumn = line.mark() == Outline.Mark.BULLET
                            ? 2
                            : markerOf(line).length();
                    lines(
                            line.children(),
                            column + Math.max(INDENT, textColumn),
                            column + textColumn,
                            column + textColumn);
                } else {
                    int indentBelow = column + 2 - content < INDENT ? 2 : 1;
                    lines(line.children(), column + indentBelow, column + 1, content);
                }
                before = line;
            }
        }

        private static boolean needsRoomBelow(Outline line) {
            return !line.isListed() && !line.children().isEmpty();
        }

        private static int outdents(List<Outline> lines) {
            int outdents = 0;
            for (int i = 1; i < lines.size(); i++) {
                outdents += looksLikePartOf(lines.get(i - 1), lines.get(i)) ? 1 : 0;
            }
            return outdents;
        }

        /**
         * Whether the list that begins here would be taken for one below the line before it: people type a list within
         * a list, and a list below its title, without indent.
         */
        private static boolean looksLikePartOf(Outline before, Outline line) {
            if (!line.isListed()) {
                return false;
            }
            return before.isListed()
                    ? before.mark() != line.mark()
                    : before.mark() == Outline.Mark.BARE && MarkdownLine.readsAsTitle(before.text());
        }

        private void code(List<Outline> lines, int indent) {
            blank();
            lines.forEach(line -> line(" ".repeat(indent) + line.text()));
        }

        /** The line that closes the code which this line opens, or -1 when it opens none or more than text is between. */
        private static int endOfCode(List<Outline> lines, int fence) {
            if (!isText(lines.get(fence)) || !lines.get(fence).text().startsWith(MarkdownLine.FENCE)) {
                return -1;
            }
            for (int i = fence + 1; i < lines.size() && isText(lines.get(i)); i++) {
                if (lines.get(i).text().equals(MarkdownLine.FENCE)) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean isText(Outline line) {
            return line.mark() == Outline.Mark.TEXT;
        }

        private static boolean standsApart(Outline line, Outline.@Nullable Mark before) {
            return switch (line.mark()) {
                case NUMBER, BULLET ->
                    before == Outline.Mark.BARE || before == Outline.Mark.TEXT || before == Outline.Mark.QUOTE;
                case BARE -> true;
                case TEXT -> !line.joins() || MarkdownLine.underlines(line.text());
                case QUOTE -> before != Outline.Mark.QUOTE;
            };
        }

        private static String markerOf(Outline line) {
            return switch (line.mark()) {
                case NUMBER -> line.number() + ". ";
                case BULLET -> line.box().isEmpty() ? "- " : "- " + line.box() + " ";
                case QUOTE -> "> ";
                case BARE, TEXT -> "";
            };
        }

        private String escaped(Outline line) {
            String text = line.text();
            return switch (line.mark()) {
                case QUOTE -> MarkdownLine.afterMarker(text);
                case TEXT -> MarkdownLine.alone(text);
                // A section's name alone on its line opens that section, marker or not.
                case NUMBER, BULLET -> isSectionName(text) ? "\\" + text : MarkdownLine.afterMarker(text);
                case BARE -> isSectionName(text) ? "\\" + text : MarkdownLine.alone(text);
            };
        }

        private boolean isSectionName(String text) {
            return names.findExactly(text).isPresent();
        }
    }
}
