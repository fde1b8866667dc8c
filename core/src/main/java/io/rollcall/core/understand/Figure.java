package io.rollcall.core.understand;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with what belongs to it: {@code 19,254笔}, {@code 3.13亿}, {@code 2%~6%}.
 *
 * @param start  of the first digit
 * @param end    after the unit
 * @param to     the upper end of a range, or null
 * @param unit   as written, with {@code /天} and the like, or null
 * @param kind   what the unit makes of it, or null without a unit
 * @param scaled whether 万, 亿 or their like were multiplied out
 */
record Figure(
        int start,
        int end,
        BigDecimal value,
        @Nullable BigDecimal to,
        @Nullable String unit,
        Units.@Nullable Kind kind,
        boolean scaled) {

    boolean isShare() {
        return kind == Units.Kind.SHARE;
    }

    boolean isPercent() {
        return isShare() && "%".equals(unit);
    }

    boolean isBare() {
        return kind == null;
    }
}
