package io.rollcall.core.understand;

import java.util.Random;

/**
 * Report text of any size, made up from a seed: sections, lists in several styles and depths, and lines with dates,
 * figures, progress and changes among lines of plain prose, in about the mixture of a report.
 */
final class Corpus {

    private static final String[] PROJECTS = {
        "海棠", "星桥支付", "青鸟", "云杉对账", "北辰路由", "鸿雁通知", "松林账户", "白鹭清分", "紫藤发票", "远山风控", "Delta网关", "跨境结算", "门店收银"
    };
    private static final String[] WORK = {"需求评审", "联调", "后端开发", "灰度", "压测", "验收", "数据迁移", "接口改造", "切量", "方案设计"};
    private static final String[] PLACES = {"北城", "南湖", "东港", "西岭", "临川", "安平"};

    /** {@code P} project, {@code W} kind of work, {@code C} place, {@code D} day, {@code N} number, {@code %} share. */
    private static final String[] LINES = {
        "P：W完成，W进行中，预计D上线",
        "P预计D提测，D上线，风险可控",
        "P：100%开发完成，D已上线，运行平稳",
        "PW进度%，剩余部分下周完成",
        "P：因资源冲突，原定D上线，延期至D",
        "C：N笔，N万，渗透率%",
        "累计交易N笔，总金额N万，较上周提升%",
        "本周处理工单N单，环比下降%，其中P类占比%",
        "支付成功率%，年度可用性%",
        "D 15:20 P接口超时，持续12分钟，影响N笔",
        "与P业务方确认了W的范围和节奏，双方对后续分工没有异议",
        "梳理存量商户的接入方式、费率和结算周期，输出清单供业务侧评估",
        "P技术方案启动",
        "P：产品方案沟通中",
        "W已完成，待法务回复",
        "团队内部分享了一次P的改造经验，大家讨论得比较充分，收获不少",
        "补充P的异常场景用例，完善值班手册，统一告警的口径和处理流程",
        "P一期已上线，二期需求评审中",
        "继续跟进P的W，暂无风险",
        "由于上游接口尚未就绪，PW暂停推进",
        "银行侧反馈材料齐全，等待对方内部审批流程走完后再安排联合验证",
        "P：W阻塞，需要架构组协助定位问题",
        "优化了P的交互细节，减少了不必要的跳转，用户反馈比之前的版本清楚",
        "端午后与C团队对接方案，下周内部过方案",
    };

    private static final String[][] LISTS = {{"%d. ", "    - "}, {"%d、", "  （1）"}, {"- ", "    - "}, {"（%d）", "    • "}
    };

    private Corpus() {}

    /** Text of about so many bytes in UTF-8, whole lines. */
    static String of(int bytes, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(bytes / 2);
        int size = 0;
        while (size < bytes) {
            int start = text.length();
            section(text, random);
            for (int i = start; i < text.length(); i++) {
                size += text.charAt(i) < 0x80 ? 1 : 3;
            }
        }
        return text.toString();
    }

    private static void section(StringBuilder text, Random random) {
        text.append("## 【").append(oneOf(PROJECTS, random)).append("】\n\n");
        String[] list = oneOf(LISTS, random);
        int items = 3 + random.nextInt(6);
        for (int i = 1; i <= items; i++) {
            text.append(list[0].replace("%d", Integer.toString(i)));
            line(text, random);
            for (int below = random.nextInt(4); below > 0; below--) {
                text.append(list[1]);
                line(text, random);
            }
        }
        text.append('\n');
    }

    private static void line(StringBuilder text, Random random) {
        String line = oneOf(LINES, random);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case 'P' -> text.append(oneOf(PROJECTS, random));
                case 'W' -> text.append(oneOf(WORK, random));
                case 'C' -> text.append(oneOf(PLACES, random));
                case 'D' -> day(text, random);
                case 'N' -> text.append(1 + random.nextInt(9)).append(',').append(100 + random.nextInt(900));
                case '%' -> {
                    boolean typed = i > 0 && line.charAt(i - 1) == '0';
                    if (!typed) {
                        text.append(random.nextInt(100)).append('.').append(random.nextInt(10));
                    }
                    text.append('%');
                }
                default -> text.append(c);
            }
        }
        text.append('\n');
    }

    private static void day(StringBuilder text, Random random) {
        int month = 11 + random.nextInt(2);
        int day = 1 + random.nextInt(28);
        switch (random.nextInt(3)) {
            case 0 -> text.append(month).append('/').append(day);
            case 1 -> text.append(month).append('月').append(day).append('日');
            default -> text.append(month).append("月底");
        }
    }

    private static String oneOf(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    private static String[] oneOf(String[][] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }
}
