package io.rollcall.core.understand;

/**
 * The backslash with which Markdown keeps the start of a line from being its structure: {@code \# 甲}, {@code \- 甲},
 * {@code 1\. 甲}. It is no part of the text.
 */
final class Escapes {

    private Escapes() {}

    /** Whether a backslash before this character is Markdown's, or keeps {@code 【甲】} from being a title. */
    static boolean isEscapable(char c) {
        return c > ' ' && c < 0x7F && !Fold.isDigit(c) && !Fold.isLatin(c) || Titles.opensBracket(c);
    }

    /** The place after a backslash that stands here, or the same place. */
    static int after(String source, int start, int end) {
        boolean escapes = start + 1 < end && source.charAt(start) == '\\' && isEscapable(source.charAt(start + 1));
        return escapes ? start + 1 : start;
    }

    /** The stretch without the backslash of {@code 1\.} or {@code 1\)} at its start. */
    static String text(String source, int start, int end) {
        int i = start;
        while (i < end && i - start < 9 && Fold.isDigit(source.charAt(i))) {
            i++;
        }
        boolean number = i > start
                && i + 1 < end
                && source.charAt(i) == '\\'
                && (source.charAt(i + 1) == '.' || source.charAt(i + 1) == ')');
        return number ? source.substring(start, i) + source.substring(i + 1, end) : source.substring(start, end);
    }
}
