package io.rollcall.core.understand;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A measured quantity: a number with a unit, or a bare one after a word that names a quantity.
 *
 * <pre>
 * 总流水365万                   总流水 3650000 元
 * 开卡率超25%                   开卡率 25 %
 * 日均2%~6%                    2 to 6 %
 * 工单为10842                  工单 10842
 * 11月成交120笔，金额8万          both of 2024-11
 * 目标召回率>92%                none: aimed at, not measured
 * 近7天、耗时3天                 none; 3 天
 * </pre>
 */
final class MetricRule implements FactRule {

    private static final String FILLERS = "达到约近为是至超过逾共仅有了 ::>≥<≤=~在均各计不足高低于的由从→-";
    private static final int MAX_NAME = 24;
    private static final String[] TIME_NAMES = {
        "耗时", "时长", "用时", "时间", "时效", "历时", "持续", "延迟", "平均", "响应", "工期", "加载", "时延", "rt", "RT", "账期", "工时", "均值",
        "周期", "间隔", "超时", "影响", "排队", "等待"
    };
    private static final String[] COUNTED = {
        "工单", "订单", "商户", "用户", "客户", "会员", "数据", "记录", "人", "卡", "券", "文件", "图片", "短信", "地址"
    };
    private static final String[] BESIDE_NUMBERS = {
        "首次", "突破", "完成", "超过", "达到", "累计", "新增", "迁移", "清洗", "导入", "同步", "处理", "覆盖", "触达", "接入", "已", "共", "约", "近",
        "达", "超"
    };
    private static final String[] NOT_OF_NAME = {
        "已经", "已", "其中", "目前", "当前", "截至目前", "本周", "上周", "另", "并", "且", "共计", "合计", "累计有", "实际", "及", "和", "与", "以及",
        "同时", "包括", "预计"
    };

    @Override
    public void read(Passage passage) {
        int limit = passage.from;
        String subject = null;
        String previous = null;
        for (Figure figure : passage.figures()) {
            if (passage.isFree(figure)) {
                int from = Math.max(limit, passage.clauseStart(figure.start()));
                boolean moved = previous != null && continuesMove(passage, from, figure.start());
                boolean then = previous != null && isThen(passage, from, figure);
                if (moved || then || isMeasured(passage, figure, from)) {
                    String own = name(passage, from, figure.start());
                    if (own == null && limit <= passage.body && figure.start() >= passage.body) {
                        subject = passage.label;
                    }
                    String thing = own == null ? thingAfter(passage, figure) : null;
                    boolean aside = own == null && from > 0 && passage.text.charAt(from - 1) == '(';
                    // "日活 12.3万 12.1万": the next cell of the row.
                    boolean beside = own == null && previous != null && passage.isBlank(limit, figure.start());
                    String name =
                            moved || aside || beside ? previous : thing != null ? thing : name(passage, own, subject);
                    add(passage, figure, from, name);
                    previous = name;
                }
            }
            limit = figure.end();
        }
    }

    /** {@code 17笔（上周 23）}: the same figure of another time. */
    private static boolean isThen(Passage passage, int from, Figure figure) {
        int aside = Fold.find(passage.text, '(', Math.max(0, from - 1), figure.start());
        return figure.isBare()
                && aside >= 0
                && aside + 1 < figure.start()
                && passage.isTaken(aside + 1)
                && name(passage, aside + 1, figure.start()) == null
                && !startsWord(passage, figure.end());
    }

    private static @Nullable String name(Passage passage, @Nullable String own, @Nullable String subject) {
        if (own == null) {
            return passage.label;
        }
        return subject == null ? own : subject + own;
    }

    private static boolean isMeasured(Passage passage, Figure figure, int from) {
        if (isAimedAt(passage, figure, from)) {
            return false;
        }
        if (figure.isBare()) {
            return figure.scaled() ? !namesPlan(passage.text, figure.end()) : isBareFigure(passage, figure, from);
        }
        if (figure.kind() == Units.Kind.TIME) {
            return measuresTime(passage, figure, from);
        }
        return true;
    }

    /** {@code 3千万工程}: a name; but {@code 12.5亿授信已批复} is money. */
    private static boolean namesPlan(String text, int at) {
        if (at >= text.length() || !Fold.isHan(text.charAt(at))) {
            return at < text.length() && Fold.isLatin(text.charAt(at));
        }
        for (String plan : new String[] {"计划", "工程", "行动", "项目", "专项", "级"}) {
            if (text.startsWith(plan, at) || text.startsWith(plan, at + 1) || text.startsWith(plan, at + 2)) {
                return true;
            }
        }
        return false;
    }

    /** What is aimed at is not measured. */
    private static boolean isAimedAt(Passage passage, Figure figure, int from) {
        Words words = passage.words;
        if (passage.tone() == Tone.PLANS && figure.isShare()) {
            return true;
        }
        int clause = passage.clauseStart(figure.start());
        if (passage.isPlannedBefore(figure.start())) {
            return !isLeft(passage.text, figure.start());
        }
        int aim = words.last(Sense.TARGET, clause, figure.start());
        boolean estimated = aim < 0 || words.is(aim, Sense.PLAN);
        if (estimated && words.has(Sense.SAVED, Math.max(clause, from), figure.start())) {
            // "预计节省3人/天" is what it is reckoned to be.
            return false;
        }
        int done = Math.max(
                words.last(Sense.HAPPENED, clause, figure.start()), words.last(Sense.DONE, clause, figure.start()));
        if (done >= 0 && aim > done) {
            // "完成月度目标的67%" is measured.
            return false;
        }
        if (aim >= 0 && aim > done) {
            return true;
        }
        return words.has(Sense.PLAN, Math.max(clause, from), figure.start());
    }

    /** {@code 8号前铺完剩下的46家}: what is left now, though it is to be done by then. */
    private static boolean isLeft(String text, int at) {
        return Fold.find(text, '剩', Math.max(0, at - 4), at) >= 0;
    }

    /** {@code 新客户2300+}: so many of whatever is named. */
    private static boolean isRough(Passage passage, Figure figure, int from) {
        boolean rough = "多余几+".indexOf(passage.text.charAt(figure.end() - 1)) >= 0;
        int nameEnd = nameEnd(passage, from, figure.start());
        return rough && nameEnd > from && Fold.isHan(passage.text.charAt(nameEnd - 1));
    }

    /** {@code 积压从210降到96}: what goes down is counted; what goes up may be a version. */
    private static boolean isReduced(Passage passage, Figure figure, int from) {
        boolean starts = figure.start() - from > 2 && "从由".indexOf(passage.text.charAt(figure.start() - 1)) >= 0;
        boolean word = passage.words.startsAt(figure.end(), Sense.DOWN);
        boolean pushed = "压掉砍".indexOf(passage.at(figure.end())) >= 0;
        if (!starts || !word && !pushed) {
            return false;
        }
        int end = word ? passage.words.end(passage.words.from(figure.end())) : figure.end() + 1;
        return isTo(passage.text, end) && Fold.isDigit(passage.at(end + 1));
    }

    /** {@code 收藏12}, {@code 工单为10842}, {@code 北城：1204}; not {@code 方案2}, {@code 支持502}. */
    private static boolean isBareFigure(Passage passage, Figure figure, int from) {
        boolean named = isQuantity(passage, figure, from) || isRough(passage, figure, from);
        return named && !startsWord(passage, figure.end()) || isReduced(passage, figure, from);
    }

    private static boolean isQuantity(Passage passage, Figure figure, int from) {
        int nameEnd = nameEnd(passage, from, figure.start());
        if (nameEnd == from) {
            boolean whole = from == passage.body && passage.label != null && isRestEmpty(passage, figure.end());
            return whole && (figure.value().scale() <= 0 || endsInQuantity(passage.label));
        }
        return passage.words.endsAt(nameEnd, Sense.QUANTITY) || endsInQuantity(passage.text.substring(from, nameEnd));
    }

    private static boolean endsInQuantity(@Nullable String name) {
        return name != null && !name.isEmpty() && "数量额率值比分".indexOf(name.charAt(name.length() - 1)) >= 0;
    }

    private static boolean isRestEmpty(Passage passage, int from) {
        for (int i = from; i < passage.text.length(); i++) {
            if (" 。;，.)".indexOf(passage.text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word goes on right after the number, so that the number is part of a name. */
    private static boolean startsWord(Passage passage, int at) {
        if (at >= passage.text.length()) {
            return false;
        }
        char next = passage.text.charAt(at);
        boolean and = "及和与或".indexOf(next) >= 0;
        return (Fold.isHan(next) && !and && !isVerbAt(passage, at))
                || Fold.isLatin(next)
                || next == '_'
                || next == '-' && at + 1 < passage.text.length() && Fold.isLatin(passage.text.charAt(at + 1));
    }

    private static boolean measuresTime(Passage passage, Figure figure, int from) {
        String before = passage.text.substring(Math.max(from, figure.start() - 12), figure.start());
        if (passage.words.has(Sense.SAVED, from, figure.start())) {
            return true;
        }
        if (before.endsWith("由") || before.endsWith("从") || movesTo(before) || isBesideArrow(passage.text, figure)) {
            return true;
        }
        for (String name : TIME_NAMES) {
            if (before.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** {@code 5h→1.5h}. */
    private static boolean isBesideArrow(String text, Figure figure) {
        int before = figure.start();
        while (before > 0 && text.charAt(before - 1) == ' ') {
            before--;
        }
        int after = figure.end();
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return before > 0 && text.charAt(before - 1) == '→' || after < text.length() && text.charAt(after) == '→';
    }

    /** {@code 从2.6天缩到1.4天}: what grows or shrinks to a length of time is measured in it. */
    private static boolean movesTo(String before) {
        int last = before.length() - 1;
        return last > 0
                && "到至为".indexOf(before.charAt(last)) >= 0
                && "缩减降压升提增短长低少加快".indexOf(before.charAt(last - 1)) >= 0;
    }

    // ---- the name

    private static int nameEnd(Passage passage, int from, int to) {
        int end = to;
        while (end > from) {
            if (FILLERS.indexOf(passage.text.charAt(end - 1)) >= 0 && !endsWord(passage.words, end)) {
                end--;
            } else if (end - from > 2 && staysAt(passage.text, end)) {
                end -= 2;
            } else {
                break;
            }
        }
        return end;
    }

    /** {@code TPS稳定在1150}. */
    private static boolean staysAt(String text, int end) {
        return text.startsWith("稳定", end - 2) || text.startsWith("保持", end - 2) || text.startsWith("维持", end - 2);
    }

    /** {@code 3家供应商}: what is counted, where nothing before the number names it. */
    private static @Nullable String thingAfter(Passage passage, Figure figure) {
        int start = figure.end();
        int limit = Math.min(passage.clauses.end(passage.clauses.at(figure.start())), start + 8);
        if (figure.kind() != Units.Kind.COUNT) {
            return null;
        }
        if (start < limit && "为是系属".indexOf(passage.text.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < limit && Fold.isHan(passage.text.charAt(end)) && !isVerbAt(passage, end)) {
            end++;
        }
        return end - start >= 2 ? passage.reading.typed(start, end) : null;
    }

    private static boolean isVerbAt(Passage passage, int at) {
        Words words = passage.words;
        int i = words.from(at);
        return i < words.size() && words.start(i) == at && words.isAny(i, VERBS);
    }

    private static final long VERBS = Sense.HAPPENED.bit
            | Sense.DONE.bit
            | Sense.EVENT.bit
            | Sense.OPEN.bit
            | Sense.PLAN.bit
            | Sense.UP.bit
            | Sense.DOWN.bit;

    /** The name without the words of a move: {@code 成功率提升至}. */
    private static int movedEnd(Passage passage, int from, int nameEnd) {
        int last = passage.words.from(nameEnd) - 1;
        boolean moves = last >= 0
                && passage.words.start(last) >= from
                && passage.words.end(last) == nameEnd
                && !passage.words.is(last, Sense.SAVED)
                && (passage.words.is(last, Sense.UP)
                        || passage.words.is(last, Sense.DOWN)
                        || (passage.words.is(last, Sense.WORK)
                                && passage.isBlank(from, passage.words.start(last))
                                && isTo(passage.text, nameEnd)));
        if (moves) {
            return nameEnd(passage, from, passage.words.start(last));
        }
        boolean pushes = nameEnd - from == 1 && "掉压提拉冲缩砍".indexOf(passage.text.charAt(from)) >= 0;
        return pushes && isTo(passage.text, nameEnd) ? from : nameEnd;
    }

    private static boolean isTo(String text, int at) {
        return at < text.length() && "至到".indexOf(text.charAt(at)) >= 0;
    }

    /** Whether the words since the last figure only move it on: {@code 0.05%下降至0.02%}. */
    private static boolean continuesMove(Passage passage, int from, int limit) {
        int end = nameEnd(passage, from, limit);
        boolean to = end < limit && "至到→>".indexOf(passage.text.charAt(limit - 1)) >= 0;
        return to && movedEnd(passage, from, end) <= from;
    }

    /** {@code 签约}, {@code 累计}, {@code 降低}: their last character is no filler. */
    private static boolean endsWord(Words words, int end) {
        int i = words.from(end) - 1;
        return i >= 0 && words.end(i) == end && words.end(i) - words.start(i) > 1 && words.isAny(i, NAMING);
    }

    private static final long NAMING = Sense.EVENT.bit | Sense.QUANTITY.bit | Sense.UP.bit | Sense.DOWN.bit;

    private static @Nullable String name(Passage passage, int from, int to) {
        String text = passage.text;
        int end = movedEnd(passage, from, nameEnd(passage, from, to));
        int start = Math.max(from, end - MAX_NAME);
        for (int i = end - 1; i >= start; i--) {
            if (passage.isTaken(i)) {
                start = i + 1;
                break;
            }
        }
        boolean trimmed = true;
        while (trimmed && start < end) {
            trimmed = false;
            if (" ，、。;:()-/\"“”+*→的".indexOf(text.charAt(start)) >= 0) {
                start++;
                trimmed = true;
            }
            for (String word : NOT_OF_NAME) {
                if (text.startsWith(word, start) && start + word.length() <= end) {
                    start += word.length();
                    trimmed = true;
                }
            }
        }
        return start < end ? passage.reading.typed(start, end).strip() : null;
    }

    private static void add(Passage passage, Figure figure, int from, @Nullable String name) {
        int start = figure.start();
        while (start > from
                && "约近超过逾>≥<≤达".indexOf(passage.text.charAt(start - 1)) >= 0
                && !endsWord(passage.words, start)) {
            start--;
        }
        passage.add(
                figure.start(),
                figure.end(),
                new Fact.Metric(
                        name,
                        figure.value(),
                        figure.to(),
                        unit(figure, name),
                        passage.period(figure.start()),
                        passage.quote(start, figure.end()),
                        passage.span(start, figure.end())));
    }

    /** {@code QPS峰值8.2k}, {@code 日调用上限5万}. */
    private static boolean countsAlone(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Stream.of(
                        "QPS", "TPS", "PV", "UV", "DAU", "MAU", "QPM", "日活", "月活", "调用", "访问", "请求", "点击", "曝光", "下载",
                        "阅读")
                .anyMatch(upper::contains);
    }

    /** Money is what is counted in 万 and 亿 without a unit, unless its name says that it is a number of things. */
    private static @Nullable String unit(Figure figure, @Nullable String name) {
        if (figure.unit() != null || !figure.scaled()) {
            return figure.unit();
        }
        return name != null && (countsAlone(name) || isNumberOfThings(name)) ? null : "元";
    }

    /** {@code 交易笔数}, {@code 历史工单迁移}, {@code 活跃商户数首次突破}; but {@code 商户交易额} is money. */
    private static boolean isNumberOfThings(String name) {
        int end = name.length();
        boolean trimmed = true;
        while (trimmed) {
            trimmed = false;
            for (String word : BESIDE_NUMBERS) {
                if (end > word.length() && name.startsWith(word, end - word.length())) {
                    end -= word.length();
                    trimmed = true;
                }
            }
        }
        if (end == 0) {
            return false;
        }
        boolean thing = "数量次户".indexOf(name.charAt(end - 1)) >= 0;
        for (String word : COUNTED) {
            thing |= name.startsWith(word, end - word.length());
        }
        return thing;
    }
}
