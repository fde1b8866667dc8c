package io.rollcall.core.report;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Bare;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes single lines of a report and remarks on them. A line that is not there any more, since its writer has
 * corrected it, is neither changed nor remarked on. Thread-safe.
 */
public final class Amendments {

    private final ReplyReader reader;

    public Amendments(Team team) {
        this.reader = new ReplyReader(team);
    }

    /**
     * The lines with this one in the place of the old one, or with a new one where there are lines.
     *
     * @return empty where it has no place among them
     */
    Optional<List<Passage>> amend(List<Passage> passages, Amendment amendment, ReportWeek week) {
        String before = amendment.before();
        return read(amendment, week)
                .flatMap(item -> before == null
                        ? added(passages, amendment, item)
                        : changed(passages, before, old -> worded(old, item), origin(amendment)));
    }

    /** The report with remarks beneath its lines; they are text and no items, and may be read back as such. */
    public static Report note(Report report, Collection<LineNote> notes) {
        Report noted = report;
        for (LineNote note : notes) {
            noted = withSection(noted, note.section(), section -> note(section, note));
        }
        return noted;
    }

    private Optional<ParsedNode.Item> read(Amendment amendment, ReportWeek week) {
        List<ParsedNode> nodes =
                reader.read("- " + amendment.after(), week, amendment.section(), origin(amendment)).stream()
                        .flatMap(placed -> placed.passage().nodes().stream())
                        .toList();
        return nodes.size() == 1
                        && nodes.get(0) instanceof ParsedNode.Item item
                        && item.children().isEmpty()
                ? Optional.of(item)
                : Optional.empty();
    }

    private static Origin origin(Amendment amendment) {
        return Origin.without(amendment.member());
    }

    private static ParsedNode.Item worded(ParsedNode.Item old, ParsedNode.Item fresh) {
        return new ParsedNode.Item(
                old.line(),
                old.depth(),
                old.marker(),
                fresh.label(),
                fresh.text(),
                fresh.status(),
                fresh.facts(),
                old.children());
    }

    /** Behind the section's own lines, marked as the last of them is. */
    private static Optional<List<Passage>> added(List<Passage> lines, Amendment amendment, ParsedNode.Item item) {
        if (lines.isEmpty() || speakOf(lines, amendment.name())) {
            return Optional.empty();
        }
        List<Passage> passages = new ArrayList<>(lines);
        int own = (int)
                passages.stream().takeWhile(passage -> passage.title() == null).count();
        String marker = passages.subList(0, own).stream()
                .flatMap(passage -> passage.nodes().stream())
                .filter(ParsedNode.Item.class::isInstance)
                .map(node -> ((ParsedNode.Item) node).marker())
                .reduce((one, other) -> other)
                .orElse(item.marker());
        ParsedNode.Item marked = new ParsedNode.Item(
                item.line(), 1, marker, item.label(), item.text(), item.status(), item.facts(), List.of());
        passages.add(own, new Passage(null, List.of(marked), origin(amendment), false));
        return Optional.of(passages);
    }

    private static boolean speakOf(List<Passage> passages, String name) {
        String bare = Bare.of(name);
        return passages.stream()
                .flatMap(passage -> passage.nodes().stream())
                .filter(ParsedNode.Item.class::isInstance)
                .flatMap(node -> ((ParsedNode.Item) node).withDescendants())
                .anyMatch(item -> !bare.isEmpty() && Bare.of(item.text()).startsWith(bare));
    }

    private static ReportSection note(ReportSection section, LineNote note) {
        String line = note.line();
        if (line != null) {
            return changed(
                            section.passages(),
                            line,
                            item -> {
                                List<ParsedNode> children = new ArrayList<>();
                                children.add(new ParsedNode.Text(item.line(), item.depth() + 1, note.text(), true));
                                children.addAll(item.children());
                                return item.with(children);
                            },
                            null)
                    .map(passages -> withPassages(section, passages))
                    .orElse(section);
        }
        if (section.passages().isEmpty()) {
            return section;
        }
        List<Passage> passages = new ArrayList<>(section.passages());
        int own = (int)
                passages.stream().takeWhile(passage -> passage.title() == null).count();
        passages.add(
                own,
                new Passage(
                        null,
                        List.of(new ParsedNode.Text(1, 1, note.text(), true)),
                        Origin.without(section.passages().get(0).member()),
                        false));
        return withPassages(section, passages);
    }

    /** @param origin where the line comes from then; null where it stays what it was */
    private static Optional<List<Passage>> changed(
            List<Passage> lines, String line, UnaryOperator<ParsedNode.Item> change, @Nullable Origin origin) {
        OneLine one =
                new OneLine(item -> item.text().equals(line), (item, above) -> Optional.of(change.apply(item)), origin);
        for (int i = 0; i < lines.size(); i++) {
            Optional<List<Passage>> changed = one.in(lines.get(i));
            if (changed.isPresent()) {
                List<Passage> passages = new ArrayList<>(lines);
                passages.remove(i);
                passages.addAll(i, changed.get());
                return Optional.of(passages);
            }
        }
        return Optional.empty();
    }

    private static Report withSection(Report report, SectionId id, UnaryOperator<ReportSection> change) {
        return new Report(
                report.team(),
                report.title(),
                report.weeks(),
                report.revision(),
                report.sections().stream()
                        .map(section -> withSection(section, id, change))
                        .toList(),
                report.unplaced(),
                report.slips(),
                report.trends());
    }

    private static ReportSection withSection(ReportSection section, SectionId id, UnaryOperator<ReportSection> change) {
        ReportSection own = section.id().equals(id) ? change.apply(section) : section;
        return new ReportSection(
                own.id(),
                own.title(),
                own.kind(),
                own.standing(),
                own.owners(),
                own.passages(),
                own.parts().stream().map(part -> withSection(part, id, change)).toList());
    }

    private static ReportSection withPassages(ReportSection section, List<Passage> passages) {
        return new ReportSection(
                section.id(),
                section.title(),
                section.kind(),
                section.standing(),
                section.owners(),
                passages,
                section.parts());
    }
}
