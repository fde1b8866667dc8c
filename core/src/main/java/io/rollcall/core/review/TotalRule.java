package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts against their total. A list of parts need not be whole, so a total that is far from the sum of its parts is left
 * alone, unless the same parts made the same total before.
 */
final class TotalRule implements Rule {

    /** A sum this close to a total was meant to be it. */
    private static final double CLOSE = 0.12;

    private static final double CLOSE_OF_SOME = 0.03;

    private static final Pattern REST = Pattern.compile("剩余|还剩|余下|尚余|待处理|未完成|剩");
    private static final Pattern AT_THE_END = Pattern.compile("合计|总计|共计|累计|共");
    private static final Pattern EXHAUSTIVE = Pattern.compile("分别|其中|：|:|（|\\(|包括|含");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() == Purpose.WORK) {
                inLine(entry, trails, findings);
                ofChildren(entry, sheet, trails, findings);
            }
        }
    }

    /** {@code 合计120笔，其中A 50笔、B 40笔、C 30笔}. */
    private static void inLine(Entry entry, Trails trails, Consumer<Finding> findings) {
        List<Fact.Metric> metrics = entry.facts(Fact.Metric.class).toList();
        if (remainder(entry, metrics, findings) || totalAtTheEnd(entry, metrics, findings)) {
            return;
        }
        for (int i = 0; i + 2 < metrics.size(); i++) {
            Fact.Metric total = metrics.get(i);
            int first = i;
            List<Fact.Metric> parts = metrics.subList(i + 1, metrics.size()).stream()
                    .filter(metric -> Figures.kind(metric).equals(Figures.kind(total))
                            || Figures.unit(metric).isEmpty())
                    .filter(metric ->
                            !Sums.AVERAGE.matcher(Sums.said(entry, metric)).find())
                    .filter(metric -> !Sums.TOTAL.matcher(Figures.name(metric)).find())
                    .filter(metric -> metrics.indexOf(metric) > first)
                    .toList();
            boolean meant = parts.size() >= 2
                    && !Figures.isShare(total)
                    && !Sums.AVERAGE.matcher(Sums.said(entry, total)).find()
                    && isTotalOf(entry, total, parts.get(0))
                    && parts.stream().allMatch(part -> part.value().compareTo(total.value()) <= 0);
            if (meant) {
                compare(entry, total, parts, List.of(), madeItBefore(entry, total, trails), findings);
                return;
            }
        }
    }

    /** {@code 整改项23项，已完成20项，剩余3项}. */
    private static boolean remainder(Entry entry, List<Fact.Metric> metrics, Consumer<Finding> findings) {
        for (int i = 2; i < metrics.size(); i++) {
            Fact.Metric rest = metrics.get(i);
            Fact.Metric done = metrics.get(i - 1);
            Fact.Metric all = metrics.get(i - 2);
            boolean meant = REST.matcher(Sums.said(entry, rest)).find()
                    && Sums.SO_FAR.matcher(Sums.said(entry, done)).find()
                    && Figures.unit(rest).equals(Figures.unit(all))
                    && Figures.unit(done).equals(Figures.unit(all))
                    && !Figures.isShare(all)
                    && all.value().compareTo(done.value()) >= 0;
            Amount right = Amount.of(all).minus(Amount.of(done));
            if (meant && !right.agreesWith(Amount.of(rest))) {
                findings.accept(Sums.finding(
                        entry,
                        List.of(),
                        Why.of(
                                "sum.rest",
                                all.quote(),
                                done.quote(),
                                Amount.written(right.value()) + Figures.unit(rest),
                                rest.quote()),
                        0.9));
                return true;
            }
        }
        return false;
    }

    /** {@code 首批32家、第二批48家，合计80家}. */
    private static boolean totalAtTheEnd(Entry entry, List<Fact.Metric> metrics, Consumer<Finding> findings) {
        if (metrics.size() < 3) {
            return false;
        }
        Fact.Metric total = metrics.get(metrics.size() - 1);
        if (!AT_THE_END.matcher(Sums.said(entry, total)).find() || Figures.isShare(total)) {
            return false;
        }
        List<Fact.Metric> parts = metrics.subList(0, metrics.size() - 1).stream()
                .filter(metric -> Figures.unit(metric).equals(Figures.unit(total)))
                .filter(metric -> entry.clauseOf(metric).sentence()
                        == entry.clauseOf(total).sentence())
                .toList();
        if (parts.size() >= 2 && !Sums.sum(parts).agreesWith(Amount.of(total))) {
            compare(entry, total, parts, List.of(), false, findings);
            return true;
        }
        return false;
    }

    /** Whether between a figure and the next stands what opens a list of its parts. */
    private static boolean isTotalOf(Entry entry, Fact.Metric total, Fact.Metric first) {
        int from = entry.text().indexOf(total.quote());
        int to = from < 0
                ? -1
                : entry.text().indexOf(first.quote(), from + total.quote().length());
        return to > from
                && EXHAUSTIVE
                        .matcher(entry.text().substring(from + total.quote().length(), to))
                        .find();
    }

    private static boolean madeItBefore(Entry entry, Fact.Metric total, Trails trails) {
        return trails.before(entry)
                .map(before -> {
                    List<Fact.Metric> then = before.facts(Fact.Metric.class)
                            .filter(metric -> Figures.kind(metric).equals(Figures.kind(total)))
                            .toList();
                    return then.size() >= 3
                            && then.size()
                                    == entry.facts(Fact.Metric.class)
                                            .filter(metric ->
                                                    Figures.kind(metric).equals(Figures.kind(total)))
                                            .count()
                            && Sums.sum(then.subList(1, then.size())).agreesWith(Amount.of(then.get(0)));
                })
                .orElse(false);
    }

    /**
     * Lines below a line, each with one figure of a kind, against that line's or a neighbour's total of this kind: one
     * that calls itself a total, one that the same lines made before, or one in a line whose other figure they do make.
     */
    private static void ofChildren(Entry entry, Sheet sheet, Trails trails, Consumer<Finding> findings) {
        Map<String, List<Fact.Metric>> byKind = partsByKind(entry);
        Set<Entry> made = new HashSet<>();
        byKind.forEach((kind, parts) -> candidates(entry, kind, sheet)
                .filter(total -> Sums.sum(parts).agreesWith(Amount.of(total.metric)))
                .forEach(total -> made.add(total.entry)));
        byKind.forEach((kind, parts) -> {
            Amount sum = Sums.sum(parts);
            List<Holder> candidates = candidates(entry, kind, sheet).toList();
            if (candidates.stream().anyMatch(total -> sum.agreesWith(Amount.of(total.metric)))) {
                return;
            }
            Optional<String> before = trails.before(entry).flatMap(earlier -> totalBefore(earlier, kind));
            Optional<Holder> usual = candidates.stream()
                    .filter(total -> before.filter(name -> name.equals(Figures.name(total.metric)))
                                    .isPresent()
                            || made.contains(total.entry))
                    .findFirst();
            Optional<Holder> total = usual.or(() -> candidates.stream()
                    .filter(holder -> holder.entry == entry || isTotal(holder))
                    .filter(holder -> isClose(sum.value(), holder.metric.value().doubleValue()))
                    .findFirst());
            total.ifPresent(holder -> compare(
                    holder.entry,
                    holder.metric,
                    parts,
                    entry.children.stream().map(Entry::quote).toList(),
                    usual.isPresent(),
                    findings));
        });
    }

    /** A figure and the line it stands in. */
    private record Holder(Entry entry, Fact.Metric metric) {}

    private static Map<String, List<Fact.Metric>> partsByKind(Entry entry) {
        Map<String, List<Fact.Metric>> byKind = new LinkedHashMap<>();
        if (entry.children.size() < 2) {
            return byKind;
        }
        List<Entry> lines = entry.children;
        Stream.of(lines.get(0))
                .flatMap(line -> line.facts(Fact.Metric.class))
                .filter(metric -> !Figures.isShare(metric)
                        && !Sums.AVERAGE.matcher(Figures.name(metric)).find())
                .map(Figures::kind)
                .distinct()
                .forEach(kind -> {
                    List<Fact.Metric> parts = new ArrayList<>();
                    for (Entry line : lines) {
                        List<Fact.Metric> own = line.facts(Fact.Metric.class)
                                .filter(metric -> Figures.kind(metric).equals(kind) && metric.valueTo() == null)
                                .filter(metric -> !Sums.AVERAGE
                                        .matcher(Sums.said(line, metric))
                                        .find())
                                .filter(metric -> !Figures.isGrowth(metric) || Figures.isCalledGrowth(line))
                                .toList();
                        boolean first = !own.isEmpty();
                        if (first) {
                            parts.add(own.get(0));
                        }
                    }
                    if (parts.size() == lines.size()) {
                        byKind.put(kind, parts);
                    }
                });
        return byKind;
    }

    /** What the line's own parts may add up to: a figure of the line itself, of the one above, or of one beside it. */
    private static Stream<Holder> candidates(Entry entry, String kind, Sheet sheet) {
        Stream<Entry> neighbours = entry.parent() == null
                ? sheet.entries().stream()
                        .filter(other ->
                                other.depth() == 1 && other.section().equals(entry.section()) && other != entry)
                : Stream.concat(
                        Stream.of(entry.parent()),
                        entry.parent().children.stream().filter(other -> other != entry));
        return Stream.concat(Stream.of(entry), neighbours).flatMap(other -> holders(other, kind));
    }

    private static boolean isTotal(Holder holder) {
        return Sums.TOTAL.matcher(Sums.said(holder.entry, holder.metric)).find();
    }

    private static Stream<Holder> holders(Entry entry, String kind) {
        return entry.facts(Fact.Metric.class)
                .filter(metric -> Figures.kind(metric).equals(kind))
                .filter(metric -> !Figures.isGrowth(metric)
                        && !Sums.AVERAGE.matcher(Sums.said(entry, metric)).find())
                .map(metric -> new Holder(entry, metric));
    }

    /** The name of the total that the same lines made before. */
    private static Optional<String> totalBefore(Entry before, String kind) {
        List<Fact.Metric> parts = partsByKind(before).getOrDefault(kind, List.of());
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Amount sum = Sums.sum(parts);
        return candidates(before, kind, before.sheet)
                .filter(holder -> sum.agreesWith(Amount.of(holder.metric)))
                .map(holder -> Figures.name(holder.metric))
                .findFirst();
    }

    private static void compare(
            Entry entry,
            Fact.Metric total,
            List<Fact.Metric> parts,
            List<Finding.Quote> more,
            boolean usual,
            Consumer<Finding> findings) {
        Amount sum = Sums.sum(parts);
        if (sum.agreesWith(Amount.of(total))) {
            return;
        }
        double stated = total.value().doubleValue();
        // "其中" need not name them all.
        boolean some = more.isEmpty() && entry.text().contains("其中");
        double close = some ? CLOSE_OF_SOME : CLOSE;
        if (usual || stated > 0 && Math.abs(sum.value() - stated) <= close * stated) {
            String terms = parts.stream().map(Fact.Metric::quote).collect(Collectors.joining(" + "));
            findings.accept(Sums.finding(
                    entry,
                    more,
                    Why.of(
                            "sum.total",
                            Figures.shown(total),
                            total.quote(),
                            terms,
                            Amount.written(sum.value()),
                            Amount.written(Math.abs(sum.value() - stated))),
                    usual ? 0.95 : 0.8));
        }
    }

    private static boolean isClose(double sum, double total) {
        return total > 0 && Math.abs(sum - total) <= CLOSE * total;
    }
}
