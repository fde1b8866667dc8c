package io.rollcall.core.understand;

import io.rollcall.core.understand.Fact.Role;
import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a date means: planned when a word of expectation stands in the clause, or the time lies ahead of the report's
 * week; else actual when something happens then; else a mention. Of an incident, the moment it happened is actual,
 * other dates are mentions, and so are the days of a {@linkplain Roster roster}. One for a line.
 */
final class DateRole {

    private final Passage passage;
    private final String text;
    private final Words words;
    private final Surroundings surroundings;
    private final Roster roster;
    private final boolean incident;
    private boolean happened;

    DateRole(Passage passage, Surroundings surroundings, Roster roster) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
        this.surroundings = surroundings;
        this.roster = roster;
        this.incident = passage.isIncident();
    }

    /** The role of the next date of the line, from left to right. */
    Role of(When when) {
        boolean planned = surroundings.isPlanned(when.start(), when.end());
        if (incident) {
            boolean first = !happened && isPast(when);
            happened |= first;
            return first ? Role.ACTUAL : planned || isAhead(when) ? Role.PLANNED : Role.MENTION;
        }
        if (roster.isTurn(when)) {
            return Role.MENTION;
        }
        boolean coarse = when.grain() == Grain.MONTH || when.grain() == Grain.QUARTER || when.grain() == Grain.HOLIDAY;
        if (coarse && namesOccasion(when) && !planned) {
            return Role.MENTION;
        }
        if (isActual(when)) {
            return Role.ACTUAL;
        }
        if (planned || isAhead(when) || isWithin(when)) {
            return Role.PLANNED;
        }
        if (passage.tone() == Tone.PLANS && !isOver(when)) {
            return Role.PLANNED;
        }
        if (coarse) {
            int soon = Math.min(passage.clauseEnd(when.end()), when.end() + 5);
            return surroundings.delivers(when.end(), soon) ? Role.ACTUAL : Role.MENTION;
        }
        return Role.ACTUAL;
    }

    /** The role of what the words could mean as well; null when they cannot. */
    @Nullable
    Role ofOther(When when, OtherReading.Stretch other, Role role) {
        // What lies ahead is planned; what does not was, unless a word plans it.
        LocalDate last = other.to() == null ? other.from() : other.to();
        boolean toCome = last != null && last.isAfter(passage.context.days().sunday());
        if (toCome) {
            return isActual(when) ? null : Role.PLANNED;
        }
        return role == Role.PLANNED && !surroundings.isPlanned(when.start(), when.end()) ? Role.ACTUAL : role;
    }

    /** {@code 11/21已上线}, {@code 实际11/20上线}: said to have happened, and not in the future. */
    private boolean isActual(When when) {
        if (isAhead(when)) {
            return false;
        }
        int end = passage.clauseEnd(when.end());
        int plan = words.first(Sense.PLAN, when.end(), end);
        int to = plan >= 0 ? words.start(plan) : end;
        int done = words.first(Sense.HAPPENED, when.end(), to);
        boolean after = done >= 0 && words.start(done) - when.end() <= 6;
        int before =
                words.last(Sense.HAPPENED, Math.max(passage.clauseStart(when.start()), when.start() - 6), when.start());
        return after || (before >= 0 && when.start() - words.end(before) <= 2);
    }

    /** {@code 本周内修复}, {@code 还有2家本月内}, {@code 月底收口}: said of what is not over yet. */
    private boolean isWithin(When when) {
        LocalDate last = when.to();
        boolean current = last != null && !last.isBefore(passage.context.days().friday());
        char end = text.charAt(when.end() - 1);
        return current && (end == '内' || when.grain() == Grain.DAYS && (end == '底' || end == '末') && !isDone(when));
    }

    private boolean isDone(When when) {
        return passage.words.has(Sense.HAPPENED, passage.clauseStart(when.start()), passage.clauseEnd(when.end()));
    }

    private boolean isAhead(When when) {
        if (passage.startsWithAny(when.start(), "明", "后天", "今晚")) {
            return true;
        }
        if (when.from() == null
                && when.to() != null
                && !when.to().isBefore(passage.context.days().friday())) {
            // "7/26前完成部署", said on that day.
            return true;
        }
        LocalDate last = when.to() == null ? when.from() : when.to();
        LocalDate sunday = passage.context.days().sunday();
        // Nobody reports on the week's Sunday before it is over.
        return last != null && (last.isAfter(sunday) || when.grain() == Grain.DAY && last.equals(sunday));
    }

    private boolean isOver(When when) {
        LocalDate last = when.to() == null ? when.from() : when.to();
        return last != null && last.isBefore(passage.context.days().friday());
    }

    private boolean isPast(When when) {
        LocalDate first = when.from() == null ? when.to() : when.from();
        return first != null && !first.isAfter(passage.context.days().sunday());
    }

    /** {@code 5月例会}, {@code 3月培训计划}: the month is part of a name. */
    private boolean namesOccasion(When when) {
        char next = passage.at(when.end());
        if ("再才起".indexOf(next) >= 0 && next != 0) {
            return false;
        }
        int to = Math.min(passage.clauseEnd(when.end()), when.end() + 12);
        int occasion = words.first(Sense.OCCASION, when.end(), to);
        int plan = words.first(Sense.PLAN, when.end(), to);
        boolean named = occasion >= 0 && !words.has(Sense.LIVE, when.end(), words.start(occasion));
        boolean plans = plan >= 0 && words.start(plan) > when.end() + 1 && words.end(plan) <= to;
        return named || (plans && words.endsAt(words.start(plan), Sense.EVENT));
    }
}
