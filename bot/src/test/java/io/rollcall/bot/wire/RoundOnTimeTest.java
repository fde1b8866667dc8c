package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundOnTimeTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";

    @Test
    void theWeekGoesByItsTimetable() {
        bot.tick();
        assertThat(platform.sent()).isEmpty();

        bot.at("2024-12-06T10:00");
        assertThat(titlesTo("ou_lin", "ou_zhou", "ou_su", "ou_he"))
                .hasSize(4)
                .allSatisfy(title -> assertThat(title).contains("第 49 周周报"));
        assertThat(platform.sentTo("oc_group")).isEmpty();

        bot.says("ou_lin", "om_1", fixture("wallet.txt"));
        bot.says("ou_su", "om_2", fixture("o2.txt"));

        bot.at("2024-12-06T14:00");
        assertThat(remindersTo("ou_zhou")).hasSize(1);
        assertThat(remindersTo("ou_he")).hasSize(1);
        assertThat(remindersTo("ou_lin")).isEmpty();
        assertThat(remindersTo("ou_su")).isEmpty();

        bot.says("ou_zhou", "om_3", fixture("o1.txt"));
        bot.at("2024-12-06T16:00");
        assertThat(remindersTo("ou_zhou")).hasSize(1);
        assertThat(remindersTo("ou_he")).hasSize(2);

        bot.at("2024-12-06T17:30");
        assertThat(bot.get("/api/v1/rounds/" + ROUND, "application/json").body())
                .contains("\"CLOSED\"");
        assertThat(platform.sentTo("oc_group")).isEmpty();

        bot.at("2024-12-06T18:00");
        String posted = textTo("oc_group");
        assertThat(posted)
                .contains("云闪付南岭：小程序补贴优惠上线完毕，12/3跑通首单。")
                .contains("运行数据")
                .contains("本周未更新")
                .contains("何川");
        assertThat(bot.get("/api/v1/rounds/" + ROUND, "application/json").body())
                .contains("\"PUBLISHED\"")
                .contains("\"SILENT\"");

        int all = platform.sent().size();
        bot.tick();
        bot.at("2024-12-06T18:00:30");
        assertThat(platform.sent()).hasSize(all);
    }

    @Test
    void aReminderMissedWhileTheProcessWasDownGoesOutOnce() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T13:59");
        bot.tick();
        bot.close();

        clock.set("2024-12-06T14:05");
        bot = started(Map.of());
        bot.tick();
        bot.tick();

        assertThat(Stream.of("ou_lin", "ou_zhou", "ou_su", "ou_he").map(this::remindersTo))
                .allSatisfy(reminders -> assertThat(reminders).hasSize(1));

        bot.at("2024-12-06T15:59");
        assertThat(remindersTo("ou_lin")).hasSize(1);
        bot.at("2024-12-06T16:00");
        assertThat(remindersTo("ou_lin")).hasSize(2);
    }

    @Test
    void aWholeDayMissedPublishesWhatThereIsAndAsksNobody() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.close();
        int before = platform.sent().size();

        clock.set("2024-12-07T09:00");
        bot = started(Map.of());
        bot.tick();

        assertThat(textTo("oc_group")).contains("钱包开户页改版上线");
        assertThat(platform.sent().subList(before, platform.sent().size()))
                .allSatisfy(sent -> assertThat(sent.to()).isIn("oc_group", "ou_lin"));
    }

    @Test
    void aHolidayFridayMovesTheRound() {
        // Tomb-sweeping 2025: Friday 4 April is off.
        bot.at("2025-04-03T09:59");
        assertThat(platform.sent()).isEmpty();
        bot.at("2025-04-03T10:00");
        assertThat(titlesTo("ou_lin", "ou_zhou", "ou_su", "ou_he")).hasSize(4);
        bot.at("2025-04-04T10:00");
        assertThat(titlesTo("ou_zhou")).containsOnlyOnce("清结算中心 第 14 周周报");
    }

    @Test
    void whoIsOnLeaveIsNeitherAskedNorRemindedAndTheReportSaysSo() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_su", "om_1", "请假 12/6-12/10");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T14:00");
        bot.at("2024-12-06T17:30");

        assertThat(platform.sentTo("ou_su")).hasSize(1);
        assertThat(bot.report(ROUND)).contains("请假").doesNotContain("苏岚）本周未更新");
    }

    private List<String> titlesTo(String... addresses) {
        return Stream.of(addresses)
                .flatMap(address -> platform.sentTo(address).stream())
                .map(Sent::title)
                .toList();
    }

    private List<Sent> remindersTo(String address) {
        return platform.sentTo(address).stream()
                .filter(sent -> sent.title().startsWith("还差你这一份"))
                .toList();
    }

    private String textTo(String address) {
        return String.join(
                "\n", platform.sentTo(address).stream().map(Sent::text).toList());
    }
}
