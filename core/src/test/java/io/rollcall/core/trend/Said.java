package io.rollcall.core.trend;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ReportParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said week by week, read by the parser as in a round. */
final class Said {

    static final SectionId FIGURES = new SectionId("figures");

    private final List<Statement> statements = new ArrayList<>();
    private int ordinal;

    static ReportWeek week(int number) {
        return new ReportWeek(2024, number);
    }

    /** Of one item: a line a week, from week 40 on; an empty one for a week in which nothing was said. */
    static List<Statement> weekly(String... lines) {
        Said said = new Said();
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                said.of(1, 40 + i, lines[i]);
            }
        }
        return said.all();
    }

    Said of(long item, int week, String line) {
        return of(item, week, FIGURES, null, line);
    }

    Said of(long item, int week, SectionId section, @Nullable Long parent, String line) {
        ParsedNode.Item read = new ReportParser(Set.of())
                .parse("1. " + line, week(week)).sections().stream()
                        .flatMap(one -> one.nodes().stream())
                        .filter(ParsedNode.Item.class::isInstance)
                        .map(ParsedNode.Item.class::cast)
                        .findFirst()
                        .orElseThrow();
        statements.add(new Statement(
                item,
                week(week),
                null,
                section,
                ++ordinal,
                parent == null ? 1 : 2,
                parent,
                read.label(),
                read.text(),
                read.status(),
                read.facts(),
                null,
                null));
        return this;
    }

    List<Statement> all() {
        return List.copyOf(statements);
    }
}
