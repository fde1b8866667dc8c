package io.rollcall.core.ledger;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Words as people type them, made comparable. Places in a folded text are places in the typed one. */
final class Typed {

    static final String CLAUSE_ENDS = ",;。";

    private Typed() {}

    /** Full-width letters, digits and marks as half-width ones, lower case, every blank a blank; as long as before. */
    static String fold(String typed) {
        StringBuilder folded = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            folded.append(fold(typed.charAt(i)));
        }
        return folded.toString();
    }

    private static char fold(char typed) {
        if (typed >= '！' && typed <= '～') {
            return Character.toLowerCase((char) (typed - '！' + '!'));
        }
        return switch (typed) {
            case '\t',
                    '\u00A0',
                    '\u3000',
                    '\u2002',
                    '\u2003',
                    '\u2009',
                    '\u202F',
                    '\u200B',
                    '\u200C',
                    '\u200D',
                    '\u2060',
                    '\uFEFF',
                    '\r' -> ' ';
            case '–', '—', '―', '−', '‐', '‑' -> '-';
            case '〜', '∼' -> '~';
            case '⟶', '➜', '➡', '⇒' -> '→';
            case '【', '〔', '［' -> '[';
            case '】', '〕', '］' -> ']';
            case '﹪' -> '%';
            case '∶' -> ':';
            default -> Character.toLowerCase(typed);
        };
    }

    /** What is left when width, case and blanks do not count. */
    static String key(String typed) {
        return fold(typed).replace(" ", "").strip();
    }

    static String compact(String folded) {
        return folded.replaceAll("\\s+", "");
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHan(char c) {
        return c >= '\u4E00' && c <= '\u9FFF';
    }

    static boolean hasHan(String text) {
        return text.chars().anyMatch(c -> isHan((char) c));
    }

    /** Chinese characters, two others counted as one. */
    static int width(String text) {
        int halves = 0;
        for (int i = 0; i < text.length(); i++) {
            halves += isHan(text.charAt(i)) ? 2 : 1;
        }
        return (halves + 1) / 2;
    }

    /** The start of what stands at the end of the text besides blanks and closing marks. */
    static int contentEnd(String text) {
        int end = text.length();
        while (end > 0
                && (Character.isWhitespace(text.charAt(end - 1)) || "，,；;。.、!！~～".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return end;
    }

    static String withoutClosing(String text) {
        return text.substring(0, contentEnd(text)).strip();
    }

    /** How alike two texts are when figures do not count, from 0 to 1: Dice's coefficient of pairs of characters. */
    static double likeness(String one, String other) {
        Set<Integer> first = pairs(one);
        Set<Integer> second = pairs(other);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        long common = first.stream().filter(second::contains).count();
        return 2.0 * common / (first.size() + second.size());
    }

    /** How much of the first text's pairs of characters the second has, from 0 to 1. */
    static double share(String of, String in) {
        Set<Integer> sought = pairs(of);
        Set<Integer> there = pairs(in);
        return sought.isEmpty()
                ? 0
                : (double) sought.stream().filter(there::contains).count() / sought.size();
    }

    private static Set<Integer> pairs(String text) {
        String bare = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", "");
        Set<Integer> pairs = new HashSet<>();
        for (int i = 0; i + 1 < bare.length(); i++) {
            pairs.add(bare.charAt(i) << 16 | bare.charAt(i + 1));
        }
        return pairs;
    }
}
