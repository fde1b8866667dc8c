package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Line;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Progress that falls, and stages that were over and are now still ahead. */
final class BackwardsRule implements Rule {

    /** Words that explain why there is more to do than before. */
    private static final Pattern MORE_WORK =
            Pattern.compile("新增|范围|扩大|重新|重做|回退|回滚|返工|推翻|变更|调整|重构|重算|口径|二期|三期|第二|新版|打回");

    /** Why a sum of all there ever was may be smaller: it was wrong, or some of it is taken off. */
    private static final Pattern LESS = Pattern.compile("更正|订正|勘误|误写|有误|多写|剔除|扣除|退款|注销|下线|流失|解约|减少|清理|冲正|撤销");

    private static final Pattern NOT_FROM_THE_START = Pattern.compile("本周|当周|本月|当月|本季|今日|当日|\\d+月");

    private static final Pattern DONE = Pattern.compile("完成|完毕|结束");

    private static final Pattern AHEAD = Pattern.compile("预计|计划|将|待|尚未|未|争取|目标");

    private static final Pattern UNDER_WAY = Pattern.compile("(?:进行|推进|处理|准备|整理)中$");

    private static final Pattern DONE_SO_FAR =
            Pattern.compile("已(?:完成|换|开通|接入|覆盖|迁移|整改|修复|上线|切换|签约|铺设|改造|处理|核对|清理)(?:了|共|数)?\\s*$");

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        for (Entry entry : sheet.entries()) {
            if (entry.purpose() != Purpose.WORK) {
                continue;
            }
            trails.before(entry)
                    .filter(before -> !before.bare().equals(entry.bare()))
                    .ifPresent(before -> {
                        boolean fell = progress(before, entry, findings) || counts(before, entry, findings);
                        if (!fell && !undone(before, entry, findings)) {
                            stages(before, entry, findings);
                        }
                    });
        }
    }

    private static boolean progress(Entry before, Entry entry, Consumer<Finding> findings) {
        List<Fact.Progress> then = before.facts(Fact.Progress.class).toList();
        List<Fact.Progress> now = entry.facts(Fact.Progress.class).toList();
        List<Match> matches = new ArrayList<>();
        for (Fact.Progress old : then) {
            for (Fact.Progress fresh : now) {
                boolean only = then.size() == 1
                        && now.size() == 1
                        && !isOtherPart(before, old, entry, fresh)
                        && !isOtherPart(entry, fresh, before, old);
                double score = likeness(about(before, old), about(entry, fresh), only);
                if (score > 0) {
                    matches.add(new Match(old, fresh, score));
                }
            }
        }
        matches.sort(Comparator.comparingDouble(Match::score).reversed());
        Set<Fact> used = new HashSet<>();
        boolean fell = false;
        for (Match match : matches) {
            if (used.contains(match.old) || used.contains(match.fresh)) {
                continue;
            }
            used.add(match.old);
            used.add(match.fresh);
            if (match.fresh.value().compareTo(match.old.value()) < 0) {
                fell = true;
                boolean explained = MORE_WORK.matcher(entry.text()).find();
                findings.accept(finding(
                        before,
                        entry,
                        Why.of("backwards.progress", match.old.quote(), match.fresh.quote()),
                        explained ? 0.6 : 0.9));
            }
        }
        return fell;
    }

    /** {@code 已完成17项} and then {@code 已完成16项}. */
    private static boolean counts(Entry before, Entry entry, Consumer<Finding> findings) {
        for (Figures.Course course : Figures.of(before, entry)) {
            boolean fell = course.now().value().compareTo(course.then().value()) < 0
                    && (isDoneSoFar(before, course.then()) && isDoneSoFar(entry, course.now())
                            || isCumulative(before, course.then()) && isCumulative(entry, course.now()))
                    && !Figures.isShare(course.now());
            if (fell
                    && !MORE_WORK.matcher(entry.text()).find()
                    && !LESS.matcher(entry.text()).find()) {
                findings.accept(finding(
                        before,
                        entry,
                        Why.of(
                                "backwards.progress",
                                course.then().quote(),
                                course.now().quote()),
                        0.75));
                return true;
            }
        }
        return false;
    }

    /** {@code 累计接入120家}: such a figure never falls. */
    private static boolean isCumulative(Entry entry, Fact.Metric metric) {
        String words = entry.clauseOf(metric).text();
        return metric.period() == null
                && !Figures.isGrowth(metric)
                && Sums.said(entry, metric).contains("累计")
                && !NOT_FROM_THE_START.matcher(words).find();
    }

    private static boolean isDoneSoFar(Entry entry, Fact.Metric metric) {
        int at = entry.text().indexOf(metric.quote());
        return at > 0 && DONE_SO_FAR.matcher(entry.text().substring(0, at)).find();
    }

    /** {@code 进度98%，历史数据处理中} and then {@code 历史数据处理70%}: named is what the other line tells apart. */
    private static boolean isOtherPart(Entry bare, Fact.Progress unnamed, Entry naming, Fact.Progress named) {
        Pairs part = naming.contextOf(named);
        Clause own = bare.clauseOf(unnamed);
        return !part.isEmpty()
                && bare.contextOf(unnamed).isEmpty()
                && bare.clauses().stream()
                        .anyMatch(clause ->
                                clause != own && !clause.pairs().isEmpty() && part.containment(clause.pairs()) >= 0.6);
    }

    /** What a progress is of: the stage or thing that its clause names. */
    private static About about(Entry entry, Fact.Progress progress) {
        Clause clause = entry.clauseOf(progress);
        return new About(Stage.named(clause.text()), entry.contextOf(progress));
    }

    private static double likeness(About old, About fresh, boolean only) {
        if (old.stage.isPresent() && fresh.stage.isPresent() && !old.stage.equals(fresh.stage)) {
            return 0;
        }
        if (fresh.stage.isPresent() && old.stage.isEmpty()) {
            // "进度85%", then "测试进度30%": the next stage begins anew.
            return 0;
        }
        double alike = old.pairs().likeness(fresh.pairs());
        boolean bothBare = old.pairs().isEmpty() && fresh.pairs().isEmpty();
        if (bothBare || alike >= 0.4) {
            return 1 + alike;
        }
        return only && (old.pairs().isEmpty() || fresh.pairs().isEmpty()) ? 0.5 : 0;
    }

    /** {@code 拆分已完成} and then {@code 拆分进行中}, or {@code 拆分做到80%}: the same words, and no longer done. */
    private static boolean undone(Entry before, Entry entry, Consumer<Finding> findings) {
        if (MORE_WORK.matcher(entry.text()).find() || Stage.isNextPhase(before.text(), entry.text())) {
            return false;
        }
        for (Clause then : before.clauses()) {
            boolean done = DONE.matcher(then.text()).find()
                    && !AHEAD.matcher(then.text()).find()
                    && then.facts().isEmpty();
            if (!done) {
                continue;
            }
            Pairs thing = then.pairs();
            for (Clause now : entry.clauses()) {
                boolean open = UNDER_WAY.matcher(now.text()).find() || now.isPartly();
                boolean sameStage = Stage.named(then.text()).equals(Stage.named(now.text()));
                if (open && sameStage && thing.size() >= 3 && thing.likeness(now.pairs()) >= 0.8) {
                    findings.accept(finding(before, entry, Why.of("backwards.stage", then.text(), now.text()), 0.75));
                    return true;
                }
            }
        }
        return false;
    }

    private static void stages(Entry before, Entry entry, Consumer<Finding> findings) {
        if (entry.isStatus(Status.DONE)
                || Stage.namesOtherWork(entry.text()) && !Stage.namesOtherWork(before.text())
                || MORE_WORK.matcher(entry.text()).find()) {
            return;
        }
        for (Clause then : before.clauses()) {
            Optional<Stage> over =
                    then.isAhead(before.sheet.day()) || then.isPartly() ? Optional.empty() : Stage.over(then.text());
            if (over.isEmpty() || over.get().compareTo(Stage.REVIEWED) < 0) {
                continue;
            }
            for (Clause now : entry.clauses()) {
                Optional<Stage> open = Stage.open(now.text());
                boolean falls = open.isPresent()
                        && open.get().compareTo(over.get()) <= 0
                        && Stage.over(now.text()).isEmpty();
                if (falls && isSameThing(before, then, entry, now)) {
                    findings.accept(finding(before, entry, Why.of("backwards.stage", then.text(), now.text()), 0.75));
                    return;
                }
            }
        }
    }

    /** Both clauses speak of the item itself, or name the same part of it. */
    private static boolean isSameThing(Entry before, Clause then, Entry entry, Clause now) {
        Pairs one = withoutStages(before, entry, then);
        int at = before.clauses().indexOf(then);
        if (one.isEmpty() && at > 0) {
            // "6个作业全部完成，已上线": the thing stands in the clause before.
            one = withoutStages(before, entry, before.clauses().get(at - 1));
        }
        Pairs other = withoutStages(entry, before, now);
        if (one.isEmpty() && other.isEmpty()) {
            return true;
        }
        return one.likeness(other) >= 0.8;
    }

    /** A line may name itself by a label in one week and within its sentence in another. */
    private static Pairs withoutStages(Entry entry, Entry other, Clause clause) {
        String words = clause.text();
        for (String label : List.of(entry.label(), other.label())) {
            if (!label.isEmpty() && words.startsWith(label)) {
                words = words.substring(label.length());
            }
        }
        for (Fact fact : clause.facts()) {
            words = words.replace(fact.quote(), fact instanceof Fact.Dated ? Line.withoutDay(fact.quote()) : "");
        }
        return Pairs.of(Bare.of(words.replaceAll(
                "立项|需求|方案|设计|评审|开发|研发|联调|提测|测试|验收|验证|灰度|试点|试运行|上线|投产|发布|全量|已经|已|正在|完成|完毕|预计|计划|进行|顺利|全部|中|待|了|正式|成功|仍|还|在|目前|当前|本周|进度",
                "")));
    }

    private record About(Optional<Stage> stage, Pairs pairs) {}

    private record Match(Fact.Progress old, Fact.Progress fresh, double score) {}

    private static Finding finding(Entry before, Entry entry, Why why, double confidence) {
        return entry.finding(FindingKind.BACKWARDS, before, why, confidence);
    }
}
