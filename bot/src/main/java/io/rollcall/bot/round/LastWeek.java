package io.rollcall.bot.round;

import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Last week's report, as the prompts of a round are made from it.
 *
 * @param lines      what was not finished by then, by section
 * @param statements what the ledger holds of that week
 */
record LastWeek(Map<SectionId, List<ParsedNode>> lines, List<Statement> statements) {

    static final LastWeek NONE = new LastWeek(Map.of(), List.of());

    LastWeek {
        lines = Map.copyOf(lines);
        statements = List.copyOf(statements);
    }

    /** Finds the ledger's items of lines by their words; of several with the same words one after the other. */
    BiFunction<SectionId, String, @Nullable Long> items() {
        Map<List<Object>, Deque<Long>> items = new HashMap<>();
        for (Statement statement : statements) {
            items.computeIfAbsent(List.of(statement.section(), statement.text()), key -> new ArrayDeque<>())
                    .add(statement.item());
        }
        return (section, text) -> {
            Deque<Long> left = items.get(new ArrayList<Object>(List.of(section, text)));
            return left == null ? null : left.poll();
        };
    }
}
