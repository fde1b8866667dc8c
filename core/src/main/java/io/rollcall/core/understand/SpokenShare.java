package io.rollcall.core.understand;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A percentage as it is spoken, up to a hundred:
 *
 * <pre>
 * share  = "百分之" ( digits [ "." digits ] | number [ "点" numeral … ] ) | numeral "成" [ numeral | "半" ]
 * number = 百 | 一百 | 七十 | 九十八 | 十五 | 三 | 零
 * </pre>
 */
final class SpokenShare {

    static final String OPENING = "百分之";

    /** Nobody speaks out more decimals. */
    private static final int MAX_SCALE = 4;

    private final Cursor cursor;

    private SpokenShare(String text, int start) {
        this.cursor = new Cursor(text, start);
    }

    /** What a tenth is told by; it may begin many other words, too. */
    static final char TENTH = '成';

    private static final String NOT_TENTHS = "功立交果本员为长熟效品绩像分型套语都败就品批人";

    /** {@code 八成}, {@code 七成半}: of the numeral that starts here, or null when it tells no tenths. */
    static @Nullable Figure readTenths(String text, int start) {
        if (start + 1 >= text.length() || text.charAt(start + 1) != TENTH) {
            return null;
        }
        SpokenShare share = new SpokenShare(text, start);
        int tenths = share.numeral();
        boolean joined =
                start > 0 && ("十百千万第".indexOf(text.charAt(start - 1)) >= 0 || Fold.isDigit(text.charAt(start - 1)));
        if (tenths < 1 || joined || !share.cursor.skip(TENTH) || share.cursor.isAtOneOf(NOT_TENTHS)) {
            return null;
        }
        int rest = share.cursor.skip('半') ? 5 : Math.max(0, share.numeral());
        BigDecimal value = BigDecimal.valueOf(10L * tenths + rest);
        return new Figure(start, share.cursor.position(), value, null, "%", Units.Kind.SHARE, false);
    }

    /** The share whose {@link #OPENING} starts here, or null when none does. */
    static @Nullable Figure read(String text, int start) {
        SpokenShare share = new SpokenShare(text, start);
        BigDecimal value = share.cursor.skip(OPENING) ? share.value() : null;
        return value == null
                ? null
                : new Figure(start, share.cursor.position(), value, null, "%", Units.Kind.SHARE, false);
    }

    private @Nullable BigDecimal value() {
        int whole = cursor.isAtDigit() ? cursor.number(3) : number();
        if (whole < 0 || whole > 100) {
            return null;
        }
        BigDecimal value = BigDecimal.valueOf(whole);
        int point = cursor.position();
        int scale = 0;
        if (cursor.skipOneOf(".点")) {
            for (int digit = numeral(); digit >= 0 && scale < MAX_SCALE; digit = numeral()) {
                scale++;
                value = value.add(BigDecimal.valueOf(digit, scale));
            }
        }
        if (scale == 0) {
            cursor.moveTo(point);
        }
        return value;
    }

    /** A number in words; -1, without moving, when there is none. */
    private int number() {
        if (cursor.skipAny("一百", "百")) {
            return 100;
        }
        int first = numeral();
        if (first == 0 || !cursor.skip('十')) {
            return first;
        }
        int tens = first < 0 ? 1 : first;
        return 10 * tens + Math.max(0, numeral());
    }

    /** Moves over one numeral, typed or in words; -1, without moving, when there is none. */
    private int numeral() {
        char c = cursor.peek();
        int value = Fold.isDigit(c) ? c - '0' : c == '零' ? 0 : c == 0 ? -1 : Fold.hanDigit(c);
        if (value >= 0) {
            cursor.skip(c);
        }
        return value;
    }
}
