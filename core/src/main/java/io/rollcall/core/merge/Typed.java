package io.rollcall.core.merge;

import io.rollcall.core.ledger.Pairs;
import java.util.Locale;
import java.util.regex.Pattern;

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

    /** Without blanks, but for those that keep two numbers apart. */
    static String compact(String folded) {
        return folded.strip().replaceAll("(?<!\\d)\\s+|\\s+(?!\\d)", "");
    }

    private static final Pattern PICTURES = Pattern.compile(
            "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{2604}\\x{2615}-\\x{26FF}\\x{2728}\\x{2764}\\x{FE0F}\\x{270C}\\x{270A}\\x{270B}]"
                    + "|\\[(?:微笑|抱拳|强|玫瑰|握手|OK|ok|呲牙|合十|胜利|加油|捂脸|偷笑|愉快|赞)\\]");

    /** Without emoji, but for those that tick something off. */
    static String withoutPictures(String text) {
        return PICTURES.matcher(text).replaceAll("");
    }

    /** Whether an emoji stands at the end, other than those that tick something off. */
    static boolean endsWithPicture(String text) {
        int last = text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1);
        return !text.isEmpty() && PICTURES.matcher(text.substring(last)).matches();
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
        String closed = text;
        while (true) {
            closed = closed.substring(0, contentEnd(closed)).strip();
            int last = closed.isEmpty() ? 0 : closed.offsetByCodePoints(closed.length(), -1);
            if (last == 0 || !endsWithPicture(closed)) {
                return closed;
            }
            closed = closed.substring(0, last);
        }
    }

    /** How alike two texts are when figures do not count, from 0 to 1: Dice's coefficient of pairs of characters. */
    static double likeness(String one, String other) {
        return pairs(one).likeness(pairs(other));
    }

    /** How much of the first text's pairs of characters the second has, from 0 to 1. */
    static double share(String of, String in) {
        Pairs sought = pairs(of);
        return sought.isEmpty() ? 0 : (double) sought.common(pairs(in)) / sought.size();
    }

    /** Of the letters alone. */
    static Pairs pairs(String text) {
        return Pairs.of(text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", ""));
    }
}
