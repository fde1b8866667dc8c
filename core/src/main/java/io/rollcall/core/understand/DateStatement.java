package io.rollcall.core.understand;

import io.rollcall.core.understand.Fact.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a date says, and of what: its event and subject, and the words that say it. One for a line, whose dates are added
 * from left to right: a date without a subject of its own takes over the one before.
 *
 * <pre>
 * 海棠预计12月20日完成上线         海棠, 完成上线: 预计12月20日完成上线
 * 海棠上线12/20，全量12/27         海棠, 上线; 海棠, 全量
 * </pre>
 */
final class DateStatement {

    /** Words of an event farther than this from its date are not quoted with it. */
    private static final int QUOTED_GAP = 6;

    private final Passage passage;
    private final String text;
    private final Words words;
    private final Surroundings surroundings;
    private final DateRole role;
    private int previousEnd;
    private boolean previousDate;
    private @Nullable String subject;
    private @Nullable String movedEvent;

    DateStatement(Passage passage, Surroundings surroundings, Roster roster) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
        this.surroundings = surroundings;
        this.role = new DateRole(passage, surroundings, roster);
        this.previousEnd = passage.from;
    }

    /** Adds the fact; {@code clockEnd}: where the time of day after the date ends. */
    void add(When when, int clockEnd) {
        int clauseStart = passage.clauseStart(when.start());
        int from = Math.max(clauseStart, Math.min(previousEnd, when.start()));
        int plan = words.last(Sense.PLAN, from, when.start());
        int quoteStart = plan >= 0 && when.start() - words.end(plan) <= 2 ? words.start(plan) : when.start();
        // "提测12/10 上线12/20": the blank parts the day from the next event.
        boolean parted = passage.at(when.end()) == ' ' && words.endsAt(when.start(), Sense.EVENT);
        int eventAfter = parted ? -1 : eventAfter(when);
        int eventBefore = eventAfter < 0 ? eventBefore(from, when.start()) : -1;
        String event = eventAfter >= 0 ? run(eventAfter) : eventBefore >= 0 ? run(eventBefore) : null;
        int quoteEnd = quotesEvent(when, eventAfter) ? runEnd(eventAfter) : when.end();
        int subjectEnd = eventBefore >= 0 ? words.start(eventBefore) : quoteStart;
        if (passage.clauses.opensSentence(passage.clauses.at(when.start())) && from == clauseStart) {
            subject = null;
        }
        if (surroundings.movedEndsAt(when.start()) && previousDate) {
            // "原定12/5上线，因资源延期至12/20": the same promise.
            event = eventAfter >= 0 ? event : movedEvent;
        } else {
            String own = SubjectRule.subject(passage, clauseStart, from, subjectEnd);
            String earlier = own == null && subject == null ? SubjectRule.earlier(passage, clauseStart) : null;
            subject = own != null ? own : subject != null ? subject : earlier;
        }
        movedEvent = event;
        previousEnd = Math.max(quoteEnd, clockEnd);
        previousDate = true;
        Fact.Dated fact = new Fact.Dated(
                when.from(),
                when.to(),
                role.of(when),
                subject == null ? passage.label : subject,
                event,
                passage.quote(quoteStart, quoteEnd),
                passage.span(quoteStart, quoteEnd));
        passage.add(when.start(), when.end(), fact.or(other(when, fact)));
    }

    private boolean quotesEvent(When when, int event) {
        return event >= 0 && words.start(event) - when.end() <= QUOTED_GAP && text.charAt(when.end()) != '、';
    }

    /** What the words could mean as well, or null. */
    private @Nullable Fact other(When when, Fact.Dated fact) {
        OtherReading.Stretch other = OtherReading.of(when, passage.context.days());
        Role otherRole = other == null ? null : role.ofOther(when, other, fact.role());
        return other == null || otherRole == null
                ? passage.other(when.start())
                : new Fact.Dated(
                        other.from(), other.to(), otherRole, fact.subject(), fact.event(), fact.quote(), fact.span());
    }

    private int eventAfter(When when) {
        int end = passage.clauseEnd(when.end());
        for (int i = words.from(when.end()); i < words.size() && words.end(i) <= end; i++) {
            if (holdsDigit(when.end(), words.start(i))) {
                return -1;
            }
            if (words.is(i, Sense.EVENT)) {
                return i;
            }
        }
        return -1;
    }

    private int eventBefore(int from, int to) {
        int last = words.last(Sense.EVENT, from, to);
        while (last > 0
                && words.is(last - 1, Sense.EVENT)
                && words.end(last - 1) == words.start(last)
                && words.start(last - 1) >= from) {
            last--;
        }
        return last;
    }

    private boolean holdsDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Fold.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The event with those that directly follow it: {@code 完成上线}. */
    private String run(int word) {
        String event = passage.reading.typed(words.start(word), runEnd(word));
        return event.endsWith("时间") || event.endsWith("日期") ? event.substring(0, event.length() - 2) : event;
    }

    private int runEnd(int word) {
        int last = word;
        while (last + 1 < words.size()
                && words.start(last + 1) == words.end(last)
                && words.is(last + 1, Sense.EVENT)
                && last - word < 3) {
            last++;
        }
        return words.end(last);
    }
}
