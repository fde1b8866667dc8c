package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.conversation.Conversation;
import io.rollcall.bot.round.RoundHistory;
import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.text.ReportTexts;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.report.MarkdownRenderer;
import io.rollcall.core.report.Report;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes by number, {@code 同上周} and the like, edits and recalls, with two owners of one section: whoever is heard
 * first, the report is the same, as long as each member's own messages stand in their order. The same round is told over
 * and over, to the conversation itself.
 */
class AnyOrderByNumberTest extends WireTest {

    /** {@code -Drollcall.orders=500} tells more of them. */
    private static final int ORDERS = Integer.getInteger("rollcall.orders", 40);

    private static final long SEED = 20241213;
    private static final RoundId ROUND = RoundId.parse("payments-2024-W50");

    /** What happens to one message of a member. */
    private sealed interface Event {

        record Says(String message, String text) implements Event {}

        record Edits(String message, String text) implements Event {}

        record Recalls(String message) implements Event {}
    }

    /** An event, and when the platform says that it was. */
    private record Told(String member, Event event, Duration sent) {}

    private Team team;

    @BeforeEach
    void lastWeekIsReportedAndThisWeekIsAskedFor() throws IOException {
        bot.close();
        Path file = folder.resolve("teams/payments.yml");
        // Two owners for one section.
        String text = Files.readString(file).replace("owners: [su]", "owners: [su, lin]");
        Files.writeString(file, text + "questions: 0\n");
        clock.set("2024-12-13T09:59");
        bot = started(Map.of());
        team = bot.bean(Teams.class).find(new TeamId("payments")).orElseThrow();
        bot.bean(RoundHistory.class)
                .record(
                        team,
                        ReportWeeks.of(ReportWeek.parse("2024-W49")),
                        List.of(
                                said("lin", "【星河钱包】\n1. 提现限额：联调中，进度40%，预计12/12上线\n2. 开户页：设计中"),
                                said("zhou", """
                                        1. 佣金存管：联调中，进度60%，预计12/12上线
                                        2. 标准签约：
                                           - 合同模板：开发中，进度30%
                                           - 签章服务：待排期
                                        3. 退款链路：方案沟通中"""),
                                said("su", "【O2 平台建设】\n1. 轨迹库：补数进度60%\n2. 自建终端：等定标\n3. 机房扩容：采购中，进度20%"),
                                said("he", "【运行数据】\n收款成功率：99.90%\n日均单量：3.2万笔\n【收获与反思】\n读了一本书")));
        bot.at("2024-12-13T10:00");
    }

    @Test
    void ownersOfOneSectionWhoChangeLinesOfTheirOwnMayBeHeardInAnyOrder() {
        List<List<Told>> week = List.of(
                told(
                        "zhou",
                        says("z1", "1 进度80%，2.1 改成 45%"),
                        says("z2", "3 删除"),
                        new Event.Recalls("z2"),
                        says("z3", "1 延到12/19"),
                        new Event.Edits("z1", "1 进度85%，2.2 完成"),
                        says("z4", "新接入两家渠道")),
                told("su", says("s1", "1 进度90%"), says("s2", "谢谢"), says("s3", "其余同上周")),
                told("lin", says("l1", "4 已定标"), says("l2", "1 进度55%，其余同上周"), new Event.Edits("l1", "4 已定标，12/25进场")),
                told("he", says("h1", "同上周"), says("h2", "2 3.5万笔"), says("h3", "撤回"), says("h4", "2 3.6万笔，其余同上周")));

        String report = sameInAnyOrder(week, false);

        assertThat(report)
                .contains("佣金存管：联调中，进度85%，预计12/19上线", "合同模板：开发中，进度30%", "签章服务：已完成", "退款链路：方案沟通中")
                .contains("新接入两家渠道", "补数进度90%", "已定标，12/25进场", "机房扩容：采购中，进度20%")
                .contains("提现限额：联调中，进度55%", "开户页：设计中", "99.90%", "3.6万笔", "读了一本书")
                .doesNotContain("进度80%", "45%", "3.5万笔", "等定标", "本周未更新");
    }

    @Test
    void ofTwoWhoSpeakOfTheSameLineTheLaterByThePlatformsTimeCountsWhoeverIsHeardFirst() {
        List<List<Told>> week = List.of(
                told(
                        "su",
                        says("s1", "1 进度70%，2 删除"),
                        says("s2", "1. 灾备演练：方案评审\n2. 轨迹库：补数进度75%"),
                        says("s3", "3 进度50%"),
                        new Event.Edits("s1", "1 进度72%，2 样机到货"),
                        says("s4", "其余同上周")),
                told(
                        "lin",
                        says("l1", "3 进度95%"),
                        says("l2", "5 进度45%，1 完成"),
                        says("l3", "【O2 平台建设】\n1. 容器平台：选型中"),
                        new Event.Recalls("l1"),
                        says("l4", "4 已定标")),
                told("zhou", says("z1", "重写\n1. 海外钱包：启动调研"), says("z2", "1 进度90%"), says("z3", "其余同上周")),
                told("he", says("h1", "1. 收款成功率：99.95%"), says("h2", "重写"), says("h3", "同上周"), says("h4", "1 99.93%")));

        String report = sameInAnyOrder(week, true);

        assertThat(report)
                .contains("容器平台：选型中", "灾备演练：方案评审", "已定标", "海外钱包：启动调研", "99.93%")
                .doesNotContain("99.95%", "等定标");
    }

    /**
     * Tells the week in many orders.
     *
     * @param atItsTime whether each message keeps the time at which it was sent, however late it is heard
     * @return the report, which is the same each time
     */
    private String sameInAnyOrder(List<List<Told>> week, boolean atItsTime) {
        List<Told> memberByMember = week.stream().flatMap(List::stream).toList();
        String expected = tell(memberByMember, atItsTime);
        for (int nth = 0; nth < ORDERS; nth++) {
            List<Told> order = anyOrder(week, new Random(SEED + nth));
            assertThat(tell(order, atItsTime))
                    .as("seed %d: %s", SEED + nth, order)
                    .isEqualTo(expected);
        }
        return expected;
    }

    /** Has the round forget all that was said, and tells it this; returns what it makes of that. */
    private String tell(List<Told> order, boolean atItsTime) {
        JdbcClient jdbc = bot.bean(JdbcClient.class);
        jdbc.sql("delete from reply where round = '" + ROUND + "'").update();
        jdbc.sql("delete from outbox where message_key like 'answer/%'").update();
        jdbc.sql("update ask set state = 'ASKED', answered_at = null where round = '" + ROUND + "'")
                .update();
        clock.set("2024-12-13T11:00");
        Instant start = clock.instant();
        for (Told told : order) {
            clock.pass(Duration.ofMinutes(1));
            Instant sent = atItsTime ? start.plus(told.sent()) : clock.instant();
            bot.bean(TransactionTemplate.class).executeWithoutResult(status -> hear(told, sent));
        }
        return outcome();
    }

    private void hear(Told told, Instant sent) {
        Conversation conversation = bot.bean(Conversation.class);
        Account account = team.member(new MemberId(told.member())).orElseThrow().account();
        if (told.event() instanceof Event.Says says) {
            conversation.hear(
                    "feishu",
                    new Incoming.Written(
                            says.message(), account, Optional.empty(), false, List.of(), says.text(), sent));
        } else if (told.event() instanceof Event.Edits edits) {
            conversation.edited("feishu", edits.message(), edits.text(), clock.instant());
        } else if (told.event() instanceof Event.Recalls recalls) {
            conversation.hear("feishu", new Incoming.Recalled(recalls.message(), clock.instant()));
        }
    }

    /** The report as it stands, who has updated what in it, and where each ask stands. */
    private String outcome() {
        Round round = bot.bean(RoundService.class).get(ROUND);
        Report report = bot.bean(RoundReports.class).preview(team, round);
        return new MarkdownRenderer(team, ReportTexts.in(team.language())).render(report)
                + report.allSections()
                        .map(section -> section.id() + " " + section.standing() + " " + section.owners())
                        .collect(Collectors.joining("\n"))
                + bot.bean(Rounds.class).asks(ROUND).stream().map(Ask::state).toList();
    }

    private static RoundHistory.Said said(String member, String text) {
        return new RoundHistory.Said(new MemberId(member), text);
    }

    private static Event says(String message, String text) {
        return new Event.Says(message, text);
    }

    /** The members' messages alternate in the platform's time. */
    private static List<Told> told(String member, Event... events) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            told.add(new Told(member, events[i], Duration.ofSeconds(60L * i + member.charAt(0) % 50)));
        }
        return told;
    }

    /** One list of all, in which the order of each is kept. */
    private static List<Told> anyOrder(List<List<Told>> lists, Random random) {
        List<Deque<Told>> left = new ArrayList<>();
        lists.forEach(list -> left.add(new ArrayDeque<>(list)));
        List<Told> all = new ArrayList<>();
        while (!left.isEmpty()) {
            all.add(left.get(random.nextInt(left.size())).remove());
            left.removeIf(Deque::isEmpty);
        }
        return all;
    }
}
