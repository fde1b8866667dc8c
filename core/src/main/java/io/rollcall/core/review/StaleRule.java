package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.review.Trails.Trail;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Lines said again word for word. Twice is stale where the words move with the week ({@code 下周}) or tell how far
 * something has come; from the third time on it is worth a word for any unfinished line. What is paused, done, or only a
 * figure may rest.
 */
final class StaleRule implements Rule {

    private static final int MANY = 3;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final Pattern THIS_WEEK = Pattern.compile("本周|上周|这周|今天|昨天|今日|昨日");
    private static final Pattern SENTENCE = Pattern.compile("[，。；,;]");
    private static final Pattern RESTS = Pattern.compile("暂停|暂缓|挂起|搁置|冻结|待启动|无变化|持续运行|常态|长期|日常");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() != Purpose.WORK || entry.isStatus(Status.PAUSED)) {
                continue;
            }
            Optional<Entry> before =
                    trails.lastTime(entry).filter(earlier -> earlier.bare().equals(entry.bare()));
            if (before.isPresent()) {
                Trail trail = trails.of(entry);
                stale(entry, before.get(), trail.timesSame(), findings);
                if (trail.timesSame() >= MANY && isOpen(entry)) {
                    findings.accept(finding(
                            FindingKind.SAME_N_WEEKS,
                            entry,
                            trail.sameSince(),
                            Why.of(
                                    "same_n_weeks",
                                    Integer.toString(trail.timesSame()),
                                    trail.sameSince().sheet.weeks().toString()),
                            entry.status == null && entry.facts().isEmpty() ? 0.7 : 0.9));
                }
            }
        }
    }

    private static void stale(Entry entry, Entry before, int timesSame, Consumer<Finding> findings) {
        String times = Integer.toString(timesSame);
        for (Fact.Dated date : entry.facts(Fact.Dated.class).toList()) {
            Optional<Fact.Dated> then = before.facts(Fact.Dated.class)
                    .filter(other -> other.quote().equals(date.quote()))
                    .findFirst();
            if (date.role() != Fact.Role.MENTION
                    && then.isPresent()
                    && !Saying.of(entry, date)
                            .end()
                            .equals(Saying.of(before, then.get()).end())) {
                findings.accept(finding(
                        FindingKind.STALE,
                        entry,
                        before,
                        Why.of(
                                "stale.date",
                                date.quote(),
                                Saying.of(before, then.get()).written(),
                                Saying.of(entry, date).written(),
                                times),
                        0.9));
                return;
            }
        }
        Optional<Fact.Progress> progress = entry.facts(Fact.Progress.class)
                .filter(fact -> fact.value().compareTo(WHOLE) < 0)
                .findFirst();
        if (progress.isPresent() && !RESTS.matcher(entry.text()).find()) {
            findings.accept(finding(
                    FindingKind.STALE,
                    entry,
                    before,
                    Why.of("stale.progress", progress.get().quote(), times),
                    0.8));
            return;
        }
        boolean tells =
                entry.facts(Fact.Metric.class).anyMatch(metric -> metric.value().signum() != 0)
                        || entry.any(Fact.Change.class)
                        || entry.status != null;
        if (tells && THIS_WEEK.matcher(entry.text()).find()) {
            findings.accept(finding(FindingKind.STALE, entry, before, Why.of("stale.week", times), 0.7));
        }
    }

    private static boolean isOpen(Entry entry) {
        if (entry.isStatus(Status.DONE) || RESTS.matcher(entry.text()).find()) {
            return false;
        }
        if (entry.status != null
                || entry.any(Fact.Progress.class)
                || !entry.dates(Fact.Role.PLANNED).isEmpty()) {
            return true;
        }
        boolean isFigure =
                entry.any(Fact.Metric.class) || entry.any(Fact.Change.class) || entry.any(Fact.Incident.class);
        boolean isTitle = !entry.children.isEmpty()
                && (entry.body().length() < 4 || !SENTENCE.matcher(entry.text()).find());
        boolean isTableHead = entry.text().startsWith("|");
        return !isFigure
                && !isTitle
                && !isTableHead
                && entry.body().length() >= 6
                && Stage.over(entry.text()).isEmpty();
    }

    private static Finding finding(FindingKind kind, Entry entry, Entry before, Why why, double confidence) {
        return entry.finding(kind, before, why, confidence);
    }
}
