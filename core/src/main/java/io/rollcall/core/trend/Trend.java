package io.rollcall.core.trend;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.SectionId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of an item over the weeks.
 *
 * @param item    the number of the ledger's item
 * @param section where the item stood when the figure was said last
 * @param subject what it is a figure of, where its name alone does not say: {@code 收银台}, {@code 收银台 · 退款}; may be empty
 * @param name    as it was written last; empty for progress, and for a figure that was never named
 * @param unit    of all values, as it was written last, without 万 and 亿; {@code %} for progress; null for a bare count
 * @param period  what all values are about in time, {@code 2024-11}, {@code 上周}; null for the week itself
 * @param points  at least one, the earliest first, one a week at most; a week without a value is not among them
 */
public record Trend(
        long item,
        SectionId section,
        String subject,
        Kind kind,
        String name,
        @Nullable String unit,
        @Nullable String period,
        List<Point> points) {

    private static final String TEN_THOUSAND = "万";
    private static final String HUNDRED_MILLION = "亿";

    public Trend {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a trend without a point; give it at least one");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).week().compareTo(points.get(i - 1).week()) <= 0) {
                throw new IllegalArgumentException(
                        "the point of " + points.get(i).week() + " does not follow that of "
                                + points.get(i - 1).week());
            }
        }
    }

    /** What a figure tells. */
    public enum Kind {
        /** A quantity that was measured. */
        METRIC,
        /** How much of the work is done, 0 to 100. */
        PROGRESS
    }

    /**
     * What was said in one week.
     *
     * @param week  the report's; of merged weeks the last
     * @param value in the trend's unit
     * @param quote the words as written, in their own unit
     */
    public record Point(ReportWeek week, BigDecimal value, String quote) {}

    /**
     * What it is called where it stands by itself: {@code 收银台 · 成功率}.
     *
     * @param progress what progress is called
     */
    public String caption(String progress) {
        String own = kind == Kind.PROGRESS ? progress : name;
        boolean isSaid = own.isEmpty() || subject.endsWith(own);
        return subject.isEmpty() ? own : isSaid ? subject : subject + " · " + own;
    }

    public Point last() {
        return points.get(points.size() - 1);
    }

    /** Whether it moved at all. */
    public boolean isFlat() {
        return points.stream().allMatch(point -> point.value().compareTo(last().value()) == 0);
    }

    /** The unit to read the values in: that of the last words, {@code 亿元} after {@code 3.1亿}; may be empty. */
    public String shownUnit() {
        return scale() + (unit == null ? "" : unit);
    }

    /** A value in {@link #shownUnit()}. */
    public BigDecimal shown(BigDecimal value) {
        BigDecimal scaled = switch (scale()) {
            case HUNDRED_MILLION -> value.movePointLeft(8);
            case TEN_THOUSAND -> value.movePointLeft(4);
            default -> value;
        };
        BigDecimal plain = scaled.stripTrailingZeros();
        // "97.20" and "97.2" are the same figure.
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private String scale() {
        String quote = last().quote();
        if (kind == Kind.PROGRESS || "%".equals(unit) || "‰".equals(unit)) {
            return "";
        }
        return quote.contains(HUNDRED_MILLION) ? HUNDRED_MILLION : quote.contains(TEN_THOUSAND) ? TEN_THOUSAND : "";
    }
}
