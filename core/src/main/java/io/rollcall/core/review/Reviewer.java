package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a team's reports in the order of their weeks and notices what a careful editor would. Everything it says is
 * told by a rule, with the words it rests on; the same reports give the same findings.
 *
 * <p>Not thread-safe: it remembers what it has read.
 */
public final class Reviewer {

    private final List<Rule> rules = List.of(
            new PromiseRule(),
            new StaleRule(),
            new BackwardsRule(),
            new ClaimRule(),
            new AverageRule(),
            new ShareRule(),
            new TotalRule(),
            new UnitRule(),
            new ContradictionRule(),
            new PlanRule());
    private final Trails trails;
    private ReportWeek last;

    public Reviewer() {
        this(new Trails(), new ReportWeek(1, 1));
    }

    private Reviewer(Trails trails, ReportWeek last) {
        this.trails = trails;
        this.last = last;
    }

    /** The same, to read on from here without changing this: for a report that is still being written. */
    public Reviewer copy() {
        return new Reviewer(trails.copy(), last);
    }

    /**
     * Reads on.
     *
     * @param report of a later week than all before
     * @return what is to be noticed in it, in the order of its page; what is missing there stands at the end
     * @throws IllegalArgumentException when its week is not later than the last one's
     */
    public List<Finding> read(ReviewedReport report) {
        if (report.weeks().first().compareTo(last) <= 0) {
            throw new IllegalArgumentException("reports are read in the order of their weeks, and " + report.weeks()
                    + " does not come after " + last);
        }
        last = report.weeks().last();
        Sheet sheet = new Sheet(report);
        trails.add(sheet);
        List<Finding> findings = new ArrayList<>();
        rules.forEach(rule -> rule.read(sheet, trails, findings::add));
        withoutEchoes(findings);
        findings.sort(Comparator.comparingInt(
                        (Finding finding) -> finding.line() == null ? Integer.MAX_VALUE : finding.line())
                .thenComparing(Finding::kind));
        return List.copyOf(findings);
    }

    /** What of an item of the ledger is promised and open, as of the latest report; nothing for one that it does not know. */
    List<Promised> promisedOf(long item) {
        return trails.of(item).stream()
                .flatMap(trail -> trail.promises.open().stream())
                .map(Promised::of)
                .toList();
    }

    /** A figure in the wrong unit spoils every sum that it goes into: that is said once, at the figure. */
    private static void withoutEchoes(List<Finding> findings) {
        Map<Finding.Place, Set<String>> wrong = new HashMap<>();
        for (Finding finding : findings) {
            boolean alone = finding.quotes().size() == 1;
            if (finding.line() != null
                    && (finding.kind() == FindingKind.UNIT || finding.kind() == FindingKind.SUM && alone)) {
                wrong.computeIfAbsent(last(finding).place(), place -> new HashSet<>())
                        .addAll(finding.why().args());
            }
        }
        findings.removeIf(finding -> finding.kind() == FindingKind.UNIT
                && finding.quotes().size() == 1
                && findings.stream()
                        .anyMatch(other -> other.kind() == FindingKind.UNIT
                                && other.quotes().size() > 1
                                && last(other).place().equals(last(finding).place())));
        findings.removeIf(finding -> finding.kind() == FindingKind.SUM
                && finding.quotes().size() > 1
                && finding.quotes().stream()
                        .skip(1)
                        .anyMatch(quote -> wrong.getOrDefault(quote.place(), Set.of()).stream()
                                .anyMatch(figure -> isPartOf(finding, figure))));
    }

    /** Whether the figure is one of those that were added up. */
    private static boolean isPartOf(Finding sum, String figure) {
        return sum.why().args().stream()
                .anyMatch(terms -> List.of(terms.split(" \\+ ", -1)).contains(figure));
    }

    private static Finding.Quote last(Finding finding) {
        return finding.quotes().get(finding.quotes().size() - 1);
    }
}
