package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Averages against amount and count: {@code 交易4200笔，金额1806万，平均每笔0.43万}. */
final class AverageRule implements Rule {

    private static final Pattern DAILY = Pattern.compile("日均|周均|月均|每日|每天|每周");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() == Purpose.WORK || entry.purpose() == Purpose.INCIDENTS) {
                averages(entry, findings);
            }
        }
    }

    private static void averages(Entry entry, Consumer<Finding> findings) {
        List<Fact.Metric> metrics = entry.facts(Fact.Metric.class).toList();
        for (Fact.Metric average : metrics) {
            String said = Sums.said(entry, average);
            if (!Sums.AVERAGE.matcher(said).find() || DAILY.matcher(said).find() || Figures.isShare(average)) {
                continue;
            }
            List<Fact.Metric> amounts = metrics.stream()
                    .filter(metric -> metric != average && isAmountFor(metric, average, entry))
                    .toList();
            List<Fact.Metric> counts = metrics.stream()
                    .filter(metric -> metric != average && !amounts.contains(metric) && Sums.isCount(metric))
                    .filter(metric -> metric.value().signum() > 0)
                    .toList();
            if (amounts.isEmpty() || counts.isEmpty()) {
                continue;
            }
            boolean fits = amounts.stream()
                    .anyMatch(amount -> counts.stream()
                            .anyMatch(count ->
                                    Amount.of(amount).over(Amount.of(count)).agreesWith(Amount.of(average))));
            if (!fits) {
                Fact.Metric amount = nearest(metrics, average, amounts);
                Fact.Metric count = nearest(metrics, average, counts);
                double right = amount.value().doubleValue() / count.value().doubleValue();
                findings.accept(entry.finding(
                        isInAnotherUnit(amount, count, average) ? FindingKind.UNIT : FindingKind.SUM,
                        Why.of(
                                "sum.average",
                                amount.quote(),
                                count.quote(),
                                Amount.written(significant(right)),
                                average.quote()),
                        List.of(),
                        amounts.size() == 1 && counts.size() == 1 ? 0.9 : 0.7));
            }
        }
    }

    /** Of what an average can be: money for an average in money, and not itself an average or a share. */
    private static boolean isAmountFor(Fact.Metric metric, Fact.Metric average, Entry entry) {
        return Figures.isMoney(metric)
                && Figures.isMoney(average)
                && !Sums.AVERAGE.matcher(Sums.said(entry, metric)).find()
                && Objects.equals(metric.period(), average.period());
    }

    /** {@code 2131亿} for 2,131万: all would be well but for a power of ten. */
    private static boolean isInAnotherUnit(Fact.Metric amount, Fact.Metric count, Fact.Metric average) {
        Amount right = Amount.of(amount).over(Amount.of(count));
        if (right.value() <= 0 || average.value().signum() <= 0) {
            return false;
        }
        long power = Math.round(Math.log10(right.value() / average.value().doubleValue()));
        return power != 0 && right.times(Math.pow(10, -power)).agreesRoughlyWith(Amount.of(average));
    }

    private static Fact.Metric nearest(List<Fact.Metric> all, Fact.Metric to, List<Fact.Metric> of) {
        int at = all.indexOf(to);
        return of.stream()
                .min(Comparator.comparingInt(metric -> Math.abs(all.indexOf(metric) - at)))
                .orElseThrow();
    }

    private static double significant(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }
}
