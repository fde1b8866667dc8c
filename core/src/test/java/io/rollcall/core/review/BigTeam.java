package io.rollcall.core.review;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.ledger.ItemMatcher;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportCompiler;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.ReportTemplate;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.core.team.Timetable;
import io.rollcall.core.understand.ParsedNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * An invented team of any size that writes week after week, from a seed: of its lines a third stays as it is, half has
 * other figures and days, some are said anew, some are gone and others come.
 */
final class BigTeam {

    private static final String[] FIRST = {
        "海棠", "星桥", "青鸟", "云杉", "北辰", "鸿雁", "松林", "白鹭", "紫藤", "远山", "赤岩", "沧澜", "玉带", "银杏", "墨竹", "金桂"
    };
    private static final String[] SECOND = {
        "支付", "对账", "路由", "通知", "账户", "清分", "发票", "风控", "网关", "结算", "收银", "票据", "授信", "仓配", "会员", "营销"
    };
    private static final String[] WORK = {"接口改造", "数据迁移", "权限收敛", "报表", "灰度切量", "渠道接入", "自助工具", "压测", "双活", "限额管理"};
    private static final String[] STAGES = {"需求评审", "方案设计", "开发", "联调", "测试", "灰度"};
    private static final String[] REMARKS = {
        "暂无风险", "与业务方确认了范围和节奏", "等待对方内部审批后安排联合验证", "补充异常场景用例，完善值班手册", "依赖上游接口，排期待定", "材料已提交"
    };

    private final Random random;
    private final Team team;
    private final List<List<Line>> sections = new ArrayList<>();
    private int named;

    BigTeam(int sections, int items, long seed) {
        random = new Random(seed);
        List<Section> all = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < sections; i++) {
            MemberId member = new MemberId("m" + i);
            members.add(new Member(member, "组员" + i, new Account("feishu", "main", "ou_" + i)));
            all.add(new Section(
                    new SectionId("s" + i),
                    FIRST[i % FIRST.length] + "业务" + i,
                    SectionKind.ITEMS,
                    List.of(member),
                    null,
                    List.of(),
                    false,
                    null,
                    List.of()));
            List<Line> lines = new ArrayList<>();
            for (int k = 0; k < items; k++) {
                lines.add(new Line());
            }
            this.sections.add(lines);
        }
        team = new Team(
                new TeamId("big"),
                "平台",
                ZoneId.of("Asia/Shanghai"),
                Locale.CHINESE,
                Timetable.DEFAULT,
                null,
                null,
                members,
                all,
                ReportTemplate.DEFAULT);
    }

    Team team() {
        return team;
    }

    /** What its members write in this week, a message a section; each call goes on from the last. */
    List<Reply> write(ReportWeek week) {
        LocalDate day = week.day(DayOfWeek.FRIDAY);
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            List<Line> lines = sections.get(i);
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < lines.size(); k++) {
                double what = random.nextDouble();
                Line line = lines.get(k);
                if (line.text.isEmpty() || what < 0.50) {
                    line.goOn(day);
                } else if (what < 0.57) {
                    line.remark = REMARKS[random.nextInt(REMARKS.length)];
                    line.goOn(day);
                } else if (what < 0.63) {
                    lines.set(k, new Line());
                    lines.get(k).goOn(day);
                } else if (what < 0.67 && k > 0) {
                    lines.set(k, lines.get(k - 1));
                    lines.set(k - 1, line);
                }
            }
            for (int k = 0; k < lines.size(); k++) {
                text.append(k + 1).append(". ").append(lines.get(k).text).append('\n');
            }
            replies.add(new Reply(
                    i + 1,
                    new RoundId(team.id(), week),
                    new MemberId("m" + i),
                    "feishu",
                    "om_" + week + "_" + i,
                    1,
                    ReplyKind.TEXT,
                    text.toString(),
                    new SectionId("s" + i),
                    day.atTime(15, 0).toInstant(ZoneOffset.ofHours(8)),
                    null));
        }
        return replies;
    }

    /** What the ledger makes of a report. */
    static List<Statement> statements(Report report) {
        List<Statement> statements = new ArrayList<>();
        report.allSections()
                .forEach(section -> section.passages().stream()
                        .flatMap(passage -> passage.nodes().stream())
                        .filter(ParsedNode.Item.class::isInstance)
                        .map(ParsedNode.Item.class::cast)
                        .flatMap(ParsedNode.Item::withDescendants)
                        .forEach(item -> statements.add(new Statement(
                                0,
                                report.weeks().last(),
                                null,
                                section.id(),
                                0,
                                item.depth(),
                                null,
                                item.label(),
                                item.text(),
                                item.status(),
                                item.facts(),
                                null,
                                null))));
        return statements;
    }

    static Report compile(ReportCompiler compiler, ReportWeek week, List<Reply> replies) {
        return compiler.compile(ReportWeeks.of(week), 0, List.of(), replies, Map.of());
    }

    ItemMatcher matcher() {
        return new ItemMatcher(this::title);
    }

    ReviewedReport page(ReportWeek week, List<Statement> statements) {
        return ReviewedReport.of(ReportWeeks.of(week), week.day(DayOfWeek.FRIDAY), statements, this::title);
    }

    private String title(SectionId section) {
        return team.sections()
                .get(Integer.parseInt(section.value().substring(1)))
                .title();
    }

    /** An item of the team's work, as it stands. */
    private final class Line {

        private final int kind = random.nextInt(5);
        private final String name = FIRST[named % FIRST.length]
                + SECOND[named / FIRST.length % SECOND.length]
                + WORK[random.nextInt(WORK.length)];
        private String remark = REMARKS[random.nextInt(REMARKS.length)];
        private int stage = random.nextInt(STAGES.length);
        private int progress = 5 + random.nextInt(40);
        private int count = 1000 + random.nextInt(90_000);
        private LocalDate due = LocalDate.EPOCH;
        private String text = "";

        Line() {
            named++;
        }

        void goOn(LocalDate day) {
            progress = Math.min(100, progress + random.nextInt(12));
            count += random.nextInt(2000);
            if (due.isBefore(day) || random.nextInt(6) == 0) {
                due = day.plusDays(7 + random.nextInt(40));
                stage = (stage + 1) % STAGES.length;
            }
            String date = due.getMonthValue() + "/" + due.getDayOfMonth();
            text = switch (kind) {
                case 0 -> name + "：" + STAGES[stage] + "进度" + progress + "%，预计" + date + "上线";
                case 1 -> name + "：累计交易" + count + "笔，总金额" + count / 3 + "万，成功率99." + count % 90 + "%";
                case 2 -> name + "：" + STAGES[stage] + "中，" + remark + "，预计" + date + "提测";
                case 3 -> name + STAGES[stage] + "推进中，" + remark;
                default -> name + "，" + remark + "，计划" + date + "前完成" + STAGES[stage];
            };
        }
    }
}
