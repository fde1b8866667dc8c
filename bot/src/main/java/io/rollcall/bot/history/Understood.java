package io.rollcall.bot.history;

import io.rollcall.core.report.PastReport;
import io.rollcall.core.report.SectionNames;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of one report, counted so that every line that is not blank is in exactly one of {@code head},
 * {@code headings}, {@code items}, {@code texts} and {@code homeless}.
 *
 * @param head      lines of the page's head: its title and properties
 * @param headings  lines that are titles
 * @param sections  sections of the team that have lines in it
 * @param items     lines that stand in a section as an item of the ledger
 * @param facts     dates, progress, figures and changes in them
 * @param texts     lines of a section that are kept with it as they stand: prose, quotations, the rest of a sentence
 * @param homeless  lines above the first title that names a section; kept at the end of the report
 * @param unknown   titles that name no section of the team
 */
record Understood(
        int head,
        int headings,
        Set<SectionId> sections,
        int items,
        int facts,
        List<Line> texts,
        List<Line> homeless,
        List<Line> unknown) {

    /**
     * A line of the page.
     *
     * @param number counted from 1
     * @param under  the title of the section that it is kept with, or null when it is kept with none
     */
    record Line(int number, String words, @Nullable String under) {}

    /** Reads a report as the team's rounds are read, see {@link io.rollcall.core.report.ReplyRouter}. */
    static Understood of(Team team, PastReport report) {
        SectionNames names = new SectionNames(team);
        ParsedReport parsed = new ReportParser(names.all())
                .parse(report.body(), report.weeks().last());
        Count count = new Count(report.headLines());
        Optional<Section> section = Optional.empty();
        for (ParsedSection part : parsed.sections()) {
            Optional<Section> named = part.heading().flatMap(names::find);
            section = named.isPresent() ? named : section;
            count.add(part, named.isPresent(), section.orElse(null));
        }
        return count.result(report.head());
    }

    /** Whether any line belongs to the team. */
    boolean isPlaced() {
        return !sections.isEmpty();
    }

    /** Every line that is not blank. */
    int lines() {
        return head + headings + items + texts.size() + homeless.size();
    }

    private static final class Count {

        private final int linesBefore;
        private final Set<SectionId> sections = new LinkedHashSet<>();
        private final List<Line> texts = new ArrayList<>();
        private final List<Line> homeless = new ArrayList<>();
        private final List<Line> unknown = new ArrayList<>();
        private int headings;
        private int items;
        private int facts;

        Count(int linesBefore) {
            this.linesBefore = linesBefore;
        }

        void add(ParsedSection part, boolean named, @Nullable Section section) {
            String title = part.title();
            String under = section == null ? null : section.title();
            if (title != null) {
                headings++;
                if (!named) {
                    unknown.add(new Line(part.line() + linesBefore, title, under));
                }
            }
            if (section != null && !part.nodes().isEmpty()) {
                sections.add(section.id());
            }
            add(part.nodes(), under);
        }

        /** The outline's depth is bounded, so this may call itself. */
        private void add(List<ParsedNode> nodes, @Nullable String under) {
            for (ParsedNode node : nodes) {
                Line line = new Line(node.line() + linesBefore, node.text(), under);
                if (under == null) {
                    homeless.add(line);
                } else if (node instanceof ParsedNode.Item item && !item.text().isBlank()) {
                    items++;
                    facts += item.facts().size();
                } else {
                    texts.add(line);
                }
                if (node instanceof ParsedNode.Item item) {
                    add(item.children(), under);
                }
            }
        }

        Understood result(int head) {
            return new Understood(head, headings, sections, items, facts, texts, homeless, unknown);
        }
    }
}
