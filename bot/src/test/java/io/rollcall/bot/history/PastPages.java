package io.rollcall.bot.history;

import io.rollcall.core.calendar.ReportWeek;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Random;

/** Pages of an invented team, as note systems export them. */
final class PastPages {

    private static final String[] PROJECTS = {"星桥对账", "海盐网关", "青禾账单", "北斗风控", "拾光门户", "云杉路由", "白鹭清分", "赤羽结算"};
    private static final String[] STEPS = {"方案评审", "接口联调", "灰度发布", "数据迁移", "压测", "验收"};

    private PastPages() {}

    /** As Notion exports: a property below the title, titles as bullets, everything else indented by four. */
    static String notion(String week, String created, String wallet) {
        return """
                # %s

                Created: %s

                - 【星河钱包】
                    1. 业务侧：
                        - %s
                        - 春节活动资源位确认中。
                    2. 产品研发：
                        - 余额支付开发进度60%%，预计12月20日上线。

                ## 【O1 业务支撑】

                1. 资金安全：异常提醒覆盖12个城市，较上周提升3.5%%。
                """.formatted(week, created, wallet);
    }

    /** As Feishu docs export: headings, numbered lists, a quotation and a picture. */
    static String feishu(String title, String o1) {
        return """
                # %s

                ## 重点项目

                ### 星河钱包

                1. 余额支付：
                   - 联调完成，余额支付预计12月20日上线
                2. 提现限额调整已上线

                ## O1 业务支撑

                1. %s

                ## 运行数据

                - 收款成功率：99.98%%
                - 系统可用性：99.99%%

                ## 收获与反思

                > 先看日志，再看代码。
                """.formatted(title, o1);
    }

    /** A week of the generated history: the same eight projects go on, a few lines a week are new. */
    static String generated(ReportWeek week, int number, Random random) {
        StringBuilder page = new StringBuilder("# " + week + "\n\nCreated: " + written(week) + "\n\n");
        page.append("- 【星河钱包】\n");
        for (int i = 0; i < PROJECTS.length; i++) {
            page.append("    %d. %s：%s进度%d%%，预计%s上线。\n"
                    .formatted(
                            i + 1,
                            PROJECTS[i],
                            STEPS[(number + i) % STEPS.length],
                            random.nextInt(100),
                            day(week, 20)));
            page.append("        - 接入商户%d家，较上周提升%d.%d%%\n"
                    .formatted(100 + random.nextInt(900), random.nextInt(9), random.nextInt(10)));
        }
        page.append("\n## 【O1 业务支撑】\n\n");
        for (int i = 0; i < 6; i++) {
            page.append("%d. 工单%d号：%s，%s完成\n".formatted(i + 1, random.nextInt(10_000), STEPS[i], day(week, i)));
        }
        page.append("\n## 【运行数据】\n\n- 收款成功率：99.9%d%%\n- 付款成功率：99.9%d%%\n"
                .formatted(random.nextInt(10), random.nextInt(10)));
        return page.toString();
    }

    private static String written(ReportWeek week) {
        LocalDate saturday = week.day(DayOfWeek.SATURDAY);
        return "%d年%d月%d日 09:4%d"
                .formatted(saturday.getYear(), saturday.getMonthValue(), saturday.getDayOfMonth(), week.week() % 10);
    }

    private static String day(ReportWeek week, int later) {
        LocalDate day = week.monday().plusDays(later);
        return day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
