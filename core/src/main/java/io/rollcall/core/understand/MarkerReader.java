package io.rollcall.core.understand;

import io.rollcall.core.understand.Marker.Doubt;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list marker at the start of a line, in every way people type one:
 *
 * <pre>
 * bullet   = - * + • · ◦ ▪ … , not doubled, with or without a blank after it
 * number   = 1. 1、 1) 1） (1) （1） 1.1 ① ⑴ ⒈ 一、 （一） Ⅰ. a. a) (a) i.
 * check    = bullet [ ] | bullet [x]
 * </pre>
 *
 * Whether {@code 12.5上线} or {@code 1.1渠道} starts with a marker depends on the lines before it; such a marker carries
 * a {@linkplain Marker.Doubt doubt} that the outline settles.
 */
final class MarkerReader {

    static final String BULLETS = "-*+•·◦▪▫■□●○◆◇►▶➢➤‣⁃∙･・";
    private static final String HAN = "一二三四五六七八九十";
    private static final int MAX_DIGITS = 3;
    private static final int MAX_POINTS = 5;

    private final String source;
    private final int start;
    private final int end;

    MarkerReader(String source, SourceLine line) {
        this.source = source;
        this.start = line.content();
        this.end = line.end();
    }

    /** The marker, or null when the line starts with none. */
    @Nullable
    Marker read() {
        if (start >= end) {
            return null;
        }
        char c = at(start);
        if (BULLETS.indexOf(c) >= 0) {
            return bullet(c);
        }
        if (c == '(') {
            return inParentheses();
        }
        if (Fold.isDigit(c)) {
            return number();
        }
        if (HAN.indexOf(c) >= 0) {
            return han();
        }
        if (Fold.isLatin(c)) {
            return letter(c);
        }
        return enclosed(source.charAt(start));
    }

    private @Nullable Marker bullet(char c) {
        char next = at(start + 1);
        boolean spaced = start + 1 >= end || next == ' ';
        if (next == c || (c == '+' && Fold.isDigit(next)) || (c == '*' && !spaced && closes('*'))) {
            return null;
        }
        int after = start + 1;
        int box = blanks(after);
        if (at(box) == '[' && at(box + 2) == ']' && "xX ".indexOf(at(box + 1)) >= 0 && at(box + 3) != '(') {
            after = box + 3;
        }
        return marker(String.valueOf(c), 0, "", after, Doubt.NONE);
    }

    private @Nullable Marker inParentheses() {
        int i = start + 1;
        int number = 0;
        String style = "";
        if (Fold.isDigit(at(i))) {
            int numberEnd = digits(i);
            number = numberEnd < 0 ? 0 : value(i, numberEnd);
            style = "(1)";
            i = Math.max(i, numberEnd);
        } else if (HAN.indexOf(at(i)) >= 0) {
            int numberEnd = hanEnd(i);
            number = hanValue(i, numberEnd);
            style = "(一)";
            i = numberEnd;
        } else if (Fold.isLatin(at(i))) {
            number = letterValue(at(i));
            style = "(a)";
            i++;
        }
        return number > 0 && at(i) == ')' ? marker(style, number, "", i + 1, Doubt.NONE) : null;
    }

    private @Nullable Marker number() {
        int numberEnd = digits(start);
        if (numberEnd < 0) {
            return null;
        }
        int number = value(start, numberEnd);
        char delimiter = at(numberEnd);
        boolean digitFollows = Fold.isDigit(at(numberEnd + 1));
        switch (delimiter) {
            case '.':
                return digitFollows
                        ? afterPoint(number, numberEnd + 1)
                        : marker("1.", number, "", numberEnd + 1, dateAfter(numberEnd + 1));
            case '、':
            case '，':
                return marker("1、", number, "", numberEnd + 1, digitFollows ? Doubt.NUMBER_FOLLOWS : Doubt.NONE);
            case ')':
                return marker("1)", number, "", numberEnd + 1, Doubt.NONE);
            case ':':
                return digitFollows ? null : marker("1:", number, "", numberEnd + 1, Doubt.LOOSE);
            case ' ':
                return marker("1 ", number, "", numberEnd, Doubt.LOOSE);
            case '\u20E3':
                return marker("1\u20E3", number, "", numberEnd + 1, Doubt.NONE);
            default:
                // The keycap's variation selector is folded away, so look one further.
                return numberEnd + 1 < end && source.charAt(numberEnd) == '\uFE0F' && at(numberEnd + 1) == '\u20E3'
                        ? marker("1\u20E3", number, "", numberEnd + 2, Doubt.NONE)
                        : null;
        }
    }

    /** {@code 1.1}, or {@code 1.} before a date that cannot be a list number: {@code 1.05/28}, {@code 2.2024年}. */
    private @Nullable Marker afterPoint(int number, int rest) {
        Marker points = points();
        if (points != null) {
            return points;
        }
        int restEnd = rest;
        while (Fold.isDigit(at(restEnd)) && restEnd - rest < 4) {
            restEnd++;
        }
        boolean date = "/月年".indexOf(at(restEnd)) >= 0 && at(restEnd) != 0;
        return date ? marker("1.", number, "", rest, Doubt.NUMBER_FOLLOWS) : null;
    }

    /** {@code 1.1}, {@code 1.2.3}, with an optional point at the end; at most so many numbers. */
    private @Nullable Marker points() {
        int points = 0;
        int i = start;
        int last = start;
        while (points < MAX_POINTS) {
            int numberEnd = digits(i);
            if (numberEnd < 0) {
                return null;
            }
            last = i;
            i = numberEnd;
            if (at(i) != '.' || !Fold.isDigit(at(i + 1))) {
                break;
            }
            i++;
            points++;
        }
        String prefix = source.substring(start, last).replace('．', '.');
        String style = "1" + ".1".repeat(points);
        int number = value(last, i);
        int after = at(i) == '.' || at(i) == '、' ? i + 1 : i;
        return marker(style, number, prefix, after, after > i ? Doubt.NONE : Doubt.POINT_NUMBER);
    }

    private Doubt dateAfter(int i) {
        int day = blanks(i);
        int dayEnd = Fold.isDigit(at(day)) ? digits(day) : -1;
        boolean date = dayEnd > 0 && (at(dayEnd) == '日' || at(dayEnd) == '号');
        return date ? Doubt.NUMBER_FOLLOWS : Doubt.NONE;
    }

    private @Nullable Marker han() {
        int numberEnd = hanEnd(start);
        int number = hanValue(start, numberEnd);
        char delimiter = at(numberEnd);
        if (number <= 0) {
            return null;
        }
        if (delimiter == ')') {
            return marker("一)", number, "", numberEnd + 1, Doubt.NONE);
        }
        if (delimiter != '、' && delimiter != '.' && delimiter != '．') {
            return null;
        }
        boolean listOfNumbers = HAN.indexOf(at(numberEnd + 1)) >= 0 && "月期线季类级批".indexOf(at(numberEnd + 2)) >= 0;
        return listOfNumbers ? null : marker("一、", number, "", numberEnd + 1, Doubt.NONE);
    }

    private @Nullable Marker letter(char c) {
        int i = start + 1;
        while (i < end && i < start + 4 && "iv".indexOf(at(i)) >= 0) {
            i++;
        }
        char delimiter = at(i);
        char next = at(i + 1);
        if ((delimiter != '.' && delimiter != ')' && delimiter != '、') || Fold.isLatin(next) || Fold.isDigit(next)) {
            return null;
        }
        boolean roman = c == 'i' || c == 'v';
        if (i > start + 1 && !roman) {
            return null;
        }
        String style = (roman ? "i" : c >= 'a' ? "a" : "A") + (delimiter == ')' ? ")" : ".");
        return marker(style, roman ? romanValue(start, i) : letterValue(c), "", i + 1, Doubt.NONE);
    }

    /** One character that holds its number: {@code ①}. */
    private @Nullable Marker enclosed(char c) {
        for (Enclosed row : Enclosed.values()) {
            if (c >= row.first && c <= row.last) {
                int after = start + 1;
                boolean parted = at(after) == '、' || at(after) == '.' || at(after) == ')';
                if (row == Enclosed.ROMAN && !parted && at(after) != ' ') {
                    return null;
                }
                return marker(String.valueOf(row.first), c - row.first + 1, "", parted ? after + 1 : after, Doubt.NONE);
            }
        }
        return null;
    }

    /** Characters that hold their number, each row counting from one. */
    private enum Enclosed {
        CIRCLED('①', '⑳'),
        PARENTHESISED('⑴', '⒇'),
        POINTED('⒈', '⒛'),
        DOUBLE_CIRCLED('⓵', '⓾'),
        DARK('❶', '❿'),
        SANS('➀', '➉'),
        DARK_SANS('➊', '➓'),
        HAN_PARENTHESISED('㈠', '㈩'),
        HAN_CIRCLED('㊀', '㊉'),
        ROMAN('Ⅰ', 'Ⅻ'),
        SMALL_ROMAN('ⅰ', 'ⅻ');

        private final char first;
        private final char last;

        Enclosed(char first, char last) {
            this.first = first;
            this.last = last;
        }
    }

    private Marker marker(String style, int number, String prefix, int after, Doubt doubt) {
        return new Marker(style, number, prefix, start, after, blanks(after), doubt);
    }

    /** The folded character, or NUL past the end. */
    private char at(int i) {
        if (i >= end) {
            return 0;
        }
        int folded = Fold.of(source.charAt(i));
        return folded == Fold.NOTHING ? 0 : (char) folded;
    }

    private int blanks(int i) {
        int after = i;
        while (after < end && Fold.isBlank(source.charAt(after))) {
            after++;
        }
        return after;
    }

    /** The end of a run of at most three digits, or -1 for a longer run or a leading zero. */
    private int digits(int i) {
        int after = i;
        while (Fold.isDigit(at(after))) {
            if (++after - i > MAX_DIGITS) {
                return -1;
            }
        }
        return at(i) == '0' || after == i ? -1 : after;
    }

    private int value(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + at(i) - '0';
        }
        return value;
    }

    private int hanEnd(int i) {
        int after = i;
        while (after < i + 3 && HAN.indexOf(at(after)) >= 0 && at(after) != 0) {
            after++;
        }
        return after;
    }

    /** 1 to 99, or 0 for what is no number such as {@code 一二}. */
    private int hanValue(int from, int to) {
        int ten = -1;
        for (int i = from; i < to; i++) {
            if (at(i) == '十') {
                ten = i;
            }
        }
        if (ten < 0) {
            return to - from == 1 ? Fold.hanDigit(at(from)) : 0;
        }
        if (ten - from > 1 || to - ten > 2) {
            return 0;
        }
        int tens = ten == from ? 1 : Fold.hanDigit(at(from));
        return tens * 10 + (ten + 1 < to ? Math.max(0, Fold.hanDigit(at(ten + 1))) : 0);
    }

    private static int letterValue(char c) {
        return (c | 0x20) - 'a' + 1;
    }

    private int romanValue(int from, int to) {
        String[] romans = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"};
        String typed = source.substring(from, to);
        for (int i = 0; i < romans.length; i++) {
            if (romans[i].equals(typed)) {
                return i + 1;
            }
        }
        return 1;
    }

    private boolean closes(char mark) {
        for (int i = start + 1; i < end && i < start + 60; i++) {
            if (source.charAt(i) == mark) {
                return true;
            }
        }
        return false;
    }
}
