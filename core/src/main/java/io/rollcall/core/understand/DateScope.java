package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Grain;

/**
 * Whether calendar time tells no event's date but scopes something else.
 *
 * <pre>
 * 较上周提升0.2%       what the change is measured against
 * 截至11/22，累计…      the moment a figure was taken
 * 11月成交120笔        the period of the figure
 * 本周情况如下          nothing at all
 * </pre>
 */
final class DateScope {

    private static final long HAPPENS = Sense.EVENT.bit
            | Sense.WORK.bit
            | Sense.DONE.bit
            | Sense.HAPPENED.bit
            | Sense.START.bit
            | Sense.PLAN.bit
            | Sense.DELIVERY.bit
            | Sense.INCIDENT.bit;

    private final Passage passage;
    private final String text;
    private final Words words;
    private final Surroundings surroundings;

    DateScope(Passage passage, Surroundings surroundings) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
        this.surroundings = surroundings;
    }

    /** {@code 较上周}, {@code 相较23Q4}, {@code 环比10月}. */
    boolean isBasis(When when) {
        int i = words.last(Sense.COMPARE, Math.max(passage.clauseStart(when.start()), when.start() - 8), when.start());
        boolean right = i >= 0 && when.start() - words.end(i) <= 1;
        // "比上周" is one word of the lexicon: it starts before the time and ends with it.
        int word = words.from(when.start() + 1) - 1;
        boolean within = word >= 0
                && words.start(word) < when.start()
                && words.end(word) > when.start()
                && words.is(word, Sense.COMPARE);
        return right || within;
    }

    /** {@code 截至11/22，累计…}: the moment a figure was taken. */
    boolean isMoment(When when) {
        return passage.endsWithAny(when.start(), "截至", "截止", "截止到", "截至到", "截止至")
                && when.to() != null
                && !when.to().isAfter(passage.context.days().sunday());
    }

    /** A week, month or quarter before a figure, with nothing that happens between. */
    boolean isPeriod(When when) {
        boolean coarse = when.grain() == Grain.MONTH || when.grain() == Grain.WEEK || when.grain() == Grain.QUARTER;
        if (!coarse || surroundings.isPlanned(when.start(), when.end()) || startsAhead(when)) {
            return false;
        }
        int end = passage.clauseEnd(when.end());
        int figure = figureAfter(when.end(), end);
        if (figure < 0) {
            // "11月，交易7898笔": the clause holds nothing else.
            int clause = passage.clauses.at(when.start());
            boolean alone = passage.isBlank(passage.clauses.start(clause), when.start())
                    && passage.isBlank(when.end(), passage.clauses.end(clause))
                    && clause + 1 < passage.clauses.size();
            if (!alone) {
                return false;
            }
            int next = passage.clauses.start(clause + 1);
            end = passage.clauseEnd(next);
            figure = figureAfter(next, end);
            return figure >= 0 && !surroundings.delivers(next, figure);
        }
        return !surroundings.delivers(when.end(), figure);
    }

    /** No figure is measured in a time that has not begun. */
    private boolean startsAhead(When when) {
        return when.from() == null || when.from().isAfter(passage.context.days().sunday());
    }

    private int figureAfter(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Fold.isDigit(text.charAt(i)) && !Fold.isLatin(passage.at(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    /** A long time in which nothing happens. */
    boolean isIdle(When when) {
        return switch (when.grain()) {
            case QUARTER ->
                !surroundings.isPlanned(when.start(), when.end())
                        && !surroundings.happensSoon(when.end())
                        && !isToCome(when);
            case WEEK, HOLIDAY -> !somethingHappens(when);
            default -> false;
        };
    }

    /** {@code 老机型Q1换机}; but {@code Q1规划} is what the planning is for. */
    private boolean isToCome(When when) {
        int clause = passage.clauses.at(when.start());
        return startsAhead(when)
                && Fold.isHan(passage.at(when.end()))
                && Fold.isHan(passage.at(when.start() - 1))
                && !words.has(Sense.OCCASION, when.end(), passage.clauses.end(clause))
                && !words.has(Sense.PLAN, when.end(), passage.clauses.end(clause));
    }

    private boolean somethingHappens(When when) {
        int from = passage.clauseStart(when.start());
        int to = passage.clauseEnd(when.end());
        boolean ahead = when.from() != null
                && when.from().isAfter(passage.context.days().sunday());
        for (int i = words.from(from); i < words.size() && words.end(i) <= to; i++) {
            boolean denied = i > 0 && words.is(i - 1, Sense.NOT) && words.end(i - 1) == words.start(i);
            if (words.isAny(i, HAPPENS) && !denied) {
                return true;
            }
        }
        return ahead && !surroundings.isAtLineEnd(when.end());
    }
}
