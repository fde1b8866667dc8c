package io.rollcall.core.review;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Text without what people vary from week to week without meaning anything: width, case, blanks, punctuation. */
final class Bare {

    private Bare() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder bare = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            boolean point = (c == '.' || c == '/' || c == '-')
                    && i > 0
                    && i + 1 < folded.length()
                    && Character.isDigit(folded.charAt(i - 1))
                    && Character.isDigit(folded.charAt(i + 1));
            if (Character.isLetterOrDigit(c) || c == '%' || Character.isSurrogate(c) || point) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    /** Pairs of neighbouring characters. */
    static Set<Integer> pairs(String bare) {
        Set<Integer> pairs = new HashSet<>();
        for (int i = 0; i + 1 < bare.length(); i++) {
            pairs.add(bare.charAt(i) << 16 | bare.charAt(i + 1));
        }
        if (bare.length() == 1) {
            pairs.add((int) bare.charAt(0));
        }
        return pairs;
    }

    /** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
    static double likeness(Set<Integer> one, Set<Integer> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        return 2.0 * common(one, other) / (one.size() + other.size());
    }

    /** How much of the smaller one stands in the other. */
    static double containment(Set<Integer> one, Set<Integer> other) {
        int smaller = Math.min(one.size(), other.size());
        return smaller == 0 ? 0 : (double) common(one, other) / smaller;
    }

    private static long common(Set<Integer> one, Set<Integer> other) {
        Set<Integer> smaller = one.size() <= other.size() ? one : other;
        Set<Integer> larger = smaller == one ? other : one;
        return smaller.stream().filter(larger::contains).count();
    }

    static int commonBeginning(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int common = 0;
        while (common < most && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }
}
