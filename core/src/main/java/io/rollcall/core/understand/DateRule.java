package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Calendar time tied to an event.
 *
 * <pre>
 * 预计12月20日上线         12-20            PLANNED
 * 11/6打通首笔             11-06            ACTUAL
 * 后台11/27提测            11-27            PLANNED, because it lies after the report's week
 * 6月30日前覆盖20店         null .. 06-30    PLANNED
 * 预计617上线              06-17            PLANNED
 * 5月例会                  05-01 .. 05-31   MENTION
 * 11月成交120笔            none: the month is the period of the figure
 * 较上周提升0.2%            none: what the change is measured against
 * 近7日渗透率               none: a length of time
 * </pre>
 *
 * <p>What {@link DateReader} reads is asked, in this order, whether it is calendar time at all ({@link DateForm}),
 * whether it only scopes something ({@link DateScope}), and what it says of what ({@link DateStatement}).
 */
final class DateRule implements FactRule {

    @Override
    public void read(Passage passage) {
        for (int i = passage.from; i < passage.text.length(); i++) {
            if (DateReader.mayStart(passage.text.charAt(i))) {
                new Scan(passage).readFrom(i);
                return;
            }
        }
    }

    /** One line. */
    private static final class Scan {
        private final Passage passage;
        private final String text;
        private final DateReader reader;
        private final Surroundings surroundings;
        private final DateForm form;
        private final DateScope scope;
        private final DateStatement statement;

        Scan(Passage passage) {
            this.passage = passage;
            this.text = passage.text;
            this.reader = new DateReader(text, passage.context.days(), passage.tone() == Tone.PLANS);
            this.surroundings = new Surroundings(passage);
            Roster roster = new Roster(passage, surroundings);
            this.form = new DateForm(passage, surroundings, roster);
            this.scope = new DateScope(passage, surroundings);
            this.statement = new DateStatement(passage, surroundings, roster);
        }

        /** Reads from the first place where a date may start. */
        void readFrom(int first) {
            int i = first;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (passage.isTaken(i)
                        || !DateReader.mayStart(c)
                        || (Fold.isDigit(c) && i > 0 && Fold.isDigit(text.charAt(i - 1)))) {
                    i++;
                    continue;
                }
                When when = reader.read(i, surroundings.isPlanned(i, i));
                i = when == null || !form.isCalendarTime(when) ? past(i) : Math.max(i + 1, take(when));
            }
        }

        /** Where to look on after a place at which no date starts. */
        private int past(int place) {
            return Fold.isDigit(text.charAt(place)) ? afterDigits(place) : place + 1;
        }

        private int afterDigits(int i) {
            int end = i;
            while (end < text.length() && Fold.isDigit(text.charAt(end))) {
                end++;
            }
            // "1.0.3", "19,254": no date starts within a number.
            while (end + 1 < text.length()
                    && ".,".indexOf(text.charAt(end)) >= 0
                    && Fold.isDigit(text.charAt(end + 1))) {
                end++;
                while (end < text.length() && Fold.isDigit(text.charAt(end))) {
                    end++;
                }
            }
            return end;
        }

        /** Makes of calendar time what it is: a fact, a period, a basis, or nothing; returns where it ends. */
        private int take(When when) {
            if (scope.isBasis(when) || scope.isMoment(when)) {
                passage.take(when.start(), when.end());
                return when.end();
            }
            if (scope.isPeriod(when)) {
                passage.add(new Passage.Period(when.start(), when.end(), periodName(when)));
                return when.end();
            }
            if (scope.isIdle(when)) {
                passage.take(when.start(), when.end());
                return when.end();
            }
            int end = reader.clockEnd(when.end());
            passage.take(when.start(), end);
            statement.add(when, end);
            return end;
        }

        private String periodName(When when) {
            LocalDate from = when.from();
            if (when.grain() == Grain.MONTH && from != null && when.to() != null) {
                YearMonth first = YearMonth.from(from);
                YearMonth last = YearMonth.from(when.to());
                return first.equals(last) ? first.toString() : first + "/" + last;
            }
            return passage.reading.typed(when.start(), when.end());
        }
    }
}
