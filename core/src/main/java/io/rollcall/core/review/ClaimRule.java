package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Figures.Course;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stated differences against last week's figure, where last week's report gives it: amount, sign, and points against
 * percent; and what is said to be new this week against how the total grew.
 */
final class ClaimRule implements Rule {

    private static final Pattern SINCE_LAST_WEEK = Pattern.compile("较上周|比上周|环比|周环比|周同比|相比上周|上周相比|较前一周|对比上周|与上周");
    private static final Pattern COMPARES =
            Pattern.compile("(?:较|比|与|相比|对比)?(?:上周|上期|前一周|上一周)(?:相比|同期)?|环比|周|均|分别|基本|小幅|大幅|略有?|明显|有所");
    private static final Pattern TOTAL = Pattern.compile("累计|总|共|存量|已接入|已覆盖|已上线");
    private static final Pattern GROWN = Pattern.compile("新增|净增|新接入|新开|新签|增加");
    private static final Pattern GONE = Pattern.compile("下线|流失|注销|解约|减少|退出|关闭|清退");
    private static final Pattern POINTS = Pattern.compile("个?百分点|pp|pct|个点");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() != Purpose.WORK) {
                continue;
            }
            Optional<Entry> before = trails.lastTime(entry).filter(earlier -> sheet.weeksSince(earlier.sheet) == 1);
            if (before.isPresent()) {
                List<Course> courses = Figures.of(before.get(), entry);
                if (!before.get().bare().equals(entry.bare())) {
                    changes(entry, courses, findings);
                    growth(before.get(), entry, courses, findings);
                }
            }
        }
    }

    private static void changes(Entry entry, List<Course> courses, Consumer<Finding> findings) {
        for (Fact.Change change : entry.facts(Fact.Change.class).toList()) {
            boolean weekly = change.basis() == Fact.Basis.LAST_WEEK
                    || change.basis() == null
                            && SINCE_LAST_WEEK
                                    .matcher(entry.clauseOf(change).text())
                                    .find();
            if (weekly) {
                boolean fitsAnother = courses.stream()
                        .anyMatch(course -> canChangeBy(course.now(), change) && agrees(change, course));
                Optional<Course> course = fitsAnother ? Optional.empty() : courseOf(change, entry, courses);
                course.ifPresent(found -> check(change, found, entry, findings));
            }
        }
    }

    /** The figure that a change speaks of: the one that its clause names, else the last one before it. */
    private static Optional<Course> courseOf(Fact.Change change, Entry entry, List<Course> courses) {
        List<Fact.Metric> before = new ArrayList<>();
        for (Fact fact : entry.facts()) {
            if (fact == change) {
                break;
            }
            if (fact instanceof Fact.Metric candidate
                    && canChangeBy(candidate, change)
                    && isInBrackets(candidate, entry) <= isInBrackets(change, entry)) {
                before.add(candidate);
            }
        }
        if (before.isEmpty() && entry.facts(Fact.Metric.class).count() == 1) {
            entry.facts(Fact.Metric.class)
                    .filter(only -> canChangeBy(only, change))
                    .forEach(before::add);
        }
        Clause clause = entry.clauseOf(change);
        String named = Bare.of(
                COMPARES.matcher(clause.text().replace(change.quote(), "")).replaceAll(""));
        Optional<Fact.Metric> last = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        Optional<Fact.Metric> metric = last.filter(nearest -> clause.facts().contains(nearest) || named.length() < 2)
                .or(() -> before.stream().filter(each -> isNamed(each, named)).reduce((one, other) -> other));
        return metric.flatMap(
                of -> courses.stream().filter(course -> course.now() == of).findFirst());
    }

    /** How many brackets are open where the fact stands; what is in them is an aside to what is not. */
    private static int isInBrackets(Fact fact, Entry entry) {
        int open = 0;
        for (int i = Math.min(entry.startOf(fact), entry.text().length()) - 1; i >= 0; i--) {
            char c = entry.text().charAt(i);
            open += c == '（' || c == '(' ? 1 : c == '）' || c == ')' ? -1 : 0;
        }
        return Math.max(open, 0);
    }

    /** {@code 笔数较上周增长3%} speaks of a figure in 笔, {@code 渗透率较上周提升} of one that is named so. */
    private static boolean isNamed(Fact.Metric metric, String named) {
        String unit = Figures.unit(metric);
        String name = Figures.name(metric);
        return !unit.isEmpty() && (named.equals(unit + "数") || named.equals(unit + "量"))
                || name.contains(named)
                || Pairs.of(named).likeness(Pairs.of(name)) >= 0.3;
    }

    private static boolean canChangeBy(Fact.Metric metric, Fact.Change change) {
        String unit = change.unit() == null ? "" : change.unit();
        if (metric.valueTo() != null) {
            return false;
        }
        if (unit.startsWith("%") || POINTS.matcher(unit).find()) {
            return !POINTS.matcher(unit).find() || Figures.isShare(metric);
        }
        return unit.isEmpty() || unit.equals(Figures.unit(metric)) || unit.contains("元") && Figures.isMoney(metric);
    }

    private static boolean agrees(Fact.Change change, Course course) {
        Amount then = Amount.of(course.then());
        Amount now = Amount.of(course.now());
        Amount claimed = Amount.of(change);
        Amount difference = now.minus(then);
        // Of a share people say "提升0.14%" and mean points; either reading will do, unless points are named.
        return isPercent(change)
                ? relative(then, now).agreesWith(claimed)
                        || Figures.isShare(course.now()) && difference.agreesWith(claimed)
                : difference.agreesWith(claimed);
    }

    private static boolean isPercent(Fact.Change change) {
        return change.unit() != null && change.unit().startsWith("%") && !isPoints(change);
    }

    private static boolean isPoints(Fact.Change change) {
        return POINTS.matcher((change.unit() == null ? "" : change.unit()) + change.quote())
                .find();
    }

    private static void check(Fact.Change change, Course course, Entry entry, Consumer<Finding> findings) {
        Amount then = Amount.of(course.then());
        Amount now = Amount.of(course.now());
        Amount claimed = Amount.of(change);
        Amount difference = now.minus(then);
        String unit = change.unit() == null ? "" : change.unit();
        boolean points = isPoints(change);
        boolean percent = isPercent(change);
        boolean share = Figures.isShare(course.now());
        Amount relative = relative(then, now);
        boolean sign = Math.signum(difference.value()) * Math.signum(claimed.value()) < 0
                && Math.abs(difference.value()) > difference.half();
        String key = sign ? "claim.sign" : points && relative.agreesWith(claimed) ? "claim.points" : "claim";
        String right = percent && !share
                ? Amount.written(round(relative.value())) + "%"
                : Amount.written(difference.value()) + (percent || points ? "" : unit);
        findings.accept(finding(
                course.in(),
                entry,
                Why.of(
                        percent && share || points ? key + ".share" : key,
                        change.quote(),
                        Figures.shown(course.now()),
                        course.then().quote(),
                        course.now().quote(),
                        right,
                        Amount.written(round(relative.value()))),
                sign ? 0.9 : 0.85));
    }

    private static Amount relative(Amount then, Amount now) {
        if (then.value() == 0) {
            return now.minus(then);
        }
        double value = (now.value() / then.value() - 1) * 100;
        double high = (now.high() / Math.max(then.low(), 1e-12) - 1) * 100;
        return new Amount(value, Math.abs(high - value));
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** {@code 累计312家，本周新增22家}: the total must have grown by what is new. */
    private static void growth(Entry before, Entry entry, List<Course> courses, Consumer<Finding> findings) {
        List<Course> totals = new ArrayList<>();
        for (Course course : courses) {
            String said = Figures.name(course.now()) + course.now().quote();
            if (TOTAL.matcher(said).find()
                    && !GROWN.matcher(said).find()
                    && course.now().period() == null) {
                totals.add(course);
            }
        }
        for (Fact.Metric metric : entry.facts(Fact.Metric.class).toList()) {
            String clause = entry.clauseOf(metric).text();
            boolean grown = Figures.isGrowth(metric)
                    && GROWN.matcher(clause).find()
                    && !TOTAL.matcher(Figures.name(metric)).find()
                    && !clause.matches(".*(?:今日|昨日|当日|日均|本月|今年|年内|上周).*");
            List<Course> of = totals.stream()
                    .filter(course -> Figures.unit(course.now()).equals(Figures.unit(metric)))
                    .toList();
            if (!grown || of.size() != 1) {
                continue;
            }
            Course total = of.get(0);
            Amount difference = Amount.of(total.now()).minus(Amount.of(total.then()));
            boolean stillFits = difference.agreesWith(Amount.of(metric))
                    || lessGone(metric, entry).anyMatch(difference::agreesWith);
            if (!stillFits && difference.value() >= 0 && !before.bare().equals(entry.bare())) {
                findings.accept(finding(
                        before,
                        entry,
                        Why.of(
                                "claim.grown",
                                metric.quote(),
                                Figures.shown(total.now()),
                                total.then().quote(),
                                total.now().quote(),
                                Amount.written(difference.value()) + Figures.unit(metric)),
                        0.75));
            }
        }
    }

    /** {@code 本周新增6家，下线1家}: what came, less what went. */
    private static Stream<Amount> lessGone(Fact.Metric grown, Entry entry) {
        return entry.facts(Fact.Metric.class)
                .filter(metric -> metric != grown
                        && Figures.unit(metric).equals(Figures.unit(grown))
                        && GONE.matcher(Sums.said(entry, metric)).find())
                .map(gone -> Amount.of(grown).minus(Amount.of(gone)));
    }

    private static Finding finding(Entry before, Entry entry, Why why, double confidence) {
        return entry.finding(FindingKind.CLAIM, before, why, confidence);
    }
}
