package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people write in two weeks, and what is to be noticed in the second; most often nothing. */
class ReviewStoriesTest {

    @Test
    void aDayThatTheLineItselfTakesBackHasSlippedWhateverElseTheLineSays() {
        assertThat(noticed(
                        week(8, "- 冷链专线预计3月7日上线，货主提出新需求，报关方案需调整。"), week(9, "- 冷链专线报关方案按两地申报新需求调整，上线时间由3月7日顺延至3月28日。")))
                .containsExactly("slipped 冷链专线上线 3/7 3/28");
    }

    @Test
    void ofTwoDaysTheOneThatIsTakenBackHasSlippedAndTheOtherStands() {
        assertThat(noticed(
                        week(8, "- 预约到仓预计2月27日上线，签收凭证已完成，预计3月20日上线。"),
                        week(9, "- 预约到仓：签收凭证改造已完成，原计划2月27日的首批上线因接口文件格式问题推迟到3月4日，全量3月20日不变。")))
                .containsExactly("slipped 预约到仓上线 2/27 3/4");
    }

    @Test
    void anOriginalDayIsReplacedByTheNextOneInItsSentence() {
        assertThat(noticed(week(8, "1. 路由引擎：3/12联调，3月中旬上线"), week(9, "1. 路由引擎：联调提前启动，原计划3/12联调现3/5开始，上线仍为3月中旬。")))
                .containsExactly("pulled_in 路由引擎联调 3/12 3/5");
    }

    @Test
    void twoThingsOfOneLineSlipEachForItself() {
        assertThat(noticed(
                        week(8, "1. 轨迹数仓：补数进度80%，预计下周完成历史轨迹补数；旧网点盘点进度20%，预计2月底完成"),
                        week(9, "1. 轨迹数仓：补数93%（历史轨迹），受促销流量影响，预计延后到3/5完成；旧网点盘点完成60%，延期到3月中旬")))
                .containsExactly("slipped 轨迹数仓完成 2/24–3/2 3/5", "slipped 轨迹数仓完成 2/21–2/28 3/11–3/20");
    }

    @Test
    void ofThingsPromisedSideBySideOneThatIsDoneAnswersForItselfOnly() {
        assertThat(noticed(
                        week(8, "1. 电子运单：网页端2/20已上线，app2/26上线\n2. 司机补贴：签到2/27上线，结算上线3/6"),
                        week(9, "1. 电子运单：网页端2/20已上线，app联调问题处理中\n2. 司机补贴：签到2/27已上线，结算侧准备中，整体进度65%")))
                .containsExactly("overdue app上线 2/26 2", "withdrawn 结算上线 3/6");
    }

    @Test
    void theEndOfAMonthIsOverWithItsLastWorkingWeek() {
        assertThat(noticed(week(21, "1. 温控改造，探头换装，预计5月底完成整体的标定工作\n2. 网点巡检进行中"), week(22, "1. 网点巡检进行中，已查12处")))
                .containsExactly("silent 探头换装完成 5/21–5/31");
    }

    @Test
    void whatIsMissingIsSaidOnce() {
        assertThat(noticed(
                        week(21, "1. 温控改造，探头换装，预计下周完成整体的标定工作\n2. 网点巡检进行中"),
                        week(22, "1. 网点巡检进行中，已查12处"),
                        week(23, "1. 网点巡检进行中，已查15处")))
                .isEmpty();
    }

    @Test
    void whatIsToldUnderAShorterNameIsNotMissing() {
        assertThat(noticed(
                        week(21, "1. GSP冷链认证通知已收，下周药监局进场检查。\n2. 网点巡检进行中"),
                        week(22, "1. 网点巡检进行中，已查12处\n2. 冷链认证：周三完成进场检查，1项整改")))
                .isEmpty();
    }

    @Test
    void whatIsToldInAnotherSectionIsNotMissingThenNorLater() {
        String told = "1. 网点巡检进行中，已查12处\n\n## 【其他】\n\n1. 药监局28日进场完成GSP冷链认证，现场无不符合项。";
        assertThat(noticed(week(21, "1. GSP冷链认证通知已收，下周药监局进场检查。\n2. 网点巡检进行中"), week(22, told)))
                .isEmpty();
        assertThat(noticed(
                        week(21, "1. GSP冷链认证通知已收，下周药监局进场检查。\n2. 网点巡检进行中"),
                        week(22, told),
                        week(23, "1. 网点巡检进行中，已查15处")))
                .isEmpty();
    }

    @Test
    void whatWasToBeginAndIsUnderWayHasBegun() {
        assertThat(noticed(week(8, "1. 车队看板：油耗数据已提测；里程明细和罚单明细下周一开始方案设计。"), week(9, "1. 车队看板：油耗数据验证通过；里程明细和罚单明细方案设计中")))
                .isEmpty();
    }

    @Test
    void afterAHolidayIsNoDay() {
        assertThat(noticed(week(22, "- 仓配一体端午后与货主对接口，下周先过接口文档。"), week(23, "- 仓配一体端午后对接口，接口文档已过两轮。")))
                .isEmpty();
    }

    @Test
    void whatAFigureIsExpectedToDoIsNobodysPromise() {
        assertThat(noticed(week(8, "- 南站网点接入智能分拣已提单，法务审核中，准点率预计3月底改善。"), week(9, "- 南站网点接入智能分拣法务审核通过，系统配置中。")))
                .isEmpty();
    }

    @Test
    void oneThingIsLiveAndAnotherIsToFollow() {
        assertThat(noticed(week(8, "1. 数据：面单监控迭代；货损看板开发中"), week(9, "1. 数据：面单监控迭代已上线；货损看板开发完成80%，预计3/5上线。")))
                .isEmpty();
        assertThat(noticed(
                        week(8, "1. 运力安全：车证核验及人证核验技术方案启动"), week(9, "1. 运力安全：车证核验技术方案评审通过，进入开发；人证核验技术方案编写中，预计3/6评审")))
                .isEmpty();
    }

    @Test
    void theProgressOfTheWholeIsNotThatOfAPart() {
        assertThat(noticed(
                        week(8, "1. 轨迹数仓：进度98%，2月20日完成上线，历史轨迹补数处理中，预计3月14日支持看板投产"),
                        week(9, "1. 轨迹数仓：历史轨迹补数完成70%，3/14支持看板投产无风险")))
                .isEmpty();
    }

    @Test
    void whatIsTakenUpAgainWithADayLongPastContradictsTheDayItIsWrittenOn() {
        String line = "1. 温控改造，探头换装，预计5月底完成整体的标定工作\n";
        assertThat(noticed(
                        week(21, line + "2. 网点巡检进行中"),
                        week(22, "1. 网点巡检进行中，已查12处"),
                        week(23, line + "2. 网点巡检进行中，已查15处")))
                .contains("contradiction 预计5月底完成 5/31 6/6");
    }

    @Test
    void anAmountInTheWrongUnitIsToldByTheAverage() {
        assertThat(noticed(week(8, "- 2月发运2198单，运费1934万，平均每单运费0.88万。"), week(10, "- 3月发运2412单，运费2131亿，平均每单运费0.88万。")))
                .containsExactly("unit 2131亿 2412单 8835万 0.88万");
    }

    @Test
    void aFigureThatIsRightAgainIsNotSaidToBeWrong() {
        assertThat(noticed(
                        week(8, "- 分仓：\n    - 北仓：268单，108万\n    - 南仓：310单，139万"),
                        week(9, "- 分仓：\n    - 北仓：326单，1,310万\n    - 南仓：381单，171万"),
                        week(10, "- 分仓：\n    - 北仓：389单，157万\n    - 南仓：456单，205万")))
                .isEmpty();
    }

    @Test
    void aSumOfOtherFiguresIsCheckedBesideAFigureInTheWrongUnit() {
        assertThat(noticed(
                        week(
                                8,
                                "- 概览\n    - 累计841单，总运费352万。\n    - 分仓：\n"
                                        + warehouses("268单，108万", "310单，139万", "263单，105万")),
                        week(
                                9,
                                "- 概览\n    - 累计1,102单，总运费424万。\n    - 分仓：\n"
                                        + warehouses("326单，1,310万", "381单，171万", "305单，122万"))))
                .containsExactly("sum 累计 1,102单 326单 + 381单 + 305单 1012 90", "unit 北仓 108万 1,310万 10");
    }

    @Test
    void aPlanWithSomebodyOfWhomNoLineSpeaksIsUnanswered() {
        String work = "- 甲港车队直连接口%s\n- 乙港车队直连接口已上线，车队侧切换中%s\n";
        assertThat(noticed(
                        week(8, work.formatted("遗留问题修复", "") + "\n# 下周计划\n\n1. 与远岚物流沟通车队直连接口接入方案\n2. 与法务确认承运合同模板\n"),
                        week(9, work.formatted("遗留问题已修复", "，进度60%") + "- 承运合同模板定稿\n")))
                .containsExactly("plan_unanswered 与远岚物流沟通车队直连接口接入方案");
    }

    @Test
    void whatPeopleAreRemindedOfIsNobodysPlan() {
        assertThat(noticed(week(8, """
                        1. 网点巡检进行中

                        # 下周计划

                        1. 网点巡检收尾

                        有几件事请大家关注：

                        1. 春运返程高峰期间
                            1. 严格遵守装载规定，禁止超载车辆出场
                            2. 放假之前完成一次消防通道检查
                        """), week(9, "1. 网点巡检完成"))).isEmpty();
    }

    /** Of the last week, each with what it speaks of. */
    private static List<String> noticed(String... pages) {
        Reviewer reviewer = new Reviewer();
        List<Finding> findings = List.of();
        for (String page : pages) {
            String name = page.substring(2, page.indexOf('\n'));
            findings = reviewer.read(Pages.read(name + ".md", page));
        }
        return findings.stream().map(ReviewStoriesTest::shortly).toList();
    }

    private static String shortly(Finding finding) {
        List<String> args = finding.why().args();
        int shown = switch (finding.kind()) {
            case SLIPPED, PULLED_IN, OVERDUE -> 3;
            case SILENT, WITHDRAWN -> 2;
            default -> args.size();
        };
        return finding.kind().key() + " " + String.join(" ", args.subList(0, Math.min(shown, args.size())));
    }

    private static String week(int week, String body) {
        return "# 2025-W%02d\n\n## 【仓配】\n\n%s\n".formatted(week, body);
    }

    private static String warehouses(String north, String south, String other) {
        return "        - 北仓：%s\n        - 南仓：%s\n        - 其他新开仓：%s\n".formatted(north, south, other);
    }
}
