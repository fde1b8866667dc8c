package io.rollcall.core.understand;

/** What stands around calendar time in its clause, as the rules for dates ask it. */
final class Surroundings {

    private final Passage passage;
    private final String text;
    private final Words words;

    Surroundings(Passage passage) {
        this.passage = passage;
        this.text = passage.text;
        this.words = passage.words;
    }

    /** A word of expectation in the clause, before this time or right after it, or a promise that moved. */
    boolean isPlanned(int start, int end) {
        int from = passage.clauseStart(start);
        int to = passage.clauseEnd(end);
        int plan = Math.max(words.last(Sense.PLAN, from, start), words.last(Sense.TARGET, from, start));
        int undone = words.last(Sense.HAPPENED, from, start);
        if (plan >= 0 && plan > undone) {
            return true;
        }
        int next = words.first(Sense.PLAN, end, Math.min(to, end + 6));
        boolean after = next >= 0 && words.start(next) - end <= 1;
        return after || words.has(Sense.MOVED, from, to);
    }

    /** {@code 预计26日}: a word of expectation right before this place. */
    boolean planEndsAt(int at) {
        return endsNear(Sense.PLAN, at) || endsNear(Sense.TARGET, at);
    }

    /** {@code 延期至26日}: a word for a moved promise right before this place. */
    boolean movedEndsAt(int at) {
        return endsNear(Sense.MOVED, at);
    }

    private boolean endsNear(Sense sense, int at) {
        int i = words.last(sense, Math.max(passage.clauseStart(at), at - 8), at);
        return i >= 0 && at - words.end(i) <= 2;
    }

    /** Whether something happens in the words after this place. */
    boolean happensSoon(int at) {
        int to = Math.min(passage.clauseEnd(at), at + 10);
        return words.has(Sense.EVENT, at, to) || words.has(Sense.DONE, at, to) || words.has(Sense.INCIDENT, at, to);
    }

    /** Whether something happens right after this place, but for words that lead to it: {@code 26号将上线}. */
    boolean eventStartsAt(int place) {
        int at = text.startsWith("首笔", place) || text.startsWith("首单", place) ? place + 2 : place;
        if (words.startsAt(at, Sense.HAPPENED)) {
            return true;
        }
        for (int i = at; i <= at + 2 && i < text.length(); i++) {
            if (words.startsAt(i, Sense.EVENT)
                    || words.startsAt(i, Sense.INCIDENT) && !isAlarm(i)
                    || words.startsAt(i, Sense.OCCASION) && i == at) {
                return true;
            }
            if ("已正前计预 的全将起".indexOf(text.charAt(i)) < 0) {
                return words.startsAt(i, Sense.PLAN)
                        || words.startsAt(i, Sense.HAPPENED)
                        || words.startsAt(i, Sense.DONE);
            }
        }
        return false;
    }

    /** {@code 502报警}: what raises an alarm is a code, not a day. */
    private boolean isAlarm(int at) {
        return passage.startsWithAny(at, "报警", "告警", "异常");
    }

    /** Whether something goes live or has happened between two places. */
    boolean delivers(int from, int to) {
        for (int i = words.from(from); i < words.size() && words.end(i) <= to; i++) {
            if (words.is(i, Sense.LIVE) || words.is(i, Sense.HAPPENED)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing stands before this place in its clause, or a blank does. */
    boolean opensAt(int place) {
        return passage.at(place - 1) == ' ' || passage.isBlank(passage.clauses.start(passage.clauses.at(place)), place);
    }

    boolean isAtLineEnd(int at) {
        for (int i = at; i < text.length(); i++) {
            if ("。;.,， )".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
