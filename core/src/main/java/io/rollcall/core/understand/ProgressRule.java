package io.rollcall.core.understand;

import java.math.BigDecimal;

/**
 * How much of a piece of work is done: a percentage beside a word for progress or for a kind of work. The share of
 * anything else is a {@linkplain MetricRule metric}.
 *
 * <pre>
 * 搬迁进度80.4%        80.4
 * 提测100%            100
 * showcase完成80%     80
 * 100%开发完成         100
 * 终端接入整体60%      60
 * 覆盖率100%          none
 * 预计下周完成80%      none: still to come
 * </pre>
 */
final class ProgressRule implements FactRule {

    private static final String SHARE_ENDINGS = "率比例重额占值分量数";
    private static final String[] ROUGHLY = {"差不多", "大概", "大约", "接近", "将近"};

    /** What people are at, of one character, that a share may be done of: {@code 跑了70%}. */
    private static final String DOES = "跑做搞弄写改干测迁走清补标录拆配搭编";

    /** The length of a clause that tells a state of a thing and no more. */
    private static final int MAX_STATE = 12;

    /** How many clauses away another state is looked for. */
    private static final int NEAR_CLAUSES = 3;

    private static final String FILLERS = "达到约近为已至是超共仅了 ::目前均各才做只刚";

    @Override
    public void read(Passage passage) {
        if (passage.tone() == Tone.PLANS) {
            return;
        }
        int limit = passage.from;
        boolean previousWasProgress = false;
        int previousEnd = -1;
        for (Figure figure : passage.figures()) {
            if (passage.isFree(figure)
                    && isShareOfWhole(figure)
                    && (figure.isPercent() || isPlain(passage, figure, limit))) {
                boolean joined = previousWasProgress && joins(passage.text, previousEnd, figure.start());
                previousWasProgress = joined || isProgress(passage, figure, limit);
                if (previousWasProgress) {
                    add(passage, figure, limit);
                }
            } else {
                previousWasProgress = false;
            }
            previousEnd = figure.end();
            limit = figure.end();
        }
    }

    private static boolean isShareOfWhole(Figure figure) {
        return figure.to() == null
                && figure.value().signum() >= 0
                && figure.value().compareTo(BigDecimal.valueOf(100)) <= 0;
    }

    /** {@code 进度 80}: typed without the sign. */
    private static boolean isPlain(Passage passage, Figure figure, int limit) {
        int from = Math.max(limit, passage.clauseStart(figure.start()));
        int named = passage.words.last(Sense.PROGRESS, from, figure.start());
        boolean labelled = passage.label != null
                && passage.label.endsWith("进度")
                && nameEnd(passage.text, from, figure.start()) == passage.body;
        boolean right = labelled
                || named >= 0
                        && passage.text.startsWith("进度", passage.words.end(named) - 2)
                        && nameEnd(passage.text, from, figure.start()) == passage.words.end(named);
        return right
                && figure.isBare()
                && !figure.scaled()
                && figure.end() == passage.clauses.end(passage.clauses.at(figure.start()));
    }

    /** {@code 分别为60%、70%、80%}, {@code 从60%提升到80%}. */
    private static boolean joins(String text, int from, int to) {
        if (from < 0 || to - from > 4) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ("、/和及与到至→提升增长".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isProgress(Passage passage, Figure figure, int limit) {
        int from = Math.max(limit, passage.clauseStart(figure.start()));
        Words words = passage.words;
        int named = words.last(Sense.PROGRESS, from, figure.start());
        int word = lastNamingWord(words, from, figure.start());
        int nameEnd = nameEnd(passage.text, from, figure.start());
        if (isAimedAt(words, from, figure.start()) || passage.isPlannedBefore(figure.start())) {
            return false;
        }
        boolean endsInWork = words.endsAt(nameEnd, Sense.WORK) || words.endsAt(nameEnd, Sense.PROGRESS);
        if (nameEnd > from && endsInShare(passage.text, nameEnd) && !endsInWork) {
            return false;
        }
        if (nameEnd == from && (isSaidAlone(passage, figure) || followsOngoingWork(passage, figure))
                || isDoneSoFar(passage, figure, from)
                || isCellAfterState(passage, figure)
                || isAmongStates(passage, figure, from, nameEnd)) {
            return true;
        }
        if (named >= 0 && (named == word || words.end(named) == nameEnd)) {
            return true;
        }
        if (named >= 0 && nameEnd - words.end(named) <= 4) {
            return true;
        }
        if (word >= 0 && words.end(word) == nameEnd && isWork(words, word)) {
            return true;
        }
        if (isWorkRightAfter(passage, figure)) {
            return true;
        }
        return !isMoved(passage, figure) && labelNamesProgress(passage, nameEnd == from);
    }

    /** {@code 80%了}. */
    private static boolean isSaidAlone(Passage passage, Figure figure) {
        return passage.text.startsWith("了", figure.end()) && passage.label == null;
    }

    /** {@code 跑了70%}, {@code 跑到70%了}: a verb that takes its time, with 了. */
    private static boolean isDoneSoFar(Passage passage, Figure figure, int from) {
        String text = passage.text;
        int end = figure.start();
        for (int roughly = roughly(text, from, end); roughly > 0; roughly = roughly(text, from, end)) {
            end -= roughly;
        }
        while (end > from && "约近".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        char particle = passage.at(end - 1);
        boolean sofar = particle == '了' || particle == '到' && text.startsWith("了", figure.end());
        // "准确率做到95%了" is a rate.
        boolean rate = end - 2 > from && endsInShare(text, end - 2);
        return sofar && !rate && end - 1 > from && DOES.indexOf(text.charAt(end - 2)) >= 0;
    }

    /** {@code 星链 开发中 65% 4/22}: a share between blanks, as in a row of a sheet, after one that tells the state. */
    private static boolean isCellAfterState(Passage passage, Figure figure) {
        int start = figure.start();
        int next = figure.end();
        boolean cell =
                start > 1 && passage.at(start - 1) == ' ' && (next == passage.text.length() || passage.at(next) == ' ');
        if (!cell) {
            return false;
        }
        int end = start - 1;
        while (end > 0 && passage.at(end - 1) == ' ') {
            end--;
        }
        return Aspect.endsUnderWay(passage.text, end)
                || passage.words.endsAt(end, Sense.OPEN)
                || passage.words.endsAt(end, Sense.DONE)
                || passage.words.endsAt(end, Sense.NOT_STARTED);
    }

    /** {@code 日语done，韩语80%，泰语没开始}: a clause of a name and a share, among others that end in a state. */
    private static boolean isAmongStates(Passage passage, Figure figure, int from, int nameEnd) {
        Clauses clauses = passage.clauses;
        int clause = clauses.at(figure.start());
        boolean plain = nameEnd > from
                && from == clauses.start(clause)
                && figure.end() == clauses.end(clause)
                && passage.words.from(from) == passage.words.from(nameEnd);
        int states = 0;
        int last = Math.min(clauses.size() - 1, clause + NEAR_CLAUSES);
        for (int i = Math.max(0, clause - NEAR_CLAUSES); plain && i <= last; i++) {
            states += endsInState(passage, i) ? 1 : 0;
        }
        return states > 1;
    }

    private static boolean endsInState(Passage passage, int clause) {
        int start = passage.clauses.start(clause);
        int end = passage.clauses.end(clause);
        if (start < passage.body || start >= end || end - start > MAX_STATE) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (Fold.isDigit(passage.text.charAt(i))) {
                return false;
            }
        }
        return Aspect.endsUnderWay(passage.text, end)
                || passage.words.endsAt(end, Sense.DONE)
                || passage.words.endsAt(end, Sense.NOT_STARTED);
    }

    /** {@code 页面开发中，60%}: a clause of its own after one that tells what is being worked on. */
    private static boolean followsOngoingWork(Passage passage, Figure figure) {
        int clause = passage.clauses.at(figure.start());
        int named = nameEnd(passage.text, passage.clauses.start(clause), figure.start());
        if (clause == 0 || figure.end() != passage.clauses.end(clause) || named != passage.clauses.start(clause)) {
            return false;
        }
        int end = passage.clauses.end(clause - 1);
        boolean middle = end > 1 && passage.text.charAt(end - 1) == '中';
        return passage.words.endsAt(middle ? end - 1 : end, Sense.WORK) || passage.words.endsAt(end, Sense.OPEN);
    }

    /** {@code 由2.1%降至1.3%}, {@code 0.38%→0.30%}: a rate that moved, under whatever label. */
    private static boolean isMoved(Passage passage, Figure figure) {
        String text = passage.text;
        int next = figure.end();
        boolean from = figure.start() > 0 && "由从→".indexOf(text.charAt(figure.start() - 1)) >= 0;
        boolean on = next < text.length() && text.charAt(next) == '→';
        int word = passage.words.last(Sense.UP, Math.max(passage.body, figure.start() - 4), figure.start());
        int down = passage.words.last(Sense.DOWN, Math.max(passage.body, figure.start() - 4), figure.start());
        return from || on || word >= 0 || down >= 0;
    }

    /** The place after the words that name the figure, fillers left out. */
    private static int nameEnd(String text, int from, int to) {
        int end = to;
        boolean more = true;
        while (more) {
            while (end > from && FILLERS.indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            int roughly = roughly(text, from, end);
            more = roughly > 0;
            end -= roughly;
        }
        return end;
    }

    /** The length of a word of several characters for "about" that ends here. */
    private static int roughly(String text, int from, int end) {
        for (String word : ROUGHLY) {
            if (end - word.length() >= from && text.startsWith(word, end - word.length())) {
                return word.length();
            }
        }
        return 0;
    }

    /** {@code 占比}, {@code 准确率}; not {@code 用例}. */
    private static boolean endsInShare(String text, int end) {
        return SHARE_ENDINGS.indexOf(text.charAt(end - 1)) >= 0 && !text.startsWith("用例", end - 2);
    }

    private static int lastNamingWord(Words words, int from, int to) {
        for (int i = words.from(to) - 1; i >= 0 && words.start(i) >= from; i--) {
            if (isWork(words, i) || words.is(i, Sense.PROGRESS)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWork(Words words, int i) {
        return words.is(i, Sense.WORK)
                || words.is(i, Sense.PART)
                || words.is(i, Sense.PROGRESS)
                || words.is(i, Sense.DONE);
    }

    private static boolean isAimedAt(Words words, int from, int to) {
        return words.has(Sense.PLAN, from, to) || words.has(Sense.TARGET, from, to);
    }

    /** {@code 100%开发完成}, {@code 80%已完成}. */
    private static boolean isWorkRightAfter(Passage passage, Figure figure) {
        Words words = passage.words;
        int i = words.from(figure.end());
        boolean right = i < words.size() && words.start(i) - figure.end() <= 1;
        if (!right || words.start(i) >= passage.clauses.end(passage.clauses.at(figure.start()))) {
            return false;
        }
        int end = Math.min(passage.clauseEnd(figure.end()), figure.end() + 10);
        return words.is(i, Sense.DONE)
                || (isWork(words, i) || words.is(i, Sense.HAPPENED)) && words.has(Sense.DONE, figure.end(), end);
    }

    /** {@code 开发：80%}, {@code 服务拆分：订单100%，营销30%}, or a line below {@code 各项目进度：}. */
    private static boolean labelNamesProgress(Passage passage, boolean unnamed) {
        if (passage.label != null) {
            Words label = Words.of(
                    Reading.of(passage.label, 0, passage.label.length()).text());
            int last = label.size() - 1;
            boolean ends = last >= 0 && label.end(last) == passage.label.length();
            if (ends && unnamed && label.is(last, Sense.PROGRESS)) {
                return true;
            }
            if (ends && isWork(label, last)) {
                return !namesRate(passage.label);
            }
            if (!unnamed || endsInShare(passage.label, passage.label.length())) {
                return false;
            }
        }
        for (String above : passage.context.labels()) {
            if (above.endsWith("进度") || above.endsWith("进展") || above.endsWith("完成情况")) {
                return true;
            }
        }
        return false;
    }

    /** {@code 渠道费率谈判}: its percentages are rates. */
    private static boolean namesRate(String label) {
        return label.contains("率") || label.contains("费");
    }

    private static void add(Passage passage, Figure figure, int limit) {
        int from = Math.max(limit, passage.clauseStart(figure.start()));
        int word = lastNamingWord(passage.words, from, figure.start());
        int start =
                word >= 0 && figure.start() - passage.words.end(word) <= 4 ? passage.words.start(word) : figure.start();
        passage.add(
                figure.start(),
                figure.end(),
                new Fact.Progress(
                        figure.value(), passage.quote(start, figure.end()), passage.span(start, figure.end())));
    }
}
