package io.rollcall.core.understand;

import io.rollcall.core.understand.Fact.Basis;
import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A difference from an earlier figure, down negative.
 *
 * <pre>
 * 较上周提升0.141%          +0.141 %  LAST_WEEK
 * 分拣效率提升25%           +25 %
 * 相较23Q3下降4.2%          -4.2 %   OTHER
 * （环比-2%）               -2 %      LAST_WEEK
 * 较上月多12笔              +12 笔    LAST_MONTH
 * 提升至80%                none: 80 % is a figure
 * 新增5个                  none: a figure
 * 每月节省8.2万元           none: a figure
 * </pre>
 *
 * <p>Without a stated basis a second change of the line takes over the first one's. {@code 环比} is against the week
 * before, since the report is a weekly one, or against the month before when a month is the period.
 */
final class ChangeRule implements FactRule {

    private static final String FILLERS = "了约近超逾达为幅度大概:: 左右将至少比例";
    /** Chinese characters between the word and its figure: {@code 提升分拣效率25%}. */
    private static final int MAX_GAP = 10;

    @Override
    public void read(Passage passage) {
        Basis inherited = null;
        int limit = passage.from;
        for (Figure figure : passage.figures()) {
            if (passage.isFree(figure) && figure.to() == null) {
                int from = Math.max(limit, passage.clauseStart(figure.start()));
                Direction direction = direction(passage, figure, from);
                if (direction != null) {
                    Basis stated = basis(passage, direction.start, figure);
                    inherited = stated == null ? inherited : stated;
                    add(passage, figure, direction, stated == null ? inherited : stated);
                }
            }
            limit = figure.end();
        }
    }

    /** Which way, and where the words for it start and end. */
    private record Direction(int sign, int start, int end) {}

    private static void add(Passage passage, Figure figure, Direction direction, @Nullable Basis basis) {
        int start = Math.min(direction.start, figure.start());
        int end = Math.max(direction.end, figure.end());
        BigDecimal value = direction.sign < 0 ? figure.value().negate() : figure.value();
        passage.add(
                start,
                end,
                new Fact.Change(value, unit(figure), basis, passage.quote(start, end), passage.span(start, end)));
    }

    private static @Nullable String unit(Figure figure) {
        return figure.unit() == null && figure.scaled() ? "元" : figure.unit();
    }

    private static @Nullable Direction direction(Passage passage, Figure figure, int from) {
        Direction signed = sign(passage, figure, from);
        if (signed != null) {
            return signed;
        }
        Words words = passage.words;
        for (int i = words.from(figure.start()) - 1; i >= 0 && words.start(i) >= from; i--) {
            int sign = words.is(i, Sense.UP) ? 1 : words.is(i, Sense.DOWN) ? -1 : 0;
            if (sign != 0 && passage.text.startsWith("于", words.end(i) - 1)) {
                boolean compared = comparesWithEarlier(words, words.end(i), figure.start());
                return compared ? new Direction(sign, words.start(i), figure.end()) : null;
            }
            if (sign == 0 && words.is(i, Sense.COMPARE) && isPoints(figure)) {
                // "较上周推进7个百分点": whatever the verb.
                return new Direction(1, words.start(i), figure.end());
            }
            if (sign != 0) {
                return isChange(passage, figure, i, from) ? new Direction(sign, words.start(i), figure.end()) : null;
            }
        }
        return wordAfter(passage, figure);
    }

    private static boolean isPoints(Figure figure) {
        return figure.unit() != null
                && (figure.unit().endsWith("点") || figure.unit().endsWith("pp"));
    }

    /** {@code +0.5%}, {@code ↓2%}, {@code 0.5%↑}; a minus only after a basis or a parenthesis. */
    private static @Nullable Direction sign(Passage passage, Figure figure, int from) {
        int at = figure.start() - 1;
        char before = at >= 0 ? passage.text.charAt(at) : 0;
        if (before == '+' && (at == 0 || !Fold.isLatin(passage.text.charAt(at - 1)))) {
            return new Direction(1, at, figure.end());
        }
        boolean compared = passage.words.has(Sense.COMPARE, Math.max(from, at - 16), Math.max(from, at));
        if (before == '-' && (compared || (at > 0 && passage.text.charAt(at - 1) == '('))) {
            return new Direction(-1, at, figure.end());
        }
        char next = figure.end() < passage.text.length() ? passage.text.charAt(figure.end()) : 0;
        if (next == '↑' || next == '↓') {
            return new Direction(next == '↑' ? 1 : -1, figure.start(), figure.end() + 1);
        }
        return null;
    }

    /** {@code 低于去年同期4.1个百分点}; {@code 低于90%} is a bound. */
    private static boolean comparesWithEarlier(Words words, int from, int to) {
        for (int i = words.from(from); i < words.size() && words.end(i) <= to; i++) {
            if (stated(words, i) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChange(Passage passage, Figure figure, int word, int from) {
        Words words = passage.words;
        String text = passage.text;
        int gapStart = words.end(word);
        int gap = figure.start() - gapStart;
        if (words.is(word, Sense.SAVED) && !figure.isShare() && !words.has(Sense.COMPARE, from, words.start(word))) {
            // "每月节省8.2万元" tells how much is saved, not what was spent before.
            return false;
        }
        boolean gone = text.startsWith("掉了", words.start(word)) && !figure.isShare()
                || text.startsWith("砍", words.start(word)) && figure.kind() == Units.Kind.COUNT;
        if (gone) {
            // "清掉了12条", "砍掉11个" count what is gone.
            return false;
        }
        boolean single = words.end(word) - words.start(word) == 1 && Fold.isHan(text.charAt(words.start(word)));
        if (single
                && !(passage.words.has(Sense.COMPARE, from, words.start(word)) && gap <= 2)
                && !moves(text, figure, gapStart)) {
            return false;
        }
        boolean bareFillers = true;
        for (int i = gapStart; i < figure.start(); i++) {
            char c = text.charAt(i);
            if (c == '至' || c == '到' || c == '达' || c == '→' || (c == '为' && gap <= 2)) {
                return false;
            }
            bareFillers &= FILLERS.indexOf(c) >= 0;
        }
        boolean counted = !figure.isShare() && figure.kind() == Units.Kind.COUNT;
        if (!bareFillers) {
            return gap <= MAX_GAP
                    && (figure.isShare() || "倍".equals(figure.unit()))
                    && !endsInShareName(text, figure.start());
        }
        if (counted && thingFollows(text, figure.end())) {
            // "增加3个接口" counts what was added.
            return passage.words.has(Sense.COMPARE, from, words.start(word));
        }
        return !figure.isBare() || figure.scaled() || passage.words.has(Sense.COMPARE, from, words.start(word));
    }

    /** {@code 降了8.3万}, {@code 涨2%}: a verb, where {@code 高} or {@code 少} may say how a thing is. */
    private static boolean moves(String text, Figure figure, int verbEnd) {
        boolean perfect = text.charAt(verbEnd) == '了';
        return perfect
                || verbEnd == figure.start() && figure.isShare() && "降涨增升跌减".indexOf(text.charAt(verbEnd - 1)) >= 0;
    }

    /** {@code 提升识别率95%}: the share is the rate itself. */
    private static boolean endsInShareName(String text, int at) {
        return at > 0 && "达约超".indexOf(text.charAt(at - 1)) >= 0;
    }

    private static boolean thingFollows(String text, int at) {
        return at < text.length() && (Fold.isHan(text.charAt(at)) || Fold.isLatin(text.charAt(at)));
    }

    /** {@code 5%的增长}. */
    private static @Nullable Direction wordAfter(Passage passage, Figure figure) {
        int at = figure.end();
        String text = passage.text;
        if (at < text.length() && text.charAt(at) == '的' && figure.isShare()) {
            int i = passage.words.from(at + 1);
            boolean right = i < passage.words.size() && passage.words.start(i) == at + 1;
            if (right && (passage.words.is(i, Sense.UP) || passage.words.is(i, Sense.DOWN))) {
                return new Direction(passage.words.is(i, Sense.UP) ? 1 : -1, figure.start(), passage.words.end(i));
            }
        }
        return null;
    }

    // ---- the basis

    private static @Nullable Basis basis(Passage passage, int start, Figure figure) {
        int clause = passage.clauses.at(start);
        int from = passage.clauseStart(start);
        // "低于去年同期4个百分点" names what it is compared with after the word.
        int to = passage.words.startsAt(start, Sense.COMPARE) ? figure.start() : start;
        Basis before = basisIn(passage, from, to, figure);
        if (before != null) {
            return before;
        }
        boolean afterComma = clause > 0 && !passage.clauses.opensSentence(clause);
        if (afterComma) {
            int previous = Math.max(passage.clauses.start(clause - 1), passage.clauses.end(clause - 1) - Passage.REACH);
            Basis announced = figureBetween(passage, previous, from) ? null : basisIn(passage, previous, from, figure);
            if (announced != null) {
                return announced;
            }
        }
        int end = figure.end();
        boolean bracket = end < passage.text.length() && passage.text.charAt(end) == '(';
        return bracket ? basisIn(passage, end, passage.clauseEnd(end + 1), figure) : null;
    }

    private static boolean figureBetween(Passage passage, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Fold.isDigit(passage.text.charAt(i)) && !passage.isTaken(i)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Basis stated(Words words, int i) {
        if (words.is(i, Sense.LAST_WEEK)) {
            return Basis.LAST_WEEK;
        }
        if (words.is(i, Sense.LAST_MONTH)) {
            return Basis.LAST_MONTH;
        }
        if (words.is(i, Sense.LAST_QUARTER)) {
            return Basis.LAST_QUARTER;
        }
        return words.is(i, Sense.LAST_YEAR) ? Basis.LAST_YEAR : null;
    }

    private static @Nullable Basis basisIn(Passage passage, int from, int to, Figure figure) {
        Words words = passage.words;
        int compare = words.last(Sense.COMPARE, from, to);
        if (compare < 0) {
            return null;
        }
        boolean yearly = words.is(compare, Sense.LAST_YEAR);
        for (int i = compare; i < words.size() && words.end(i) <= to; i++) {
            Basis basis = i > compare || !yearly ? stated(words, i) : null;
            if (basis != null) {
                return basis;
            }
        }
        if (yearly) {
            return Basis.LAST_YEAR;
        }
        if (passage.text.startsWith("相比", words.end(compare) - 2) && compare > 0 && words.start(compare - 1) >= from) {
            // "与去年同期相比": what is compared with stands before.
            Basis before = stated(words, compare - 1);
            if (before != null) {
                return before;
            }
        }
        String compared = passage.text.substring(words.start(compare), words.end(compare));
        if (compared.equals("环比")) {
            boolean bare = isBlank(passage.text, words.end(compare), to);
            boolean monthly = isMonth(passage.period(figure.start()));
            return bare
                    ? (monthly ? Basis.LAST_MONTH : Basis.LAST_WEEK)
                    : named(passage, words.end(compare), to, figure);
        }
        return named(passage, words.end(compare), to, figure);
    }

    /** {@code 较10月} in November: the month before is last month. */
    private static Basis named(Passage passage, int from, int to, Figure figure) {
        DateReader reader = new DateReader(passage.text, passage.context.days());
        for (int i = from; i < Math.min(to, from + 4); i++) {
            When when = DateReader.mayStart(passage.text.charAt(i)) ? reader.read(i, false) : null;
            if (when != null && when.from() != null) {
                YearMonth current = current(passage, figure);
                YearMonth then = YearMonth.from(when.from());
                if (when.grain() == When.Grain.MONTH && then.equals(current.minusMonths(1))) {
                    return Basis.LAST_MONTH;
                }
                YearMonth quarter = current.withMonth((current.getMonthValue() - 1) / 3 * 3 + 1);
                return when.grain() == When.Grain.QUARTER && then.equals(quarter.minusMonths(3))
                        ? Basis.LAST_QUARTER
                        : Basis.OTHER;
            }
        }
        return Basis.OTHER;
    }

    /** The month the figure is about, else the report's. */
    private static YearMonth current(Passage passage, Figure figure) {
        String period = passage.period(figure.start());
        return isMonth(period)
                ? YearMonth.parse(period)
                : YearMonth.from(passage.context.days().friday());
    }

    private static boolean isMonth(@Nullable String period) {
        return period != null && period.length() == 7 && period.charAt(4) == '-';
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (FILLERS.indexOf(text.charAt(i)) < 0 && "-+,，".indexOf(text.charAt(i)) < 0) {
                return Fold.isDigit(text.charAt(i)) ? false : !startsTime(text.charAt(i));
            }
        }
        return true;
    }

    private static boolean startsTime(char c) {
        return Fold.isDigit(c) || "上昨前去年月日周同Qq二三四一".indexOf(c) >= 0;
    }
}
