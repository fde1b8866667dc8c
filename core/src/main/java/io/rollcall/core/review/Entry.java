package io.rollcall.core.review;

import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line of a reviewed report, made ready for comparing; equal only to itself. */
final class Entry {

    /** Facts of longer lines are not compared. */
    private static final int LONGEST = 4000;

    private static final Pattern WHEN = Pattern.compile(
            "原定|原计划|预计|计划|预期|争取|目标|\\d+年|\\d+月(?:\\d+[日号]?)?(?:份|底|初|中旬|上旬|下旬|末)?|\\d+[/.-]\\d+(?:[/.-]\\d+)?|\\d+[日号]|[上下本这]?周[一二三四五六日末天]?|月[底初中末]|[上下本]个?月|明天|今天|后天|之?前后?|左右");

    final Sheet sheet;
    final int line;
    final int ordinal;
    final String section;
    final SectionKind kind;
    final @Nullable Entry parent;
    final int depth;
    final String label;
    final String text;
    final @Nullable Status status;
    final List<Fact> facts;
    final List<Entry> children = new ArrayList<>();

    /** The words as compared. */
    final String bare;
    /** The label as compared. */
    final String bareLabel;
    /** What stands behind the label, as compared and without facts. */
    final String body;

    final Pairs labelPairs;
    final Pairs bodyPairs;
    final Pairs pairs;

    private @Nullable List<Clause> clauses;
    private @Nullable Pairs wholePairs;
    private @Nullable Pairs placedPairs;

    Entry(Sheet sheet, String section, SectionKind kind, @Nullable Entry parent, int ordinal, ParsedNode.Item item) {
        this.sheet = sheet;
        this.section = section;
        this.kind = kind;
        this.parent = parent;
        this.ordinal = ordinal;
        this.line = item.line() + sheet.report().lineOffset();
        this.depth = item.depth();
        this.label = item.title().orElse("");
        this.text = withRest(item);
        this.status = item.status();
        // A date without any day would promise nothing; a line of a book's length is no line of a report.
        boolean tooLong = text.length() > LONGEST;
        this.facts = (tooLong ? List.<Fact>of() : item.facts())
                .stream()
                        .filter(fact -> !(fact instanceof Fact.Dated date) || date.from() != null || date.to() != null)
                        .toList();
        this.bare = Bare.of(text);
        this.bareLabel = Bare.of(label);
        String factless = Bare.of(withoutFacts(tooLong ? text.substring(0, LONGEST) : text, facts));
        this.body = !bareLabel.isEmpty() && factless.startsWith(bareLabel)
                ? factless.substring(bareLabel.length())
                : factless;
        this.labelPairs = Pairs.of(bareLabel);
        this.bodyPairs = Pairs.of(body);
        this.pairs = Pairs.of(factless);
        if (parent != null) {
            parent.children.add(this);
        }
    }

    Finding.Place place() {
        return new Finding.Place(sheet.weeks(), line);
    }

    Finding.Quote quote() {
        return new Finding.Quote(place(), text);
    }

    /** Something noticed here that is held against an earlier line. */
    Finding finding(FindingKind kind, Entry before, Finding.Why why, double confidence) {
        return new Finding(
                kind,
                sheet.weeks(),
                line,
                section,
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
        return new Finding(kind, sheet.weeks(), line, section, name(), null, why, quotes, confidence);
    }

    /** What people would call it. */
    String name() {
        if (!label.isEmpty()) {
            return label;
        }
        String own = text.strip();
        int end = 0;
        while (end < own.length() && "，。；,;：:（(".indexOf(own.charAt(end)) < 0 && end < 24) {
            end++;
        }
        return own.substring(0, end);
    }

    List<Fact.Dated> dates(Fact.Role role) {
        return facts(Fact.Dated.class).filter(date -> date.role() == role).toList();
    }

    <F extends Fact> Stream<F> facts(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    boolean any(Class<? extends Fact> type) {
        return facts.stream().anyMatch(type::isInstance);
    }

    boolean isStatus(Status wanted) {
        return status == wanted;
    }

    /** Above this one, the nearest first. */
    Stream<Entry> above() {
        return Stream.iterate(this, entry -> entry.parent != null, entry -> entry.parent)
                .map(entry -> entry.parent);
    }

    /** Of all its words. */
    Pairs wholePairs() {
        if (wholePairs == null) {
            wholePairs = Pairs.of(bare);
        }
        return wholePairs;
    }

    /** Of its words and what it stands under: a label above is often the only place where the thing is named. */
    Pairs placedPairs() {
        if (placedPairs == null) {
            StringBuilder words = new StringBuilder(section);
            above().forEach(above -> words.append(' ').append(above.label));
            placedPairs = Pairs.of(Bare.of(words.append(' ').append(text).toString()));
        }
        return placedPairs;
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
        boolean goesOn =
                own.pairs().isEmpty() && at > 0 && clauses().get(at - 1).sentence() == own.sentence();
        return goesOn ? clauses().get(at - 1).pairs() : own.pairs();
    }

    private static String withRest(ParsedNode.Item item) {
        StringBuilder text = new StringBuilder(item.text().strip());
        for (ParsedNode child : item.children()) {
            if (child instanceof ParsedNode.Text rest && !rest.quoted() && rest.line() == item.line() + 1) {
                text.append(rest.text().strip());
            }
        }
        return text.toString();
    }

    /** A date's words without the day itself: what is to happen. */
    static String withoutDay(String quote) {
        return WHEN.matcher(quote).replaceAll(" ");
    }

    /** Of a promise what is to happen stays; only when does not. */
    private static String withoutFacts(String text, List<Fact> facts) {
        String rest = text;
        for (Fact fact : facts) {
            if (fact instanceof Fact.Dated) {
                rest = rest.replace(fact.quote(), withoutDay(fact.quote()));
            } else if (!(fact instanceof Fact.Incident)) {
                rest = rest.replace(fact.quote(), " ");
            }
        }
        return rest;
    }

    @Override
    public String toString() {
        return place() + " " + text;
    }
}
