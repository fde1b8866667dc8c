package io.rollcall.bot.conversation;

import io.rollcall.core.ledger.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How this week's lines compare with last week's. */
final class WeekChange {

    private WeekChange() {}

    /** What became of an item. */
    enum Kind {
        NEW,
        CHANGED,
        SAME,
        MISSING
    }

    /**
     * Counts into {@code counts}; counts nothing when there was no week before.
     *
     * @param now with the items of those lines that were found in last week's
     */
    static void count(List<Statement> before, List<Statement> now, Map<Kind, Integer> counts) {
        if (before.isEmpty()) {
            return;
        }
        Map<Long, Statement> last =
                before.stream().collect(Collectors.toMap(Statement::item, statement -> statement, (a, b) -> a));
        for (Statement statement : now) {
            Statement old = last.get(statement.item());
            Kind kind = old == null ? Kind.NEW : old.text().equals(statement.text()) ? Kind.SAME : Kind.CHANGED;
            counts.merge(kind, 1, Integer::sum);
        }
        Set<Long> spokenOf = now.stream().map(Statement::item).collect(Collectors.toSet());
        long missing =
                last.keySet().stream().filter(item -> !spokenOf.contains(item)).count();
        counts.merge(Kind.MISSING, (int) missing, Integer::sum);
    }
}
