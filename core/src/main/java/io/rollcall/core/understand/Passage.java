package io.rollcall.core.understand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line while it is read: its words, clauses and figures, and the facts found so far. */
final class Passage {

    /** How far a rule looks to either side within a clause, so that a clause of any length is read in linear time. */
    static final int REACH = 48;

    private static final Comparator<Found> BY_PLACE = Comparator.comparingInt(Found::start);

    final Context context;
    final Reading reading;
    final String text;
    final Words words;
    final Clauses clauses;
    final @Nullable String label;
    /** Where the words after the label start. */
    final int body;

    /** Where facts are looked for: the body, or the whole line when its label holds a share or a day. */
    final int from;

    private final BitSet taken;
    private final List<Found> found;
    private final List<Found> dates;
    private final List<Period> periods;
    private final List<Found> others;
    private @Nullable List<Figure> figures;

    /** A fact and where its words are in the line. */
    record Found(int start, int end, Fact fact) {}

    /** What the figures after this place are about in time. */
    record Period(int start, int end, String name) {}

    Passage(Reading reading, Context context, Desk desk) {
        this.reading = reading;
        this.context = context;
        this.text = reading.text();
        this.words = desk.words(text);
        int colon = LabelRule.colon(text);
        this.label = colon < 0 ? null : LabelRule.label(reading, colon);
        this.body = label == null ? 0 : colon + 1;
        this.from = label == null || !LabelRule.holdsFact(text, body) ? body : 0;
        this.taken = desk.taken();
        this.found = desk.found();
        this.dates = desk.dates();
        this.periods = desk.periods();
        this.others = desk.others();
        this.clauses = desk.clauses(text, from, body);
    }

    /** Marks words as said: no other rule reads them. */
    void take(int start, int end) {
        taken.set(start, end);
    }

    /** Whether the line tells what went wrong: so its section says, or it starts with a moment, {@code 9/24 15:15 …}. */
    boolean isIncident() {
        return tone() == Tone.INCIDENTS || startsWithMoment();
    }

    /** The section's tone, unless the line's own label says otherwise. */
    Tone tone() {
        return label == null ? context.tone() : context.tone().below(List.of(label));
    }

    /** {@code 12/5 18:00 发版}, {@code 周三14:00评审会} start with a moment, too, and tell of no trouble. */
    private boolean startsWithMoment() {
        boolean clock = startsWithClock();
        if (!clock && !startsWithDayAndClock()) {
            return false;
        }
        int to = Math.min(text.length(), from + 2 * REACH);
        boolean trouble = words.has(Sense.INCIDENT, from, to);
        boolean deliberate = words.has(Sense.DONE, from, to)
                || words.has(Sense.DELIVERY, from, to)
                || words.has(Sense.PLAN, from, to)
                || words.has(Sense.OCCASION, from, to);
        return trouble || clock && !deliberate;
    }

    private boolean startsWithClock() {
        int i = from;
        int limit = Math.min(text.length(), i + 24);
        boolean date = i < limit && Fold.isDigit(text.charAt(i));
        while (date && i < limit && (Fold.isDigit(text.charAt(i)) || "/-.年月日号 ".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return date && i > from + 2 && i + 1 < limit && text.charAt(i) == ':' && Fold.isDigit(text.charAt(i + 1));
    }

    /** {@code 周二凌晨1点40}, {@code 昨晚22:10}: a day and hour told in words. */
    private boolean startsWithDayAndClock() {
        Cursor cursor = new Cursor(text, from);
        boolean weekday = cursor.skipAny("上周", "周", "星期") && cursor.skipOneOf("一二三四五六日天");
        DayWord day = weekday ? null : DayWord.skip(cursor);
        return (weekday || day != null && !day.isAhead()) && TimeOfDay.skipClock(cursor);
    }

    /** The character at a place, NUL outside the line. */
    char at(int place) {
        return place >= 0 && place < text.length() ? text.charAt(place) : 0;
    }

    boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    boolean startsWithAny(int place, String... beginnings) {
        for (String beginning : beginnings) {
            if (text.startsWith(beginning, place)) {
                return true;
            }
        }
        return false;
    }

    boolean endsWithAny(int place, String... endings) {
        for (String ending : endings) {
            if (text.startsWith(ending, place - ending.length())) {
                return true;
            }
        }
        return false;
    }

    boolean isTaken(int at) {
        return taken.get(at);
    }

    void add(int start, int end, Fact fact) {
        take(start, end);
        Found added = new Found(start, end, fact);
        found.add(added);
        if (fact instanceof Fact.Dated) {
            dates.add(added);
        }
    }

    /** Notes what the words at this place could also mean, for the rule that will read them in another way. */
    void couldBe(int start, Fact fact) {
        others.add(new Found(start, start, fact));
    }

    /** What the words at this place could also mean, or null. */
    @Nullable
    Fact other(int start) {
        int i = firstFrom(others, start);
        return i < others.size() && others.get(i).start() == start
                ? others.get(i).fact()
                : null;
    }

    /** Adds a fact whose words are facts of their own as well, and stay as they are. */
    void add(int start, Fact fact) {
        found.add(new Found(start, start, fact));
    }

    void add(Period period) {
        take(period.start(), period.end());
        periods.add(period);
    }

    /** What the figure at this place is about in time, or null. */
    @Nullable
    String period(int at) {
        int first = 0;
        int last = periods.size();
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (periods.get(middle).start() < at) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        if (first == 0) {
            return null;
        }
        Period nearest = periods.get(first - 1);
        // "17笔（上周23），其中3笔": what is told aside ends with its parenthesis.
        boolean aside = at(nearest.start() - 1) == '(' && Fold.find(text, ')', nearest.end(), at) >= 0;
        if (!aside) {
            return nearest.name();
        }
        return first == 1 ? null : periods.get(first - 2).name();
    }

    /** The figures among the words that are not yet taken when this is first called. */
    List<Figure> figures() {
        if (figures == null) {
            boolean any = reading.holdsDigit()
                    || text.contains(SpokenShare.OPENING)
                    || text.indexOf(SpokenShare.TENTH, from + 1) > from;
            figures = any ? readFigures() : List.of();
        }
        return figures;
    }

    private List<Figure> readFigures() {
        List<Figure> read = new ArrayList<>();
        FigureReader reader = new FigureReader(text, words);
        int i = from;
        while (i < text.length()) {
            Figure share = text.charAt(i) == '百' ? SpokenShare.read(text, i) : tenths(i);
            if (share != null) {
                read.add(share);
                i = share.end();
                continue;
            }
            if (!Fold.isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            if (isTaken(i)) {
                i = Math.max(i + 1, taken.nextClearBit(i));
                continue;
            }
            Figure figure = reader.read(i);
            if (figure != null) {
                read.add(figure);
            }
            i = Math.max(i + 1, reader.after());
        }
        return read;
    }

    private @Nullable Figure tenths(int at) {
        boolean numeral = Fold.isHan(text.charAt(at)) && Fold.hanDigit(text.charAt(at)) > 0;
        return numeral ? SpokenShare.readTenths(text, at) : null;
    }

    boolean isFree(Figure figure) {
        return !isTaken(figure.start());
    }

    /** The start of the clause around a place, but no further back than rules look. */
    int clauseStart(int at) {
        return Math.max(clauses.start(clauses.at(at)), at - REACH);
    }

    /** The end of the clause around a place, but no further than rules look. */
    int clauseEnd(int at) {
        return Math.min(clauses.end(clauses.at(at)), at + REACH);
    }

    List<Found> found() {
        return found;
    }

    /** The dates found within a stretch. Dates are found first and from left to right, so they are sorted. */
    List<Found> datesWithin(int from, int to) {
        int first = firstFrom(dates, from);
        int end = first;
        while (end < dates.size() && dates.get(end).start() < to) {
            end++;
        }
        return dates.subList(first, end);
    }

    /** The index of the first that starts at or after the place, of what was found from left to right. */
    private static int firstFrom(List<Found> sorted, int place) {
        int first = 0;
        int last = sorted.size();
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (sorted.get(middle).start() < place) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        return first;
    }

    /** In the order of the line. */
    List<Fact> facts() {
        if (found.isEmpty()) {
            return List.of();
        }
        found.sort(BY_PLACE);
        List<Fact> facts = new ArrayList<>(found.size());
        for (Found each : found) {
            facts.add(each.fact());
        }
        return facts;
    }

    /** Whether a planned date stands before this place in its clause, so that what follows is aimed at. */
    boolean isPlannedBefore(int at) {
        for (Found date : datesWithin(clauseStart(at), at)) {
            if (date.fact() instanceof Fact.Dated dated && dated.role() == Fact.Role.PLANNED) {
                return true;
            }
        }
        return false;
    }

    Span span(int start, int end) {
        return reading.span(start, end);
    }

    String quote(int start, int end) {
        return reading.quote(start, end);
    }
}
