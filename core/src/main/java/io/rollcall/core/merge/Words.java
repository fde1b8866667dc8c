package io.rollcall.core.merge;

import java.util.regex.Pattern;

/** Words that replies and lines are told by. */
final class Words {

    static final String DELIVERIES = "上线|发布|投产|交付|全量|发版|下线|关闭|解决|修复|落地|验收|结项|签约|开通|生效|过会|提审|切换|切流|迁移|上架|割接|结清|签署";

    private static final String WORK =
            "联调|开发|测试|提测|灰度|评审|设计|验收|回归|压测|对接|接入|改造|迁移|部署|排查|沟通|调研|梳理|自测|切量|切流|放量|编写|验证|演练|试运行|内测|公测|筹备|谈判|审批|签约|入网|进件|推进|推广|开通|整改|优化|准备|上线|发布|投产|全量|实施|处理|跟进|需求|方案|立项|采购|招标|走流程|用印|盖章|割接|清理|核对|对账|备案|报备|审核|修复|建设|搭建|培训|搬迁";

    /** What happens on a day. */
    static final Pattern EVENTS = Pattern.compile("(?:(?:全量|灰度|正式|首批|一期|二期|三期|全面)?(?:" + WORK + "|" + DELIVERIES
            + "|封版|发版|封网|开工|启动|完成|结束|交付|开始|试点|首发|切换|冒烟|定标|开标|到货|go-?live|launch|release|uat))");

    /** With what work ends. */
    static final Pattern ENDS = Pattern.compile("完成|结束|上线|发布|投产|交付|全量|结项|落地|上架|go-?live|launch|release|done");

    /** Where a line begins to tell its state; what stands before is its name. */
    static final Pattern STATE_BEGINS = Pattern.compile("(?:已经|正在|仍在|还在|尚在|尚未|还未|暂未|仍未|未能|均已|都已|"
            + "(?:目前|当前|现在|本周|整体|全部|持续|继续)?(?:" + WORK + "){1,2}(?:进行)?(?:中(?!心|台|间|信|转|继|国|行)|完成|完毕|通过|进度|\\d|了)"
            + "|已(?=" + WORK + "|" + DELIVERIES + "|完成|启动|开始|暂停|收到|确认|接入|过|提|排|与|在|有|向|于|就|和|跟|进|通)"
            + "|进行中|推进中|排期中|处理中|跟进中|筹备中|规划中|进度|完成度|预计|计划于|计划在|计划(?=\\d|本|下)|拟于|争取|力争|原定|等待|待(?=" + WORK
            + "|排|银|对|客|业|合|上|下|法|财|签|确|定|反|回)|等(?=银|对|客|业|合|上|下|法|财|签|确|定|反|回|渠|三)|未开始|未启动|未排期|没开始|暂停|暂缓|搁置|挂起|受阻|阻塞|卡在|卡住|延期|推迟"
            + "|(?<![\\d.])\\d{1,3}(?:\\.\\d+)?%|(?<![\\d.])\\d{1,2}[/月]\\d{1,2}|(?:本|下)周|月底|完成(?!率|度|量|情)|(?:"
            + DELIVERIES
            + ")了|in progress|done|wip|ongoing|expected|eta|planned)");

    /** How what is asked of a line begins. */
    static final Pattern ORDER_BEGINS =
            Pattern.compile(" *(?:的|也|都|均|请|先|还是|仍|已经)? *(?:进度|进展|完成|做完|搞定|结束|已|改|调整|更新|变成|变为|延|推迟|推到|顺延|提前|预计|计划|争取|"
                    + "暂停|暂缓|搁置|挂起|先停|同上|同前|不变|不动|照旧|如旧|没变|没动|没有?更新|没有变|无变|无更新|未变|和上周|与上周|跟上周|保持|维持|沿用|一样|删|去掉|去除|移除|划掉|不要|"
                    + "(?:" + DELIVERIES
                    + ")(?:了|完成|成功|改|时间|推|延)|done|finish|complete|same|unchanged|no change|no"
                    + " update|delete|remove|drop|pause|on hold|progress|eta|to \\d|as |is |now |resum|up to|down"
                    + " to|moved|slipped|升|降|涨|提到|回退|退回|恢复|重启|还没|delay|postpone|move|✅|√|✔|[到至达] ?\\d|→|->|=|(?:"
                    + Day.FORM
                    + ")|\\d{1,3}(?:\\.\\d+)? ?%)");

    /** {@code 较上周提升0.12%}: how a figure moved, and since when. */
    static final Pattern CHANGE = Pattern.compile(
            "((?:周|月)?环比|同比|(?:较|比|与|同|对比|相比)(?:于)?(?:上上?周|上个?月|上期|上次|前一周|昨[天日]|去年|年初|月初)(?:同期|相比|末|底)?)"
                    + " ?(?:(?:的|又|略有?|小幅|大幅|微|再|有所|净|都|均) ?)*"
                    + "(?:持平|(?:提升|提高|上升|上涨|增长|增加|回升|增|涨|升|下降|降低|下滑|下跌|减少|回落|减|降|跌|多|少|高|低|\\+|-)(?:了|约|近)* ?"
                    + "\\d[\\d,]*(?:\\.\\d+)? ?(?:个?百分点|%|‰|pp|bps?|[万亿]?[笔元家个单户次人条]|分钟|小时|秒|ms|倍|万|亿)?)");

    /** {@code 不对，是85%}: what is said next counts instead of what was said before. */
    static final Pattern CORRECTION = Pattern.compile(
            "(?:啊|哦|噢|额|呃)?(?:刚才|刚刚|刚|前面|上面|之前)?(?:我)?(?:不对|不是|错了|写错了?|说错了?|打错了?|记错了?|看错了?|弄错了?|搞错了?|更正一?下?|纠正一?下?|订正|修正一?下?|口误|手滑了?|sorry|correction|no"
                    + " wait|wait|i mean|oops|actually)(?:[ :,]+|(?=应|是)|$)");

    private Words() {}

    /** Whether words take back what was said before them ({@code 更正：1是70%}). */
    static boolean corrects(String typed) {
        return CORRECTION.matcher(Typed.fold(typed.strip())).lookingAt();
    }
}
