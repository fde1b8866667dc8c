package io.rollcall.core.review;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stages a piece of work goes through, in their order. */
enum Stage {
    PLANNED("立项|需求|方案|PRD|设计"),
    REVIEWED("评审"),
    BUILT("开发|研发|编码|改造"),
    JOINED("联调"),
    HANDED_TO_TEST("提测"),
    TESTED("测试|回测|压测|验证|回归"),
    ACCEPTED("验收|UAT|uat"),
    TRIED("灰度|试点|试运行|试单|内测"),
    LIVE("上线|投产|发布|开放|上架|割接|发版|交付|投入使用|运行平稳|运行稳定|稳定运行|平稳运行"),
    EVERYWHERE("全量|推广|切量");

    /** What may stand before the word of a stage when it is over: {@code 已全部上线}. */
    private static final String OVER_BEFORE = "(?:已经?|顺利|成功|正式|均|全部|如期|按期|提前|率先|按时)[^，。；,;未待预计将]{0,8}?";

    private static final String OVER_AFTER = "(?:已?(?:全部|基本|顺利)?(?:完成|完毕|成功|通过|结束|到位)|了(?!解))";
    private static final String STILL_AFTER = "(?:进度|进行中|推进中|准备中|阶段|中(?![心台间转信]))";
    private static final String AHEAD_BEFORE =
            "(?:预计|计划|预期|争取|目标|拟|将|待|尚未|未|准备|启动|等待|开始|正在|正|推进|进入|重新|继续)[^，。；,;]{0,16}?";

    private static final List<String> AHEAD = List.of("预计", "计划", "待", "未", "将", "争取", "预期");

    /** Things that are only ever over. */
    private static final Pattern RUNS = Pattern.compile("运行平稳|运行稳定|稳定运行|平稳运行|投入使用|已生效|上线后");

    /** Words that tell that another piece of work begins. */
    private static final Pattern OTHER_WORK =
            Pattern.compile("二期|三期|四期|[2-9]期|第[二三四五六]|新增|新版|新需求|后续|下一|优化|扩展|推广|迭代|另|其他|其余|剩余|V[2-9]|[2-9]\\.0");

    private final List<String> words;
    private final Pattern word;
    private final Pattern over;
    private final Pattern open;

    private static final List<Stage> ALL = List.of(values());

    private static final Pattern ANY = Pattern.compile(
            Stream.of(values()).map(stage -> stage.word.pattern()).collect(Collectors.joining("|")));

    private static final Pattern BEGINS = Pattern.compile(ANY.pattern() + "|进度|完成|预计|计划|已|正在|启动|[\\d（(]");

    private static final Pattern NEXT_PHASE = Pattern.compile("[二三四五2-9]期|第[二三四五][期批阶]|新版|下一(?:期|阶段|版)");

    Stage(String words) {
        this.words = List.of(words.split("\\|", -1));
        String any = "(?:" + words + ")";
        word = Pattern.compile(any);
        over = Pattern.compile(OVER_BEFORE + any + "(?!中)|" + any + OVER_AFTER + "|完成[^，。；,;]{0,10}?" + any + "(?!中)");
        open = Pattern.compile(any + STILL_AFTER + "|" + AHEAD_BEFORE + any + "(?!已|完成)");
    }

    /** The last stage that the words name. */
    static Optional<Stage> named(String words) {
        return last(words, stage -> stage.word);
    }

    /** The last stage that the words say is over. */
    static Optional<Stage> over(String words) {
        Stage found = null;
        for (int i = ALL.size() - 1; i >= 0 && found == null; i--) {
            Stage stage = ALL.get(i);
            Matcher matcher = stage.isIn(words) ? stage.over.matcher(words) : null;
            while (found == null && matcher != null && matcher.find()) {
                found = isAhead(words, matcher.start()) ? null : stage;
            }
        }
        return found == null && RUNS.matcher(words).find() ? Optional.of(LIVE) : Optional.ofNullable(found);
    }

    /** The last stage that the words say is under way or to come. */
    static Optional<Stage> open(String words) {
        return last(words, stage -> stage.open);
    }

    static boolean namesOtherWork(String words) {
        return OTHER_WORK.matcher(words).find();
    }

    /** What is left of the words without those for stages. */
    static String without(String words) {
        return ANY.matcher(words).replaceAll("");
    }

    /** What stands before the first word for a stage, or for how far one has come. */
    static String beforeAny(String words) {
        Matcher matcher = BEGINS.matcher(words);
        return matcher.find() ? words.substring(0, matcher.start()) : words;
    }

    /** Whether the words are about a later phase than those before. */
    static boolean isNextPhase(String before, String now) {
        return NEXT_PHASE.matcher(now).find() && !NEXT_PHASE.matcher(before).find();
    }

    private static boolean isAhead(String words, int at) {
        String before = words.startsWith("已", at) ? words.substring(Math.max(0, at - 6), at) : words.substring(0, at);
        return AHEAD.stream().anyMatch(before::contains);
    }

    private static Optional<Stage> last(String words, Function<Stage, Pattern> pattern) {
        for (int i = ALL.size() - 1; i >= 0; i--) {
            Stage stage = ALL.get(i);
            if (stage.isIn(words) && pattern.apply(stage).matcher(words).find()) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** Without a word for it there is nothing to look for. */
    private boolean isIn(String text) {
        for (String each : words) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
