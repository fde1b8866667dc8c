package io.rollcall.bot.round;

import io.rollcall.bot.text.ReportTexts;
import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.bot.text.Texts;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.report.MessageRenderer;
import io.rollcall.core.report.Passage;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.report.ReportWords;
import io.rollcall.core.report.Summary;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A round's report as its editor is shown it: what changed first, with what was noticed, then all of it, numbered by
 * section, and what can be done about it.
 */
final class DraftMessage {

    /** Posts the report. */
    static final String APPROVE = "draft.approve";

    /** Shows a section as something to be changed. */
    static final String EDIT = "draft.edit";

    /** Sections that have a button of their own; of more the words are enough. */
    private static final int MOST_BUTTONS = 10;

    private static final int MOST_LINES = 12;
    private static final int LONGEST_LINE = 80;

    private final Team team;
    private final Round round;
    private final Texts texts;
    private final ReviewTexts reviews;
    private final ReportWords words;

    DraftMessage(Team team, Round round) {
        this.team = team;
        this.round = round;
        this.texts = Texts.in(team.language());
        this.reviews = ReviewTexts.in(team.language());
        this.words = ReportTexts.in(team.language());
    }

    /**
     * @param head     how the round stands, for example until when something can be done
     * @param before   what the ledger holds of the week before
     * @param now      what the report says, with the items that it speaks of
     * @param findings what was noticed in it
     * @param withButtons false for one about which there is nothing to be done any more
     */
    Message of(
            String head,
            Report report,
            List<Statement> before,
            List<Statement> now,
            List<RoundFinding> findings,
            boolean withButtons) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(new Part.Text(head)));
        blocks.add(changes(report.summary(), before, now, findings));
        List<RoundFinding> others = findings.stream()
                .filter(each -> !isOfDate(each.finding().kind()))
                .toList();
        if (!others.isEmpty()) {
            blocks.add(findings(others));
        }
        quiet(report.summary()).ifPresent(blocks::add);
        blocks.addAll(sections(report));
        blocks.add(foot(withButtons));
        return new Message(
                texts.get("draft.title", team.name(), RoundPost.weekOf(round)),
                others.isEmpty() ? Tone.NEUTRAL : Tone.WARNING,
                head.lines().findFirst().orElse(head),
                blocks);
    }

    private static boolean isOfDate(FindingKind kind) {
        return kind == FindingKind.SLIPPED || kind == FindingKind.PULLED_IN;
    }

    private Block changes(Summary summary, List<Statement> before, List<Statement> now, List<RoundFinding> findings) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(texts.get("draft.changes")));
        group("draft.done", points(summary.done()), parts);
        group("draft.new", fresh(before, now), parts);
        for (FindingKind kind : List.of(FindingKind.SLIPPED, FindingKind.PULLED_IN)) {
            List<Line> lines = findings.stream()
                    .filter(each -> each.finding().kind() == kind)
                    .map(each -> new Line(1, "•", inSection(each.section(), reviews.why(each.finding()))))
                    .toList();
            if (!lines.isEmpty()) {
                parts.add(new Part.Text(texts.get("draft.group", reviews.kind(kind), lines.size())));
                parts.add(new Part.Lines(lines));
            }
        }
        group("draft.figures", figures(before, now), parts);
        group("draft.incidents", points(summary.incidents()), parts);
        if (parts.size() == 1) {
            parts.add(new Part.Note(texts.get("draft.changes.none")));
        }
        return new Block(parts);
    }

    private void group(String key, List<String> all, List<Part> into) {
        if (all.isEmpty()) {
            return;
        }
        into.add(new Part.Text(texts.get("draft.group", texts.get(key), all.size())));
        List<Line> lines = new ArrayList<>(all.stream()
                .limit(MOST_LINES)
                .map(line -> new Line(1, "•", line))
                .toList());
        if (all.size() > MOST_LINES) {
            lines.add(new Line(1, "", texts.get("change.more", all.size() - MOST_LINES)));
        }
        into.add(new Part.Lines(lines));
    }

    private List<String> points(List<Summary.Point> points) {
        return points.stream()
                .map(point -> inSection(
                        point.section(),
                        String.join(" › ", point.path())
                                + (point.path().isEmpty() ? "" : " › ")
                                + clipped(point.text())))
                .toList();
    }

    /** Of lines that the ledger did not know, the uppermost; nothing where it knows nothing of the week before. */
    private List<String> fresh(List<Statement> before, List<Statement> now) {
        List<String> fresh = new ArrayList<>();
        if (before.isEmpty()) {
            return fresh;
        }
        int within = Integer.MAX_VALUE;
        for (Statement statement : now) {
            if (statement.depth() > within) {
                continue;
            }
            boolean isNew = statement.knownBy() == null
                    && before.stream().noneMatch(old -> statement.item() != 0 && old.item() == statement.item());
            within = isNew ? statement.depth() : Integer.MAX_VALUE;
            if (isNew) {
                fresh.add(inSection(statement.section(), clipped(statement.text())));
            }
        }
        return fresh;
    }

    /** Figures of one name that the same item gave last week, and gives otherwise now. */
    private List<String> figures(List<Statement> before, List<Statement> now) {
        Map<Long, Statement> last =
                before.stream().collect(Collectors.toMap(Statement::item, it -> it, (one, other) -> one));
        List<String> moved = new ArrayList<>();
        for (Statement statement : now) {
            Statement old = statement.item() == 0 ? null : last.get(statement.item());
            if (old == null) {
                continue;
            }
            Map<String, Fact.Metric> were = metrics(old);
            metrics(statement).forEach((name, metric) -> {
                Fact.Metric was = were.get(name);
                if (was != null && was.value().compareTo(metric.value()) != 0) {
                    moved.add(inSection(
                            statement.section(),
                            texts.get(
                                    "draft.figure",
                                    metric.name() == null ? clipped(statement.title()) : metric.name(),
                                    written(was),
                                    written(metric))));
                }
            });
        }
        return moved;
    }

    /** By name and unit; a name that stands more than once says nothing of which is which. */
    private static Map<String, Fact.Metric> metrics(Statement statement) {
        Map<String, List<Fact.Metric>> all = statement.facts().stream()
                .filter(Fact.Metric.class::isInstance)
                .map(Fact.Metric.class::cast)
                .collect(Collectors.groupingBy(
                        metric -> metric.name() + "/" + metric.unit(), LinkedHashMap::new, Collectors.toList()));
        Map<String, Fact.Metric> single = new LinkedHashMap<>();
        all.forEach((name, metrics) -> {
            if (metrics.size() == 1) {
                single.put(name, metrics.get(0));
            }
        });
        return single;
    }

    private static String written(Fact.Metric metric) {
        BigDecimal value = metric.value();
        String plain =
                value.stripTrailingZeros().scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
        return plain + Objects.requireNonNullElse(metric.unit(), "");
    }

    private Block findings(List<RoundFinding> findings) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Heading(texts.get("draft.findings", findings.size())));
        Map<FindingKind, List<RoundFinding>> kinds = new LinkedHashMap<>();
        findings.forEach(each -> kinds.computeIfAbsent(each.finding().kind(), kind -> new ArrayList<>())
                .add(each));
        kinds.forEach((kind, some) -> {
            parts.add(new Part.Text(texts.get("draft.group", reviews.kind(kind), some.size())));
            List<Line> lines = new ArrayList<>();
            some.forEach(each -> {
                lines.add(new Line(1, "•", inSection(each.section(), reviews.why(each.finding()))));
                for (Finding.Quote quote : each.finding().quotes()) {
                    lines.add(new Line(
                            2,
                            "",
                            texts.get("draft.quote", quote.place().weeks().toString(), clipped(quote.text()))));
                }
            });
            parts.add(new Part.Lines(lines));
        });
        return new Block(parts);
    }

    private Optional<Block> quiet(Summary summary) {
        if (summary.quiet().isEmpty()) {
            return Optional.empty();
        }
        List<Line> lines = summary.quiet().stream()
                .map(section -> new Line(1, "•", inSection(section.id(), words.remark(section))))
                .toList();
        return Optional.of(Block.of(new Part.Heading(texts.get("draft.quiet", lines.size())), new Part.Lines(lines)));
    }

    private List<Block> sections(Report report) {
        Map<SectionId, ReportSection> compiled = report.allSections()
                .collect(Collectors.toMap(ReportSection::id, it -> it, (one, other) -> one, LinkedHashMap::new));
        List<Block> blocks = new ArrayList<>();
        int number = 0;
        for (Section section : DraftSections.of(team)) {
            number++;
            ReportSection now = compiled.get(section.id());
            List<Part> parts = new ArrayList<>();
            parts.add(new Part.Heading(texts.get("draft.section", number, titleOf(section.id()))));
            String remark = now == null ? texts.get("draft.empty") : words.remark(now);
            if (!remark.isEmpty()) {
                parts.add(new Part.Note(remark));
            }
            if (now != null) {
                lines(now.passages(), parts);
            }
            blocks.add(new Block(parts));
        }
        if (!report.unplaced().isEmpty()) {
            List<Part> parts = new ArrayList<>();
            parts.add(new Part.Heading(texts.get("draft.unplaced")));
            lines(report.unplaced(), parts);
            blocks.add(new Block(parts));
        }
        return blocks;
    }

    private static void lines(List<Passage> passages, List<Part> into) {
        List<ParsedNode> untitled = passages.stream()
                .filter(passage -> passage.title() == null)
                .flatMap(passage -> passage.nodes().stream())
                .toList();
        if (!untitled.isEmpty()) {
            into.add(MessageRenderer.lines(untitled));
        }
        for (Passage passage : passages) {
            passage.heading().ifPresent(title -> {
                into.add(new Part.Text(title));
                if (!passage.nodes().isEmpty()) {
                    into.add(MessageRenderer.lines(passage.nodes()));
                }
            });
        }
    }

    private Block foot(boolean withButtons) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part.Divider());
        if (!withButtons) {
            return new Block(parts);
        }
        boolean closed = round.state() == RoundState.CLOSED;
        parts.add(new Part.Note(texts.get(closed ? "draft.how" : "draft.how.other")));
        List<Button> buttons = new ArrayList<>();
        if (closed) {
            buttons.add(new Button(texts.get("button.approve"), true, value(APPROVE, Map.of())));
        }
        List<Section> sections = DraftSections.of(team);
        for (int i = 0; i < sections.size() && sections.size() <= MOST_BUTTONS; i++) {
            buttons.add(new Button(
                    texts.get("button.edit", i + 1),
                    false,
                    value(EDIT, Map.of("section", sections.get(i).id().value()))));
        }
        if (!buttons.isEmpty()) {
            parts.add(new Part.Buttons(buttons));
        }
        return new Block(parts);
    }

    private Map<String, String> value(String act, Map<String, String> more) {
        return value(round.id(), act, more);
    }

    static Map<String, String> value(RoundId round, String act, Map<String, String> more) {
        Map<String, String> value = new LinkedHashMap<>(more);
        value.put("act", act);
        value.put("round", round.toString());
        return value;
    }

    private String inSection(SectionId section, String text) {
        return texts.get("draft.inSection", RoundReports.titleOf(team, section), text);
    }

    /** A part is named together with what it is a part of. */
    private String titleOf(SectionId id) {
        return team.sections().stream()
                .flatMap(top -> path(top, "", id).stream())
                .findFirst()
                .orElse(id.value());
    }

    private static Optional<String> path(Section at, String above, SectionId id) {
        String title = above.isEmpty() ? at.title() : above + " · " + at.title();
        if (at.id().equals(id)) {
            return Optional.of(title);
        }
        return at.parts().stream()
                .flatMap(part -> path(part, title, id).stream())
                .findFirst();
    }

    private static String clipped(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_LINE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LINE)).stripTrailing() + "…";
    }
}
