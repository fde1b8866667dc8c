package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.inbox.InboxWorker;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Who happens to be faster does not change the report: the members' messages may come in any order in which each
 * member's own stand, and any delivery may come again. Several teams alike are told the same in different orders.
 */
class AnyOrderTest extends WireTest {

    private static final int TEAMS = 6;
    private static final long SEED = 20241206;

    /** What happens to one message of a member. */
    private sealed interface Event {

        String message();

        record Says(String message, String text) implements Event {}

        record Edits(String message, String text) implements Event {}

        record Recalls(String message) implements Event {}
    }

    private int events;

    /** By member, in the member's own order. */
    private static final Map<String, List<Event>> WEEK = week();

    private static Map<String, List<Event>> week() {
        Map<String, List<Event>> week = new LinkedHashMap<>();
        week.put(
                "lin",
                List.of(
                        new Event.Says("lin1", "1. 钱包开户页改版上线\n2. 提现限额改造联调中，进度40%"),
                        new Event.Says("lin2", "谢谢"),
                        new Event.Says("lin3", "3. 银行合作：\n   - 清源银行子户数量已调整"),
                        new Event.Says("lin4", "预览")));
        week.put(
                "zhou",
                List.of(
                        new Event.Says("zhou1", "1. 发错了的一条"),
                        new Event.Recalls("zhou1"),
                        new Event.Says("zhou2", "（1）佣金存管：联调中，进度17%，预计12/20上线"),
                        new Event.Edits("zhou2", "（1）佣金存管：联调中，进度71%，预计12/20上线"),
                        new Event.Says("zhou3", "（2）标准签约：由于资源冲突，暂停推进")));
        week.put(
                "su",
                List.of(
                        new Event.Says("su1", "• 实时数仓：刷数进度60%"),
                        new Event.Says("su2", "重写\n• 实时数仓：刷数进度80.4%"),
                        new Event.Says("su3", "• 自建终端：等定标"),
                        new Event.Says("su4", "撤回"),
                        new Event.Says("su5", "• 自建终端：已定标")));
        week.put(
                "he",
                List.of(
                        new Event.Says("he1", "【收获与反思】\n今年读完了三本书"),
                        new Event.Says("he2", "【运行数据】\n收款有效成功率：99.994%\n事故数AB级0次"),
                        new Event.Says("he3", "状态")));
        return week;
    }

    /** An event of one team's week; told a second time where the platform delivers it again. */
    private record Delivery(int team, String member, Event event) {}

    @Test
    void anyOrderThatKeepsEachMembersOwnGivesTheSameReport() {
        serveTeamsAlike();
        bot.at("2024-12-06T10:00");
        List<List<Delivery>> weeks = new ArrayList<>();
        weeks.add(memberByMember());
        for (int team = 1; team < TEAMS; team++) {
            Random random = new Random(SEED + team);
            weeks.add(withRepeats(anyOrder(byMember(team), random), random));
        }
        Random random = new Random(SEED);
        for (Delivery delivery : anyOrder(weeks, random)) {
            clock.pass(Duration.ofSeconds(1));
            happen(delivery);
            if (random.nextInt(20) == 0) {
                // Finds what was edited by then, in any team.
                bot.bean(RoundService.class).lookAgain();
            }
        }
        bot.at("2024-12-06T18:00");

        String expected = bot.report("team0-2024-W49");
        assertThat(expected)
                .contains("钱包开户页改版上线", "清源银行子户数量已调整", "进度71%", "由于资源冲突，暂停推进")
                .contains("进度80.4%", "已定标", "三本书", "99.994%")
                .doesNotContain("发错了", "进度17%", "进度60%", "等定标", "谢谢", "本周未更新");
        for (int team = 1; team < TEAMS; team++) {
            String order = "seed " + SEED + ", team " + team + ": " + weeks.get(team);
            assertThat(bot.report("team" + team + "-2024-W49")).as(order).isEqualTo(expected);
            assertThat(posted(team)).as(order).isEqualTo(posted(0));
        }
        assertThat(bot.rows("round")).isEqualTo(TEAMS);
    }

    /** Teams that differ in nothing but their id and their addresses. */
    private void serveTeamsAlike() {
        bot.close();
        try {
            Path file = folder.resolve("teams/payments.yml");
            String team = Files.readString(file);
            Files.delete(file);
            for (int n = 0; n < TEAMS; n++) {
                Files.writeString(
                        folder.resolve("teams/team" + n + ".yml"),
                        team.replace("id: payments", "id: team" + n)
                                .replace("oc_group", "oc_group" + n)
                                .replace("ou_", "ou_" + n + "_"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bot = started(Map.of());
    }

    private static List<Delivery> memberByMember() {
        return byMember(0).stream().flatMap(List::stream).toList();
    }

    private static List<List<Delivery>> byMember(int team) {
        return WEEK.entrySet().stream()
                .map(member -> member.getValue().stream()
                        .map(event -> new Delivery(team, member.getKey(), event))
                        .toList())
                .toList();
    }

    /** One list of all, in which the order of each is kept. */
    private static List<Delivery> anyOrder(List<List<Delivery>> lists, Random random) {
        List<Deque<Delivery>> left = new ArrayList<>();
        lists.forEach(list -> left.add(new ArrayDeque<>(list)));
        List<Delivery> all = new ArrayList<>();
        left.removeIf(Deque::isEmpty);
        while (!left.isEmpty()) {
            all.add(left.get(random.nextInt(left.size())).remove());
            left.removeIf(Deque::isEmpty);
        }
        return all;
    }

    /** The same, with every third message delivered again at some later time. */
    private static List<Delivery> withRepeats(List<Delivery> deliveries, Random random) {
        List<Delivery> all = new ArrayList<>(deliveries);
        for (Delivery delivery : deliveries) {
            if (random.nextInt(3) == 0) {
                int after = all.lastIndexOf(delivery) + 1;
                all.add(after + random.nextInt(all.size() - after + 1), delivery);
            }
        }
        return all;
    }

    private void happen(Delivery delivery) {
        String member = "ou_" + delivery.team() + "_" + delivery.member();
        String id = "om_" + delivery.team() + "_" + delivery.event().message();
        String eventId = "ev_" + ++events;
        if (delivery.event() instanceof Event.Says says) {
            hear(Envelope.written(eventId, id, member, says.text(), clock.instant()));
        } else if (delivery.event() instanceof Event.Recalls) {
            hear(Envelope.recalled(eventId, id, clock.instant()));
        } else if (delivery.event() instanceof Event.Edits edits) {
            platform.memberEdits(id, edits.text(), clock.instant().toEpochMilli());
        }
    }

    /** The answers are left in the outbox for now: they are paced by the real time. */
    private void hear(String event) {
        assertThat(bot.deliver(event)).isEqualTo(200);
        bot.bean(InboxWorker.class).drain();
    }

    private List<String> posted(int team) {
        return platform.sentTo("oc_group" + team).stream().map(Sent::text).toList();
    }
}
