package io.rollcall.core.review;

import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure with how exactly it was given: {@code 0.43万} stands for anything from 4,250 to 4,350.
 *
 * @param half half a unit of the last place that was written
 */
record Amount(double value, double half) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d[\\d,，]*)(?:\\.(\\d+))?\\s*(亿|万|千|百)?");

    private static final Pattern ABOUT = Pattern.compile("约|近|超|余|多|左右|上下|大概|接近|不足|以上|以下|\\+|>|<|≈|～|~|几|达到?");

    static Amount of(Fact.Metric metric) {
        return of(metric.value(), metric.quote(), metric.unit());
    }

    static Amount of(Fact.Change change) {
        return of(change.value(), change.quote(), change.unit());
    }

    private static Amount of(BigDecimal value, String quote, @Nullable String unit) {
        Matcher matcher = WRITTEN.matcher(quote.replace("，", ","));
        double half = Math.abs(value.doubleValue()) * 0.005;
        double target = Math.abs(value.doubleValue());
        while (matcher.find()) {
            double scale = scale(matcher.group(3));
            int places = matcher.group(2) == null ? 0 : matcher.group(2).length();
            double written = Double.parseDouble(matcher.group(1).replaceAll("[,，]", "")
                            + (matcher.group(2) == null ? "" : "." + matcher.group(2)))
                    * scale;
            if (Math.abs(written - target) <= 1e-9 * Math.max(1, target)) {
                boolean counted = places == 0 && scale == 1 && (unit == null || !unit.startsWith("%"));
                half = counted ? 0 : 0.5 * scale * Math.pow(10, -places);
                break;
            }
        }
        if (ABOUT.matcher(quote).find()) {
            half = Math.max(half, target * 0.05);
        }
        return new Amount(value.doubleValue(), half);
    }

    private static double scale(@Nullable String word) {
        if (word == null) {
            return 1;
        }
        return switch (word) {
            case "亿" -> 1e8;
            case "万" -> 1e4;
            case "千" -> 1e3;
            default -> 1e2;
        };
    }

    double low() {
        return value - half;
    }

    double high() {
        return value + half;
    }

    Amount plus(Amount other) {
        return new Amount(value + other.value, half + other.half);
    }

    Amount minus(Amount other) {
        return new Amount(value - other.value, half + other.half);
    }

    /** Of positive amounts. */
    Amount over(Amount divisor) {
        double ratio = value / divisor.value;
        double high = high() / Math.max(divisor.low(), Double.MIN_NORMAL);
        double low = low() / divisor.high();
        return new Amount(ratio, Math.max(high - ratio, ratio - low));
    }

    Amount times(double factor) {
        return new Amount(value * factor, Math.abs(half * factor));
    }

    /** Whether both can stand for the same figure, as they were rounded. */
    boolean agreesWith(Amount other) {
        return isWithin(other, half + other.half);
    }

    /** The same for figures that people get by dividing, and often cut off instead of rounding. */
    boolean agreesRoughlyWith(Amount other) {
        return isWithin(other, 2 * (half + other.half));
    }

    private boolean isWithin(Amount other, double distance) {
        return Math.abs(value - other.value)
                <= distance + 1e-9 * Math.max(Math.abs(value), Math.abs(other.value)) + 1e-12;
    }

    /** As people write it. */
    static String written(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(7)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e8 && rounded.remainder(BigDecimal.valueOf(1e4)).signum() == 0 || size >= 1e10) {
            return plain(rounded.movePointLeft(8)) + "亿";
        }
        if (size >= 1e6
                || size >= 1e4 && rounded.remainder(BigDecimal.valueOf(100)).signum() == 0) {
            return plain(rounded.movePointLeft(4)) + "万";
        }
        return plain(rounded);
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown = value.stripTrailingZeros();
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }
}
