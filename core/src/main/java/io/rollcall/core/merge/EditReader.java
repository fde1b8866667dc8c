package io.rollcall.core.merge;

import io.rollcall.core.merge.Order.Edit;
import io.rollcall.core.understand.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one clause of what a reply says of a line, as a change of its state, its share, its day or a figure.
 *
 * <pre>
 * 已上线  暂停  恢复了         a state
 * 12/3已上线                 a state, and its day
 * 推迟一周                    a shift of its day
 * 进度95%  改成80%            a share
 * 预计12/20上线  延到11/14    a day
 * 320家                      a figure
 * 较上周提升2%                how a figure moved
 * </pre>
 */
final class EditReader {

    /** What is longer is words, and no pattern is tried on it. */
    static final int LONGEST_CLAUSE = 40;

    private static final String ALREADY =
            "(?:都|均|也|已经|已|全部|全都|全|本周|这周|今天|昨天|上午|下午|刚刚|刚|顺利|按期|如期|按时|整体|现在|目前|终于|这个|这条|这项|as|is|are|all|now)";

    private static final Pattern DONE = Pattern.compile(ALREADY
            + "*(?:完成|做完|做好|搞定|完工|结束|完结|弄完|办完|跑完|办结|收尾|100%完成|done|finished|completed?)(?:了|啦|完毕|掉了)*|[✅✔√☑]️?");

    /** What is delivered must be said to have been: {@code 上线} alone may be a plan. */
    private static final Pattern DELIVERED =
            Pattern.compile("(?:" + ALREADY + "+(" + Words.DELIVERIES + ")(?:了|啦|完成|完毕|成功|通过)*" + "|" + ALREADY + "*("
                    + Words.DELIVERIES + ")(?:了|啦|完成|完毕|成功|通过)+" + "|(shipped|released|launched|live|closed))");

    private static final Pattern PAUSED = Pattern.compile("(?:都|均|也|先|已经|已|暂时|目前|现在|本周|整体|这个|这条|这项|is|are)*"
            + "(暂停|暂缓|搁置|挂起|中止|叫停|先停|停掉|停了|先放一放|先放放|paused?|onhold|hold|suspended)(?:了|推进|一下|处理|中)*");

    /** {@code 恢复了}: what was paused goes on. */
    private static final Pattern RESUMED = Pattern.compile(
            "(?:也|已经|已|本周|这周|今天|现在|目前|可以|重新)*(?:恢复|重启|重新启动|重新开始|继续推进|继续做|复工|解冻|resumed?|restarted|unpaused?|backontrack)(?:了|推进|推进了|开发|联调|测试|正常|中|啦|进行)*");

    private static final String BECOMES =
            "(?:改成|改为|改到|改至|改|调整为|调整到|调整成|调整至|调整|更新为|更新成|更新到|更新至|更新|变成|变为|变更为|换成|升到|升至|上升到|上升至|提升到|提升至|提升为|提到|提至|提高到|提高至|涨到|涨至|上涨到|加到|增加至|增加到|增至"
                    + "|增长到|降到|降至|降为|降低到|降低至|下降到|下降至|跌到|跌至|掉到|回落到|回落至|回退到|回退至|退回到|退回|退到|回升到|回到|减到|减至|减少到|减少至|缩短到|缩短至|缩减到|缩到|压缩到|压缩至|压到|压降到|控制在|控制到|稳定在|维持在|保持在|扩到|扩大到|放到|放量到|开到|切到|达到|到达|已达|达|推进到|推进至|做到|到了|到|至|应该是|应为|应是|是|为|有|→|->|=>|=|:|up|down|to|now|is|at)*";

    private static final String ABOUT = "(?:大约|大概|接近|约|近|差不多)?";

    private static final Pattern PERCENT = Pattern.compile("([^\\d%,;]{0,14}?)(?:从|由)?(?:\\d{1,3}(?:\\.\\d+)?%)?"
            + BECOMES + ABOUT + "(\\d{1,3}(?:\\.\\d+)?%)(?:了|啦|左右|完成|done|complete)*");

    /** {@code 进度90}, {@code 成功率99.4}. */
    private static final Pattern SHARE_WITHOUT_SIGN =
            Pattern.compile("(?:(?:目前|当前|整体|开发|测试|联调)?(?:进度|完成度|进展)|[^\\d%,;:]{1,10}(?:率|占比))" + BECOMES + ABOUT
                    + "(?:100|\\d{1,2}(?:\\.\\d{1,4})?)");

    private static final Set<String> PROGRESS = Set.of(
            "进度",
            "完成",
            "完成度",
            "进展",
            "整体进度",
            "总进度",
            "总体进度",
            "目前进度",
            "当前进度",
            "最新进度",
            "本周进度",
            "现进度",
            "完成进度",
            "进度已",
            "已完成",
            "progress");

    private static final Set<String> NO_NAME =
            Set.of("", "目前", "当前", "现在", "整体", "已", "已经", "数字", "百分比", "now", "这个", "本周");

    private static final Pattern DAY = Pattern.compile("([^\\d%,;]{0,12}?)"
            + "(?:(?:预计|计划|预期|预定|争取|力争|目标|定于|定在|暂定|拟|将于|将在|eta|due|by|planned|排期|排到|最晚|最迟)*"
            + "(?:要|会|需|得)?(?:(?:从|由)?" + Day.FORM
            + "(?=延|推|顺|提|改|调|更|变|拖|挪|delay|post|mov|push|slip|到|至|→|->|=>))?(?:延期|延后|推迟|顺延|延迟|延|提前|提早|改期|改|调整|更新|变更|推|拖|挪|delayed|delay|postponed|postpone|moved|move|pushed|push|slipped)?"
            + "(?:到|至|应该是|应是|是|为|成|于|在|→|->|=>|:|to|until|by|on|for)?)"
            + "(" + Day.FORM + ")(?:之前|以前|前后|前|左右|之内|内|晚上|上午|下午|晚)?"
            + "(?:能|可|可以|再)?([^\\d%,;]{0,10}?)");

    private static final Pattern PLANS = Pattern.compile(
            "预计|计划|预期|预定|争取|力争|目标|定于|定在|暂定|拟|将于|将在|eta|due|planned|排期|排到|最晚|最迟|延|推|提前|提早|改|调整|更新|变更|拖|挪|delay|postpone|move|push|到|至|→|->|=>");

    /** {@code 已于12/3提测}, {@code 12/3提测了}, {@code 上周五提测}: no plan. */
    private static final Pattern HAPPENED = Pattern.compile("已|如期|按期|按时|顺利|成功|刚|上(?:个)?(?:周|星期|礼拜)|昨天|了$");

    /** Behind a name that only the line can know: {@code 建行联调改到12/16}, {@code cutover moved to 12/20}. */
    private static final Pattern MOVES_TO = Pattern.compile(
            "(?:延期|延后|推迟|顺延|延迟|延|提前|提早|改期|改|调整|推|拖|挪|delayed|delay|postponed|postpone|moved|move|pushed|push|slipped)(?:到|至|为|成|→|->|=>|to|until)$");

    private static final Pattern DONE_ON = Pattern.compile("(?:已经|已)?(?:于|在)?(" + Day.FORM
            + ")?(?:晚|晚上|上午|下午)?(?:已经|已|如期|按期|顺利|正式|成功)*(" + Words.DELIVERIES + "|完成)(?:了|啦|成功|完成|完毕)*(的)?");

    private static final Pattern SHIFT = Pattern.compile("(?:要|需要|需|会|得|再|又|上线|提测|完成|发布|整体)*"
            + "(延期|延后|推迟|顺延|延迟|延长|延|推后|往后推|往后|后推|晚|提前|提早|早|delayed|delay|postponed|postpone|moved|move)(?:了|by|到)?"
            + "(一|两|二|三|四|五|六|七|八|九|十|\\d{1,2}|a|one|two)个?(周|星期|礼拜|天|日|月|weeks?|days?|months?|w|d)(?:左右|上线|完成)?");

    private static final String UNITS =
            "万元|亿元|万笔|万单|万户|万家|万人|万次|千笔|万|亿|元|笔|家|个|单|次|人|户|台|条|件|张|份|例|起|单/天|笔/天|天|小时|分钟|秒|ms|s|bps|bp|倍|分|项|%";

    private static final Pattern FIGURE =
            Pattern.compile("([^\\d%,;]{0,16}?)(?:从|由)?(?:\\d[\\d.]*(?:" + UNITS + ")?)??" + BECOMES + ABOUT
                    + "(\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,4})?|\\d{1,12}(?:\\.\\d{1,4})?)(" + UNITS + ")(?:了|啦|左右)*");

    private static final Map<String, Integer> COUNTS = Map.ofEntries(
            Map.entry("一", 1),
            Map.entry("两", 2),
            Map.entry("二", 2),
            Map.entry("三", 3),
            Map.entry("四", 4),
            Map.entry("五", 5),
            Map.entry("六", 6),
            Map.entry("七", 7),
            Map.entry("八", 8),
            Map.entry("九", 9),
            Map.entry("十", 10),
            Map.entry("a", 1),
            Map.entry("one", 1),
            Map.entry("two", 2));

    private static final Set<String> NAMES_DAY =
            Set.of("时间", "日期", "计划", "预计", "排期", "节点", "计划时间", "预计时间", "ddl", "deadline", "时间点", "工期", "交期");

    private static final Set<String> NAMES_PLAN = Set.of("计划", "目标");

    private EditReader() {}

    /** What one clause changes; empty when it is words, or more than one change. */
    static Optional<Edit> read(String clause) {
        String typed = Typed.withoutClosing(clause);
        String compact = Typed.compact(Typed.fold(typed));
        if (compact.isEmpty() || compact.length() > LONGEST_CLAUSE) {
            return Optional.empty();
        }
        return state(compact)
                .or(() -> doneOn(compact, typed))
                .or(() -> shift(compact))
                .or(() -> change(compact, typed))
                .or(() -> percent(compact, typed))
                .or(() -> day(compact, typed))
                .or(() -> figure(compact, typed));
    }

    /**
     * Reads a clause of which blanks may part what it says ({@code 进度95% 预计12/20上线}).
     *
     * @param edits what is found is added to these
     * @return false where it says something else besides; nothing is added then
     */
    static boolean readAll(String clause, List<Edit> edits) {
        Optional<Edit> whole = read(clause);
        if (whole.isPresent()) {
            edits.add(whole.get());
            return true;
        }
        String[] words = clause.strip().split("\\s+");
        if (words.length < 2 || words.length > 8) {
            return false;
        }
        List<Edit> found = new ArrayList<>();
        int from = 0;
        while (from < words.length) {
            int to = words.length;
            Optional<Edit> part = Optional.empty();
            while (to > from && part.isEmpty()) {
                part = read(String.join(" ", List.of(words).subList(from, to)));
                to--;
            }
            if (part.isEmpty()) {
                return false;
            }
            found.add(part.get());
            from = to + 1;
        }
        edits.addAll(found);
        return true;
    }

    private static Optional<Edit> state(String compact) {
        if (DONE.matcher(compact).matches()) {
            return Optional.of(new Edit.State(Status.DONE, "已完成"));
        }
        Matcher delivered = DELIVERED.matcher(compact);
        if (delivered.matches()) {
            String what = delivered.group(1) != null ? delivered.group(1) : delivered.group(2);
            return Optional.of(new Edit.State(Status.DONE, what == null ? "已上线" : "已" + what));
        }
        Matcher paused = PAUSED.matcher(compact);
        if (paused.matches()) {
            String what = paused.group(1);
            return Optional.of(new Edit.State(
                    Status.PAUSED,
                    Typed.hasHan(what) && what.length() == 2 && !what.endsWith("停")
                                    || what.equals("暂停")
                                    || what.equals("叫停")
                            ? what
                            : "暂停"));
        }
        if (RESUMED.matcher(compact).matches()) {
            String words = compact.endsWith("推进") ? compact : Typed.hasHan(compact) ? "已恢复推进" : "resumed, in progress";
            return Optional.of(new Edit.State(Status.IN_PROGRESS, words));
        }
        return Optional.empty();
    }

    /** {@code 12/3已上线}, {@code 12/3上线的}: done, and on which day. */
    private static Optional<Edit> doneOn(String compact, String typed) {
        Matcher matcher = DONE_ON.matcher(compact);
        if (!matcher.matches() || matcher.group(1) == null) {
            return Optional.empty();
        }
        if (matcher.group(3) != null) {
            String words = "已于" + halfWidth(asTyped(typed, matcher.group(1))) + matcher.group(2);
            return Optional.of(new Edit.State(Status.DONE, words));
        }
        boolean said = compact.contains("已")
                || compact.contains("了")
                || compact.contains("如期")
                || compact.contains("按期")
                || compact.contains("顺利")
                || compact.contains("成功");
        return said ? Optional.of(new Edit.State(Status.DONE, typed)) : Optional.empty();
    }

    private static Optional<Edit> shift(String compact) {
        Matcher matcher = SHIFT.matcher(compact);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String count = matcher.group(2);
        int n = Typed.isDigit(count.charAt(0)) ? Integer.parseInt(count) : COUNTS.getOrDefault(count, 1);
        String verb = matcher.group(1);
        int sign = verb.startsWith("提") || verb.equals("早") ? -1 : 1;
        String unit = matcher.group(3);
        if (unit.startsWith("月") || unit.startsWith("month")) {
            return Optional.of(new Edit.Shift(0, sign * n));
        }
        boolean weeks = unit.startsWith("周") || unit.startsWith("星") || unit.startsWith("礼") || unit.startsWith("w");
        return Optional.of(new Edit.Shift(sign * n * (weeks ? 7 : 1), 0));
    }

    private static Optional<Edit> change(String compact, String typed) {
        return Words.CHANGE.matcher(compact).matches() ? Optional.of(new Edit.Change(typed.strip())) : Optional.empty();
    }

    private static Optional<Edit> percent(String compact, String typed) {
        Matcher signless = SHARE_WITHOUT_SIGN.matcher(compact);
        if (signless.matches()) {
            return percent(compact + "%", typed.strip() + "%");
        }
        Matcher matcher = PERCENT.matcher(compact);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = name(matcher.group(1));
        if (saysMore(name)) {
            return Optional.empty();
        }
        boolean progress = PROGRESS.contains(name);
        return Optional.of(
                new Edit.Percent(progress || NO_NAME.contains(name) ? "" : name, progress, matcher.group(2), typed));
    }

    private static Optional<Edit> day(String compact, String typed) {
        Matcher matcher = DAY.matcher(compact);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String day = matcher.group(2);
        String before = compact.substring(0, matcher.start(2));
        if (!PLANS.matcher(before).find()
                && HAPPENED.matcher(matcher.group(1) + day + matcher.group(3)).find()) {
            return Optional.empty();
        }
        String name = name(matcher.group(1));
        String event = event(name).or(() -> event(matcher.group(3))).orElse("");
        boolean moves = MOVES_TO.matcher(before).find();
        boolean named = name.isEmpty() || event(name).isPresent() || NAMES_DAY.contains(name) || moves;
        boolean ends = matcher.group(3).isEmpty() || event(matcher.group(3)).isPresent();
        if (!named || !ends) {
            return Optional.empty();
        }
        if (event.isEmpty() && moves && !name.isEmpty() && !NAMES_DAY.contains(name)) {
            return Optional.of(new Edit.Day(name, halfWidth(asTyped(typed, day)), typed, false, true));
        }
        boolean plans = !event.isEmpty() || PLANS.matcher(before).find();
        boolean point = day.matches("\\d{1,2}\\.\\d{1,2}");
        if (point && !plans) {
            return Optional.empty();
        }
        return Optional.of(new Edit.Day(event, halfWidth(asTyped(typed, day)), typed, !plans && name.isEmpty(), false));
    }

    private static Optional<Edit> figure(String compact, String typed) {
        Matcher matcher = FIGURE.matcher(compact);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = name(matcher.group(1));
        // "计划20家" has a figure of that name.
        return saysMore(name) && !NAMES_PLAN.contains(name)
                ? Optional.empty()
                : Optional.of(
                        new Edit.Figure(NO_NAME.contains(name) ? "" : name, matcher.group(2), matcher.group(3), typed));
    }

    /** The event, as the lines name it; empty when these words are none. */
    private static Optional<String> event(String words) {
        String bare =
                words.replaceAll("(?:时间|日期|节点|计划|了|的|前|完毕)+$", "").replaceAll("^(?:全面|正式|整体|全部|完成|能|可|再)+(?=.)", "");
        return Words.EVENTS.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
    }

    private static String name(String words) {
        return words.replaceAll("^(?:的|这个|这条|这项|该项|其中|请|把|将|,|:)+", "")
                .replaceAll("(?:的|:|,|从|由|目前|现在|已经|已|约|请|更新|了)+$", "");
    }

    /** {@code 已切换到}, {@code 新增商户接入完成}: more than the name of a figure. */
    private static boolean saysMore(String name) {
        return name.contains(":")
                || Words.corrects(name + " ")
                || name.contains("预计")
                || name.contains("计划")
                || name.contains("较上")
                || name.contains("环比")
                || name.contains("同比")
                || name.contains("比上")
                || name.contains("下降")
                || name.contains("提升")
                || name.contains("增长")
                || name.contains("目标");
    }

    /** The words as typed of which these are what is left without blanks and width. */
    private static String asTyped(String typed, String compact) {
        String folded = Typed.fold(typed);
        for (int from = 0; from < folded.length(); from++) {
            int at = from;
            int of = 0;
            while (at < folded.length()
                    && of < compact.length()
                    && (folded.charAt(at) == compact.charAt(of) || of > 0 && folded.charAt(at) == ' ')) {
                of += folded.charAt(at) == ' ' ? 0 : 1;
                at++;
            }
            if (of == compact.length()) {
                return typed.substring(from, at);
            }
        }
        return compact;
    }

    private static String halfWidth(String typed) {
        StringBuilder half = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            half.append(c >= '０' && c <= '９' || c == '／' || c == '．' ? (char) (c - '０' + '0') : c);
        }
        return half.toString();
    }
}
