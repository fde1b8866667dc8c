package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** The items that live across weeks, and what was said of each, week by week. */
public final class Ledger {

    private final LedgerMapper mapper;
    private final ItemGrams grams;
    private final ItemSearch search;
    private final TransactionOperations transactions;

    Ledger(LedgerMapper mapper, ItemGrams grams, TransactionOperations transactions) {
        this.mapper = mapper;
        this.grams = grams;
        this.search = new ItemSearch(mapper);
        this.transactions = transactions;
    }

    /**
     * The team's items, the most recently stated first; of those of one week the most recently made. What a search by
     * words costs hardly depends on how much the ledger holds, see {@link ItemSearch} for how and for the worst case.
     *
     * @param query what to find, as it stands there, in the title or in what was said in any week; upper and lower case
     *              are the same, as are a character's full and half width and the like (NFKC). Blank for every item
     */
    public List<LedgerItem> items(TeamId team, String query, int limit) {
        String words = Grams.fold(query).strip();
        return words.isEmpty() ? mapper.items(team, limit) : search.find(team, words, limit);
    }

    public Optional<LedgerItem> item(long id) {
        return mapper.item(id);
    }

    /** What was said of an item, week by week, the first week first. */
    public List<Statement> history(long item) {
        return mapper.history(item).stream().map(StatementRow::toStatement).toList();
    }

    /** All that was said in a week, in the order of the report. */
    public List<Statement> week(TeamId team, ReportWeek week) {
        return mapper.week(team, week).stream().map(StatementRow::toStatement).toList();
    }

    /**
     * What was said of these items in a span of weeks, for following their figures: of the facts of each statement only
     * measured quantities and progress are read. By week, in the order of the report; one query.
     *
     * @param last the last week, included
     */
    public List<Statement> figures(Collection<Long> items, ReportWeek first, ReportWeek last) {
        return items.isEmpty()
                ? List.of()
                : mapper.spanOf(items, first, last).stream()
                        .map(StatementRow::toFigures)
                        .toList();
    }

    /** The same of the items whose latest statements stand in these sections, wherever they stood before; one query. */
    public List<Statement> figures(TeamId team, Collection<SectionId> sections, ReportWeek first, ReportWeek last) {
        return sections.isEmpty()
                ? List.of()
                : mapper.spanOfSections(team, sections, first, last).stream()
                        .map(StatementRow::toFigures)
                        .toList();
    }

    /**
     * Puts these statements in the place of all that the week had. Items are created for the statements that name
     * none; items of which no week says anything any more are gone afterwards. Callers that may do this for one week at
     * the same time read, match and replace under {@link Rounds#lock}; each would make items for the same new lines.
     *
     * @param statements in the order of the report, each item at most once. What stands beneath what follows from
     *                   order and depth: a statement's parent is the nearest one before it in its section that is less
     *                   deep. Their {@code ordinal} and {@code parent} are not read
     * @return the statements as stored, with item, ordinal and parent
     * @throws IllegalArgumentException when a statement is of another week, or names an item twice or one that the team
     *                                  does not have; nothing is changed then
     */
    public List<Statement> replaceWeek(TeamId team, ReportWeek week, List<Statement> statements) {
        return transactions.execute(status -> {
            requireOf(week, statements);
            requireKnown(team, statements);
            Set<Long> gone = new TreeSet<>(mapper.itemsOf(team, week));
            mapper.deleteWeek(team, week);
            List<Statement> stored = placed(statements, numbered(team, statements));
            Set<Long> stated = new TreeSet<>();
            ItemGrams.Batch findable = new ItemGrams.Batch();
            for (Statement statement : stored) {
                mapper.insertStatement(team, StatementRow.of(statement));
                mapper.rename(statement.item(), statement.section(), statement.title(), week);
                stated.add(statement.item());
                findable.add(statement.item(), statement.title());
                findable.add(statement.item(), statement.text());
            }
            grams.add(team, findable);
            // What an item has been through is not read again for its sake, however long it has lived.
            if (!stated.isEmpty()) {
                mapper.widenSpan(stated, week);
            }
            gone.removeAll(stated);
            if (!gone.isEmpty()) {
                mapper.deleteUnstated(gone);
                mapper.updateSpan(gone);
            }
            return stored;
        });
    }

    private List<Long> numbered(TeamId team, List<Statement> statements) {
        List<Long> items = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.item() != 0) {
                items.add(statement.item());
                continue;
            }
            GeneratedId id = new GeneratedId();
            mapper.insertItem(team, statement.section(), statement.title(), statement.week(), id);
            items.add(id.value());
        }
        return items;
    }

    private static List<Statement> placed(List<Statement> statements, List<Long> items) {
        List<Statement> placed = new ArrayList<>();
        Deque<Statement> above = new ArrayDeque<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            while (!above.isEmpty() && !mayBeAbove(above.peek(), statement)) {
                above.pop();
            }
            @Nullable Long parent = above.isEmpty() ? null : above.peek().item();
            Statement stored = statement.storedAs(items.get(i), i + 1, parent);
            above.push(stored);
            placed.add(stored);
        }
        return placed;
    }

    private static boolean mayBeAbove(Statement above, Statement statement) {
        return above.section().equals(statement.section()) && above.depth() < statement.depth();
    }

    private static void requireOf(ReportWeek week, List<Statement> statements) {
        Set<Long> seen = new HashSet<>();
        for (Statement statement : statements) {
            if (!statement.week().equals(week)) {
                throw new IllegalArgumentException(
                        "a statement of " + statement.week() + " cannot stand in the report of " + week);
            }
            if (statement.item() != 0 && !seen.add(statement.item())) {
                throw new IllegalArgumentException("item " + statement.item() + " is stated twice in " + week);
            }
        }
    }

    private void requireKnown(TeamId team, List<Statement> statements) {
        Set<Long> named = new TreeSet<>();
        statements.stream().map(Statement::item).filter(item -> item != 0).forEach(named::add);
        if (!named.isEmpty()) {
            named.removeAll(new HashSet<>(mapper.existing(team, named)));
        }
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(
                    "team " + team + " has no item " + named.iterator().next());
        }
    }
}
