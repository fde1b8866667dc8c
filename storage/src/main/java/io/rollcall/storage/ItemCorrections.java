package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.ledger.KnownBy;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.ItemCorrectionMapper.NamedQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where a person knows better which lines are one item. What was said is never changed, only of which item; what was
 * noticed or asked about it, or is not to be asked, goes with it.
 */
public final class ItemCorrections {

    private final ItemCorrectionMapper mapper;
    private final LedgerMapper ledger;
    private final ItemGrams grams;
    private final TransactionOperations transactions;

    ItemCorrections(
            ItemCorrectionMapper mapper, LedgerMapper ledger, ItemGrams grams, TransactionOperations transactions) {
        this.mapper = mapper;
        this.ledger = ledger;
        this.grams = grams;
        this.transactions = transactions;
    }

    /**
     * Makes two items one: all that was said of the first is from now on said of the other, and the first is gone.
     *
     * @param by who says so
     * @throws IllegalArgumentException when the team does not have one of them, or both are the same
     * @throws ItemConflictException    when a week speaks of both: then they are two
     */
    public ItemCorrection merge(TeamId team, long item, long into, String by, Instant at) {
        return transactions.execute(status -> {
            requireOf(team, item);
            requireOf(team, into);
            if (item == into) {
                throw new IllegalArgumentException("item " + item + " cannot be merged into itself; name another");
            }
            List<ReportWeek> weeks = mapper.lockWeeks(item);
            List<ReportWeek> others = mapper.lockWeeks(into);
            weeks.stream().filter(others::contains).findFirst().ifPresent(both -> {
                throw new ItemConflictException("the report of " + both + " speaks of both items, " + item + " and "
                        + into + ", so they are two; split one of them first");
            });
            ReportWeek first = weeks.get(0);
            move(team, item, into, first);
            mapper.moveFindings(item, into);
            mapper.moveMuted(team, item, into);
            moveQuestions(item, into, question -> true);
            mapper.delete(item);
            // The later one of the two beginnings is no beginning any more.
            ReportWeek joined = first.compareTo(others.get(0)) > 0 ? first : others.get(0);
            mapper.known(into, joined, KnownBy.PERSON);
            settle(team, into);
            return noted(team, new ItemCorrection(ItemCorrection.Kind.MERGE, item, into, first, by, at));
        });
    }

    /**
     * Makes one item two: what was said of it from a week on is said of a new item.
     *
     * @param from its first week as the new item
     * @throws IllegalArgumentException when the team does not have the item
     * @throws ItemConflictException    when nothing was said of it before that week, or nothing since
     */
    public ItemCorrection split(TeamId team, long item, ReportWeek from, String by, Instant at) {
        return transactions.execute(status -> {
            requireOf(team, item);
            List<ReportWeek> weeks = mapper.lockWeeks(item);
            List<ReportWeek> moving =
                    weeks.stream().filter(week -> week.compareTo(from) >= 0).toList();
            if (moving.isEmpty() || moving.size() == weeks.size()) {
                throw new ItemConflictException("item " + item + " is spoken of in " + weeks
                        + "; to split it, name a week after the first and not after the last");
            }
            LedgerItem known = ledger.item(item).orElseThrow();
            GeneratedId id = new GeneratedId();
            ledger.insertItem(team, known.section(), known.title(), moving.get(0), id);
            move(team, item, id.value(), moving.get(0));
            mapper.begins(id.value(), moving.get(0));
            settle(team, item);
            settle(team, id.value());
            RoundId since = Optional.ofNullable(
                            ledger.history(id.value()).get(0).round())
                    .orElseGet(() -> new RoundId(team, moving.get(0)));
            mapper.moveFindingsSince(item, id.value(), since);
            moveQuestions(item, id.value(), question -> question.round().week().compareTo(since.week()) >= 0);
            // Who does not want to be asked did not say of which of the two.
            mapper.copyMuted(team, item, id.value());
            return noted(team, new ItemCorrection(ItemCorrection.Kind.SPLIT, item, id.value(), moving.get(0), by, at));
        });
    }

    /** In the order in which they were made. */
    public List<ItemCorrection> of(TeamId team) {
        return mapper.of(team);
    }

    /** The number of the latest; 0 before the first. Whoever keeps what items were looks whether it has changed. */
    public long latest(TeamId team) {
        return mapper.latest(team).orElse(0L);
    }

    private void move(TeamId team, long item, long to, ReportWeek from) {
        mapper.lockWeeks(item).stream()
                .filter(week -> week.compareTo(from) >= 0)
                .forEach(week -> mapper.moveBelow(team, week, item, to));
        mapper.move(item, to, from);
    }

    /** Of two questions of one round that ask the same by now, the one that names the item already stays as it is. */
    private void moveQuestions(long item, long to, Predicate<NamedQuestion> which) {
        Set<String> taken = mapper.questions(to).stream()
                .map(question -> question.round() + "/" + question.name())
                .collect(Collectors.toSet());
        mapper.questions(item).stream().filter(which).forEach(question -> {
            String name = RoundFinding.keyWith(question.name(), to);
            if (taken.add(question.round() + "/" + name)) {
                mapper.moveQuestion(question.id(), to, name);
            }
        });
    }

    /** Its span, its name and what it can be found by follow from what is said of it now. */
    private void settle(TeamId team, long item) {
        ledger.updateSpan(Set.of(item));
        List<Statement> history =
                ledger.history(item).stream().map(StatementRow::toStatement).toList();
        Statement last = history.get(history.size() - 1);
        ledger.rename(item, last.section(), last.title(), last.week());
        ItemGrams.Batch findable = new ItemGrams.Batch();
        history.forEach(statement -> {
            findable.add(item, statement.title());
            findable.add(item, statement.text());
        });
        grams.add(team, findable);
    }

    private ItemCorrection noted(TeamId team, ItemCorrection made) {
        mapper.insert(team, made);
        return made;
    }

    private void requireOf(TeamId team, long item) {
        if (ledger.existing(team, List.of(item)).isEmpty()) {
            throw new IllegalArgumentException(
                    "team " + team + " has no item " + item + "; GET /api/v1/teams/" + team + "/items lists them");
        }
    }
}
