package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rounds, teams and weeks that meet each other. */
class ManyRoundsTest extends WireTest {

    private static final String W49 = "payments-2024-W49";

    private static final String RISK = """
            id: risk
            name: 风控中心
            chat: feishu:main
            group: oc_risk
            members:
              - {id: zhou, name: 周航, account: ou_zhou}
              - {id: wang, name: 王宁, account: ou_wang}
            sections:
              - {id: rules, title: 规则引擎, owners: [zhou]}
              - {id: cases, title: 案件调查, owners: [wang]}
            """;

    @Test
    void aRoundThatNobodyWasAskedInIsStillClosedAndPosted() {
        clock.set("2024-12-05T15:00");
        bot.says("ou_zhou", "om_1", "1. 提前写好的一条");
        bot.close();

        clock.set("2024-12-06T19:00");
        bot = started(Map.of());
        bot.tick();

        assertThat(bot.report(W49)).contains("提前写好的一条").contains("本周未更新");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
    }

    @Test
    void anOwnerWhoLeftHoldsNothingUpAndANewOneIsAsked() throws IOException {
        clock.set("2024-12-05T15:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.close();
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml")
                        .replace("{id: zhou, name: 周航, account: ou_zhou}", "{id: wu, name: 吴桐, account: ou_wu}")
                        .replace("[zhou]", "[wu]"));
        clock.set("2024-12-06T10:00");
        bot = started(Map.of());
        bot.tick();

        assertThat(platform.sentTo("ou_wu")).hasSize(1);
        assertThat(platform.sentTo("ou_su")).hasSize(1);
        assertThat(platform.sentTo("ou_zhou")).isEmpty();

        bot.at("2024-12-06T14:00");
        assertThat(platform.sentTo("ou_wu")).hasSize(2);
        bot.at("2024-12-06T18:00");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(bot.report(W49)).contains("吴桐").doesNotContain("周航");
    }

    @Test
    void someoneInTwoTeamsAnswersEachOfThem() throws IOException {
        Files.writeString(folder.resolve("teams/risk.yml"), RISK);
        restart();
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_zhou")).hasSize(2);

        bot.says("ou_zhou", "om_1", "【规则引擎】\n1. 新增规则12条");
        bot.says("ou_zhou", "om_2", "1. 佣金存管联调中");
        bot.at("2024-12-06T17:30");

        assertThat(bot.report("risk-2024-W49")).contains("新增规则12条").doesNotContain("佣金存管");
        assertThat(bot.report(W49)).contains("佣金存管联调中").doesNotContain("新增规则");
    }

    @Test
    void aButtonCountsForTheRoundItWasSentFor() {
        bot.at("2024-12-06T10:00");
        Sent ask = platform.sentTo("ou_zhou").get(0);
        bot.at("2024-12-06T18:00");
        assertThat(bot.report(W49)).contains("本周未更新（周航");

        clock.set("2024-12-09T09:00");
        press("ou_zhou", ask.messageId(), Map.of("act", "skip", "round", W49));

        assertThat(bot.report(W49)).contains("本周无更新");
        bot.at("2024-12-13T10:00");
        assertThat(platform.sentTo("ou_zhou")).anyMatch(sent -> sent.title().contains("第 50 周周报"));
    }

    @Test
    void nobodyTakesBackWhatAnotherSent() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管联调中");
        Sent echo = last("ou_zhou");

        press("ou_su", echo.messageId(), Map.of("act", "undo", "round", W49, "message", "om_1"));

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(W49)).contains("佣金存管联调中");
    }

    @Test
    void weeksAreCoveredByOneRoundOnly() {
        clock.set("2024-12-02T09:00");
        assertThat(open("{\"weeks\":[\"2024-W48\",\"2024-W49\"]}").statusCode()).isEqualTo(201);
        HttpResponse<String> again = open("{\"weeks\":[\"2024-W49\"]}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("payments-2024-W48");

        int asked = platform.sent().size();
        bot.at("2024-12-06T10:00");
        assertThat(platform.sent().stream()
                        .filter(sent -> sent.title().contains("周周报"))
                        .count())
                .isLessThanOrEqualTo(asked + 4);
        assertThat(bot.get("/api/v1/rounds/" + W49, "application/json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeputyMayRepeatLastWeekForTheOwner() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：开发中，进度10%");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        // He owns 运行数据 and is deputy of O1, so he says which he means.
        bot.says("ou_he", "om_2", "【O1 业务支撑】\n1. 佣金存管：开发完成");
        bot.at("2024-12-13T17:30");

        assertThat(bot.report("payments-2024-W50")).contains("佣金存管：开发完成");
        assertThat(bot.get("/api/v1/rounds/payments-2024-W50", "application/json")
                        .body())
                .contains("\"ANSWERED\"");
    }

    @Test
    void theRestAsLastWeekLeavesAloneWhatWasWrittenAnew() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_he", "om_1", "【运行数据】\n收款成功率：99.90%\n【收获与反思】\n上周的感想");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");

        bot.says("ou_he", "om_2", "【运行数据】\n收款成功率：99.95%");
        bot.says("ou_he", "om_3", "其余同上周");
        bot.at("2024-12-13T17:30");

        assertThat(bot.report("payments-2024-W50"))
                .contains("99.95%")
                .doesNotContain("99.90%")
                .contains("上周的感想");
    }

    @Test
    void anItemKeepsItsNumberOverRevisionsAndSilentWeeks() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：开发中，进度10%");
        bot.at("2024-12-06T18:00");
        String first = bot.get(
                        "/api/v1/teams/payments/items?query=佣金".replace("佣金", "%E4%BD%A3%E9%87%91"), "application/json")
                .body();
        bot.says("ou_su", "om_2", "1. 迟到的一条");
        bot.at("2024-12-13T10:00");
        bot.at("2024-12-13T18:00");
        bot.at("2024-12-20T10:00");
        bot.says("ou_zhou", "om_3", "1. 佣金存管：联调中，进度60%");
        bot.at("2024-12-20T18:00");

        String later = bot.get("/api/v1/teams/payments/items?query=%E4%BD%A3%E9%87%91", "application/json")
                .body();
        assertThat(later).contains("\"firstWeek\":\"2024-W49\"").contains("\"lastWeek\":\"2024-W51\"");
        assertThat(id(later)).isEqualTo(id(first));
    }

    @Test
    void anEditIsReadAsIfItHadBeenSentLikeThat() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 第一条");
        clock.set("2024-12-06T10:05");
        bot.says("ou_zhou", "om_2", "2. 第二条");
        bot.says("ou_su", "om_3", "1. 仓库迁移");
        bot.says("ou_he", "om_4", "【收获与反思】\n读了一本书");
        platform.memberEdits("om_1", "1. 第一条改", clock.instant().toEpochMilli() + 1);
        platform.memberEdits("om_3", "跳过", clock.instant().toEpochMilli() + 1);
        platform.memberEdits("om_4", "读了两本书", clock.instant().toEpochMilli() + 1);

        bot.at("2024-12-06T17:30");

        String report = bot.report(W49);
        assertThat(report.indexOf("第一条改")).isPositive().isLessThan(report.indexOf("第二条"));
        assertThat(report).doesNotContain("仓库迁移").doesNotContain("跳过").contains("本周无更新");
        assertThat(report).contains("读了两本书").doesNotContain("其他");
    }

    @Test
    void whoIsOnLeaveAndTakesBackWhatTheyWroteIsOnLeaveStill() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_su", "om_1", "请假 12/6");
        bot.says("ou_su", "om_2", "1. 还是写一条");
        bot.at("2024-12-06T17:30");
        bot.recalls("om_2");

        assertThat(bot.report(W49)).doesNotContain("还是写一条").contains("请假（苏岚");
    }

    private HttpResponse<String> open(String body) {
        HttpResponse<String> answer = bot.postJson("/api/v1/teams/payments/rounds", body);
        bot.tick();
        return answer;
    }

    private void press(String openId, String messageId, Map<String, String> value) {
        bot.deliver(Envelope.event(
                "ev-press-" + messageId + openId,
                "card.action.trigger",
                Envelope.TOKEN,
                clock.instant(),
                Map.of(
                        "operator", Map.of("open_id", openId),
                        "token", "c-1",
                        "action", Map.of("tag", "button", "value", value),
                        "context", Map.of("open_message_id", messageId, "open_chat_id", "oc_p2p"))));
        bot.work();
    }

    private Sent last(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }

    private static String id(String items) {
        return items.replaceFirst("(?s).*?\"id\":(\\d+).*", "$1");
    }
}
