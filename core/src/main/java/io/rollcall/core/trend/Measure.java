package io.rollcall.core.trend;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit measures, so that values are compared only where that is safe: {@code 秒} and {@code ms} are lengths of time,
 * {@code rmb} and {@code 元} the same money. Whatever is not listed is a thing of its own, and so are percent, per mille and
 * percentage points; what varies in length or price (workdays, months, currencies) is never converted.
 *
 * @param dimension what it measures; values of one dimension can be compared
 * @param factor    how many of the dimension's smallest unit it makes
 * @param isCount   whether it counts things, or is missing
 * @param written   the unit as written, or null
 */
record Measure(
        String dimension,
        BigDecimal factor,
        boolean isCount,
        @Nullable String written) {

    private static final Set<String> ANYTHING = Set.of("", "个");

    private static final List<List<String>> SAME = List.of(
            List.of("元", "块钱", "rmb", "人民币"),
            List.of("美元", "usd"),
            List.of("港元", "港币"),
            List.of("欧元"),
            List.of("%"),
            List.of("‰"),
            List.of("个百分点", "百分点", "个点", "个pp", "pp", "pct"),
            List.of("bp", "bps"),
            List.of("天", "日", "d"),
            List.of("工作日", "个工作日"),
            List.of("自然日", "个自然日"),
            List.of("周", "个周", "星期", "个星期"),
            List.of("个月"),
            List.of("年"));

    private static final Map<String, String> DIMENSIONS = dimensions();

    private static final Map<String, Integer> MILLISECONDS = Map.of(
            "ms", 1, "毫秒", 1, "s", 1_000, "秒", 1_000, "秒钟", 1_000, "min", 60_000, "分钟", 60_000, "h", 3_600_000, "小时",
            3_600_000);

    static Measure of(@Nullable String unit) {
        String plain = unit == null ? "" : unit.strip().toLowerCase(Locale.ROOT).replace("/日", "/天");
        Integer milliseconds = MILLISECONDS.get(plain.equals("个小时") ? "小时" : plain);
        if (milliseconds != null) {
            return new Measure("ms", BigDecimal.valueOf(milliseconds), false, unit);
        }
        String dimension = DIMENSIONS.get(plain);
        return dimension == null
                ? new Measure(plain.equals("人日") ? "人天" : plain, BigDecimal.ONE, !plain.contains("/"), unit)
                : new Measure(dimension, BigDecimal.ONE, false, unit);
    }

    boolean isLike(Measure other) {
        return dimension.equals(other.dimension);
    }

    /** {@code 1,204家}, {@code 1204个}, {@code 1204}: the same, where it is the same that is counted. */
    boolean countsWith(Measure other) {
        boolean either = ANYTHING.contains(dimension) || ANYTHING.contains(other.dimension);
        return isLike(other) || isCount && other.isCount && either;
    }

    private static Map<String, String> dimensions() {
        Map<String, String> dimensions = new HashMap<>();
        SAME.forEach(units -> units.forEach(unit -> dimensions.put(unit, units.get(0))));
        return Map.copyOf(dimensions);
    }
}
