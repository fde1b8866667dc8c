package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Line;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line of a reviewed report; equal only to itself. */
final class Entry extends Line {

    final Sheet sheet;

    /** Where it stands on its page. */
    final int line;

    /** The ledger's number of its item; 0 where there is none. */
    final long item;

    final @Nullable Status status;
    final List<Entry> children = new ArrayList<>();

    private final @Nullable Entry parent;

    /** The line that this is part of; null for one that is whole. */
    private final @Nullable Entry whole;

    private @Nullable List<Clause> clauses;
    private int @Nullable [] starts;
    private @Nullable Pairs wholePairs;
    private @Nullable Pairs placedPairs;

    Entry(Sheet sheet, @Nullable Entry parent, int ordinal, ReviewedReport.Line line) {
        super(line.section(), parent, ordinal, line.depth(), line.label(), line.text(), line.facts());
        this.sheet = sheet;
        this.parent = parent;
        this.line = line.number();
        this.item = line.item();
        this.status = line.status();
        this.whole = null;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /** Part of a line, by itself: some of its words, with the facts in them. */
    private Entry(Entry whole, String text, List<Fact> facts) {
        super(whole.section(), whole.parent, whole.ordinal(), whole.depth(), null, text, facts);
        this.sheet = whole.sheet;
        this.parent = whole.parent;
        this.line = whole.line;
        this.item = whole.item;
        this.status = null;
        this.whole = whole;
    }

    /** These neighbouring clauses of the line, as a line. */
    Entry part(List<Clause> some) {
        return new Entry(
                this,
                some.stream().map(Clause::text).collect(Collectors.joining("，")),
                some.stream().flatMap(clause -> clause.facts().stream()).toList());
    }

    /** The line that this is part of; itself where it is one. */
    Entry whole() {
        return whole == null ? this : whole;
    }

    @Override
    public @Nullable Entry parent() {
        return parent;
    }

    @Override
    public Stream<Entry> above() {
        return Stream.iterate(this, entry -> entry.parent != null, entry -> entry.parent)
                .map(entry -> entry.parent);
    }

    Finding.Place place() {
        return new Finding.Place(sheet.weeks(), line);
    }

    Finding.Quote quote() {
        return new Finding.Quote(place(), whole().text());
    }

    /** Something noticed here that is held against an earlier line. */
    Finding finding(FindingKind kind, Entry before, Finding.Why why, double confidence) {
        return new Finding(
                kind,
                sheet.weeks(),
                line,
                section(),
                item,
                name(),
                before.place(),
                why,
                List.of(before.quote(), quote()),
                confidence);
    }

    /** Something noticed in the line itself, with the other lines that it rests on. */
    Finding finding(FindingKind kind, Finding.Why why, List<Finding.Quote> others, double confidence) {
        List<Finding.Quote> quotes = Stream.concat(
                        Stream.of(quote()),
                        others.stream().filter(other -> other.place().line() != line))
                .toList();
        return new Finding(kind, sheet.weeks(), line, section(), item, name(), null, why, quotes, confidence);
    }

    /** Something noticed in a report that does not speak of this line any more. */
    Finding missing(FindingKind kind, Sheet in, Finding.Why why, double confidence) {
        return new Finding(kind, in.weeks(), null, section(), item, name(), place(), why, List.of(quote()), confidence);
    }

    List<Fact.Dated> dates(Fact.Role role) {
        return facts(Fact.Dated.class).filter(date -> date.role() == role).toList();
    }

    boolean any(Class<? extends Fact> type) {
        return facts().stream().anyMatch(type::isInstance);
    }

    boolean isStatus(Status wanted) {
        return status == wanted;
    }

    /** Of all its words. */
    Pairs wholePairs() {
        if (wholePairs == null) {
            wholePairs = Pairs.of(bare());
        }
        return wholePairs;
    }

    /** Of its words and what it stands under: a label above is often the only place where the thing is named. */
    Pairs placedPairs() {
        if (placedPairs == null) {
            StringBuilder words = new StringBuilder(section());
            above().forEach(above -> words.append(' ').append(above.label()));
            placedPairs = Pairs.of(Bare.of(words.append(' ').append(text()).toString()));
        }
        return placedPairs;
    }

    /** Where the words of the line's own fact begin in its text. */
    int startOf(Fact fact) {
        for (int i = 0; i < facts().size(); i++) {
            if (facts().get(i) == fact) {
                return starts()[i];
            }
        }
        return text().indexOf(fact.quote());
    }

    /** Where each fact's words begin; facts stand in the order of the text, except that one may hold another. */
    int[] starts() {
        if (starts == null) {
            starts = new int[facts().size()];
            int from = 0;
            for (int i = 0; i < starts.length; i++) {
                Fact fact = facts().get(i);
                int at = text().indexOf(fact.quote(), from);
                starts[i] = at >= 0 ? at : Math.max(0, text().indexOf(fact.quote()));
                from = at >= 0 && !(fact instanceof Fact.Incident) ? at + 1 : from;
            }
        }
        return starts;
    }

    List<Clause> clauses() {
        if (clauses == null) {
            clauses = Clause.of(this);
        }
        return clauses;
    }

    /** The clause that holds the fact. */
    Clause clauseOf(Fact fact) {
        return clauses().stream()
                .filter(clause -> clause.facts().contains(fact))
                .findFirst()
                .orElseGet(() -> clauses().get(0));
    }

    /** What the clause of a fact says besides, or the clause before it in the same sentence where it says nothing. */
    Pairs contextOf(Fact fact) {
        Clause own = clauseOf(fact);
        int at = clauses().indexOf(own);
        if (!own.pairs().isEmpty()) {
            return own.pairs();
        }
        int before = at - 1;
        while (before > 0 && clauses().get(before).isReason()) {
            before--;
        }
        boolean goesOn = before >= 0 && clauses().get(before).sentence() == own.sentence();
        return goesOn ? clauses().get(before).pairs() : own.pairs();
    }

    @Override
    public String toString() {
        return place() + " " + text();
    }
}
