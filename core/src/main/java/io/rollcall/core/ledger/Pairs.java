package io.rollcall.core.ledger;

import java.util.Arrays;

/** The pairs of neighbouring characters of a text as compared, each once: how texts are told to be alike. Immutable. */
public final class Pairs {

    private final int[] sorted;

    private Pairs(int[] sorted) {
        this.sorted = sorted;
    }

    /** Of a single character, that character. */
    public static Pairs of(String bare) {
        if (bare.length() == 1) {
            return new Pairs(new int[] {bare.charAt(0)});
        }
        int[] pairs = new int[Math.max(0, bare.length() - 1)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = bare.charAt(i) << 16 | bare.charAt(i + 1);
        }
        return new Pairs(distinct(pairs));
    }

    /** Those of both. */
    public Pairs with(Pairs other) {
        int[] both = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
        System.arraycopy(other.sorted, 0, both, sorted.length, other.sorted.length);
        return new Pairs(distinct(both));
    }

    /** How many there are. */
    public int size() {
        return sorted.length;
    }

    /** Whether the text had no character to compare. */
    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
    public double likeness(Pairs other) {
        return isEmpty() || other.isEmpty() ? 0 : 2.0 * common(other) / (size() + other.size());
    }

    /** The same, or 0 where it is less than asked for. */
    double likeness(Pairs other, double least) {
        double most = isEmpty() || other.isEmpty() ? 0 : 2.0 * Math.min(size(), other.size()) / (size() + other.size());
        double alike = most < least ? 0 : likeness(other);
        return alike < least ? 0 : alike;
    }

    /** How much of the smaller one stands in the other. */
    public double containment(Pairs other) {
        int smaller = Math.min(size(), other.size());
        return smaller == 0 ? 0 : (double) common(other) / smaller;
    }

    /** How much of this one stands in the other. */
    double commonShare(Pairs other) {
        return isEmpty() ? 0 : (double) common(other) / size();
    }

    /** How many stand in both. */
    public int common(Pairs other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < sorted.length && j < other.sorted.length) {
            if (sorted[i] == other.sorted[j]) {
                common++;
                i++;
                j++;
            } else if (sorted[i] < other.sorted[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }

    private static int[] distinct(int[] pairs) {
        Arrays.sort(pairs);
        int kept = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                pairs[kept++] = pairs[i];
            }
        }
        return Arrays.copyOf(pairs, kept);
    }
}
