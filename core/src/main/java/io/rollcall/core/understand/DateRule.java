package io.rollcall.core.understand;

import io.rollcall.core.understand.Fact.Role;
import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

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
 * <p>The role: planned when a word of expectation stands in the clause, or the time lies ahead of the report's week;
 * else actual when something happens then; else a mention. Of an incident, the moment it happened is actual, other
 * dates are mentions.
 */
final class DateRule implements FactRule {

    /** A weak form ({@code 617}, {@code 12.5}) this far from the report is another number. */
    private static final int NEAR_DAYS = 150;

    /** So near, a weak form before a verb is a day, whatever its number. */
    private static final int CLOSE_DAYS = 45;

    /** First characters of what people do on a day, and of words between the day and that. */
    private static final String VERBS_AFTER_DAY = "出上发交要接返到去来开做提报给回签切测办定收送拿盖弄搞走写约见改换补推起止" + "跟和前后晚早下中凌全统先再才就能可会将由与最已";

    private static final String[] PARTS_OF_DAY = {"上午", "下午", "晚上", "凌晨", "中午", "早上", "晚", "早"};

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
        private final Words words;
        private final DateReader reader;
        private final boolean incident;
        private boolean happened;
        private int previousEnd;
        private @Nullable String subject;
        private @Nullable String movedEvent;
        private boolean previousDate;

        Scan(Passage passage) {
            this.passage = passage;
            this.text = passage.text;
            this.words = passage.words;
            this.reader = new DateReader(text, passage.context.days(), passage.tone() == Tone.PLANS);
            this.incident = passage.isIncident();
            this.previousEnd = passage.from;
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
                When when = reader.read(i, isPlanned(i, i));
                if (when == null) {
                    i = Fold.isDigit(c) ? afterDigits(i) : i + 1;
                    continue;
                }
                i = Math.max(i + 1, take(when));
            }
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

        /** Makes of calendar time what it is: a fact, a period, a basis, or nothing. */
        private int take(When when) {
            if (!isCalendarTime(when)) {
                return Fold.isDigit(text.charAt(when.start())) ? afterDigits(when.start()) : when.start() + 1;
            }
            int end = timeOfDay(when.end());
            if (isBasis(when) || isScopeOnly(when)) {
                passage.take(when.start(), when.end());
                return when.end();
            }
            if (scopesFigure(when)) {
                passage.add(new Passage.Period(when.start(), when.end(), periodName(when)));
                return when.end();
            }
            if (when.grain() == Grain.QUARTER && !isPlanned(when.start(), when.end()) && !happensSoon(when.end())) {
                passage.take(when.start(), when.end());
                return when.end();
            }
            boolean spans = when.grain() == Grain.WEEK || when.grain() == Grain.HOLIDAY;
            if (spans && !somethingHappens(when)) {
                passage.take(when.start(), when.end());
                return when.end();
            }
            passage.take(when.start(), end);
            add(when);
            previousEnd = Math.max(end, previousEnd);
            return end;
        }

        // ---- is it calendar time

        private boolean isCalendarTime(When when) {
            char before = when.start() == passage.body ? 0 : at(when.start() - 1);
            if ("每近".indexOf(before) >= 0 && before != 0 || endsWith(when.start(), "每月", "最近", "过去", "未来", "第")) {
                return false;
            }
            if (when.grain() == Grain.HOLIDAY && startsWithAny(when.end(), "水平", "高峰", "同期", "均值", "峰值", "持平")) {
                return false;
            }
            return switch (when.form()) {
                case FULL -> !(Fold.isDigit(text.charAt(when.start())) && ".-/#_".indexOf(before) >= 0 && before != 0);
                case POINT ->
                    isLoose(before)
                            && isNear(when)
                            && (happensSoon(when.end())
                                    || planEndsAt(when.start())
                                    || movedEndsAt(when.start())
                                    || isAtLineEnd(when.end())
                                    || opensClause(when));
                case COMPACT -> isLoose(before) && isNear(when) && isCompactDay(when);
                case DAY_ONLY -> isLoose(before) && before != '月' && isDayOnly(when);
            };
        }

        private boolean isLoose(char before) {
            return !Fold.isLatin(before) && !Fold.isDigit(before) && (before == 0 || ".#-_/:,+第".indexOf(before) < 0);
        }

        /**
         * {@code 8.29一起开城}, {@code 10.9出报表}, {@code 1.14-1.24，}: at the start of a clause, before a verb, and of a
         * day that no version has or that lies close by.
         */
        private boolean opensClause(When when) {
            LocalDate last = when.to();
            char next = at(when.end());
            if (last == null || when.end() == passage.clauses.end(passage.clauses.at(when.end()))) {
                boolean stretch = last != null && !last.equals(when.from()) && last.getDayOfMonth() >= 10;
                return stretch && opensAt(when.start());
            }
            if (!Fold.isHan(next) || Units.at(text, when.end()) != null || "万亿千百".indexOf(next) >= 0) {
                return false;
            }
            boolean close = passage.context.days().distance(last) <= CLOSE_DAYS;
            boolean verb = close && VERBS_AFTER_DAY.indexOf(next) >= 0;
            return opensAt(when.start()) ? verb || last.getDayOfMonth() >= 10 : verb && last.getDayOfMonth() >= 10;
        }

        /** Whether nothing stands before this place in its clause, or a blank does. */
        private boolean opensAt(int place) {
            return at(place - 1) == ' ' || isBlank(passage.clauses.start(passage.clauses.at(place)), place);
        }

        private boolean isNear(When when) {
            LocalDate day = when.from() == null ? when.to() : when.from();
            return day != null && passage.context.days().distance(day) <= NEAR_DAYS;
        }

        private boolean isCompactDay(When when) {
            char next = at(when.end());
            if (when.from() == null || when.to() == null) {
                return true;
            }
            if (",.%:".indexOf(next) >= 0 && next != 0 && Fold.isDigit(at(when.end() + 1)) || Fold.isLatin(next)) {
                return false;
            }
            boolean eventNext = eventStartsAt(when.end());
            boolean bare = Units.at(text, when.end()) == null && "万亿千百%".indexOf(next) < 0;
            return eventNext || (planEndsAt(when.start()) && bare);
        }

        /** {@code 26号上线}, {@code 预计26日}; not {@code 7日渗透率}, {@code 5号线}. */
        private boolean isDayOnly(When when) {
            int end = when.end();
            boolean number = text.charAt(end - 1) == '号' || text.startsWith("号", end - 2);
            char next = at(end);
            if ("线楼机库店门位码院".indexOf(next) >= 0 && next != 0) {
                return false;
            }
            boolean planned = planEndsAt(when.start()) || movedEndsAt(when.start());
            boolean twoDigits = Fold.isDigit(at(when.start() + 1));
            if (number && next != 0 && (twoDigits || opensAt(when.start())) && VERBS_AFTER_DAY.indexOf(next) >= 0) {
                return true;
            }
            boolean eventNear = number ? happensSoon(end) || words.startsAt(end, Sense.HAPPENED) : eventStartsAt(end);
            boolean eventBefore =
                    number && (words.endsAt(when.start(), Sense.EVENT) || words.endsAt(when.start(), Sense.HAPPENED));
            return planned || eventNear || eventBefore;
        }

        private boolean eventStartsAt(int place) {
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
            return text.startsWith("报警", at) || text.startsWith("告警", at) || text.startsWith("异常", at);
        }

        private boolean happensSoon(int at) {
            int to = Math.min(passage.clauseEnd(at), at + 10);
            return words.has(Sense.EVENT, at, to) || words.has(Sense.DONE, at, to) || words.has(Sense.INCIDENT, at, to);
        }

        private boolean isAtLineEnd(int at) {
            for (int i = at; i < text.length(); i++) {
                if ("。;.,， )".indexOf(text.charAt(i)) < 0) {
                    return false;
                }
            }
            return true;
        }

        private boolean planEndsAt(int at) {
            return senseEndsNear(Sense.PLAN, at) || senseEndsNear(Sense.TARGET, at);
        }

        private boolean movedEndsAt(int at) {
            return senseEndsNear(Sense.MOVED, at);
        }

        private boolean senseEndsNear(Sense sense, int at) {
            int i = words.last(sense, Math.max(passage.clauseStart(at), at - 8), at);
            return i >= 0 && at - words.end(i) <= 2;
        }

        // ---- what it is other than an event's date

        /** {@code 较上周}, {@code 相较23Q4}, {@code 环比10月}. */
        private boolean isBasis(When when) {
            int i = words.last(
                    Sense.COMPARE, Math.max(passage.clauseStart(when.start()), when.start() - 8), when.start());
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
        private boolean isScopeOnly(When when) {
            return endsWith(when.start(), "截至", "截止", "截止到", "截至到", "截止至")
                    && when.to() != null
                    && !when.to().isAfter(passage.context.days().sunday());
        }

        /** A week, month or quarter before a figure, with nothing that happens between. */
        private boolean scopesFigure(When when) {
            boolean coarse = when.grain() == Grain.MONTH || when.grain() == Grain.WEEK || when.grain() == Grain.QUARTER;
            if (!coarse || isPlanned(when.start(), when.end()) || startsAhead(when)) {
                return false;
            }
            int end = passage.clauseEnd(when.end());
            int figure = figureAfter(when.end(), end);
            if (figure < 0) {
                // "11月，交易7898笔": the clause holds nothing else.
                int clause = passage.clauses.at(when.start());
                boolean alone = isBlank(when.end(), passage.clauses.end(clause)) && clause + 1 < passage.clauses.size();
                if (!alone) {
                    return false;
                }
                int next = passage.clauses.start(clause + 1);
                end = passage.clauseEnd(next);
                figure = figureAfter(next, end);
                return figure >= 0 && !delivers(next, figure);
            }
            return !delivers(when.end(), figure);
        }

        private boolean delivers(int from, int to) {
            for (int i = words.from(from); i < words.size() && words.end(i) <= to; i++) {
                if (words.is(i, Sense.LIVE) || words.is(i, Sense.HAPPENED)) {
                    return true;
                }
            }
            return false;
        }

        private int figureAfter(int from, int to) {
            for (int i = from; i < to; i++) {
                if (Fold.isDigit(text.charAt(i)) && !Fold.isLatin(at(i - 1))) {
                    return i;
                }
            }
            return -1;
        }

        private boolean isBlank(int from, int to) {
            for (int i = from; i < to; i++) {
                if (text.charAt(i) != ' ') {
                    return false;
                }
            }
            return true;
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
            return ahead && !isAtLineEnd(when.end());
        }

        private static final long HAPPENS = Sense.EVENT.bit
                | Sense.WORK.bit
                | Sense.DONE.bit
                | Sense.HAPPENED.bit
                | Sense.START.bit
                | Sense.PLAN.bit
                | Sense.DELIVERY.bit
                | Sense.INCIDENT.bit;

        private String periodName(When when) {
            LocalDate from = when.from();
            if (when.grain() == Grain.MONTH && from != null && when.to() != null) {
                YearMonth first = YearMonth.from(from);
                YearMonth last = YearMonth.from(when.to());
                return first.equals(last) ? first.toString() : first + "/" + last;
            }
            return passage.reading.typed(when.start(), when.end());
        }

        // ---- the fact

        private void add(When when) {
            int clauseStart = passage.clauseStart(when.start());
            int from = Math.max(clauseStart, Math.min(previousEnd, when.start()));
            Role role = role(when);
            int plan = words.last(Sense.PLAN, from, when.start());
            int quoteStart = plan >= 0 && when.start() - words.end(plan) <= 2 ? words.start(plan) : when.start();
            // "提测12/10 上线12/20": the blank parts the day from the next event.
            boolean parted = at(when.end()) == ' ' && words.endsAt(when.start(), Sense.EVENT);
            int eventWord = parted ? -1 : eventAfter(when);
            int eventBefore = eventWord < 0 ? eventBefore(from, when.start()) : -1;
            String event = eventWord >= 0 ? run(eventWord) : eventBefore >= 0 ? run(eventBefore) : null;
            int quoteEnd = eventWord >= 0 && words.start(eventWord) - when.end() <= 6 && text.charAt(when.end()) != '、'
                    ? runEnd(eventWord)
                    : when.end();
            int subjectEnd = eventBefore >= 0 ? words.start(eventBefore) : quoteStart;
            if (passage.clauses.opensSentence(passage.clauses.at(when.start())) && from == clauseStart) {
                subject = null;
            }
            if (movedEndsAt(when.start()) && previousDate) {
                // "原定12/5上线，因资源延期至12/20": the same promise.
                event = eventWord >= 0 ? event : movedEvent;
            } else {
                String own = SubjectRule.subject(passage, clauseStart, from, subjectEnd);
                String earlier = own == null && subject == null ? SubjectRule.earlier(passage, clauseStart) : null;
                subject = own != null ? own : subject != null ? subject : earlier;
            }
            movedEvent = event;
            previousEnd = quoteEnd;
            previousDate = true;
            Fact.Dated fact = new Fact.Dated(
                    when.from(),
                    when.to(),
                    role,
                    subject == null ? passage.label : subject,
                    event,
                    passage.quote(quoteStart, quoteEnd),
                    passage.span(quoteStart, quoteEnd));
            passage.add(when.start(), when.end(), fact.or(other(when, fact)));
        }

        /** What the words could mean as well, or null. */
        private @Nullable Fact other(When when, Fact.Dated fact) {
            OtherReading.Stretch other = OtherReading.of(when, passage.context.days());
            boolean impossible = other != null && isToCome(other) && isActual(when);
            return other == null || impossible
                    ? passage.other(when.start())
                    : new Fact.Dated(
                            other.from(),
                            other.to(),
                            otherRole(when, other, fact.role()),
                            fact.subject(),
                            fact.event(),
                            fact.quote(),
                            fact.span());
        }

        private boolean isToCome(OtherReading.Stretch stretch) {
            LocalDate last = stretch.to() == null ? stretch.from() : stretch.to();
            return last != null && last.isAfter(passage.context.days().sunday());
        }

        /** What lies ahead is planned; what does not was, unless a word plans it. */
        private Role otherRole(When when, OtherReading.Stretch other, Role role) {
            if (isToCome(other)) {
                return Role.PLANNED;
            }
            return role == Role.PLANNED && !isPlanned(when.start(), when.end()) ? Role.ACTUAL : role;
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

        // ---- the role

        private Role role(When when) {
            if (incident) {
                boolean first = !happened && isPast(when);
                happened |= first;
                boolean planned = isPlanned(when.start(), when.end()) || isAhead(when);
                return first ? Role.ACTUAL : planned ? Role.PLANNED : Role.MENTION;
            }
            boolean coarse =
                    when.grain() == Grain.MONTH || when.grain() == Grain.QUARTER || when.grain() == Grain.HOLIDAY;
            if (coarse && namesOccasion(when) && !isPlanned(when.start(), when.end())) {
                return Role.MENTION;
            }
            if (isActual(when)) {
                return Role.ACTUAL;
            }
            if (isPlanned(when.start(), when.end()) || isAhead(when) || isWithin(when)) {
                return Role.PLANNED;
            }
            if (passage.tone() == Tone.PLANS && !isOver(when)) {
                return Role.PLANNED;
            }
            if (coarse) {
                return delivers(when.end(), Math.min(passage.clauseEnd(when.end()), when.end() + 5))
                        ? Role.ACTUAL
                        : Role.MENTION;
            }
            return Role.ACTUAL;
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
            int before = words.last(
                    Sense.HAPPENED, Math.max(passage.clauseStart(when.start()), when.start() - 6), when.start());
            return after || (before >= 0 && when.start() - words.end(before) <= 2);
        }

        /** A word of expectation in the clause, before this time or right after it, or a promise that moved. */
        private boolean isPlanned(int start, int end) {
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

        /** {@code 本周内修复}: said of what is still to come. */
        private boolean isWithin(When when) {
            boolean current =
                    when.to() != null && when.to().equals(passage.context.days().sunday());
            return current && text.charAt(when.end() - 1) == '内';
        }

        /** No figure is measured in a time that has not begun. */
        private boolean startsAhead(When when) {
            return when.from() == null
                    || when.from().isAfter(passage.context.days().sunday());
        }

        private boolean isAhead(When when) {
            if (startsWithAny(when.start(), "明", "后天", "今晚")) {
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

        private boolean startsWithAny(int at, String... words) {
            for (String word : words) {
                if (text.startsWith(word, at)) {
                    return true;
                }
            }
            return false;
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
            if ("再才起".indexOf(at(when.end())) >= 0 && at(when.end()) != 0) {
                return false;
            }
            int to = Math.min(passage.clauseEnd(when.end()), when.end() + 12);
            int occasion = words.first(Sense.OCCASION, when.end(), to);
            int plan = words.first(Sense.PLAN, when.end(), to);
            boolean named = occasion >= 0 && !words.has(Sense.LIVE, when.end(), words.start(occasion));
            boolean plans = plan >= 0 && words.start(plan) > when.end() + 1 && words.end(plan) <= to;
            return named || (plans && words.endsAt(words.start(plan), Sense.EVENT));
        }

        /** Takes a time of day after a date, and returns where it ends. */
        private int timeOfDay(int end) {
            int i = end;
            while (at(i) == ' ') {
                i++;
            }
            for (String part : PARTS_OF_DAY) {
                if (text.startsWith(part, i)) {
                    i += part.length();
                    break;
                }
            }
            int digits = i;
            while (Fold.isDigit(at(digits))) {
                digits++;
            }
            if (digits == i || digits - i > 2 || (at(digits) != ':' && at(digits) != '点' && at(digits) != '时')) {
                return end;
            }
            int last = digits + 1;
            while (Fold.isDigit(at(last)) || at(last) == ':') {
                last++;
            }
            return last;
        }

        private boolean endsWith(int at, String... endings) {
            for (String ending : endings) {
                if (text.startsWith(ending, at - ending.length()) && at >= ending.length()) {
                    return true;
                }
            }
            return false;
        }

        private char at(int i) {
            return i >= 0 && i < text.length() ? text.charAt(i) : 0;
        }
    }
}
