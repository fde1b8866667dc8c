package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Line;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.review.Promise.Saying;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Status;
import java.util.HashSet;
import java.util.Objects;
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

    private static final Pattern BEGINNING = Pattern.compile("启动|开始|着手|开展|开工|动工");

    private static final Pattern AGAIN = Pattern.compile("恢复|重启|启动|开始");

    private static final Pattern UNDER_WAY = Pattern.compile("中(?:[，。；]|$)|进行|已经?(?:启动|开始|开展)|完成");

    private static final Pattern AHEAD = Pattern.compile("预计|计划|将|待|尚未|未");

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
        boolean calledSo = entry.bareLabel().length() >= 2
                && promise.entry().bare().contains(entry.bareLabel())
                && event.filter(does -> !does.equals("完成") && entry.bare().contains(does))
                        .isPresent();
        boolean named = words.length() >= 2
                && event.filter(name -> entry.bare().contains(words.substring(0, 2))
                                && entry.bare().contains(name))
                        .isPresent();
        Pairs own = promise.entry().clauseOf(promise.date()).pairs();
        return calledSo && !GENERIC.contains(entry.bareLabel().substring(0, 2))
                || named && !GENERIC.contains(words.substring(0, 2))
                || own.size() >= 4 && own.containment(entry.wholePairs()) >= 0.7;
    }

    /** {@code 业务预计6月3号开始量产试单} and {@code 6/3起试单23笔}: something of the same words, on the very day. */
    static boolean happenedOnTheDay(Saying promise, Entry entry) {
        String words = promise.entry()
                .clauseOf(promise.date())
                .text()
                .replace(promise.date().quote(), Line.withoutDay(promise.date().quote()));
        return entry.dates(Fact.Role.ACTUAL).stream()
                        .anyMatch(date -> promise.end().equals(date.to()))
                && Pairs.of(Bare.of(words)).common(entry.wholePairs()) >= 2;
    }

    /** Whether the line says that what was promised has happened, or that the work has gone beyond it. */
    static boolean isDone(Saying promise, Entry entry) {
        Optional<Stage> stage = promise.stage();
        boolean happened = entry.dates(Fact.Role.ACTUAL).stream()
                .map(date -> Saying.of(entry, date))
                .anyMatch(saying -> isSameOrLater(saying, promise, stage)
                        && !namesAnother(
                                promise,
                                Objects.requireNonNullElse(saying.date().subject(), "")));
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
        boolean begunAgain = promise.event()
                .filter(event -> AGAIN.matcher(event).find())
                .filter(event -> entry.clauses().stream()
                        .anyMatch(clause -> clause.text().startsWith(event)
                                && !AHEAD.matcher(clause.text()).find()))
                .isPresent();
        if (begunAgain) {
            return true;
        }
        if (promise.event().filter(event -> BEGINNING.matcher(event).find()).isPresent()
                && isUnderWay(promise, entry)) {
            return true;
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

    /** Whether the day is that on which something begins, or goes on after a rest. */
    static boolean isBeginning(Saying promise) {
        return promise.event().filter(event -> AGAIN.matcher(event).find()).isPresent();
    }

    /** {@code 下周一启动方案设计} and then {@code 方案设计中}: what was to begin has begun. */
    private static boolean isUnderWay(Saying promise, Entry entry) {
        Pairs promised =
                Pairs.of(Bare.of(promise.entry().clauseOf(promise.date()).text()));
        return entry.clauses().stream()
                .filter(clause -> !AHEAD.matcher(clause.text()).find())
                .filter(clause -> UNDER_WAY.matcher(clause.text()).find()
                        || clause.facts().stream().anyMatch(Fact.Progress.class::isInstance))
                .anyMatch(clause -> Pairs.of(Bare.of(clause.text())).containment(promised) >= 0.4);
    }

    /** Something came to pass that the promise, or a later stage, is about. */
    private static boolean isSameOrLater(Saying happened, Saying promise, Optional<Stage> stage) {
        if (stage.isPresent()) {
            return happened.stage()
                    .filter(reached -> reached.compareTo(stage.get()) >= 0)
                    .isPresent();
        }
        Pairs promised = promise.entry().clauseOf(promise.date()).pairs();
        if (happened.stage().isPresent()
                && promised.common(happened.entry().clauseOf(happened.date()).pairs()) >= 3) {
            // "6/13支持新城全域" and then "新城全域6/6上线".
            return true;
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

    /**
     * {@code 网页端12/5上线，小程序12/20上线} and then {@code 网页端已上线}: of several things that were promised side by side
     * it is another one that is spoken of.
     */
    private static boolean namesAnother(Saying promise, String words) {
        String own = subject(promise.date());
        String said = Bare.of(words);
        return own.length() >= 2
                && !said.contains(own)
                && promise.entry()
                        .facts(Fact.Dated.class)
                        .filter(date -> date != promise.date())
                        .map(Fulfilment::subject)
                        .anyMatch(other -> other.length() >= 2
                                && !other.contains(own)
                                && !own.contains(other)
                                && said.contains(other));
    }

    private static String subject(Fact.Dated date) {
        String thing = Saying.thingOf(date);
        return thing.isEmpty() ? Bare.of(Objects.requireNonNullElse(date.subject(), "")) : thing;
    }

    /** Whether the clause can be about what was promised: of several things in a line only the one it names. */
    private static boolean fits(Saying promise, Entry entry, Clause clause) {
        @Nullable String subject = promise.date().subject();
        if (subject == null || entry.clauses().size() == 1) {
            return true;
        }
        if (namesAnother(promise, clause.text())) {
            return false;
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
