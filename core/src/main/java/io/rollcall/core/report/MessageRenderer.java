package io.rollcall.core.report;

import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.ReportWords.Word;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the message that posts a report in the group: what changed first, then one block for each section, so that a
 * platform that must split splits between sections. Of a long report the long sections are folds; figures are a table
 * where nothing is lost by it, and how they went over the weeks is a chart. Stateless and thread-safe.
 */
public final class MessageRenderer {

    /** A report of more lines is long: few read it all, and everyone scrolls past it. */
    private static final int MOST_LINES = 40;

    /** A section of more lines is worth a fold in a long report. */
    private static final int MOST_LINES_OPEN = 6;

    private final ReportWords words;
    private final Digest digest;
    private final TrendCharts charts;

    public MessageRenderer(ReportWords words) {
        this.words = words;
        this.digest = new Digest(words);
        this.charts = new TrendCharts(words);
    }

    public Message render(Report report) {
        Summary summary = report.summary();
        List<Block> blocks = new ArrayList<>();
        blocks.add(changes(report, summary));
        boolean isLong =
                report.allSections().mapToInt(section -> linesIn(body(section))).sum() > MOST_LINES;
        report.sections().forEach(section -> section(report, section, "", isLong, blocks));
        if (!report.unplaced().isEmpty()) {
            List<Part> parts = new ArrayList<>();
            parts.add(new Part.Heading(words.the(Word.OTHER)));
            passages(report.unplaced(), parts);
            blocks.add(new Block(parts));
        }
        Tone tone = summary.isComplete() ? Tone.GOOD : Tone.NEUTRAL;
        return new Message(report.title(), tone, digest.counts(summary), blocks);
    }

    /** Lines alone: what one reply was understood to say. */
    public static Part.Lines lines(List<ParsedNode> nodes) {
        List<Line> lines = new ArrayList<>();
        flatten(Outline.of(List.of(nodes)), 1, lines);
        return new Part.Lines(lines);
    }

    private Block changes(Report report, Summary summary) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(words.the(Word.CHANGES)));
        parts.add(new Part.Note(digest.counts(summary)));
        for (Digest.Group group : digest.groups(summary)) {
            parts.add(new Part.Text(group.title()));
            parts.add(new Part.Lines(
                    group.lines().stream().map(line -> new Line(1, "•", line)).toList()));
        }
        if (report.revision() > 1) {
            parts.add(new Part.Note(words.counted(Word.REVISION, report.revision())));
        }
        return new Block(parts);
    }

    private void section(Report report, ReportSection section, String within, boolean isLong, List<Block> blocks) {
        String title = within.isEmpty() ? section.title() : within + " · " + section.title();
        String remark = words.remark(section);
        // A section that only holds its parts would be a block of a heading alone: its parts name it anyway.
        if (!section.passages().isEmpty()
                || !remark.isEmpty()
                || section.parts().isEmpty()) {
            List<Part> body = body(section);
            List<Part> parts = new ArrayList<>();
            if (isLong && isFolded(section, body)) {
                parts.add(new Part.Fold(title, body));
            } else {
                parts.add(new Part.Heading(title));
                parts.addAll(body);
            }
            if (!remark.isEmpty()) {
                // Not under a title within the section, as if it were said of that alone.
                boolean belowLines = parts.size() > 1 && !(parts.get(1) instanceof Part.Text);
                parts.add(belowLines ? 2 : 1, new Part.Note(remark));
            }
            // Below what is folded, and in sight.
            parts.addAll(charts.of(report.trends(), section.id()));
            blocks.add(new Block(parts));
        }
        section.parts().forEach(part -> section(report, part, title, isLong, blocks));
    }

    /** What went wrong is never folded away, and figures in a table are short enough. */
    private static boolean isFolded(ReportSection section, List<Part> body) {
        return section.kind() != SectionKind.INCIDENTS
                && body.stream().noneMatch(Part.Table.class::isInstance)
                && linesIn(body) > MOST_LINES_OPEN;
    }

    private List<Part> body(ReportSection section) {
        Optional<Part.Table> figures =
                section.kind() == SectionKind.METRICS ? FigureTable.of(section.passages(), words) : Optional.empty();
        List<Part> parts = new ArrayList<>();
        if (figures.isPresent()) {
            parts.add(figures.get());
        } else {
            passages(section.passages(), parts);
        }
        return parts;
    }

    private static int linesIn(List<Part> parts) {
        return parts.stream()
                .mapToInt(
                        part -> part instanceof Part.Lines lines ? lines.lines().size() : 1)
                .sum();
    }

    private static void passages(List<Passage> passages, List<Part> parts) {
        List<Line> lines = new ArrayList<>();
        flatten(
                Outline.of(passages.stream()
                        .filter(passage -> passage.title() == null)
                        .map(Passage::nodes)
                        .toList()),
                1,
                lines);
        if (!lines.isEmpty()) {
            parts.add(new Part.Lines(lines));
        }
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                List<Line> below = new ArrayList<>();
                flatten(Outline.of(List.of(passage.nodes())), 1, below);
                parts.add(new Part.Text(title));
                if (!below.isEmpty()) {
                    parts.add(new Part.Lines(below));
                }
            });
        }
    }

    private static void flatten(List<Outline> lines, int depth, List<Line> into) {
        for (Outline line : lines) {
            String marker = switch (line.mark()) {
                case NUMBER -> line.number() + ".";
                case BULLET -> "•";
                case QUOTE -> ">";
                case BARE, TEXT -> "";
            };
            into.add(new Line(depth, marker, line.tick() + line.text()));
            flatten(line.children(), depth + 1, into);
        }
    }
}
