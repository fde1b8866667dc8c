package io.rollcall.core.ledger;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.SectionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds for this week's lines the items they speak of, whatever became of their number, place, wording and section, see
 * {@link Pairing}. Each says how it was told ({@link Statement#knownBy}). When unsure it is a new item: two items taken
 * for one would mix up what was promised.
 */
public final class ItemMatcher {

    private final Function<SectionId, String> titles;

    /** @param titles what a section is called: it tells work from plans and thoughts, and renamed sections */
    public ItemMatcher(Function<SectionId, String> titles) {
        this.titles = titles;
    }

    /**
     * @param earlier weeks of statements, one statement an item, the week that counts most first: what is not found
     *                there is sought in the next
     * @param now     this week's statements, in the order of the report, their items 0
     * @return the same statements in the same order, with the items of those that were found; no item twice
     */
    public List<Statement> match(List<List<Statement>> earlier, List<Statement> now) {
        List<Line> lines = lines(now);
        ReportWeek own = now.isEmpty() ? null : now.get(0).week();
        Map<Line, Statement> told = new HashMap<>();
        Set<Long> taken = new HashSet<>();
        Set<Long> later = new HashSet<>();
        for (List<Statement> whole : earlier) {
            // An item is what was said of it last.
            List<Statement> week = whole.stream()
                    .filter(statement -> !later.contains(statement.item()) || taken.contains(statement.item()))
                    .toList();
            whole.stream()
                    .filter(statement -> !statement.week().equals(own))
                    .forEach(statement -> later.add(statement.item()));
            List<Line> old = lines(week);
            Map<Long, Line> byItem = new HashMap<>();
            Map<Line, Statement> items = new HashMap<>();
            for (int i = 0; i < week.size(); i++) {
                items.put(old.get(i), week.get(i));
                byItem.put(week.get(i).item(), old.get(i));
            }
            Map<Line, Line> known = new HashMap<>();
            told.forEach((line, statement) -> {
                Line same = byItem.get(statement.item());
                if (same != null) {
                    known.put(line, same);
                }
            });
            Pairing.of(old, lines, known).forEach((line, match) -> {
                Statement before = items.get(match.earlier());
                if (before != null && !told.containsKey(line) && taken.add(before.item())) {
                    // What was found before of this very week stays told as it was then.
                    boolean again = before.week().equals(now.get(line.ordinal()).week());
                    told.put(line, again ? before : before.knownAs(match.by()));
                }
            });
        }
        List<Statement> matched = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Statement statement = now.get(i);
            Statement found = told.get(lines.get(i));
            matched.add(found == null ? statement : statement.of(found.item(), found.knownBy()));
        }
        return matched;
    }

    private List<Line> lines(List<Statement> statements) {
        List<Line> lines = new ArrayList<>();
        Deque<Line> above = new ArrayDeque<>();
        for (Statement statement : statements) {
            String section = titles.apply(statement.section());
            while (!above.isEmpty()
                    && (above.element().depth() >= statement.depth()
                            || !above.element().section().equals(section))) {
                above.pop();
            }
            Line line = new Line(
                    section,
                    above.peek(),
                    lines.size(),
                    statement.depth(),
                    statement.label(),
                    statement.text(),
                    statement.facts());
            lines.add(line);
            above.push(line);
        }
        return lines;
    }
}
