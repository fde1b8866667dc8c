package io.rollcall.core.ledger;

import java.util.ArrayList;
import java.util.List;
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
                    + "|无变化|没有变化|未变化?|无变动|没有变动|没有?更新|无更新|没啥变化|照旧|如旧|照常|原样|现状|一样|不改|不用改)(?:内容|的?进度|原样|现状|了|吧|即可|就行|处理|来)*";

    /** {@code 其余同上周}, {@code 其它照旧}, {@code rest same as last week}. */
    private static final Pattern REST = Pattern.compile(
            "(?:(?:其余|其他|其它|其馀|剩下|剩余|余下|另外的|别的|没提到的|没写的|未提及|未提到)(?:的|各|几|条目|条|项|内容|部分|工作|事项|任务|两|三|四|五|个|些|那|这|都|全部|全|均|也|还|还是|保持|维持|一律|先|暂时|暂|就|和|与|跟|仍|仍然|目前|本周| )*"
                    + AS_BEFORE
                    + "|(?:全部|全都|都|所有|一切|整体|以上)(?:的|都|均|保持|维持|内容|条目|先| )*" + AS_BEFORE + "|同上周|和上周一样|与上周相同|跟上周一样"
                    + "|(?:the |all )?(?:rest|others?|other items|everything else|all else|remaining(?: items| ones)?)(?: is| are| all| stays?| remains?| as| to be| keep|:|,)*"
                    + " (?:the )?(?:same(?: as (?:last week|before))?|unchanged|no changes?|no updates?|as is|as last week|as before|not changed)"
                    + "|same as last week)(?: *(?:thanks|thx|谢谢|辛苦))?");

    /** What may stand before a number without meaning anything. */
    private static final Pattern LEADING = Pattern.compile(
            "(?:请|麻烦|帮忙|帮我|帮|把|将|那个|另外|还有|然后|以及|并且|同时|其中|更新|修改|改|除了?(?=\\d|第)|set |mark |change |update |move |please |pls |and |also |then |@\\S{1,20} |[,:]| )*");

    /** {@code 早，}, {@code 更新一下：}: said to the bot, not of a line. */
    private static final Pattern GREETING = Pattern.compile(
            " *(?:你好|您好|hi|hello|hey|早上好|上午好|下午好|早|大家好|各位好?|嗯+|好的|好|ok|收到|辛苦了?|更新一下|更新如下|更新|本周更新|本周进展|本周情况|本周|这周|周报|周报更新|如下|补充一下|补充|修改一下|修改|改一下|改动|变更|updates?|@\\S{1,20})[,:。!;~ ]+");

    private static final Pattern COURTESY = Pattern.compile(
            "(?:谢谢|多谢|感谢|辛苦|辛苦了|麻烦了|以上|就这些|没了|没别的了|好的|收到|ok|thanks|thank you|thx|that's all|其余无|谢|🙏|👌|👍|更新如下|如下|本周更新如下|本周进展如下|大家好|你好|hi|hello|早|上周写的是)*[:!。,.~ ]*");

    private static final Pattern VERB_FIRST = Pattern.compile(
            "(删除|删掉|删去|去掉|去除|移除|拿掉|划掉|删|delete|remove|drop|已完成|完成了|完成的有|完成的|完成|做完了|搞定了?|done|finished|暂停|搁置|pause|hold)(?:了)? ?:? ?");

    private static final Pattern OF_THE_REST =
            Pattern.compile("(?:其余|其他的?|其它的?|剩下|剩余的|余下)(?=同|不|照|都|全|均|各|的|几|条|完成|删|保持|没|无|暂停|延|推)");

    private static final String HARD_ENDS = ";。";
    private static final String ENDS = ",;。、";

    private Segments() {}

    /**
     * A stretch of the line.
     *
     * @param named  the lines it names, or null
     * @param body   what is said of them, as typed
     * @param typed  the whole stretch as typed
     * @param isRest whether it says that the rest stays as it is
     */
    record Segment(Numbers.@Nullable Named named, String body, String typed, boolean isRest) {}

    static boolean isCourtesy(String folded) {
        return folded.length() <= 40 && COURTESY.matcher(folded).matches();
    }

    /** {@code 其余删除}: said of what is not named, whatever it is. */
    static boolean isOfTheRest(String folded) {
        return folded.length() <= 20 && OF_THE_REST.matcher(folded).lookingAt();
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

    private static boolean isEnd(String folded, int at) {
        int i = at;
        while (i < folded.length() && folded.charAt(i) == ' ') {
            i++;
        }
        return i >= folded.length() || (ENDS + "!~.)").indexOf(folded.charAt(i)) >= 0;
    }

    /** What begins at a place. */
    private record Begin(
            Numbers.@Nullable Named named, @Nullable String verb, int bodyStart, int restEnd) {}

    private static final class Cutter {

        private final String typed;
        private final String folded;
        private final Numbers numbers;
        private final List<Segment> segments = new ArrayList<>();

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
                } else {
                    i++;
                }
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
                return null;
            }
            if (begin.restEnd > 0) {
                return speaks || comma ? begin : null;
            }
            if (!speaks) {
                return null;
            }
            Numbers.Named named = begin.named;
            if (named == null) {
                return comma ? begin : null;
            }
            boolean opens = begin.verb != null || OrderReader.opens(folded, named.end());
            if (!numbers.allExist(named)) {
                return comma && opens && (isOrder(named.end()) || isComplete(current, start, end)) ? begin : null;
            }
            if (comma) {
                return opens || hard || named.style() != Numbers.Style.BARE || isOrder(named.end()) ? begin : null;
            }
            return opens && isComplete(current, start, end) ? begin : null;
        }

        /** Whether the clause that begins here is an order. */
        private boolean isOrder(int from) {
            int end = from;
            while (end < folded.length() && ENDS.indexOf(folded.charAt(end)) < 0) {
                end++;
            }
            Order order = OrderReader.read(typed.substring(from, end));
            return !(order instanceof Order.Words) && !(order instanceof Order.Unclear) && order.isSure();
        }

        /** Whether the stretch so far is an order by itself. */
        private boolean isComplete(@Nullable Begin current, int start, int end) {
            if (current == null) {
                return false;
            }
            if (current.restEnd > 0 || current.verb != null) {
                return true;
            }
            Order order = OrderReader.read(typed.substring(Math.min(current.bodyStart, end), end));
            return !(order instanceof Order.Words) && !(order instanceof Order.Unclear);
        }

        private @Nullable Begin begin(int from, boolean isFirst) {
            Matcher rest = REST.matcher(folded).region(from, folded.length());
            if (rest.lookingAt() && isEnd(folded, rest.end())) {
                return new Begin(null, null, rest.end(), rest.end());
            }
            Matcher leading = LEADING.matcher(folded).region(from, folded.length());
            int at = leading.lookingAt() ? leading.end() : from;
            Numbers.Named named = numbers.at(folded, at);
            if (named == null && at > from) {
                named = numbers.at(folded, from);
            }
            if (named != null) {
                // "除了5，其他同上周": the comma parts the two.
                boolean nothingSaid = OF_THE_REST
                        .matcher(folded)
                        .region(named.end(), folded.length())
                        .lookingAt();
                return new Begin(named, null, nothingSaid ? beforeMarks(named.end()) : named.end(), 0);
            }
            if (OF_THE_REST.matcher(folded).region(from, folded.length()).lookingAt()) {
                return new Begin(null, null, from, 0);
            }
            Matcher verb = VERB_FIRST.matcher(folded).region(at, folded.length());
            if (verb.lookingAt()) {
                Numbers.Named behind = numbers.at(folded, verb.end());
                if (behind != null && isVerbsEnd(behind.end())) {
                    return new Begin(behind, verb.group(1), beforeMarks(behind.end()), 0);
                }
            }
            return null;
        }

        private int beforeMarks(int at) {
            int end = at;
            while (end > 0 && " ,;。、".indexOf(folded.charAt(end - 1)) >= 0) {
                end--;
            }
            return end;
        }

        private boolean isVerbsEnd(int at) {
            String left = folded.substring(at);
            return left.isBlank()
                    || ",;。、".indexOf(folded.charAt(at - 1)) >= 0
                    || left.matches("(?s) *(?:了|吧|掉|即可)? *(?:[,;。、!].*)?")
                    || OrderReader.opens(left, 0) && !Typed.isHan(left.charAt(0));
        }

        private void add(@Nullable Begin begin, int start, int end) {
            String whole = typed.substring(start, end).strip();
            if (begin == null || begin.named == null && begin.restEnd == 0) {
                if (!whole.isEmpty()) {
                    segments.add(new Segment(null, whole, whole, false));
                }
                return;
            }
            if (begin.restEnd > 0) {
                segments.add(new Segment(null, whole, whole, true));
                String left = typed.substring(Math.min(end, begin.restEnd), end)
                        .replaceAll("^[，,；;。、\\s]+", "")
                        .strip();
                if (!left.isEmpty() && !isCourtesy(Typed.fold(left))) {
                    segments.add(new Segment(null, left, left, false));
                }
                return;
            }
            String body = typed.substring(Math.min(begin.bodyStart, end), end).strip();
            if (begin.verb != null) {
                String verb = begin.verb.replaceAll("的有?$", "");
                body = body.isEmpty() || body.matches("[了吧掉]|即可") ? verb : body;
            }
            // "除2.1改成80%外，其余同上周"
            String said = body.replaceAll("(?:以外|之外|外)$", "").strip();
            boolean except = start < begin.bodyStart
                    && typed.substring(start, begin.bodyStart).startsWith("除");
            if (!except || !said.isEmpty()) {
                segments.add(new Segment(begin.named, except ? said : withoutCourtesy(body), whole, false));
            }
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
