package io.rollcall.core.ledger;

import io.rollcall.core.understand.Fact;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line of a report, made ready for telling which item it is; equal only to itself. */
public class Line {

    /** Facts of longer lines are not compared. */
    private static final int LONGEST = 4000;

    private static final Pattern WHEN = Pattern.compile(
            "原定|原计划|预计|计划|预期|争取|目标|\\d+年|\\d+月(?:\\d+[日号]?)?(?:份|底|初|中旬|上旬|下旬|末)?|\\d+[/.-]\\d+(?:[/.-]\\d+)?|\\d+[日号]|[上下本这]?周[一二三四五六日末天]?|月[底初中末]|[上下本]个?月|明天|今天|后天|之?前后?|左右");

    private final String section;
    private final Purpose purpose;
    private final @Nullable Line parent;
    private final int ordinal;
    private final int depth;
    private final String label;
    private final String text;
    private final List<Fact> facts;

    // Made when asked for: of most lines the words or the label tell all.
    private @Nullable String bare;
    private @Nullable String bareLabel;
    private @Nullable String bareName;
    private @Nullable String factless;
    private @Nullable String body;
    private @Nullable Pairs labelPairs;
    private @Nullable Pairs bodyPairs;
    private @Nullable Pairs pairs;
    private @Nullable List<String> events;

    /**
     * @param section the title that it stands under; empty above the first title
     * @param parent  the line that it stands beneath, or null at a section's own level
     * @param ordinal its place among all lines of the report
     * @param depth   1 for a section's own lines
     * @param label   what stands before the first colon when that is a short title, or null
     * @param text    without list marker and indent
     * @param facts   in the order of the text
     */
    public Line(
            String section,
            @Nullable Line parent,
            int ordinal,
            int depth,
            @Nullable String label,
            String text,
            List<Fact> facts) {
        this.section = section;
        this.purpose = Purpose.of(section);
        this.parent = parent;
        this.ordinal = ordinal;
        this.depth = depth;
        this.label = Objects.requireNonNullElse(label, "");
        this.text = text;
        // A date without any day would promise nothing; a line of a book's length is no line of a report.
        this.facts = text.length() > LONGEST
                ? List.of()
                : facts.stream()
                        .filter(fact -> !(fact instanceof Fact.Dated date) || date.from() != null || date.to() != null)
                        .toList();
    }

    public final String section() {
        return section;
    }

    public final Purpose purpose() {
        return purpose;
    }

    public @Nullable Line parent() {
        return parent;
    }

    public final int ordinal() {
        return ordinal;
    }

    public final int depth() {
        return depth;
    }

    /** Empty where there is none. */
    public final String label() {
        return label;
    }

    public final String text() {
        return text;
    }

    /** Those that can be compared, in the order of the text. */
    public final List<Fact> facts() {
        return facts;
    }

    public final <F extends Fact> Stream<F> facts(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    /** The words as compared, see {@link Bare}. */
    public final String bare() {
        if (bare == null) {
            bare = Bare.of(text);
        }
        return bare;
    }

    /** The label as compared. */
    public final String bareLabel() {
        if (bareLabel == null) {
            bareLabel = label.isEmpty() ? "" : Bare.of(label);
        }
        return bareLabel;
    }

    /** What stands behind the label, as compared and without facts. */
    public final String body() {
        if (body == null) {
            body = !bareLabel().isEmpty() && factless().startsWith(bareLabel())
                    ? factless().substring(bareLabel().length())
                    : factless();
        }
        return body;
    }

    /** Of the words without facts. */
    public final Pairs pairs() {
        if (pairs == null) {
            pairs = Pairs.of(factless());
        }
        return pairs;
    }

    /** Of the label. */
    public final Pairs labelPairs() {
        if (labelPairs == null) {
            labelPairs = Pairs.of(bareLabel());
        }
        return labelPairs;
    }

    final Pairs bodyPairs() {
        if (bodyPairs == null) {
            bodyPairs = Pairs.of(body());
        }
        return bodyPairs;
    }

    /** What people would call a line without a label, as compared; empty where there is one. */
    final String bareName() {
        if (bareName == null) {
            bareName = bareLabel().isEmpty() ? Bare.of(name()) : "";
        }
        return bareName;
    }

    /** What is to happen or has happened, as compared, as far as that says something. */
    final List<String> events() {
        if (events == null) {
            events = facts(Fact.Dated.class)
                    .map(Fact.Dated::event)
                    .filter(Objects::nonNull)
                    .map(Bare::of)
                    .filter(event -> event.length() >= 2 && !event.equals("完成"))
                    .toList();
        }
        return events;
    }

    private String factless() {
        if (factless == null) {
            factless = Bare.of(withoutFacts(text.length() > LONGEST ? text.substring(0, LONGEST) : text, facts));
        }
        return factless;
    }

    /** Above this one, the nearest first. */
    public Stream<? extends Line> above() {
        return Stream.iterate(parent, Objects::nonNull, line -> line.parent);
    }

    /** What people would call it. */
    public final String name() {
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

    /** A date's words without the day itself: what is to happen. */
    public static String withoutDay(String quote) {
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
}
