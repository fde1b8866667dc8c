package io.rollcall.core.understand;

import java.time.LocalDate;

/**
 * Whether what has the form of calendar time is some: the weaker its {@linkplain When.Form form}, the more must stand
 * beside it.
 *
 * <pre>
 * 12月5日、12/5                a day wherever it stands
 * 12.5上线                    a day, before a verb; not 12.5亿
 * 617上线                     a day, before a verb; not 502报警
 * 26号上线、预计26日            a day, beside a verb or a plan; not 5号线
 * </pre>
 */
final class DateForm {

    /** A weak form ({@code 617}, {@code 12.5}) this far from the report is another number. */
    private static final int NEAR_DAYS = 150;

    /** So near, a weak form before a verb is a day, whatever its number. */
    private static final int CLOSE_DAYS = 45;

    /** First characters of what people do on a day, and of words between the day and that. */
    private static final String VERBS_AFTER_DAY = "出上发交要接返到去来开做提报给回签切测办定收送拿盖弄搞走写约见改换补推起止" + "跟和前后晚早下中凌全统先再才就能可会将由与最已各";

    private final Passage passage;
    private final String text;
    private final Words words;
    private final Surroundings surroundings;
    private final Roster roster;

    DateForm(Passage passage, Surroundings surroundings, Roster roster) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
        this.surroundings = surroundings;
        this.roster = roster;
    }

    boolean isCalendarTime(When when) {
        char before = before(when.start());
        if ("每近".indexOf(before) >= 0 && before != 0
                || passage.endsWithAny(when.start(), "每月", "最近", "过去", "未来", "第")) {
            return false;
        }
        if (when.grain() == When.Grain.HOLIDAY
                && passage.startsWithAny(when.end(), "水平", "高峰", "同期", "均值", "峰值", "持平")) {
            return false;
        }
        return switch (when.form()) {
            case FULL -> !(Fold.isDigit(text.charAt(when.start())) && ".-/#_".indexOf(before) >= 0 && before != 0);
            case POINT ->
                isLoose(before)
                        && isNear(when)
                        && !isVersion(when)
                        && !isFigureMoved(when.start())
                        && (isPoint(when) || roster.isTurn(when));
            case COMPACT -> isLoose(before) && isNear(when) && isCompactDay(when);
            case DAY_ONLY -> isLoose(before) && before != '月' && isDayOnly(when);
        };
    }

    /** The character before the time; NUL where the label or a comma ends right before it. */
    private char before(int start) {
        char before = start == passage.body ? 0 : passage.at(start - 1);
        return before == ',' && !Fold.isDigit(passage.at(start - 2)) ? 0 : before;
    }

    /** {@code 聚合支付SDK 2.3发版}: after a name in Latin letters, and of a day that is not close by. */
    private boolean isVersion(When when) {
        boolean named = passage.at(when.start() - 1) == ' ' && Fold.isLatin(passage.at(when.start() - 2));
        LocalDate day = when.from();
        return named && day != null && passage.context.days().distance(day) > CLOSE_DAYS;
    }

    /** {@code 14号和16号}: a day joined to one before it. */
    private boolean joinsDay(int start) {
        return start > 1 && "、和及与或跟".indexOf(text.charAt(start - 1)) >= 0 && passage.isTaken(start - 2);
    }

    /** {@code 4.7→4.8}: what a figure has become, unless a day has become another. */
    private boolean isFigureMoved(int start) {
        return passage.at(start - 1) == '→' && !passage.isTaken(start - 2);
    }

    private static boolean isLoose(char before) {
        return !Fold.isLatin(before) && !Fold.isDigit(before) && (before == 0 || ".#-_/:,+第".indexOf(before) < 0);
    }

    private boolean isNear(When when) {
        LocalDate day = when.from() == null ? when.to() : when.from();
        return day != null && passage.context.days().distance(day) <= NEAR_DAYS;
    }

    private boolean isPoint(When when) {
        return surroundings.happensSoon(when.end())
                || surroundings.planEndsAt(when.start())
                || surroundings.movedEndsAt(when.start())
                || surroundings.isAtLineEnd(when.end())
                || opensClause(when);
    }

    /**
     * {@code 8.29一起开城}, {@code 10.9出报表}, {@code 1.14-1.24，}: at the start of a clause, before a verb, and of a
     * day that no version has or that lies close by.
     */
    private boolean opensClause(When when) {
        LocalDate last = when.to();
        char next = passage.at(when.end());
        if (last == null || when.end() == passage.clauses.end(passage.clauses.at(when.end()))) {
            boolean stretch = last != null && !last.equals(when.from()) && last.getDayOfMonth() >= 10;
            return stretch && surroundings.opensAt(when.start());
        }
        if (!Fold.isHan(next) || Units.at(text, when.end()) != null || "万亿千百".indexOf(next) >= 0) {
            return false;
        }
        boolean close = passage.context.days().distance(last) <= CLOSE_DAYS;
        boolean verb = close && VERBS_AFTER_DAY.indexOf(next) >= 0;
        return surroundings.opensAt(when.start())
                ? verb || last.getDayOfMonth() >= 10
                : verb && last.getDayOfMonth() >= 10;
    }

    private boolean isCompactDay(When when) {
        char next = passage.at(when.end());
        if (when.from() == null || when.to() == null) {
            return true;
        }
        if (",.%:".indexOf(next) >= 0 && next != 0 && Fold.isDigit(passage.at(when.end() + 1)) || Fold.isLatin(next)) {
            return false;
        }
        boolean bare = Units.at(text, when.end()) == null && "万亿千百%".indexOf(next) < 0;
        return surroundings.eventStartsAt(when.end()) || (surroundings.planEndsAt(when.start()) && bare);
    }

    /** {@code 26号上线}, {@code 预计26日}; not {@code 7日渗透率}, {@code 5号线}. */
    private boolean isDayOnly(When when) {
        int start = when.start();
        int end = when.end();
        boolean number = text.charAt(end - 1) == '号' || text.startsWith("号", end - 2);
        char next = passage.at(end);
        if ("线楼机库店门位码院".indexOf(next) >= 0 && next != 0) {
            return false;
        }
        boolean twoDigits = Fold.isDigit(passage.at(start + 1));
        if (number && next != 0 && (twoDigits || surroundings.opensAt(start)) && VERBS_AFTER_DAY.indexOf(next) >= 0) {
            return true;
        }
        boolean eventNear = number
                ? surroundings.happensSoon(end) || words.startsAt(end, Sense.HAPPENED)
                : surroundings.eventStartsAt(end);
        boolean eventBefore = number && (words.endsAt(start, Sense.EVENT) || words.endsAt(start, Sense.HAPPENED));
        return eventNear
                || eventBefore
                || (number || next == '两') && joinsDay(start)
                || surroundings.planEndsAt(start)
                || surroundings.movedEndsAt(start)
                || roster.isTurn(when);
    }
}
