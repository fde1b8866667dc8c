package io.rollcall.core.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one typed line into what it says of which lines: {@code 2.1 改成 80%，2.3 延到 11/14，其余同上周} is three. A comma
 * or a blank parts two only where a number with an order follows.
 */
final class Segments {

    /** Behind a full stop or semicolon; a wait or a reason is still said of the line before. */
    private static final Pattern BEGINS_NEW =
            Pattern.compile("(?:另外?|再|还)?(?:新增|追加|新加)了?(?=[^\\d ])|另外,?(?! *(?:[\\d等待因由需请已还也]|$))");

    /** What may stand before a number without meaning anything. */
    private static final Pattern LEADING = Pattern.compile(
            "(?:请|麻烦|帮忙|帮我|帮|把|将|那个|另外|还有|然后|以及|并且|同时|其中|只有|只是|就是|就|仅|哦|啊|噢|额|呃|刚才|刚刚|写错了|说错了|打错了|看错了|记错了|搞错了|错了|更正一?下?|纠正一?下?|订正|不对|写错了|更新|修改|改|除了?(?=\\d|第)|except"
                    + " for |except |but |correction|set |mark |change |update |move |please |pls |and |also |then"
                    + " |@\\S{1,20} |[,:]| )*");

    private static final Pattern VERB_FIRST = Pattern.compile(
            "(删除|删掉|删去|去掉|去除|移除|拿掉|划掉|删|不要|不用写|不写|别写|delete|remove|drop|已完成|完成了|完成的有|完成的|完成|做完了|搞定了?|done|finished|暂停|搁置|pause|hold)(?:了)?"
                    + " ?:? ?");

    /** Behind the numbers that {@code 除} leaves out: what follows is said of all others. */
    private static final Pattern BEHIND_EXCEPTED = Pattern.compile(
            "(?:以外|之外|除外|外)的?[,:、 ]*|(?=都|全|均|其余|其他|其它|其馀|剩|余下|别的|所有|all |every|others? |(?:the )?rest )");

    private static final Pattern EXCEPTED = Pattern.compile("(?:除了?|except(?: for)? ) *$");

    /** What is longer is no order among others that nothing parts. */
    private static final int LONGEST_RUN = 40;

    private static final String HARD_ENDS = ";。";
    private static final String ENDS = ",;。、";

    private Segments() {}

    /**
     * A stretch of the line.
     *
     * @param named  the lines it names, or null
     * @param body   what is said of them, as typed; where it names none, all of it or what is said of others than some
     * @param typed  the whole stretch as typed
     * @param isRest whether it says that the rest stays as it is
     * @param isNew  whether it was announced as new
     */
    record Segment(Numbers.@Nullable Named named, String body, String typed, boolean isRest, boolean isNew) {

        /** {@code 除2外都完成}: not of the lines that it names. */
        boolean isOfOthers() {
            return named == null && !isRest && !isNew && !body.equals(typed);
        }
    }

    static List<Segment> of(String typed, Numbers numbers) {
        return new Cutter(typed, numbers).cut();
    }

    /** Whether a number stands right behind an order ({@code 完成2在联调}): nobody can tell what is said of which. */
    static boolean holdsAnother(String body, Numbers numbers) {
        Cutter cutter = new Cutter(body, numbers);
        for (int at = 1; at < Math.min(body.length(), LONGEST_RUN); at++) {
            boolean mayBegin = body.charAt(at - 1) == ' ' || cutter.isGlue(at);
            Numbers.Named named = mayBegin ? numbers.at(cutter.folded, at) : null;
            if (named != null && numbers.allExist(named) && cutter.isOrder(0, at)) {
                return true;
            }
        }
        return false;
    }

    /** What begins at a place. */
    private record Begin(
            Numbers.@Nullable Named named, @Nullable String verb, int bodyStart, int restEnd, boolean isNew) {

        static Begin ofNew(int bodyStart) {
            return new Begin(null, null, bodyStart, 0, true);
        }

        /** Words that name no line, but are not said of the one before them. */
        static Begin ofNone(int bodyStart) {
            return new Begin(null, null, bodyStart, 0, false);
        }

        boolean isOfNone() {
            return named == null && restEnd == 0 && !isNew;
        }

        static Begin ofRest(int end) {
            return new Begin(null, null, end, end, false);
        }
    }

    private static final class Cutter {

        private final String typed;
        private final String folded;
        private final Numbers numbers;
        private final List<Segment> segments = new ArrayList<>();

        /** By where they would begin. */
        private final Map<Integer, Boolean> orders = new HashMap<>();

        Cutter(String typed, Numbers numbers) {
            this.typed = typed;
            this.folded = Typed.fold(typed);
            this.numbers = numbers;
        }

        List<Segment> cut() {
            int from = SetPhrases.start(folded);
            @Nullable Begin current = begin(from, true);
            int start = from;
            int i = current == null ? from : Math.max(from + 1, current.bodyStart);
            boolean speaks = current != null;
            while (i < folded.length()) {
                int next = afterDelimiter(i);
                if (next > i && next < folded.length()) {
                    String delimiter = folded.substring(i, next);
                    Begin begin = mayBegin(current, speaks, start, i, delimiter, next);
                    if (begin != null) {
                        add(current, start, i);
                        current = begin;
                        start = next;
                        i = Math.max(next + 1, begin.bodyStart);
                        speaks = true;
                        continue;
                    }
                    i = next;
                    continue;
                }
                Begin glued = next == i && i > start ? glued(current, start, i) : null;
                if (glued != null) {
                    add(current, start, i);
                    current = glued;
                    start = i;
                    i = Math.max(i + 1, glued.bodyStart);
                    continue;
                }
                i = Math.max(next, i + 1);
            }
            add(current, start, folded.length());
            return segments;
        }

        /** The place behind the commas and blanks that begin here; the same place where there are none. */
        private int afterDelimiter(int i) {
            int next = i;
            while (next < folded.length() && (folded.charAt(next) == ' ' || ENDS.indexOf(folded.charAt(next)) >= 0)) {
                next++;
            }
            boolean grouped = next == i + 1
                    && folded.charAt(i) == ','
                    && typed.charAt(i) == ','
                    && i > 0
                    && Typed.isDigit(folded.charAt(i - 1))
                    && folded.substring(next).matches("(?s)\\d{3}(?!\\d).*");
            return grouped ? i : next;
        }

        private @Nullable Begin mayBegin(
                @Nullable Begin current, boolean speaks, int start, int end, String delimiter, int next) {
            boolean hard = delimiter.chars().anyMatch(c -> HARD_ENDS.indexOf(c) >= 0);
            boolean comma = !delimiter.isBlank();
            Begin begin = begin(next, false);
            if (begin == null) {
                Matcher more = BEGINS_NEW.matcher(folded).region(next, folded.length());
                return hard && more.lookingAt() && isComplete(current, start, end) && !isOrder(next, clauseEnd(next))
                        ? Begin.ofNew(more.end())
                        : null;
            }
            if (begin.restEnd > 0) {
                return speaks || comma ? begin : null;
            }
            if (!speaks) {
                return null;
            }
            if (begin.isNew) {
                return hard || isComplete(current, start, end) ? begin : null;
            }
            Numbers.Named named = begin.named;
            if (named == null) {
                return isComplete(current, start, end) ? begin : null;
            }
            boolean opens = begin.verb != null || OrderReader.opens(folded, named.end());
            boolean orders = opens || readsAsOrder(named.end());
            if (!numbers.allExist(named)) {
                return opens && (readsAsOrder(named.end()) || comma && isComplete(current, start, end)) ? begin : null;
            }
            if (comma) {
                boolean isNext = current != null && current.named != null && numbers.follow(named, current.named);
                boolean isBehindRest = current != null && current.restEnd > 0;
                return orders || hard || isNext || isBehindRest || named.style() != Numbers.Style.BARE ? begin : null;
            }
            boolean parted = current != null
                    && current.named != null
                    && named.numbers().size() == 1
                    && named.end() < folded.length()
                    && folded.charAt(named.end() - 1) == ' '
                    && Typed.isHan(folded.charAt(named.end()))
                    && numbers.follow(named, current.named);
            return (orders || parted) && isComplete(current, start, end) ? begin : null;
        }

        /** What begins without a comma or blank before it: {@code 1.1进度80%1.3切量80%其余不变}. */
        private @Nullable Begin glued(@Nullable Begin current, int start, int at) {
            char before = folded.charAt(at - 1);
            char here = folded.charAt(at);
            if (current == null) {
                return null;
            }
            if (here == '其' || here == '剩' || here == '别') {
                int restEnd = SetPhrases.restEnd(folded, at);
                return restEnd < 0 ? null : Begin.ofRest(restEnd);
            }
            if (!isGlue(at) || !Typed.isDigit(here) && here != '(' && here < '\u2460') {
                return null;
            }
            Numbers.Named named = current.named == null ? null : numbers.at(folded, at);
            boolean clear = named != null
                    && current.named != null
                    && numbers.allExist(named)
                    && Collections.disjoint(named.numbers(), current.named.numbers())
                    && (before == '%' || Typed.isDigit(here) || named.style() != Numbers.Style.BARE);
            return named != null
                            && clear
                            && (readsAsOrder(named.end()) || OrderReader.opens(folded, named.end()))
                            && isComplete(current, start, at)
                    ? new Begin(named, null, named.end(), 0, false)
                    : null;
        }

        /** Whether a number may begin here without a blank before it; in {@code 12月5} it is a day's. */
        private boolean isGlue(int at) {
            char before = folded.charAt(at - 1);
            return Typed.isHan(before) && before != '月' && before != '年'
                    || "%)✅✔√☑".indexOf(before) >= 0
                    || Typed.endsWithPicture(folded.substring(Math.max(0, at - 2), at));
        }

        /** Whether the words up to where something else may begin are an order. */
        private boolean readsAsOrder(int from) {
            Boolean known = orders.get(from);
            if (known != null) {
                return known;
            }
            int end = from;
            while (end < folded.length() && ",;。、 ".indexOf(folded.charAt(end)) < 0) {
                end++;
            }
            boolean reads = end - from <= LONGEST_RUN && isOrder(from, end);
            for (int to = from + 1; to < Math.min(end, from + LONGEST_RUN) && !reads; to++) {
                reads = mayEnd(to) && isOrder(from, to);
            }
            orders.put(from, reads);
            return reads;
        }

        /** Whether an order that nothing parts from the next may end here. */
        private boolean mayEnd(int at) {
            if (folded.charAt(at - 1) == '%' || SetPhrases.beginsRest(folded, at)) {
                return true;
            }
            Numbers.Named next = isGlue(at) ? numbers.at(folded, at) : null;
            return next != null && numbers.allExist(next) && readsAsOrder(next.end());
        }

        private int clauseEnd(int from) {
            int end = from;
            while (end < folded.length() && ENDS.indexOf(folded.charAt(end)) < 0) {
                end++;
            }
            return end;
        }

        private boolean isOrder(int from, int end) {
            if (from >= end) {
                return false;
            }
            Order order = OrderReader.read(typed.substring(from, end));
            return !(order instanceof Order.Words) && !(order instanceof Order.Unclear);
        }

        /** Whether the stretch so far is an order by itself. */
        private boolean isComplete(@Nullable Begin current, int start, int end) {
            if (current == null) {
                return false;
            }
            if (current.restEnd > 0 || current.verb != null || current.isNew) {
                return true;
            }
            Order order = OrderReader.read(typed.substring(Math.min(current.bodyStart, end), end));
            return !(order instanceof Order.Words) && !(order instanceof Order.Unclear);
        }

        private @Nullable Begin begin(int from, boolean isFirst) {
            int restEnd = SetPhrases.restEnd(folded, from);
            if (restEnd >= 0) {
                return Begin.ofRest(restEnd);
            }
            int announced = SetPhrases.announcedNew(folded, from);
            if (announced > 0
                    && (!isFirst || folded.lastIndexOf(':', announced) >= from)
                    && announced < folded.length()
                    && !isNumberedOrder(announced)) {
                return Begin.ofNew(announced);
            }
            Matcher leading = LEADING.matcher(folded).region(from, folded.length());
            int at = leading.lookingAt() ? leading.end() : from;
            Numbers.Named named = numbers.at(folded, at);
            if (named == null && at > from) {
                named = numbers.at(folded, from);
            }
            if (named != null) {
                int behind = behindExcepted(named.end(), folded.substring(from, at));
                int others = Math.max(named.end(), behind);
                int othersEnd = SetPhrases.restEnd(folded, others);
                if (othersEnd >= 0 && (behind >= 0 || SetPhrases.isRestOfOthers(folded.substring(others, othersEnd)))) {
                    return Begin.ofRest(othersEnd);
                }
                return behind >= 0 ? Begin.ofNone(behind) : new Begin(named, null, named.end(), 0, false);
            }
            if (SetPhrases.isOfTheRest(folded.substring(from, clauseEnd(from)))) {
                return Begin.ofNone(from);
            }
            Matcher verb = VERB_FIRST.matcher(folded).region(at, folded.length());
            if (verb.lookingAt()) {
                Numbers.Named behind = numbers.at(folded, verb.end());
                // "remove 8, 1 shipped": the second number begins another order.
                while (behind != null
                        && behind.numbers().size() > 1
                        && !behind.asRange()
                        && (!isVerbsEnd(behind.end()) || beginsOrder(behind.end()))) {
                    behind = numbers.at(folded, verb.end(), behind.numbers().size() - 1);
                }
                if (behind != null && isVerbsEnd(behind.end())) {
                    return new Begin(behind, verb.group(1), beforeMarks(behind.end()), 0, false);
                }
            }
            return null;
        }

        /** The place behind numbers that are left out ({@code 除2外}), where more is said of all others; else -1. */
        private int behindExcepted(int numbersEnd, String before) {
            Matcher behind = BEHIND_EXCEPTED.matcher(folded).region(numbersEnd, folded.length());
            boolean except = behind.lookingAt()
                    && (EXCEPTED.matcher(before).find() || behind.group().startsWith("除外"));
            return except && clauseEnd(behind.end()) > behind.end() ? behind.end() : -1;
        }

        /** {@code 另外：3 完成} announces nothing new. */
        private boolean isNumberedOrder(int at) {
            Numbers.Named named = numbers.at(folded, at);
            return named != null && (OrderReader.opens(folded, named.end()) || readsAsOrder(named.end()));
        }

        private int beforeMarks(int at) {
            int end = at;
            while (end > 0 && " ,;。、".indexOf(folded.charAt(end - 1)) >= 0) {
                end--;
            }
            return end;
        }

        /** Whether the last number before this place has words of its own; a verb may bring another number instead. */
        private boolean beginsOrder(int at) {
            Matcher verb = VERB_FIRST.matcher(folded).region(at, folded.length());
            boolean another = verb.lookingAt() && numbers.at(folded, verb.end()) != null;
            return !another && OrderReader.opens(folded, at);
        }

        private boolean isVerbsEnd(int at) {
            String left = folded.substring(at);
            return left.isBlank()
                    || folded.substring(0, at).stripTrailing().matches("(?s).*[,;。、]")
                    || left.matches("(?s) *(?:了|吧|掉|即可)? *(?:[,;。、!].*)?")
                    || OrderReader.opens(left, 0) && !Typed.isHan(left.charAt(0));
        }

        private void add(@Nullable Begin begin, int start, int end) {
            String whole = typed.substring(start, end).strip();
            if (begin == null || begin.isOfNone()) {
                if (!whole.isEmpty()) {
                    String said = begin == null
                            ? whole
                            : typed.substring(Math.min(begin.bodyStart, end), end)
                                    .strip();
                    segments.add(new Segment(null, said, whole, false, false));
                }
                return;
            }
            if (begin.restEnd > 0) {
                segments.add(new Segment(null, whole, whole, true, false));
                String left = typed.substring(Math.min(end, begin.restEnd), end)
                        .replaceAll("^[，,；;。、\\s]+", "")
                        .strip();
                if (!left.isEmpty() && !SetPhrases.isCourtesy(Typed.fold(left))) {
                    segments.add(new Segment(null, left, left, false, false));
                }
                return;
            }
            String body = typed.substring(Math.min(begin.bodyStart, end), end).strip();
            if (begin.isNew) {
                segments.add(new Segment(null, withoutCourtesy(body), whole, false, true));
                return;
            }
            if (begin.verb != null) {
                String verb = begin.verb.replaceAll("的有?$", "");
                body = body.isEmpty() || body.matches("[了吧掉]|即可") ? verb : body;
            }
            // "除2.1改成80%外，其余同上周"
            String said = body.replaceAll("(?:以外|之外|外)$", "").strip();
            boolean except = start < begin.bodyStart
                    && typed.substring(start, begin.bodyStart).startsWith("除");
            segments.add(new Segment(begin.named, except ? said : withoutCourtesy(body), whole, false, false));
        }

        private static String withoutCourtesy(String body) {
            List<String> clauses = new ArrayList<>();
            List<Clauses.Clause> places = Clauses.places(body, 0);
            int end = body.length();
            for (int i = places.size() - 1; i > 0; i--) {
                String clause = places.get(i).of(body).strip();
                if (!clause.isEmpty() && !SetPhrases.isCourtesy(Typed.fold(clause))) {
                    break;
                }
                end = places.get(i - 1).end();
            }
            clauses.add(body.substring(0, end));
            return String.join("", clauses).strip();
        }
    }
}
