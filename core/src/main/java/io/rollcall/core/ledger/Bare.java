package io.rollcall.core.ledger;

import java.text.Normalizer;
import java.util.Locale;

/** Text without what people vary from week to week without meaning anything: width, case, blanks, punctuation. */
public final class Bare {

    private Bare() {}

    /** Letters, digits and '%' in lower case and half width; a point or a stroke only between digits. */
    public static String of(String text) {
        String folded = folded(text);
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

    /** In compatibility form and lower case, which for nearly all that is written here takes no table. */
    private static String folded(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            char c = text.charAt(i);
            if (c > '\uFF00' && c < '\uFF5F') {
                c -= 0xFEE0;
            }
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            } else if (c >= 0x80 && (c < '\u4E00' || c > '\u9FFF') && c != '、' && c != '。') {
                return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            }
            folded[i] = c;
        }
        return new String(folded);
    }

    /**
     * Whether two names, as compared, begin otherwise and end alike: what tells things of a kind apart comes first in
     * Chinese, and their kind behind it.
     */
    public static boolean nameThingsOfAKind(String one, String other) {
        return !one.isEmpty()
                && !other.isEmpty()
                && one.charAt(0) != other.charAt(0)
                && one.charAt(one.length() - 1) == other.charAt(other.length() - 1);
    }

    /** How many characters both begin with. */
    public static int commonBeginning(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int common = 0;
        while (common < most && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        return common;
    }
}
