package io.rollcall.core.review;

import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines that contradict themselves, or the day on which they were written. */
final class ContradictionRule implements Rule {

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** That all of it is done: no object that would make it a part of the work. */
    private static final Pattern ALL_DONE = Pattern.compile(
            "^(?:项目|整体|现|目前|本周|需求|功能|任务|工作|[^，。；]{0,16}?)?(?:均|全部|整体)?(?:已经?|顺利|均已|全部)(?:全部|正式|顺利|整体)?(?:完成|上线|投产|交付|结项|完成上线|上线完成|完结)(?:完毕|了)?(?:，|。|；|$|（|\\()");

    /** The part is done, the whole is to come. */
    private static final Pattern WHOLE_OF_IT = Pattern.compile("整体|全部|总体|全面|正式");

    private static final Pattern ALL_OF_THEM = Pattern.compile("全部(\\p{IsHan}{2})");
    private static final Pattern LEFT = Pattern.compile("剩余|还剩|还有|未完成|尚未|待[^，。；]{2,}");
    private static final Pattern VERB = Pattern.compile("(?<!完)(?!完成)(\\p{IsHan}{2})$");
    /** Another part of the work that the line says is open, and that may be what is missing. */
    private static final Pattern OPEN_PART = Pattern.compile(
            "[^，。；,;]{2,}(?:处理|进行|推进|整理|对接|跟进|排查|修复|观察|迁移|沟通|准备)中|待[^，。；,;]{2,}|未(?:完成|上线)|仍[需有在]|还[有剩差需]");

    private static final Pattern OTHER_PART = Pattern.compile("二期|三期|第[二三四]|剩余|其余|其他|另|后续|下一|部分|首批|第一批|灰度|[一1]期|试点");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() != Purpose.WORK) {
                continue;
            }
            Optional<Entry> before = trails.before(entry);
            if (before.isPresent() && before.get().bare().equals(entry.bare())) {
                if (trails.lastTime(entry).isEmpty()) {
                    // Taken up again after a week without it: then it is said anew.
                    past(entry, findings);
                }
                continue;
            }
            if (!progress(entry, findings) && !promised(entry, findings)) {
                past(entry, findings);
            }
            tooMuch(entry, findings);
            allAndNotAll(entry, findings);
        }
    }

    /** {@code 已上线，进度80%}. */
    private static boolean progress(Entry entry, Consumer<Finding> findings) {
        for (Fact.Progress progress : entry.facts(Fact.Progress.class).toList()) {
            if (progress.value().compareTo(WHOLE) >= 0
                    || OTHER_PART.matcher(withoutLabel(entry, entry.text())).find()
                    || OPEN_PART.matcher(entry.text()).find()) {
                continue;
            }
            Clause own = entry.clauseOf(progress);
            String ownWords = own.text().replace(progress.quote(), "");
            Optional<Stage> ownStage = Stage.named(ownWords + progress.quote());
            for (Clause clause : entry.clauses()) {
                String words = withoutLabel(entry, clause == own ? ownWords : clause.text());
                if (clause != own && clause.facts().stream().anyMatch(Fact.Progress.class::isInstance)
                        || clause.isAhead(entry.sheet.day())) {
                    continue;
                }
                if (Math.abs(clause.sentence() - own.sentence()) > 1) {
                    continue;
                }
                boolean all = isAllDone(
                        entry, clause == own ? new Clause(ownWords, 0, List.of(), own.words(), own.pairs()) : clause);
                Optional<Stage> over = Stage.over(words);
                boolean beyond = over.isPresent()
                        && over.get().compareTo(Stage.LIVE) >= 0
                        && (ownStage.isEmpty() || ownStage.get().compareTo(over.get()) <= 0);
                boolean sameStage = over.isPresent() && ownStage.isPresent() && over.get() == ownStage.get();
                boolean bareDone = all && over.isEmpty() && ownStage.isEmpty();
                boolean before =
                        entry.clauses().indexOf(clause) == entry.clauses().indexOf(own) - 1;
                boolean sameThing = clause.pairs().isEmpty()
                        || own.pairs().isEmpty() && (before || clause == own)
                        || own.pairs().likeness(clause.pairs()) >= 0.5;
                if ((beyond || sameStage || bareDone) && sameThing) {
                    findings.accept(
                            finding(entry, Why.of("contradiction.progress", clause.text(), progress.quote()), 0.8));
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code 已上线，预计12/20上线}: done, and promised for a later day, for the same thing. */
    private static boolean promised(Entry entry, Consumer<Finding> findings) {
        if (OTHER_PART.matcher(withoutLabel(entry, entry.text())).find()) {
            return false;
        }
        for (Fact.Dated date : entry.dates(Fact.Role.PLANNED)) {
            Saying saying = Saying.of(entry, date);
            Clause own = entry.clauseOf(date);
            Optional<Stage> stage = saying.stage();
            if (saying.formerly() || saying.end().isBefore(entry.sheet.day())) {
                continue;
            }
            if (stage.isEmpty()) {
                Optional<Clause> done = entry.clauses().stream()
                        .filter(clause -> clause != own && !clause.isPartly())
                        .filter(clause -> saysDone(own, clause) && isSameThing(own, clause)
                                || isAllDone(entry, clause) && namesTheItem(entry, own))
                        .findFirst();
                if (done.isPresent()) {
                    findings.accept(finding(
                            entry, Why.of("contradiction.promised", done.get().text(), date.quote()), 0.7));
                    return true;
                }
                continue;
            }
            for (Clause clause : entry.clauses()) {
                Optional<Stage> over =
                        clause == own || clause.isPartly() ? Optional.empty() : Stage.over(clause.text());
                boolean same = over.isPresent()
                        && over.get().compareTo(stage.get()) >= 0
                        && !WHOLE_OF_IT.matcher(own.text()).find()
                        && isSaidOfTheSame(entry, own, clause);
                if (same) {
                    findings.accept(finding(
                            entry,
                            Why.of("contradiction.promised", clause.text(), date.quote()),
                            clause.sentence() == own.sentence() ? 0.7 : 0.6));
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code 甲已上线；乙开发完成80%，预计12/4上线}: a clause that names nothing speaks of what its own sentence names. */
    private static boolean isSaidOfTheSame(Entry entry, Clause own, Clause clause) {
        if (!own.pairs().isEmpty()) {
            return own.pairs().likeness(clause.pairs()) >= 0.5;
        }
        if (own.sentence() == clause.sentence()) {
            return true;
        }
        List<Clause> named = entry.clauses().stream()
                .filter(other ->
                        other.sentence() == own.sentence() && !other.pairs().isEmpty())
                .toList();
        return named.isEmpty()
                || clause.pairs().isEmpty()
                || named.stream().anyMatch(other -> other.pairs().likeness(clause.pairs()) >= 0.7);
    }

    private static boolean isAllDone(Entry entry, Clause clause) {
        String words = withoutLabel(entry, clause.text());
        return ALL_DONE.matcher(words).find() && !words.contains("预计") && !words.contains("计划");
    }

    /** What the clause says besides its date are words of the item's own name. */
    private static boolean namesTheItem(Entry entry, Clause clause) {
        return clause.pairs().isEmpty() || clause.pairs().containment(entry.labelPairs()) >= 0.6;
    }

    /** Nothing tells the one from the other: {@code 合肥已开城；济南月底开城} are two things. */
    private static boolean isSameThing(Clause one, Clause other) {
        return one.pairs().isEmpty() || one.pairs().containment(other.pairs()) >= 0.5;
    }

    /** {@code 已完成报送，预计3/20完成报送}. */
    private static boolean saysDone(Clause own, Clause clause) {
        Matcher verb = VERB.matcher(own.text());
        return verb.find() && clause.text().matches(".*已(?:经|全部|完成)?" + Pattern.quote(verb.group(1)) + "(?:。|$)?.*");
    }

    /** {@code 预计11月底完成} in a report of December: a line written anew that promises what is past. */
    private static void past(Entry entry, Consumer<Finding> findings) {
        if (entry.isStatus(Status.DONE) || entry.isStatus(Status.PAUSED)) {
            return;
        }
        LocalDate monday = entry.sheet.week().monday();
        for (Fact.Dated date : entry.dates(Fact.Role.PLANNED)) {
            Saying saying = Saying.of(entry, date);
            if (!saying.formerly()
                    && saying.end().isBefore(monday)
                    && Stage.over(entry.clauseOf(date).text()).isEmpty()
                    && !entry.clauseOf(date).text().matches(".*(?:原|延期|推迟|未能|未按|晚于|逾期).*")) {
                findings.accept(finding(
                        entry,
                        Why.of(
                                "contradiction.past",
                                date.quote(),
                                Saying.day(saying.end()),
                                Saying.day(entry.sheet.day())),
                        0.85));
                return;
            }
        }
    }

    /** {@code 已全部修复，修复率91.3%}; {@code 开发进度100%，剩余2个接口开发中}. */
    private static void allAndNotAll(Entry entry, Consumer<Finding> findings) {
        Matcher all = ALL_OF_THEM.matcher(entry.text());
        if (all.find()) {
            Optional<Fact.Metric> rate = entry.facts(Fact.Metric.class)
                    .filter(metric -> Figures.name(metric).endsWith(all.group(1) + "率"))
                    .filter(metric -> metric.value().compareTo(WHOLE) < 0)
                    .findFirst();
            if (rate.isPresent()) {
                findings.accept(finding(
                        entry,
                        Why.of(
                                "contradiction.progress",
                                all.group(),
                                Figures.shown(rate.get()) + rate.get().quote()),
                        0.85));
                return;
            }
        }
        for (Fact.Progress progress : entry.facts(Fact.Progress.class).toList()) {
            Clause own = entry.clauseOf(progress);
            int at = entry.clauses().indexOf(own);
            if (progress.value().compareTo(WHOLE) == 0
                    && at + 1 < entry.clauses().size()) {
                Clause next = entry.clauses().get(at + 1);
                Optional<Stage> stage = Stage.named(own.text());
                boolean sameStage = stage.isPresent() && stage.equals(Stage.open(next.text()));
                if (sameStage && LEFT.matcher(next.text()).find()) {
                    findings.accept(finding(entry, Why.of("contradiction.progress", own.text(), next.text()), 0.8));
                    return;
                }
            }
        }
    }

    /** Shares that cannot be more than all. */
    private static void tooMuch(Entry entry, Consumer<Finding> findings) {
        for (Fact.Metric metric : entry.facts(Fact.Metric.class).toList()) {
            @Nullable String name = metric.name();
            boolean bounded = name != null
                    && Figures.isShare(metric)
                    && name.matches(".*(?:成功率|可用性|渗透率|占比|覆盖率|准确率|通过率|转化率|点击率|接通率|完成率|召回率)$");
            if (bounded && metric.value().compareTo(WHOLE) > 0) {
                findings.accept(
                        finding(entry, Why.of("contradiction.share", Figures.shown(metric), metric.quote()), 0.9));
                return;
            }
        }
    }

    private static String withoutLabel(Entry entry, String words) {
        return !entry.label().isEmpty() && words.startsWith(entry.label())
                ? words.substring(entry.label().length()).replaceFirst("^[：:\\s]+", "")
                : words;
    }

    private static Finding finding(Entry entry, Why why, double confidence) {
        return entry.finding(FindingKind.CONTRADICTION, why, List.of(), confidence);
    }
}
