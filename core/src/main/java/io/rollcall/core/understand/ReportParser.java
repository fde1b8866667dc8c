package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the text of a report or of a member's reply. Stateless and thread-safe; no text makes it throw. */
public final class ReportParser {

    private final Titles titles;

    /** @param knownTitles section titles that open a section when they stand alone on a line */
    public ReportParser(Set<String> knownTitles) {
        this.titles = new Titles(knownTitles);
    }

    /**
     * @param text any text; line ends of any system
     * @param week the report's week, by which dates without a year, and {@code 本周} or {@code 月底}, are placed
     */
    public ParsedReport parse(String text, ReportWeek week) {
        Days days = new Days(week);
        Desk desk = new Desk();
        List<ParsedSection> sections = new ArrayList<>();
        for (Draft.Section section : Outline.of(text, titles)) {
            Annotator annotator = new Annotator(text, days, section.tone, desk);
            sections.add(new ParsedSection(section.title, section.level, section.line, annotator.read(section.nodes)));
        }
        return new ParsedReport(week, sections);
    }

    /** Reads the lines of one section, each by the labels above it. */
    private static final class Annotator {
        private final String text;
        private final Days days;
        private final Tone tone;
        private final Desk desk;
        private final List<String> labels = new ArrayList<>();

        Annotator(String text, Days days, Tone tone, Desk desk) {
            this.text = text;
            this.days = days;
            this.tone = tone;
            this.desk = desk;
        }

        /** The outline is no deeper than {@link Outline#MAX_DEPTH}, so this may call itself. */
        List<ParsedNode> read(List<Draft.Node> nodes) {
            if (nodes.isEmpty()) {
                return List.of();
            }
            List<ParsedNode> read = new ArrayList<>(nodes.size());
            for (Draft.Node node : nodes) {
                read.add(node.kind == Draft.Kind.ITEM ? item(node) : plain(node));
            }
            return read;
        }

        private ParsedNode.Text plain(Draft.Node node) {
            return new ParsedNode.Text(
                    node.line, node.depth, Escapes.text(text, node.start, node.end), node.kind == Draft.Kind.QUOTE);
        }

        private ParsedNode.Item item(Draft.Node node) {
            Passage passage = passage(node);
            String label = passage.label;
            Status status = StatusRule.status(passage).orElse(null);
            List<Fact> facts = withContinuations(passage.facts(), node);
            labels.add(label == null ? "" : label);
            List<ParsedNode> children = read(node.children);
            labels.remove(labels.size() - 1);
            return new ParsedNode.Item(
                    node.line, node.depth, node.marker, label, passage.reading.whole(), status, facts, children);
        }

        /** The facts of the line and of the further lines of its sentence. */
        private List<Fact> withContinuations(List<Fact> own, Draft.Node node) {
            List<Fact> facts = own;
            for (Draft.Node child : node.children) {
                if (child.kind == Draft.Kind.CONTINUATION) {
                    facts = new ArrayList<>(facts);
                    facts.addAll(passage(child).facts());
                }
            }
            return facts;
        }

        private Passage passage(Draft.Node node) {
            Reading reading = desk.read(text, node.start, node.end);
            return Facts.read(reading, new Context(days, tone.below(labels), labels, node.checked()), desk);
        }
    }
}
