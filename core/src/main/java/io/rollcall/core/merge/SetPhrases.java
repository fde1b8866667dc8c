package io.rollcall.core.merge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What replies say of no line in particular: greetings and thanks, that the rest stays as it was, that something new
 * follows.
 */
final class SetPhrases {

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

    private static final Pattern OTHERS =
            Pattern.compile("其余|其他|其它|其馀|剩下|剩余|余下|别的|(?:the |all )?(?:rest|other|everything|all|remaining)");

    private static final Pattern NOTHING_SAID = Pattern.compile("[-—_=*~·.─━ ]{3,}");

    /** {@code 早，}, {@code 更新一下：}: said to the bot, not of a line. */
    private static final Pattern GREETING = Pattern.compile(
            " *(?:你好|您好|hi|hello|hey|早上好|上午好|下午好|早|大家好|各位好?|嗯+|好的|好|ok|收到|辛苦了?|更新一下|更新如下|更新|本周更新|本周进展|本周情况|本周|这周|周报|周报更新|如下|补充一下|补充|修改一下|修改|改一下|改动|变更|updates?|@\\S{1,20})[,:。!;~ \\x{1F000}-\\x{1FAFF}\\x{FE0F}]+");

    private static final Pattern COURTESY =
            Pattern.compile("(?:谢谢|多谢|感谢|辛苦啦?|辛苦了|麻烦了|麻烦大家|周末愉快|先这样|就这样|就这样吧|暂时就这些|请查收|请知悉|知悉|哈|啦|了|老师|各位|@\\S{1,20}(?:"
                    + " |$)|cheers|please|pls|以上|就这些|没了|没别的了|好的|收到|ok|thanks|thank you|thx|that's"
                    + " all|其余无|谢|🙏|👌|👍|更新如下|如下|本周更新如下|本周进展如下|大家好|你好|hi|hello|早|上周写的是|[:!。,.~ ])*");

    private static final Pattern EXCEPT = Pattern.compile("(?:except|but|apart from|除了?(?=\\d|第|#)|只有(?=\\d|第|#))");

    /** {@code 其余各项}, before an order. */
    private static final Pattern OF_THE_REST = Pattern.compile(
            "(?:其余|其他|其它|其馀|剩下|剩余|余下|别的|没提到的|没写的|未提及|未提到)(?:的|各|几|条目|条|项|内容|部分|工作|事项|任务|两|三|四|五|个|些|那|这| )*");

    private static final Pattern OF_A_PLACE =
            Pattern.compile("(?:请|把|将|除了?)*(?:最后|最末|倒数第?|前|后|末|头)[一二两三四五六七八九十几\\d]*(?:条|项|个|点|行)(?!月|人|季|年)");

    private static final int LONGEST_OF_THE_REST = 24;

    private static final String ENDS = ",;。、!~.)";

    private SetPhrases() {}

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

    /** The place behind words that say the rest stays as it was, where such begin here; or -1. */
    static int restEnd(String folded, int from) {
        Matcher rest = REST.matcher(folded).region(from, folded.length());
        return rest.lookingAt() && isEnd(folded, rest.end()) ? rest.end() : -1;
    }

    /** Whether such words begin here, wherever they end. */
    static boolean beginsRest(String folded, int from) {
        return REST.matcher(folded).region(from, folded.length()).lookingAt();
    }

    private static boolean isEnd(String folded, int at) {
        int i = at;
        while (i < folded.length() && folded.charAt(i) == ' ') {
            i++;
        }
        return i >= folded.length()
                || ENDS.indexOf(folded.charAt(i)) >= 0
                || EXCEPT.matcher(folded).region(i, folded.length()).lookingAt()
                || Typed.withoutPictures(folded.substring(i)).isBlank();
    }
}
