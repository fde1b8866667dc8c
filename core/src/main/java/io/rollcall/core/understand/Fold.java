package io.rollcall.core.understand;

/**
 * How a typed character is read: full-width letters, digits and marks as their half-width kin, every kind of blank as a
 * blank, every dash as {@code -}, and characters without width not at all. One character is read as one or none, so
 * that a place in what was read is a place in what was typed.
 *
 * <p>{@code ，} stays as it is: in {@code 502，504} it parts two numbers, in {@code 19,254} it groups one.
 */
final class Fold {

    /** Read as nothing. */
    static final int NOTHING = -1;

    /** Asks for the coloured form of the character before it. */
    private static final char EMOJI_STYLE = '\uFE0F';

    private Fold() {}

    /** The character as read, or {@link #NOTHING}. */
    static int of(char typed) {
        if (typed < 0x80) {
            return typed == '\t' ? ' ' : typed;
        }
        if (typed >= '！' && typed <= '～') {
            return typed == '，' ? typed : typed - '！' + '!';
        }
        return switch (typed) {
            case '\u00A0', '\u2002', '\u2003', '\u2007', '\u2009', '\u202F', '\u3000', '\u2028', '\u2029', '\u0085' ->
                ' ';
            case '\u00AD', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060', '\uFEFF', '\uFE0F' -> NOTHING;
            case '\u202A', '\u202B', '\u202C', '\u202D', '\u202E' -> NOTHING;
            case '–', '—', '―', '‐', '‑', '−', '﹣', '─' -> '-';
            case '〜', '∼', '˜' -> '~';
            case '∶', '︰', '﹕' -> ':';
            case '﹪' -> '%';
            case '≧' -> '≥';
            case '≦' -> '≤';
            default -> typed;
        };
    }

    /** Whether the character shows nothing: a blank, or one without width. */
    static boolean isBlank(char typed) {
        if (typed > ' ' && typed < 0x80) {
            return false;
        }
        int read = of(typed);
        if (typed == EMOJI_STYLE) {
            // Nothing by itself, but part of the character before it.
            return false;
        }
        return read == NOTHING || read == ' ' || typed == '\r' || typed == '\n' || typed == '\f' || typed == '\u000B';
    }

    /** Columns a character of an indent takes: 4 for a tab, 2 for a full-width blank, 0 for one without width. */
    static int width(char blank) {
        return switch (blank) {
            case '\t' -> 4;
            case '\u3000' -> 2;
            default -> of(blank) == NOTHING ? 0 : 1;
        };
    }

    static boolean isDigit(char read) {
        return read >= '0' && read <= '9';
    }

    static boolean isLatin(char read) {
        return (read >= 'a' && read <= 'z') || (read >= 'A' && read <= 'Z');
    }

    /** A Chinese character, as against a mark or a letter. */
    static boolean isHan(char read) {
        return read >= '\u4E00' && read <= '\u9FFF';
    }

    /** The value of one Chinese numeral below ten ({@code 两} included), or -1. */
    static int hanDigit(char read) {
        if (read == '两') {
            return 2;
        }
        return "〇一二三四五六七八九".indexOf(read);
    }

    /** The first offset of the character within the stretch, or -1. */
    static int find(String text, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == c) {
                return i;
            }
        }
        return -1;
    }
}
