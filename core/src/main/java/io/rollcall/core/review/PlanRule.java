package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import io.rollcall.core.ledger.Purpose;
import io.rollcall.core.review.Finding.Why;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Last week's plans that nothing in this week's report answers for. A plan is answered by a line that shares its words,
 * or that names what it is about; one too vague to be answered ({@code 重点项目跟进}) is left alone.
 */
final class PlanRule implements Rule {

    private static final Pattern FILLING = Pattern.compile(
            "下周|本周|继续|推进|跟进|完成|启动|进行|开展|准备|落实|确认|沟通|讨论|梳理|输出|组织|参加|支持|配合|协助|评审|方案|需求|设计|开发|测试|联调|上线|提测|验收|计划|工作|项目|重点|相关|日常|整理|以及|等|与|和|及|的|对|做好|保障|持续|优化|更新|进度|情况|内部|初步|初稿|完善|方面|事项|预计|争取|目标|周[一二三四五]|\\d+月\\d*日?|\\d+/\\d+");

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{1,}|[“「《【]([^”」》】]{2,})[”」》】]");

    /** What stands below this is said to people, and nobody's plan. */
    private static final Pattern REMINDS =
            Pattern.compile("(?:大家|请|注意|需要|以下|几件|几点)[^，。：:]{0,8}(?:关注|宣导|周知|留意|注意)|温馨提[示醒]|注意事项|(?:团队|全员|大家)(?:宣导|周知)");

    private static final Pattern WITH =
            Pattern.compile("(?:与|和|同|跟|拜访|走访|对接|邀请)(\\p{IsHan}{2})\\p{IsHan}{0,6}?(?:沟通|对接|讨论|交流|洽谈|商谈|确认|签|评审|过)");

    /** With fewer pairs of characters left a plan says too little to be looked for. */
    private static final int LEAST = 4;

    private static final double ANSWERED = 0.5;
    private static final double ANSWERED_WITHOUT_NAME = 0.6;

    @Override
    public void read(Sheet sheet, Trails trails, Consumer<Finding> findings) {
        trails.previous(sheet)
                .filter(previous -> sheet.weeksSince(previous) <= 2)
                .ifPresent(previous -> previous.entries().stream()
                        .filter(entry -> entry.purpose() == Purpose.PLANS && entry.children.isEmpty())
                        .filter(plan -> plan.above()
                                .noneMatch(
                                        above -> REMINDS.matcher(above.text()).find()))
                        .filter(plan -> isConcrete(plan) && !isAnswered(plan, sheet))
                        .forEach(plan -> findings.accept(plan.missing(
                                FindingKind.PLAN_UNANSWERED, sheet, Why.of("plan_unanswered", plan.text()), 0.7))));
    }

    /** {@code 与东浦银行沟通接入方案}, where no line of the page has the name. */
    private static boolean namesSomebodyUnheardOf(Entry plan, Sheet sheet) {
        Matcher with = WITH.matcher(plan.text());
        return with.find() && !sheet.mentions(Bare.of(with.group(1)));
    }

    private static Pairs told(String text) {
        Pairs pairs = Pairs.of("");
        for (String part : FILLING.matcher(text).replaceAll(" ").split("[\\s，。；、,;：:（）()]+")) {
            String bare = Bare.of(part);
            if (bare.length() >= 2) {
                pairs = pairs.with(Pairs.of(bare));
            }
        }
        return pairs;
    }

    private static boolean isConcrete(Entry plan) {
        return told(plan.text()).size() >= LEAST;
    }

    /** A plan of several parts is answered for when one of them is. */
    private static boolean isAnswered(Entry plan, Sheet sheet) {
        if (namesSomebodyUnheardOf(plan, sheet)) {
            // Half of the words will do for work of one's own; what was planned with somebody else takes more.
            Pairs told = told(plan.text());
            return sheet.entries().stream()
                    .filter(entry -> entry.purpose() != Purpose.PROSE)
                    .anyMatch(entry -> told.common(entry.placedPairs()) >= ANSWERED_WITHOUT_NAME * told.size());
        }
        for (String part : plan.text().split("[；;，,、。]")) {
            Pairs told = told(part);
            if (told.isEmpty()) {
                continue;
            }
            String bare = Bare.of(part);
            for (Entry entry : sheet.entries()) {
                if (entry.purpose() == Purpose.PROSE) {
                    continue;
                }
                int common = told.common(entry.placedPairs());
                boolean begins = Bare.commonBeginning(bare, entry.bare()) >= 2;
                if (common >= ANSWERED * told.size() || common >= 5 || begins && common >= 0.3 * told.size()) {
                    return true;
                }
            }
        }
        Matcher names = NAME.matcher(plan.text());
        while (names.find()) {
            String name = Bare.of(names.group(1) == null ? names.group() : names.group(1));
            if (name.length() >= 3 && sheet.mentions(name)) {
                return true;
            }
        }
        return false;
    }
}
