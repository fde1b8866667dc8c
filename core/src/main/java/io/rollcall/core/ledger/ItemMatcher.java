package io.rollcall.core.ledger;

import io.rollcall.core.understand.Fact;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;

/**
 * Finds for this week's lines the items they speak of. Within a section a line is the item that said the same words,
 * else the one with the same label, else the one whose words are much alike when figures and dates are left out, else
 * the one at the same depth that begins with the same name ({@code 自动续费联调中}, {@code 自动续费已上线}). When unsure it is a new item: two items taken for one would mix up what was promised.
 */
public final class ItemMatcher {

    /** Above this share of common pairs of characters (Dice's coefficient) two lines count as much alike. */
    private static final double ALIKE = 0.72;

    /** A name of fewer characters begins too many lines to tell them apart. */
    private static final int COMMON_BEGINNING = 4;

    private ItemMatcher() {}

    /**
     * @param before what was said last, one statement an item
     * @param now    this week's statements, in the order of the report, their items 0
     * @return the same statements in the same order, with the items of those that were found; no item twice
     */
    public static List<Statement> match(List<Statement> before, List<Statement> now) {
        Matching matching = new Matching(before, now);
        matching.take((old, fresh) -> old.words.equals(fresh.words) && !old.words.isEmpty());
        matching.take((old, fresh) -> !old.label.isEmpty() && old.label.equals(fresh.label));
        matching.takeClosest(ALIKE, Line::likeness);
        matching.takeClosest(COMMON_BEGINNING, Line::commonBeginning);
        return matching.result();
    }

    /**
     * The same over several weeks: what is not found in the first is sought in the next.
     *
     * @param earlier weeks of statements, the one that counts most first
     */
    public static List<Statement> matchIn(List<List<Statement>> earlier, List<Statement> now) {
        List<Statement> matched = now;
        for (List<Statement> week : earlier) {
            Set<Long> taken = new HashSet<>();
            matched.forEach(statement -> taken.add(statement.item()));
            List<Statement> open =
                    matched.stream().filter(statement -> statement.item() == 0).toList();
            List<Statement> found = match(
                    week.stream()
                            .filter(statement -> !taken.contains(statement.item()))
                            .toList(),
                    open);
            Iterator<Statement> next = found.iterator();
            matched = matched.stream()
                    .map(statement -> statement.item() == 0 ? next.next() : statement)
                    .toList();
        }
        return matched;
    }

    private static final class Matching {

        private final List<Line> before;
        private final List<Line> now;
        private final Map<Line, Line> found = new HashMap<>();
        private final Set<Line> used = new HashSet<>();

        Matching(List<Statement> before, List<Statement> now) {
            this.before = before.stream().map(Line::new).toList();
            this.now = now.stream().map(Line::new).toList();
        }

        /** In the order of the report, and at the same depth first, where the same words stand in several lines. */
        void take(BiPredicate<Line, Line> same) {
            for (Line fresh : now) {
                if (!found.containsKey(fresh)) {
                    before.stream()
                            .filter(old -> !used.contains(old) && old.sameSection(fresh) && same.test(old, fresh))
                            .min(Comparator.comparingInt(
                                    old -> Math.abs(old.statement.depth() - fresh.statement.depth())))
                            .ifPresent(old -> pair(old, fresh));
                }
            }
        }

        /** The closest pairs first, as far as they reach the bound. */
        void takeClosest(double bound, ToDoubleBiFunction<Line, Line> closeness) {
            List<Pair> pairs = new ArrayList<>();
            for (Line fresh : now) {
                if (found.containsKey(fresh)) {
                    continue;
                }
                for (Line old : before) {
                    if (!used.contains(old) && old.sameSection(fresh)) {
                        double close = closeness.applyAsDouble(old, fresh);
                        if (close >= bound) {
                            pairs.add(new Pair(old, fresh, close));
                        }
                    }
                }
            }
            pairs.sort(Comparator.comparingDouble(Pair::closeness).reversed());
            for (Pair pair : pairs) {
                if (!used.contains(pair.old) && !found.containsKey(pair.fresh)) {
                    pair(pair.old, pair.fresh);
                }
            }
        }

        List<Statement> result() {
            return now.stream()
                    .map(fresh -> {
                        Line old = found.get(fresh);
                        Statement statement = fresh.statement;
                        return old == null
                                ? statement
                                : statement.storedAs(old.statement.item(), statement.ordinal(), statement.parent());
                    })
                    .toList();
        }

        private void pair(Line old, Line fresh) {
            found.put(fresh, old);
            used.add(old);
        }
    }

    private record Pair(Line old, Line fresh, double closeness) {}

    /** A statement, made ready for comparing; equal only to itself. */
    private static final class Line {

        private final Statement statement;
        private final String words;
        private final String label;
        private final Set<Integer> pairs;

        Line(Statement statement) {
            this.statement = statement;
            this.words = bare(statement.text());
            this.label = statement.label() == null ? "" : bare(statement.label());
            this.pairs = pairsOf(bare(withoutFacts(statement)));
        }

        boolean sameSection(Line other) {
            return statement.section().equals(other.statement.section());
        }

        double likeness(Line other) {
            if (pairs.isEmpty() || other.pairs.isEmpty()) {
                return 0;
            }
            long common = pairs.stream().filter(other.pairs::contains).count();
            return 2.0 * common / (pairs.size() + other.pairs.size());
        }

        /** How many characters both begin with; none where they stand at different depths. */
        double commonBeginning(Line other) {
            if (statement.depth() != other.statement.depth()) {
                return 0;
            }
            int shorter = Math.min(words.length(), other.words.length());
            int common = 0;
            while (common < shorter && words.charAt(common) == other.words.charAt(common)) {
                common++;
            }
            return common;
        }

        private static String withoutFacts(Statement statement) {
            String text = statement.text();
            for (Fact fact : statement.facts()) {
                text = text.replace(fact.quote(), " ");
            }
            return text;
        }

        private static String bare(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}%]+", "");
        }

        private static Set<Integer> pairsOf(String text) {
            Set<Integer> pairs = new HashSet<>();
            for (int i = 0; i + 1 < text.length(); i++) {
                pairs.add(text.charAt(i) << 16 | text.charAt(i + 1));
            }
            return pairs;
        }
    }
}
