package io.rollcall.core.understand;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A percentage as it is spoken, up to a hundred:
 *
 * <pre>
 * share  = "百分之" ( digits [ "." digits ] | number [ "点" numeral … ] )
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
