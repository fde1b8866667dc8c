package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Grain;

/**
 * Days that only tell whose turn it is. Nobody promises anything for them, and nothing has happened on them.
 *
 * <pre>
 * 值班：12.1-12.7 王芳            a turn
 * 1号~3号张伟 4号~6号李娜          two
 * 值班：下周一开始轮换             none: something begins
 * 值班手册更新，12/20前            none: something is to be done
 * </pre>
 */
final class Roster {

    /** Surnames that no place or company is likely to begin with, and what stands before one among colleagues. */
    private static final String NAMES =
            "小老阿王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范姚谭" + "廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟雷钱汤尹黎乔贺赖龚";

    /** How far away in the line another's turn is looked for. */
    private static final int NEAR = 2 * Passage.REACH;

    private static final String[] DUTIES = {"值班", "值守", "轮值", "轮班", "排班", "当班"};

    private static final long SAYS_MORE = Sense.EVENT.bit
            | Sense.WORK.bit
            | Sense.DONE.bit
            | Sense.HAPPENED.bit
            | Sense.START.bit
            | Sense.PLAN.bit
            | Sense.MOVED.bit
            | Sense.DELIVERY.bit
            | Sense.INCIDENT.bit
            | Sense.PART.bit
            | Sense.OCCASION.bit
            | Sense.QUANTITY.bit;

    private final Passage passage;
    private final String text;
    private final Words words;
    private final Surroundings surroundings;

    Roster(Passage passage, Surroundings surroundings) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
        this.surroundings = surroundings;
    }

    /** Whether this is the time of someone's turn. */
    boolean isTurn(When when) {
        boolean coarse = when.grain() == Grain.MONTH || when.grain() == Grain.QUARTER;
        boolean opens = surroundings.opensAt(when.start()) || passage.at(when.start() - 1) == '、';
        if (coarse || !opens || when.from() == null || when.to() == null) {
            return false;
        }
        int duty = words.last(Sense.DUTY, 0, when.start());
        if (duty >= 0 || isBelowDuty()) {
            int from = duty < 0 ? passage.clauseStart(when.start()) : words.end(duty);
            return !saysMore(from, passage.clauseEnd(when.end()));
        }
        int name = afterBlank(when.end());
        return isName(name) && isOneOfSeveral(name);
    }

    private boolean isBelowDuty() {
        for (String label : passage.context.labels()) {
            for (String duty : DUTIES) {
                if (label.contains(duty)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean saysMore(int from, int to) {
        for (int i = words.from(from); i < words.size() && words.end(i) <= to; i++) {
            if (words.isAny(i, SAYS_MORE)) {
                return true;
            }
        }
        return false;
    }

    private int afterBlank(int place) {
        int at = place;
        while (passage.at(at) == ' ' || passage.at(at) == ':') {
            at++;
        }
        return at;
    }

    /** {@code 王芳}, {@code 小刘} and nothing more up to the next mark, blank or number. */
    private boolean isName(int at) {
        if (at >= text.length() || NAMES.indexOf(text.charAt(at)) < 0) {
            return false;
        }
        int end = at;
        while (Fold.isHan(passage.at(end))) {
            end++;
        }
        return end - at >= 2 && end - at <= 3 && !saysMore(at, end);
    }

    /** Whether another name of the line stands right behind a day. */
    private boolean isOneOfSeveral(int name) {
        int limit = Math.min(text.length(), name + NEAR);
        for (int i = Math.max(passage.from + 1, name - NEAR); i < limit; i++) {
            if (i != name && isBehindDay(i) && isName(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBehindDay(int at) {
        int last = at - 1;
        while (last > passage.from && " :".indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        char before = text.charAt(last);
        return Fold.isDigit(before)
                || "日号".indexOf(before) >= 0
                || RelativeReader.WEEKDAYS.indexOf(before) >= 0 && passage.at(last - 1) == '周';
    }
}
