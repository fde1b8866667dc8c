package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/**
 * The label of an item: what stands before its first colon, when that is a short title. It may hold {@code 、}, not
 * {@code ，} or {@code 。}; a colon within brackets or a time makes none.
 *
 * <pre>
 * 存管路由：预计12/12上线          存管路由
 * 存量、增量、清退：三类            存量、增量、清退
 * 9/24 15:15 接口超时             none
 * 联调（甲：乙）完成               none
 * 先做甲，再做乙：丙               none
 * </pre>
 */
final class LabelRule {

    /** A Chinese character counts one, a Latin one half. */
    private static final int MAX_WIDTH = 20;

    private LabelRule() {}

    /** The place of the colon after the label, or -1 when there is no label. */
    static int colon(String text) {
        int depth = 0;
        int halves = 0;
        boolean shows = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':' && depth == 0 && !withinTime(text, i)) {
                return shows && (halves + 1) / 2 <= MAX_WIDTH ? i : -1;
            }
            shows |= c != ' ';
            halves += c < 0x80 ? 1 : 2;
            if ("，。;!?".indexOf(c) >= 0 && depth == 0 || halves > 4 * MAX_WIDTH) {
                return -1;
            }
            depth += "([【「『《".indexOf(c) >= 0 ? 1 : 0;
            depth -= ")]】」』》".indexOf(c) >= 0 && depth > 0 ? 1 : 0;
        }
        return -1;
    }

    /** Whether the label holds a share or a day, or ends in a count: {@code 搜索重构（进度60%）：…}, {@code 新增3种：…}. */
    static boolean holdsFact(String text, int body) {
        for (int i = 1; i < body; i++) {
            char c = text.charAt(i);
            boolean digitBefore = Fold.isDigit(text.charAt(i - 1));
            boolean digitAfter = i + 1 < body && Fold.isDigit(text.charAt(i + 1));
            if (digitBefore && (c == '%' || ((c == '/' || c == '月') && digitAfter))) {
                return true;
            }
            Units.Unit unit = digitBefore ? Units.at(text, i) : null;
            if (unit != null
                    && unit.kind() == Units.Kind.COUNT
                    && i + unit.word().length() == body - 1) {
                return true;
            }
        }
        return false;
    }

    static @Nullable String label(Reading reading, int colon) {
        String label = reading.typed(0, colon).strip();
        String bare = Titles.isBracketed(label) ? Titles.withoutOrnaments(label) : label;
        return bare.isEmpty() ? null : bare;
    }

    /** Chinese characters, two Latin ones counted as one. */
    static int width(String text, int from, int to) {
        int halves = 0;
        for (int i = from; i < to; i++) {
            halves += text.charAt(i) < 0x80 ? 1 : 2;
        }
        return (halves + 1) / 2;
    }

    private static boolean withinTime(String text, int colon) {
        return colon > 0
                && colon + 1 < text.length()
                && Fold.isDigit(text.charAt(colon - 1))
                && Fold.isDigit(text.charAt(colon + 1));
    }
}
