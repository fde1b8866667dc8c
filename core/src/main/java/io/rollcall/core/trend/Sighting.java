package io.rollcall.core.trend;

import io.rollcall.core.ledger.Statement;
import io.rollcall.core.trend.Trend.Kind;
import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure as one statement says it.
 *
 * <pre>
 * 耗时由 320ms 降到 280ms        耗时 280 ms: where it came from is no value of its own
 * 退款成功率 97.4%（上周97.1%）     退款成功率 97.4 %: last week has had its say
 * 开卡率 2%~6%                  开卡率, without a value: a range is no point, and its middle was never said
 * 日活 12.3万 12.1万             日活, without a value: which of them is not told
 * 较上周提升0.2%                 nothing: a difference is no value
 * 前端进度80%，后端进度60%         progress, without a value
 * </pre>
 *
 * @param name   as written; empty where there is none
 * @param period null for the week itself
 * @param value  null where it is not told plainly
 * @param place  its place among the statement's figures, from 0
 * @param isSole whether nothing else in the line has such a unit
 */
record Sighting(
        Kind kind,
        String name,
        FigureName compared,
        Measure measure,
        @Nullable String period,
        @Nullable BigDecimal value,
        String quote,
        int place,
        boolean isSole) {

    private static final Pattern THIS_WEEK = Pattern.compile("[本当这]周|this week");
    private static final Pattern EARLIER = Pattern.compile("上.*|去年.*|前.*|昨.*|last .*");

    /** Between two figures of which the first has become the second. */
    private static final Pattern BECOMES = Pattern.compile("[^，,；;。、(（)）]{0,10}(?:[到至为]|→|->|=>)[^，,；;。、(（)）]{0,2}");

    private static final Measure PERCENT_DONE = Measure.of("%");

    /** In the order of the text. */
    static List<Sighting> in(Statement statement) {
        List<Sighting> read = new ArrayList<>();
        int end = 0;
        for (Fact fact : statement.facts()) {
            int start = statement.text().indexOf(fact.quote(), end);
            String between = start < 0 ? "" : statement.text().substring(end, start);
            end = start < 0 ? end : start + fact.quote().length();
            boolean becomes = BECOMES.matcher(between).matches();
            if (fact instanceof Fact.Metric metric) {
                add(metric, becomes, read);
            } else if (fact instanceof Fact.Progress progress) {
                add(progress, becomes, read);
            }
        }
        List<Sighting> all = List.copyOf(read);
        read.removeIf(sighting -> sighting.isOfEarlier() && all.stream().anyMatch(sighting::isToldAgainBy));
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            sightings.add(read.get(i).placed(i, read));
        }
        return sightings;
    }

    private static void add(Fact.Metric metric, boolean becomes, List<Sighting> read) {
        Sighting before = read.isEmpty() ? null : read.get(read.size() - 1);
        Measure measure = Measure.of(metric.unit());
        boolean moved = becomes && before != null && before.kind == Kind.METRIC && before.measure.isLike(measure);
        String own = metric.name() == null ? "" : metric.name().strip();
        String name = own.isEmpty() && moved && before != null ? before.name : own;
        String period =
                metric.period() == null || THIS_WEEK.matcher(metric.period()).matches() ? null : metric.period();
        BigDecimal value = metric.valueTo() == null ? metric.value() : null;
        add(
                new Sighting(Kind.METRIC, name, new FigureName(name), measure, period, value, metric.quote(), 0, false),
                moved,
                read);
    }

    private static void add(Fact.Progress progress, boolean becomes, List<Sighting> read) {
        add(
                new Sighting(
                        Kind.PROGRESS,
                        "",
                        new FigureName(""),
                        PERCENT_DONE,
                        null,
                        progress.value(),
                        progress.quote(),
                        0,
                        false),
                becomes,
                read);
    }

    /** Of several of one name the one that it has become counts; where none has, it is not told which. */
    private static void add(Sighting sighting, boolean becomes, List<Sighting> read) {
        for (int i = 0; i < read.size(); i++) {
            Sighting before = read.get(i);
            if (before.isSameFigure(sighting)) {
                boolean follows = becomes && i == read.size() - 1;
                boolean agrees = before.value != null
                        && sighting.value != null
                        && before.inSmallest().compareTo(sighting.inSmallest()) == 0;
                read.set(i, follows ? sighting : agrees ? before : before.withoutValue());
                return;
            }
        }
        read.add(sighting);
    }

    /** Whether both are said of the same, by name, unit and time. */
    boolean isSameFigure(Sighting other) {
        return isComparable(other) && compared.isSame(other.compared);
    }

    /** Whether the values of both can be put side by side. */
    boolean isComparable(Sighting other) {
        return kind == other.kind && measure.isLike(other.measure) && Objects.equals(period, other.period);
    }

    private boolean isOfEarlier() {
        return period != null && EARLIER.matcher(period).matches();
    }

    private boolean isToldAgainBy(Sighting other) {
        return other.kind == kind && !other.isOfEarlier() && compared.isSame(other.compared);
    }

    private BigDecimal inSmallest() {
        return Objects.requireNonNull(value).multiply(measure.factor());
    }

    private Sighting withoutValue() {
        return new Sighting(kind, name, compared, measure, period, null, quote, place, isSole);
    }

    private Sighting placed(int at, List<Sighting> all) {
        boolean sole = all.stream()
                        .filter(other -> other.kind == kind && other.measure.isLike(measure))
                        .count()
                == 1;
        return new Sighting(kind, name, compared, measure, period, value, quote, at, sole);
    }
}
