package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Figures.Course;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Figures that moved by about a power of ten since they were last given, which figures of one thing hardly ever do. */
final class UnitRule implements Rule {

    /** How far from a power of ten, in powers of ten: a figure moves by itself, too. */
    private static final double NEAR_TEN = 0.14;

    private static final double NEAR_MORE = 0.3;
    /** Smaller counts do grow tenfold. */
    private static final double SMALL = 20;

    /** The line itself says that the figure before was wrong. */
    private static final Pattern CORRECTED = Pattern.compile("误写|有误|更正|订正|勘误|多写|少写|应为|笔误|口径");

    private static final Pattern INCIDENTS = Pattern.compile("事故|故障|报警|告警|投诉|异常|失败|差错|退款|工单");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() == Purpose.WORK) {
                trails.before(entry)
                        .ifPresent(before -> Figures.of(before, entry).stream()
                                .filter(course -> !isBack(course, before, trails))
                                .forEach(course -> check(course, entry, findings)));
            }
        }
    }

    /** What was wrong last time is right again: that was said then. */
    private static boolean isBack(Course course, Entry before, Trails trails) {
        return trails.before(before)
                .flatMap(earlier -> Figures.of(earlier, before).stream()
                        .filter(other -> other.now() == course.then())
                        .findFirst())
                .filter(other -> power(other.then(), course.now()) == 0 && power(other.then(), other.now()) != 0)
                .isPresent();
    }

    private static long power(Fact.Metric then, Fact.Metric now) {
        return then.value().signum() <= 0 || now.value().signum() <= 0
                ? 0
                : Math.round(Math.log10(now.value().doubleValue() / then.value().doubleValue()));
    }

    private static void check(Course course, Entry entry, Consumer<Finding> findings) {
        double then = course.then().value().doubleValue();
        double now = course.now().value().doubleValue();
        if (then <= 0 || now <= 0) {
            return;
        }
        double power = Math.log10(now / then);
        long nearest = Math.round(power);
        if (nearest == 0 || Math.abs(power - nearest) > (Math.abs(nearest) == 1 ? NEAR_TEN : NEAR_MORE)) {
            return;
        }
        boolean isCount = !Figures.isMoney(course.now()) && !Figures.isShare(course.now());
        if (isCount && Math.min(then, now) < SMALL && Math.abs(nearest) < 2
                || Math.max(then, now) < SMALL && isCount
                || Figures.isGrowth(course.now())
                || CORRECTED.matcher(entry.text()).find()
                || INCIDENTS.matcher(entry.text()).find() && isCount && Math.min(then, now) < 5 * SMALL) {
            return;
        }
        findings.accept(entry.finding(
                FindingKind.UNIT,
                course.in(),
                Why.of(
                        nearest > 0 ? "unit.more" : "unit.less",
                        Figures.shown(course.now()),
                        course.then().quote(),
                        course.now().quote(),
                        Amount.written(Math.pow(10, Math.abs(nearest)))),
                Math.abs(nearest) == 1 ? 0.8 : 0.9));
    }
}
