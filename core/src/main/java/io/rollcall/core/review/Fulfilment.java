package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what was promised has happened, as far as a later line says. */
final class Fulfilment {

    private static final Pattern DONE = Pattern.compile(
            "(?:已经?|全部|顺利|均已|按期|如期|提前|成功)[^，。；,;未待]{0,4}(?:完成|结束|到位|修复|恢复|解决)|(?:完成|完毕|结束|到位)(?:[。；]|$)");

    private static final Pattern ALL = Pattern.compile("全部|均|都");

    /** Beginnings that name nothing. */
    private static final Set<String> GENERIC = Set.of("预计", "业务", "产品", "系统", "支付", "项目", "需求", "完成", "整体", "平台", "银行");

    private static final Pattern LAST_VERB = Pattern.compile("(\\p{IsHan}{2})(?:工作|了|完毕)?[^\\p{IsHan}]*$");

    private Fulfilment() {}

    /** {@code 桂林…预计11/12开城}: a line with the same place, or name, and the same event; or with the promise's own words. */
    static boolean speaksOf(Saying promise, Entry entry) {
        String words = Bare.of(
                promise.date().subject() == null
                        ? promise.entry().name()
                        : promise.date().subject());
        Optional<String> event = promise.event().map(Bare::of).filter(name -> name.length() >= 2);
        boolean named = words.length() >= 2
                && event.filter(name -> entry.bare().contains(words.substring(0, 2))
                                && entry.bare().contains(name))
                        .isPresent();
        Pairs own = promise.entry().clauseOf(promise.date()).pairs();
        return named && !GENERIC.contains(words.substring(0, 2))
                || own.size() >= 4 && own.containment(entry.wholePairs()) >= 0.7;
    }

    /** Whether the line says that what was promised has happened, or that the work has gone beyond it. */
    static boolean isDone(Saying promise, Entry entry) {
        Optional<Stage> stage = promise.stage();
        boolean happened = entry.dates(Fact.Role.ACTUAL).stream()
                .map(date -> Saying.of(entry, date))
                .anyMatch(saying -> isSameOrLater(saying, promise, stage));
        if (happened) {
            return true;
        }
        if (entry.isStatus(Status.DONE) && entry.clauses().stream().noneMatch(clause -> isSomeOnly(promise, clause))) {
            // "回测完成" is no answer to when it goes live, nor "分桶配置完成" to when the experiment starts.
            Pairs promised = promise.entry().clauseOf(promise.date()).pairs();
            boolean answers = stage.isEmpty()
                    ? promised.isEmpty() || promised.containment(entry.wholePairs()) >= 0.3
                    : Stage.over(entry.text())
                            .filter(over -> over.compareTo(stage.get()) < 0)
                            .isEmpty();
            if (answers) {
                return true;
            }
        }
        boolean isNear = false;
        for (Clause clause : entry.clauses()) {
            if (stage.isEmpty()) {
                boolean counts = !ALL.matcher(clause.text()).find()
                        && clause.facts().stream()
                                .anyMatch(fact -> fact instanceof Fact.Metric || fact instanceof Fact.Progress);
                boolean ahead = clause.text().contains("预计") || clause.text().contains("计划");
                isNear |= !ahead && (!counts && DONE.matcher(clause.text()).find() || saysDone(promise, clause));
                continue;
            }
            Optional<Stage> over = Stage.over(clause.text());
            if (over.isPresent() && over.get().compareTo(stage.get()) >= 0 && fits(promise, entry, clause)) {
                return true;
            }
            Optional<Stage> open = Stage.open(clause.text());
            if (open.isPresent()
                    && open.get().compareTo(stage.get()) > 0
                    && stage.get() != Stage.LIVE
                    && over.isEmpty()
                    && clause.text().matches(".*(?:中|阶段).*")) {
                return true;
            }
        }
        return isNear;
    }

    /** Something came to pass that the promise, or a later stage, is about. */
    private static boolean isSameOrLater(Saying happened, Saying promise, Optional<Stage> stage) {
        if (stage.isPresent()) {
            return happened.stage()
                    .filter(reached -> reached.compareTo(stage.get()) >= 0)
                    .isPresent();
        }
        return promise.event()
                .filter(event -> event.length() >= 2 && !event.equals("完成"))
                .filter(event ->
                        happened.entry().clauseOf(happened.date()).text().contains(event))
                .isPresent();
    }

    /** {@code 遗留问题4个，12/17前关闭} and then {@code 已关闭2个}. */
    private static boolean isSomeOnly(Saying promise, Clause clause) {
        return !ALL.matcher(clause.text()).find()
                && clause.facts().stream()
                        .filter(Fact.Metric.class::isInstance)
                        .map(Fact.Metric.class::cast)
                        .anyMatch(count -> promise.entry()
                                .facts(Fact.Metric.class)
                                .anyMatch(all -> Figures.unit(all).equals(Figures.unit(count))
                                        && all.value().compareTo(count.value()) > 0));
    }

    /** {@code 下周完成签约} is over with {@code 均已签约}: the verb of the promise, said of what has happened. */
    static boolean saysDone(Saying promise, Clause clause) {
        Set<String> verbs = new HashSet<>();
        promise.event().filter(event -> event.length() >= 2).ifPresent(verbs::add);
        Matcher last =
                LAST_VERB.matcher(promise.entry().clauseOf(promise.date()).text());
        if (last.find()) {
            verbs.add(last.group(1));
        }
        verbs.remove("完成");
        return !isSomeOnly(promise, clause)
                && verbs.stream()
                        .map(Pattern::quote)
                        .anyMatch(does -> Pattern.compile("已经?[^，。；,;未待]{0,6}" + does + "|" + does + "(?:已?完成|完毕|成功|了)")
                                .matcher(clause.text())
                                .find());
    }

    /** Whether the clause can be about what was promised: of several things in a line only the one it names. */
    private static boolean fits(Saying promise, Entry entry, Clause clause) {
        @Nullable String subject = promise.date().subject();
        if (subject == null || entry.clauses().size() == 1) {
            return true;
        }
        String bare = Bare.of(subject);
        String words = Bare.of(clause.text());
        return words.contains(bare)
                || !Bare.of(entry.text()).contains(bare)
                || bare.equals(entry.bareLabel())
                || entry.clauses().stream()
                                        .filter(each -> Bare.of(each.text()).contains(bare))
                                        .count()
                                == 1
                        && clause.pairs().size() < 3;
    }
}
