package io.rollcall.core.understand;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What makes a line a title, and the title without its ornaments. */
final class Titles {

    private static final String OPENING = "【〖「『［[";
    private static final String CLOSING = "】〗」』］]";
    /** Words that make the first heading the name of the whole report rather than of a section. */
    private static final String[] REPORT_WORDS = {"周报", "周会", "weekly", "report", "月报", "双周"};

    /** What any title may start with, as typed. */
    private static final String ORNAMENTS = OPENING + "*_";

    private final Set<String> known = new HashSet<>();
    /** What the known titles start with, as read. */
    private final BitSet starts = new BitSet();

    Titles(Set<String> known) {
        for (String title : known) {
            String plain = plain(title);
            this.known.add(plain);
            if (!plain.isEmpty()) {
                starts.set(plain.charAt(0));
            }
        }
    }

    /** Whether a title may start with this character: if not, it is quicker not to look further. */
    boolean mayStart(char typed) {
        int read = Fold.of(typed);
        return read == Fold.NOTHING
                || read == ' '
                || ORNAMENTS.indexOf(typed) >= 0
                || starts.get(Character.toLowerCase((char) read));
    }

    /** Whether the words, ornaments aside, are a title that was announced. */
    boolean isKnown(String words) {
        return !known.isEmpty() && words.length() < 80 && known.contains(plain(words));
    }

    static boolean opensBracket(char c) {
        return OPENING.indexOf(c) >= 0;
    }

    /** Whether the words are wholly within one pair of brackets: {@code 【海棠】}, {@code **「海棠」**}. */
    static boolean isBracketed(String words) {
        String bare = withoutEmphasis(words.strip());
        if (bare.endsWith("：") || bare.endsWith(":")) {
            bare = bare.substring(0, bare.length() - 1).stripTrailing();
        }
        if (bare.length() < 3) {
            return false;
        }
        int pair = OPENING.indexOf(bare.charAt(0));
        if (pair < 0 || bare.charAt(bare.length() - 1) != CLOSING.charAt(pair)) {
            return false;
        }
        String inner = bare.substring(1, bare.length() - 1);
        return !inner.isBlank() && inner.indexOf(OPENING.charAt(pair)) < 0 && inner.indexOf(CLOSING.charAt(pair)) < 0;
    }

    /** The title without emphasis, a colon at its end, and one pair of brackets around it. */
    static String withoutOrnaments(String words) {
        String title = withoutEmphasis(words.strip());
        if (title.endsWith("：") || title.endsWith(":")) {
            title = title.substring(0, title.length() - 1).stripTrailing();
        }
        title = withoutEmphasis(title);
        return isBracketed(title)
                ? withoutEmphasis(title.substring(1, title.length() - 1).strip())
                : title;
    }

    /** Whether a first heading names the report: {@code 2024-W47}, {@code 第47周 2023-11-17}, {@code 支付中心周报}. */
    static boolean namesReport(String title) {
        String plain = title.toLowerCase(Locale.ROOT);
        for (String word : REPORT_WORDS) {
            if (plain.contains(word)) {
                return true;
            }
        }
        int week = plain.indexOf('w');
        boolean isoWeek = week >= 0 && week + 1 < plain.length() && Fold.isDigit(plain.charAt(week + 1));
        int ordinal = plain.indexOf('第');
        boolean nthWeek = ordinal >= 0 && plain.indexOf('周', ordinal) > ordinal;
        return isoWeek || nthWeek || holdsYear(plain);
    }

    private static boolean holdsYear(String title) {
        int digits = 0;
        for (int i = 0; i < title.length(); i++) {
            digits = Fold.isDigit(title.charAt(i)) ? digits + 1 : 0;
            if (digits == 4 && title.startsWith("20", i - 3)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutEmphasis(String words) {
        String bare = words;
        while (bare.length() > 4
                && (bare.startsWith("**") || bare.startsWith("__"))
                && bare.endsWith(bare.substring(0, 2))) {
            bare = bare.substring(2, bare.length() - 2).strip();
        }
        return bare;
    }

    /** For comparing: no ornaments, no blanks, full and half width alike, letters in lower case. */
    private static String plain(String words) {
        String bare = withoutOrnaments(words);
        StringBuilder plain = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            int read = Fold.of(bare.charAt(i));
            if (read != Fold.NOTHING && read != ' ') {
                plain.append(Character.toLowerCase((char) read));
            }
        }
        return plain.toString();
    }
}
