package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shares and rates against the counts that they are quotients of. */
final class ShareRule implements Rule {

    private static final Pattern SHARE = Pattern.compile("占比|占(?!用)|比重");
    private static final Pattern OTHERS = Pattern.compile("其他|其它|其余");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() == Purpose.WORK) {
                shares(entry, findings);
                usualShares(entry, trails, findings);
                wholeOfShares(entry, findings);
                progress(entry, findings);
            }
        }
    }

    /** {@code 总订单8400，其中小程序6300笔占比75%}. */
    private static void shares(Entry entry, Consumer<Finding> findings) {
        List<Fact.Metric> metrics = entry.facts(Fact.Metric.class).toList();
        List<Fact.Metric> parts = new ArrayList<>();
        for (int i = 1; i < metrics.size(); i++) {
            if (isShareOfCounts(entry, metrics.get(i))) {
                parts.add(metrics.get(i - 1));
            }
        }
        for (int i = 1; i < metrics.size(); i++) {
            Fact.Metric share = metrics.get(i);
            Fact.Metric before = metrics.get(i - 1);
            if (!isShareOfCounts(entry, share)
                    || Figures.isShare(before)
                    || before.value().signum() <= 0) {
                continue;
            }
            int at = i;
            // "点赞94、点踩37，点赞占比8.2%": the share names its part.
            Fact.Metric part = metrics.subList(0, i).stream()
                    .filter(metric -> !Figures.isShare(metric)
                            && Figures.name(metric).length() >= 2
                            && Figures.name(share).contains(Figures.name(metric)))
                    .findFirst()
                    .orElse(before);
            List<Fact.Metric> own = metrics.subList(0, at).stream()
                    .filter(metric -> metric != part && !parts.contains(metric) && canHold(metric, part))
                    .toList();
            boolean fits = Stream.concat(own.stream(), around(entry).filter(metric -> canHold(metric, part)))
                    .anyMatch(whole -> share(part, whole).agreesRoughlyWith(Amount.of(share)));
            if (fits) {
                continue;
            }
            Optional<Fact.Metric> usual = usualWhole(entry, part, share);
            Optional<Fact.Metric> whole = usual.or(() -> own.stream()
                    .filter(metric ->
                            Sums.TOTAL.matcher(Sums.said(entry, metric)).find())
                    .findFirst()
                    .or(() -> own.stream().findFirst()));
            whole.ifPresent(found -> findings.accept(Sums.finding(
                    entry,
                    List.of(),
                    Why.of(
                            "sum.share",
                            part.quote(),
                            found.quote(),
                            Amount.written(Math.round(share(part, found).value() * 100) / 100.0),
                            share.quote()),
                    usual.isPresent() || own.size() == 1 ? 0.85 : 0.7)));
        }
    }

    /** A rate that was the quotient of two of the line's counts before: {@code 询问1,190次，转人工167次，转人工率14.0%}. */
    private static void usualShares(Entry entry, Trails trails, Consumer<Finding> findings) {
        Optional<Entry> before = trails.before(entry);
        if (before.isEmpty() || before.get().bare().equals(entry.bare())) {
            return;
        }
        List<Figures.Course> courses = Figures.of(before.get(), entry);
        for (Figures.Course rate : courses) {
            if (!Figures.isShare(rate.now()) || isShareOfCounts(entry, rate.now())) {
                continue;
            }
            for (Figures.Course part : courses) {
                for (Figures.Course whole : courses) {
                    boolean made = part != whole
                            && canHold(whole.then(), part.then())
                            && canHold(whole.now(), part.now())
                            && !Figures.isShare(part.now())
                            && part.then().value().signum() > 0
                            && share(part.then(), whole.then()).agreesRoughlyWith(Amount.of(rate.then()));
                    if (made && !share(part.now(), whole.now()).agreesRoughlyWith(Amount.of(rate.now()))) {
                        findings.accept(Sums.finding(
                                entry,
                                List.of(),
                                Why.of(
                                        "sum.share",
                                        part.now().quote(),
                                        whole.now().quote(),
                                        Amount.written(Math.round(share(part.now(), whole.now())
                                                                .value()
                                                        * 100)
                                                / 100.0),
                                        rate.now().quote()),
                                0.8));
                        return;
                    }
                }
            }
        }
    }

    /** {@code 渠道占比：甲46%、乙31%、其他18%}: with the others named, shares make up the whole. */
    private static void wholeOfShares(Entry entry, Consumer<Finding> findings) {
        List<Fact.Metric> shares =
                entry.facts(Fact.Metric.class).filter(Figures::isShare).toList();
        boolean all = shares.size() >= 3
                && shares.size() == entry.facts(Fact.Metric.class).count()
                && SHARE.matcher(entry.text()).find()
                && OTHERS.matcher(entry.text()).find();
        if (all && Math.abs(Sums.sum(shares).value() - 100) > Sums.sum(shares).half() + 0.05) {
            findings.accept(Sums.finding(
                    entry,
                    List.of(),
                    Why.of(
                            "sum.whole",
                            shares.stream().map(Fact.Metric::quote).collect(Collectors.joining(" + ")),
                            Amount.written(Sums.sum(shares).value())),
                    0.85));
        }
    }

    /** {@code 整改项18项，完成15项，进度88%}. */
    private static void progress(Entry entry, Consumer<Finding> findings) {
        List<Fact.Metric> counts = entry.facts(Fact.Metric.class)
                .filter(metric -> Sums.isCount(metric)
                        && !Sums.AVERAGE.matcher(Sums.said(entry, metric)).find())
                .toList();
        List<Fact.Progress> progress = entry.facts(Fact.Progress.class).toList();
        if (counts.size() != 2 || progress.size() != 1) {
            return;
        }
        Fact.Metric all = counts.get(0);
        Fact.Metric done = counts.get(1);
        boolean meant = Figures.unit(all).equals(Figures.unit(done))
                && Sums.SO_FAR.matcher(Sums.said(entry, done)).find()
                && !Sums.SO_FAR.matcher(Sums.said(entry, all)).find()
                && all.value().compareTo(done.value()) >= 0
                && entry.contextOf(progress.get(0)).size() < 4;
        double right = share(done, all).value();
        if (meant && Math.abs(right - progress.get(0).value().doubleValue()) > 1.01) {
            findings.accept(Sums.finding(
                    entry,
                    List.of(),
                    Why.of(
                            "sum.share",
                            done.quote(),
                            all.quote(),
                            Amount.written(Math.round(right * 10) / 10.0),
                            progress.get(0).quote()),
                    0.8));
        }
    }

    private static boolean isShareOfCounts(Entry entry, Fact.Metric metric) {
        return Figures.isShare(metric)
                && metric.valueTo() == null
                && SHARE.matcher(Sums.said(entry, metric)).find();
    }

    private static boolean canHold(Fact.Metric whole, Fact.Metric part) {
        return !Figures.isShare(whole)
                && whole.value().compareTo(part.value()) >= 0
                && Figures.isMoney(whole) == Figures.isMoney(part)
                && (Figures.unit(whole).isEmpty()
                        || Figures.unit(part).isEmpty()
                        || Figures.unit(whole).equals(Figures.unit(part)));
    }

    /** The figures of the lines above and beside those above, of which a line's figures may be parts. */
    private static Stream<Fact.Metric> around(Entry entry) {
        Stream<Entry> siblings = entry.parent() == null ? Stream.empty() : entry.parent().children.stream();
        return Stream.concat(
                        siblings.filter(sibling -> sibling != entry),
                        entry.above()
                                .flatMap(above -> Stream.concat(
                                        Stream.of(above),
                                        above.parent() == null ? Stream.empty() : above.parent().children.stream())))
                .flatMap(line -> line.facts(Fact.Metric.class));
    }

    /** What most of the neighbouring lines' shares are shares of. */
    private static Optional<Fact.Metric> usualWhole(Entry entry, Fact.Metric part, Fact.Metric share) {
        if (entry.parent() == null) {
            return Optional.empty();
        }
        List<Fact.Metric> wholes =
                around(entry).filter(metric -> canHold(metric, part)).toList();
        List<Fact.Metric> own = entry.facts(Fact.Metric.class).toList();
        for (Fact.Metric whole : wholes) {
            long fit = 0;
            long all = 0;
            for (int i = 1; i < own.size(); i++) {
                boolean another =
                        own.get(i) != share && isShareOfCounts(entry, own.get(i)) && canHold(whole, own.get(i - 1));
                fit += another && share(own.get(i - 1), whole).agreesRoughlyWith(Amount.of(own.get(i))) ? 2 : 0;
                all += another ? 2 : 0;
            }
            for (Entry sibling : entry.parent().children) {
                List<Fact.Metric> metrics = sibling.facts(Fact.Metric.class).toList();
                for (int i = 1; i < metrics.size(); i++) {
                    if (sibling != entry
                            && isShareOfCounts(sibling, metrics.get(i))
                            && canHold(whole, metrics.get(i - 1))) {
                        all++;
                        fit += share(metrics.get(i - 1), whole).agreesRoughlyWith(Amount.of(metrics.get(i))) ? 1 : 0;
                    }
                }
            }
            if (fit >= 2 && fit * 3 >= all * 2) {
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }

    private static Amount share(Fact.Metric part, Fact.Metric whole) {
        return Amount.of(part).over(Amount.of(whole)).times(100);
    }
}
