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

    private static final String AS_BEFORE =
            "(?:同上周|同上|同前|和上周一样|与上周一样|跟上周一样|和上周相同|与上周相同|和上周一致|与上周一致|照上周|按上周|如上周|沿用上周|沿用|不变|不动|没动|没变化?"
                    + "|无变化|没有变化|未变化?|无变动|没有变动|没有?更新|无更新|没啥变化|照旧|如旧|照常|原样|现状|一样|不改|不用改)(?:内容|的?进度|原样|现状|了|吧|哈|啦|哦|呀|呢|即可|就行|处理|来)*";

    /** {@code 其余同上周}, {@code 其它照旧}, {@code rest same as last week}. */
    private static final Pattern REST = Pattern.compile(
            "(?:(?:其余|其他|其它|其馀|剩下|剩余|余下|另外的|别的|没提到的|没写的|未提及|未提到)(?:的|:|各|几|条目|条|项|内容|部分|工作|事项|任务|两|三|四|五|个|些|那|这|都|全部|全|均|也|还|还是|保持|维持|一律|先|暂时|暂|就|和|与|跟|仍|仍然|目前|本周|"
                    + " )*"
                    + AS_BEFORE
                    + "|(?:全部|全都|都|所有|一切|整体|以上)(?:的|都|均|保持|维持|内容|条目|先| )*" + AS_BEFORE + "|同上周|和上周一样|与上周相同|跟上周一样|(?:the"
                    + " |all"
                    + " )?(?:rest|others?|other"
                    + " items|everything else|all"
                    + " else|remaining(?: items|"
                    + " ones)?)(?: is| are| all|"
                    + " stays?| remains?| as| to"
                    + " be| keep|:|,)* (?:the"
                    + " )?(?:same(?: as (?:last"
                    + " week|before))?|unchanged|no"
                    + " changes?|no updates?|as"
                    + " is|as last week|as"
                    + " before|not changed)|same as"
                    + " last week)(?:"
                    + " *(?:thanks|thx|谢谢|辛苦))?");

    /** {@code 这周没变化}: of all lines, when nothing else is said. */
    private static final Pattern NOTHING_NEW = Pattern.compile(
            "(?:我这边|我这|我|本周|这周|这星期|这礼拜|目前|暂时|都|基本|整体|大家|所有|全部|上面|下列|以下|以上|如下|的|编号|条目|各项|内容|均|也|暂|就|还是|跟|和|与)*"
                    + "(?:(?:没有?|无|没啥|没什么|暂无)(?:新的?|大的?|任何)?(?:变化|变动|更新|改动|调整|变)|(?:下列|以下|上述|以上)(?:的)?(?:编号|条目|各项|内容)?(?:都|均)?(?:不变|同上周)|(?:no|nothing)(?:"
                    + " new)? (?:changes?|updates?|new)(?: this week)?)(?:了|哈|啦|哦|呢|的)*[ :]*");

    /** {@code 另外新增：}, {@code new: }. */
    private static final Pattern ANNOUNCES_NEW = Pattern.compile("(?:另外|另|再|还|还有|然后|also |and"
            + " )*(?:(?:新增|补充|追加|增加|添加|加)(?:了)?(?:[一二两三几1-9]?(?:个|条|项))?(?:新的?)?(?:事项|工作项?|内容|任务|条目|项目|事情)?(?:如下)?|新(?:的)?(?:事项|工作项?|任务|条目|项目)|另外?|new(?:"
            + " items?| ones?)?|add(?:ed|itional)?(?: items?)?)(?:有)?\\s*:\\s*");

    private static final Pattern ANNOUNCES_NEW_WITHOUT_COLON =
            Pattern.compile("(?:另外|另|再|还|还有|然后)*(?:(?:新增|追加)(?:了)?(?:[一二两三几1-9](?:个|条|项))? +(?=[^\\d ])"
                    + "|(?<=另外|再|还|还有|然后|另)(?:新增|追加|加)(?:了)?(?:[一二两三几1-9](?:个|条|项))?,? *(?=[^\\d ,]))");

    /** Behind a full stop or semicolon; a wait or a reason is still said of the line before. */
    private static final Pattern BEGINS_NEW =
            Pattern.compile("(?:另外?|再|还)?(?:新增|追加|新加)了?(?=[^\\d ])|另外,?(?! *(?:[\\d等待因由需请已还也]|$))");

    private static final Pattern OTHERS =
            Pattern.compile("其余|其他|其它|其馀|剩下|剩余|余下|别的|(?:the |all )?(?:rest|other|everything|all|remaining)");

    private static final Pattern NOTHING_SAID = Pattern.compile("[-—_=*~·.─━ ]{3,}");

    /** What may stand before a number without meaning anything. */
    private static final Pattern LEADING = Pattern.compile(
            "(?:请|麻烦|帮忙|帮我|帮|把|将|那个|另外|还有|然后|以及|并且|同时|其中|只有|只是|就是|就|仅|哦|啊|噢|额|呃|刚才|刚刚|写错了|说错了|打错了|看错了|记错了|搞错了|错了|更正一?下?|纠正一?下?|订正|不对|写错了|更新|修改|改|除了?(?=\\d|第)|except"
                    + " for |except |but |correction|set |mark |change |update |move |please |pls |and |also |then"
                    + " |@\\S{1,20} |[,:]| )*");

    /** {@code 早，}, {@code 更新一下：}: said to the bot, not of a line. */
    private static final Pattern GREETING = Pattern.compile(
            " *(?:你好|您好|hi|hello|hey|早上好|上午好|下午好|早|大家好|各位好?|嗯+|好的|好|ok|收到|辛苦了?|更新一下|更新如下|更新|本周更新|本周进展|本周情况|本周|这周|周报|周报更新|如下|补充一下|补充|修改一下|修改|改一下|改动|变更|updates?|@\\S{1,20})[,:。!;~ \\x{1F000}-\\x{1FAFF}\\x{FE0F}]+");

    private static final Pattern COURTESY =
            Pattern.compile("(?:谢谢|多谢|感谢|辛苦啦?|辛苦了|麻烦了|麻烦大家|周末愉快|先这样|就这样|就这样吧|暂时就这些|请查收|请知悉|知悉|哈|啦|了|老师|各位|@\\S{1,20}(?:"
                    + " |$)|cheers|please|pls|以上|就这些|没了|没别的了|好的|收到|ok|thanks|thank you|thx|that's"
                    + " all|其余无|谢|🙏|👌|👍|更新如下|如下|本周更新如下|本周进展如下|大家好|你好|hi|hello|早|上周写的是|[:!。,.~ ])*");

    private static final Pattern VERB_FIRST = Pattern.compile(
            "(删除|删掉|删去|去掉|去除|移除|拿掉|划掉|删|不要|不用写|不写|别写|delete|remove|drop|已完成|完成了|完成的有|完成的|完成|做完了|搞定了?|done|finished|暂停|搁置|pause|hold)(?:了)?"
                    + " ?:? ?");

    private static final Pattern EXCEPT = Pattern.compile("(?:except|but|apart from|除了?(?=\\d|第|#)|只有(?=\\d|第|#))");

    /** {@code 其余各项}, before an order. */
    private static final Pattern OF_THE_REST = Pattern.compile(
            "(?:其余|其他|其它|其馀|剩下|剩余|余下|别的|没提到的|没写的|未提及|未提到)(?:的|各|几|条目|条|项|内容|部分|工作|事项|任务|两|三|四|五|个|些|那|这| )*");

    private static final Pattern OF_A_PLACE =
            Pattern.compile("(?:请|把|将|除了?)*(?:最后|最末|倒数第?|前|后|末|头)[一二两三四五六七八九十几\\d]*(?:条|项|个|点|行)(?!月|人|季|年)");

    private static final int LONGEST_OF_THE_REST = 24;

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

    static boolean isCourtesy(String folded) {
        String said = folded.length() > 60 ? folded : Typed.withoutPictures(folded);
        return folded.length() <= 40 && COURTESY.matcher(said).matches()
                || folded.length() <= 200 && NOTHING_SAID.matcher(folded).matches();
    }

    /** {@code 其他无变化}: of other lines than those that were named. */
    static boolean isRestOfOthers(String folded) {
        return isRest(folded) && OTHERS.matcher(folded).lookingAt();
    }

    /** Whether every clause says that all is as it was ({@code 这周没变化，都和上周一样}). */
    static boolean keepsAll(String typed) {
        if (typed.length() > 80) {
            return false;
        }
        boolean keeps = false;
        for (String clause : Clauses.of(typed)) {
            String folded = Typed.withoutPictures(Typed.fold(Typed.withoutClosing(clause)))
                    .strip();
            boolean says = NOTHING_NEW.matcher(folded).matches() || isRest(folded);
            keeps |= says;
            if (!says && !isCourtesy(folded)) {
                return false;
            }
        }
        return keeps;
    }

    /** The place behind an announcement of something new that begins here, or -1. */
    static int announcedNew(String folded, int from) {
        for (Pattern pattern : List.of(ANNOUNCES_NEW, ANNOUNCES_NEW_WITHOUT_COLON)) {
            Matcher matcher = pattern.matcher(folded).region(from, folded.length());
            if (matcher.lookingAt()) {
                return matcher.end();
            }
        }
        return -1;
    }

    /** {@code 其余删除}: an order on what is not named, whatever it is. */
    static boolean isOfTheRest(String folded) {
        Matcher rest = OF_THE_REST.matcher(folded);
        if (folded.length() > LONGEST_OF_THE_REST || !rest.lookingAt()) {
            return false;
        }
        String said = Typed.withoutClosing(folded.substring(rest.end()));
        Order order = OrderReader.read(said);
        // "其他3家" tells of other shops.
        return !said.isEmpty()
                && order.isSure()
                && !(order instanceof Order.Edits edits
                        && edits.edits().stream().anyMatch(Order.Edit.Figure.class::isInstance));
    }

    /** {@code 最后一条完成}: of a line that is told by its place, which may be counted in more than one way. */
    static boolean isOfAPlace(String folded) {
        Matcher place = OF_A_PLACE.matcher(folded);
        return folded.length() <= LONGEST_OF_THE_REST
                && place.lookingAt()
                && !folded.substring(place.end()).isBlank();
    }

    static boolean isRest(String folded) {
        Matcher rest = REST.matcher(folded);
        return folded.length() <= 80
                && rest.lookingAt()
                && isEnd(folded, rest.end())
                && isCourtesy(folded.substring(rest.end()).replaceAll("^[,;。、!~. ]+", ""));
    }

    /** The place behind greetings and the like. */
    static int start(String folded) {
        int from = 0;
        Matcher greeting = GREETING.matcher(folded);
        for (int i = 0; i < 4 && greeting.region(from, folded.length()).lookingAt(); i++) {
            from = greeting.end();
        }
        return from;
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

    private static boolean isEnd(String folded, int at) {
        int i = at;
        while (i < folded.length() && folded.charAt(i) == ' ') {
            i++;
        }
        return i >= folded.length()
                || (ENDS + "!~.)").indexOf(folded.charAt(i)) >= 0
                || EXCEPT.matcher(folded).region(i, folded.length()).lookingAt()
                || Typed.withoutPictures(folded.substring(i)).isBlank();
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
            int from = start(folded);
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
                Matcher rest = REST.matcher(folded).region(at, folded.length());
                return rest.lookingAt() && isEnd(folded, rest.end()) ? Begin.ofRest(rest.end()) : null;
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
            if (folded.charAt(at - 1) == '%'
                    || REST.matcher(folded).region(at, folded.length()).lookingAt()) {
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
            Matcher rest = REST.matcher(folded).region(from, folded.length());
            if (rest.lookingAt() && isEnd(folded, rest.end())) {
                return Begin.ofRest(rest.end());
            }
            int announced = announcedNew(folded, from);
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
                Matcher others = REST.matcher(folded).region(Math.max(named.end(), behind), folded.length());
                if (others.lookingAt()
                        && isEnd(folded, others.end())
                        && (behind >= 0 || isRestOfOthers(others.group()))) {
                    return Begin.ofRest(others.end());
                }
                return behind >= 0 ? Begin.ofNone(behind) : new Begin(named, null, named.end(), 0, false);
            }
            if (isOfTheRest(folded.substring(from, clauseEnd(from)))) {
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
                if (!left.isEmpty() && !isCourtesy(Typed.fold(left))) {
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
                if (!clause.isEmpty() && !isCourtesy(Typed.fold(clause))) {
                    break;
                }
                end = places.get(i - 1).end();
            }
            clauses.add(body.substring(0, end));
            return String.join("", clauses).strip();
        }
    }
}
