package io.rollcall.core.understand;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of work that a line states.
 *
 * <pre>
 * 问卷完成                          DONE
 * 接口已上线，预计12月10日前全量       IN_PROGRESS: a finished part beside an open one
 * 方案沟通中                        IN_PROGRESS
 * 比价打分完成，等定标                IN_PROGRESS
 * 选型中，由于人手调走，暂停推进        PAUSED
 * 被上游阻塞                        BLOCKED
 * 尚未启动                          NOT_STARTED
 * 下单成功率：99.9%                  none
 * </pre>
 *
 * <p>Read clause by clause: a word that finishes something counts only where the clause does not expect it
 * ({@code 预计…完成}) and does not deny it ({@code 未完成}).
 */
final class StatusRule {

    private static final Map<String, Status> LABELS = Map.ofEntries(
            Map.entry("已完成", Status.DONE),
            Map.entry("完成", Status.DONE),
            Map.entry("已上线", Status.DONE),
            Map.entry("进行中", Status.IN_PROGRESS),
            Map.entry("推进中", Status.IN_PROGRESS),
            Map.entry("未开始", Status.NOT_STARTED),
            Map.entry("未启动", Status.NOT_STARTED),
            Map.entry("done", Status.DONE),
            Map.entry("doing", Status.IN_PROGRESS),
            Map.entry("wip", Status.IN_PROGRESS),
            Map.entry("todo", Status.NOT_STARTED),
            Map.entry("暂停", Status.PAUSED),
            Map.entry("阻塞", Status.BLOCKED));

    private static final long SAYS_WORK = Sense.DONE.bit
            | Sense.OPEN.bit
            | Sense.START.bit
            | Sense.DELIVERY.bit
            | Sense.PLAN.bit
            | Sense.PAUSED.bit
            | Sense.BLOCKED.bit
            | Sense.NOT_STARTED.bit
            | Sense.HAPPENED.bit;

    private StatusRule() {}

    /** Whether words say anything about the state of work, as a title does not. */
    static boolean statesWork(String text) {
        Words words = Words.of(text);
        for (int i = 0; i < words.size(); i++) {
            if (words.isAny(i, SAYS_WORK)) {
                return true;
            }
        }
        return Aspect.endsUnderWay(text, text.length());
    }

    /** Reads a line whose facts have been found. */
    static Optional<Status> status(Passage passage) {
        if (passage.tone() == Tone.PROSE) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence(passage);
        evidence.gather();
        return Optional.ofNullable(evidence.status());
    }

    /** What the clauses say, each on its own. */
    private static final class Evidence {
        private final Passage passage;
        private final Words words;
        private boolean done;
        private boolean open;
        private boolean planned;
        private boolean starts;
        private boolean later;
        private boolean paused;
        private boolean blocked;
        private boolean notStarted;
        private boolean waits;
        private boolean worksBeforePlan;

        Evidence(Passage passage) {
            this.passage = passage;
            this.words = passage.words;
        }

        void gather() {
            for (int clause = 0; clause < passage.clauses.size(); clause++) {
                gather(passage.clauses.start(clause), passage.clauses.end(clause));
            }
            for (Passage.Found found : passage.found()) {
                if (found.fact() instanceof Fact.Progress progress) {
                    int whole = progress.value().compareTo(BigDecimal.valueOf(100));
                    done |= whole == 0;
                    open |= whole < 0 && progress.value().signum() > 0;
                    notStarted |= progress.value().signum() == 0;
                }
            }
        }

        private void gather(int start, int end) {
            int awaitedFrom = Aspect.awaitedFrom(passage.text, start, end);
            waits |= awaitedFrom < end;
            int plannedFrom = expectedFrom(start, end);
            int expectedFrom = Math.min(plannedFrom, awaitedFrom);
            boolean yetToStart = words.has(Sense.NOT_STARTED, start, end);
            boolean works = false;
            boolean denied = false;
            int deniedAt = -1;
            for (int i = words.from(start); i < words.size() && words.start(i) < end; i++) {
                boolean delivery = words.is(i, Sense.DELIVERY) && !words.is(i, Sense.DONE);
                boolean expected = words.start(i) >= expectedFrom || yetToStart && delivery;
                if (words.is(i, Sense.NOT)) {
                    denied = true;
                    deniedAt = words.end(i);
                    continue;
                }
                boolean negated = denied && words.start(i) - deniedAt <= 1;
                read(i, expected, negated);
                works |= words.is(i, Sense.WORK) || words.is(i, Sense.EVENT);
            }
            open |= Aspect.isUnderWay(passage.text, words, start, end);
            gatherAspects(start, expectedFrom, yetToStart);
            if (plannedFrom < end) {
                planned = true;
            } else {
                worksBeforePlan |= works && !planned;
            }
        }

        /** Blanks may part what a clause says: {@code 压测过了 还没出报告}. */
        private void gatherAspects(int start, int end, boolean yetToStart) {
            done |= Aspect.perfectsWork(passage.text, words, start, end);
            int from = start;
            for (int i = start; i <= end; i++) {
                if (i == end || passage.text.charAt(i) == ' ') {
                    open |= !yetToStart && Aspect.isGoingOn(passage.text, from, i);
                    done |= Aspect.isOver(passage.text, from, i);
                    from = i + 1;
                }
            }
        }

        private void read(int i, boolean expected, boolean negated) {
            if (words.is(i, Sense.PAUSED) && !negated) {
                paused = true;
            }
            if (words.is(i, Sense.BLOCKED) && !negated && !solvedAfter(i)) {
                blocked = true;
            }
            if (words.is(i, Sense.NOT_STARTED)) {
                notStarted = true;
            } else if (words.is(i, Sense.START)) {
                starts = true;
                open |= !expected && !negated;
                notStarted |= negated;
            } else if (words.is(i, Sense.OPEN)) {
                open |= !expected && !negated && !isLength(i);
            } else if (words.is(i, Sense.DONE)) {
                finish(expected, negated);
            } else if (words.is(i, Sense.DELIVERY)
                    && (standsAlone(i) || words.endsAt(words.start(i), Sense.HAPPENED))) {
                finish(expected, negated);
            } else if (words.is(i, Sense.HAPPENED)) {
                happened(i, expected);
            }
            later |= words.is(i, Sense.LATER);
        }

        /** {@code 持续35分钟}. */
        private boolean isLength(int i) {
            boolean digit = words.end(i) < passage.text.length() && Fold.isDigit(passage.text.charAt(words.end(i)));
            return digit && passage.text.startsWith("持续", words.start(i));
        }

        private void finish(boolean expected, boolean negated) {
            done |= !expected && !negated;
            open |= negated;
        }

        /** {@code 已调整} is finished, {@code 已启动} and {@code 已在开发} are not. */
        private void happened(int i, boolean expected) {
            int next = i + 1;
            boolean right = next < words.size() && words.start(next) - words.end(i) <= 1;
            boolean goesOn = right && (words.is(next, Sense.START) || words.is(next, Sense.OPEN));
            char c = words.end(i) < passage.text.length() ? passage.text.charAt(words.end(i)) : 0;
            boolean already = passage.text.charAt(words.start(i)) == '已';
            if (expected || !already) {
                return;
            }
            open |= goesOn || c == '在';
            done |= !goesOn && c != '在';
        }

        /** Whether a delivery word is the verb of its clause: at its end, before 了, or after the thing delivered. */
        private boolean standsAlone(int i) {
            int end = words.end(i);
            char next = end < passage.text.length() ? passage.text.charAt(end) : 0;
            boolean verbEnds = !Fold.isHan(next) && !Fold.isLatin(next) || next == '了';
            boolean followed = i + 1 < words.size()
                    && words.start(i + 1) == end
                    && (words.is(i + 1, Sense.DONE) || words.is(i + 1, Sense.PLAN));
            boolean dated = words.start(i) > 0 && passage.isTaken(words.start(i) - 1);
            boolean delivers = words.is(i, Sense.EVENT) && !words.is(i, Sense.QUANTITY);
            // "日均签约1500单" is a figure, "上线3个接口" is a delivery.
            boolean figured = words.has(Sense.QUANTITY, passage.clauseStart(end), words.start(i));
            boolean counted = Fold.isDigit(next) && (figured || !words.is(i, Sense.LIVE));
            return delivers && !counted && (verbEnds || followed || dated);
        }

        private boolean solvedAfter(int i) {
            int end = passage.clauseEnd(words.end(i));
            for (int next = i + 1; next < words.size() && words.end(next) <= end; next++) {
                if (words.is(next, Sense.DONE) || words.is(next, Sense.HAPPENED) || words.is(next, Sense.DELIVERY)) {
                    return true;
                }
            }
            return false;
        }

        /** Where in the clause the future begins: at a word of expectation or a planned date; else its end. */
        private int expectedFrom(int start, int end) {
            int from = end;
            int plan = words.first(Sense.PLAN, start, end);
            int target = words.first(Sense.TARGET, start, end);
            if (plan >= 0 && !isNoun(plan, end)) {
                from = words.start(plan);
            }
            for (Passage.Found found : passage.datesWithin(start, end)) {
                Fact.Dated dated = (Fact.Dated) found.fact();
                if (dated.role() == Fact.Role.PLANNED) {
                    // "前台提测12/5": what stands right before a planned date is planned with it.
                    int event = words.last(Sense.EVENT, start, found.start());
                    boolean before = event >= 0 && words.end(event) == found.start() && !words.is(event, Sense.DONE);
                    from = Math.min(from, before ? words.start(event) : found.start());
                }
            }
            boolean aims = target >= 0 && (done || later);
            return aims ? Math.min(from, words.start(target)) : from;
        }

        /** {@code 改造计划}: at the end of its clause the word names a thing. */
        private boolean isNoun(int plan, int end) {
            boolean last = words.end(plan) >= end || !Fold.isHan(passage.text.charAt(words.end(plan)));
            boolean verb = words.is(plan, Sense.TARGET) || words.is(plan, Sense.EVENT);
            return last && !verb && words.end(plan) >= end;
        }

        @Nullable
        Status status() {
            Status stated = stated();
            Tone tone = passage.tone();
            if (stated == null && Boolean.TRUE.equals(passage.context.checked())) {
                return Status.DONE;
            }
            if (stated == null && Boolean.FALSE.equals(passage.context.checked())) {
                return Status.NOT_STARTED;
            }
            if (tone == Tone.PLANS) {
                return stated == Status.PAUSED || stated == Status.BLOCKED ? stated : null;
            }
            if (passage.isIncident()) {
                return open && !done ? stated : null;
            }
            return stated;
        }

        /** {@code 已完成：…}: the label states it. */
        private @Nullable Status labelled() {
            return passage.label == null || passage.text.length() <= passage.body
                    ? null
                    : LABELS.get(passage.label.toLowerCase(Locale.ROOT));
        }

        private @Nullable Status stated() {
            done |= planned && labelled() == Status.DONE;
            if (paused) {
                return Status.PAUSED;
            }
            if (blocked) {
                return Status.BLOCKED;
            }
            if (open || done && (planned || later || notStarted)) {
                return Status.IN_PROGRESS;
            }
            if (notStarted) {
                return Status.NOT_STARTED;
            }
            if (waits) {
                return Status.IN_PROGRESS;
            }
            if (done) {
                return Status.DONE;
            }
            if (planned) {
                return worksBeforePlan ? Status.IN_PROGRESS : plannedOnly();
            }
            return labelled();
        }

        /** A line with nothing but a plan: what will be delivered is being worked on, anything else has yet to begin. */
        private @Nullable Status plannedOnly() {
            if (passage.found().stream().noneMatch(found -> found.fact() instanceof Fact.Dated)) {
                return null;
            }
            boolean delivers = words.has(Sense.DELIVERY, passage.body, passage.text.length())
                    || words.has(Sense.DONE, passage.body, passage.text.length());
            boolean moved = words.has(Sense.MOVED, passage.body, passage.text.length());
            return (delivers || moved) && !starts ? Status.IN_PROGRESS : Status.NOT_STARTED;
        }
    }
}
