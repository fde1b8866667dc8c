package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures that are reported week by week, from the members' words to the chart in the group and the call that tells them. */
class TrendsTest extends WireTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> FRIDAYS =
            List.of("2024-12-06", "2024-12-13", "2024-12-20", "2024-12-27", "2025-01-03");

    private static final List<String> ROUNDS = List.of(
            "payments-2024-W49", "payments-2024-W50", "payments-2024-W51", "payments-2024-W52", "payments-2025-W01");

    /** As many as leave no room for charts in a message, but for a few words. */
    private static final int LINES = 250;

    private int messages;

    /** A week of the team: he tells the figures, zhou the work; nothing where the text is empty. */
    private void week(int week, String figures, String work) {
        bot.at(FRIDAYS.get(week) + "T10:00");
        if (!figures.isEmpty()) {
            bot.says("ou_he", "om_" + ++messages, "【运行数据】\n" + figures);
        }
        if (!work.isEmpty()) {
            bot.says("ou_zhou", "om_" + ++messages, work);
        }
        bot.at(FRIDAYS.get(week) + "T18:00");
    }

    private void fiveWeeks() {
        week(0, "1. 支付成功率：99.1%\n2. 日均金额：9800万\n3. AB级事故：0次", "1. 佣金存管：开发中，进度10%");
        week(1, "1. 日均金额：1.02亿，环比+4%\n2. 支付成功率：99.3%，较上周提升0.2%\n3. AB级事故：0次", "1. 佣金存管：开发中，进度25%");
        week(2, "1. 日均金额：1.1亿\n2. 删除\n3. AB级事故：0次", "");
        week(3, "1. 支付成功率：99.2%\n2. 日均金额：1.3亿\n3. AB级事故：0次", "1. 佣金存管：联调中，进度60%");
        week(4, "1. 支付成功率：99.87%（上周99.2%）\n2. 日均金额：1.21亿\n3. AB级事故：0次", "1. 佣金存管：联调中，进度80%");
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = bot.get(path, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<String> names(JsonNode trends) {
        return StreamSupport.stream(trends.spliterator(), false)
                .map(trend -> trend.path("kind").asString() + " "
                        + trend.path("subject").asString("") + " "
                        + trend.path("name").asString(""))
                .toList();
    }

    private static List<String> points(JsonNode trend) {
        return StreamSupport.stream(trend.path("points").spliterator(), false)
                .map(point -> point.path("week").asString() + " " + point.path("value") + " "
                        + point.path("quote").asString())
                .toList();
    }

    private List<Sent> posted() {
        return platform.sentTo("oc_group");
    }

    private static List<JsonNode> charts(Sent card) {
        return StreamSupport.stream(card.content().path("body").path("elements").spliterator(), false)
                .filter(element -> element.path("tag").asString().equals("chart"))
                .toList();
    }

    @Test
    void theReportShowsTheCourseOfWhatMovedAndTheSameEverywhere() {
        fiveWeeks();

        assertThat(posted()).hasSize(5);
        assertThat(posted().subList(0, 3))
                .allSatisfy(card -> assertThat(charts(card)).isEmpty());
        List<JsonNode> charts = charts(posted().get(4));
        assertThat(charts)
                .extracting(chart ->
                        chart.path("chart_spec").path("title").path("text").asString())
                .as("work stands first in the report; what never moves is not shown")
                .containsExactly("佣金存管 · 进度（%）", "支付成功率（%）", "日均金额（亿元）");
        assertThat(charts.get(1).path("chart_spec").path("data").path("values").findValuesAsString("point"))
                .containsExactly("W49", "W50", "W52", "W1");

        JsonNode trends = json("/api/v1/rounds/" + ROUNDS.get(4) + "/report").path("trends");
        assertThat(names(trends)).containsExactly("metric  支付成功率", "metric  日均金额", "progress 佣金存管 ");
        assertThat(points(trends.path(1)))
                .containsExactly(
                        "2024-W49 98000000 9800万",
                        "2024-W50 102000000 1.02亿",
                        "2024-W51 110000000 1.1亿",
                        "2024-W52 130000000 1.3亿",
                        "2025-W01 121000000 1.21亿");

        String page = bot.get("/api/v1/rounds/" + ROUNDS.get(4) + "/report", "text/html")
                .body();
        assertThat(page.split("<svg ", -1)).hasSize(1 + 3);
        assertThat(page)
                .contains("<span>日均金额</span> <b>1.21亿元</b>")
                .contains("2024-W49 99.1%；2024-W50 99.3%；2024-W52 99.2%；2025-W01 99.87%</desc>");
        assertThat(bot.report(ROUNDS.get(4)))
                .as("people edit it, so nothing stands in it that nobody wrote")
                .doesNotContain("W52", "1.3亿");
    }

    @Test
    void aReportWithoutRoomForAllItsChartsIsStillChangedWhereItStands() {
        fiveWeeks();
        bot.at("2025-01-10T10:00");
        bot.says("ou_he", "om_figures", "【运行数据】\n1. 支付成功率：99.9%\n2. 日均金额：1.25亿");
        bot.says("ou_zhou", "om_work", "1. 佣金存管：联调中，进度90%");
        bot.says(
                "ou_su",
                "om_long",
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> i + ". 第" + i + "项：完成存管路由的联调与验收，等待提测，风险已解除")
                        .collect(Collectors.joining("\n")));
        bot.at("2025-01-10T18:00");
        List<Sent> parts = posted().subList(5, posted().size());
        int charts = parts.stream().mapToInt(part -> charts(part).size()).sum();
        int wanted =
                json("/api/v1/rounds/payments-2025-W02/report").path("trends").size();
        assertThat(charts).as("charts in %d messages", parts.size()).isLessThan(wanted);

        clock.set("2025-01-10T18:20");
        bot.says("ou_zhou", "om_late", "1. 佣金存管：已上线");
        clock.set("2025-01-10T18:22");
        bot.tick();

        assertThat(platform.updates())
                .extracting(PlatformStandIn.Update::messageId)
                .containsExactlyElementsOf(parts.stream().map(Sent::messageId).toList());
        assertThat(posted()).as("no erratum").hasSize(5 + parts.size());
    }

    @Test
    void aTeamThatWantsNoChartsHasNone() throws IOException {
        Files.writeString(folder.resolve("teams/payments.yml"), fixture("payments.yml") + "report: {charts: false}\n");
        restart();
        fiveWeeks();

        assertThat(charts(posted().get(4))).isEmpty();
        assertThat(json("/api/v1/rounds/" + ROUNDS.get(4) + "/report")
                        .path("trends")
                        .size())
                .isZero();
        assertThat(names(json("/api/v1/teams/payments/sections/figures/figures")))
                .isNotEmpty();
    }

    @Test
    void aLateCorrectionMovesTheCourse() {
        fiveWeeks();
        clock.set("2025-01-03T19:00");
        bot.says("ou_he", "om_late", "重写\n【运行数据】\n1. 支付成功率：99.5%\n2. 日均金额：1.21亿\n3. AB级事故：0次");

        JsonNode trends = json("/api/v1/rounds/" + ROUNDS.get(4) + "/report").path("trends");

        assertThat(points(trends.path(0))).last().isEqualTo("2025-W01 99.5 99.5%");
    }

    @Test
    void anItemsFiguresAndASectionsCanBeAskedFor() {
        fiveWeeks();

        JsonNode section = json("/api/v1/teams/payments/sections/figures/figures");
        assertThat(names(section)).containsExactly("metric  支付成功率", "metric  日均金额", "metric  AB级事故");
        assertThat(section.path(2).path("unit").asString()).isEqualTo("次");
        assertThat(section.path(0).path("section").asString()).isEqualTo("figures");
        assertThat(points(section.path(0)))
                .as("a week in which it was not told is left out")
                .containsExactly(
                        "2024-W49 99.1 99.1%", "2024-W50 99.3 99.3%", "2024-W52 99.2 99.2%", "2025-W01 99.87 99.87%");
        assertThat(points(json("/api/v1/teams/payments/sections/figures/figures?weeks=2")
                        .path(0)))
                .containsExactly("2024-W52 99.2 99.2%", "2025-W01 99.87 99.87%");

        long item = section.path(0).path("item").asLong();
        JsonNode figures = json("/api/v1/teams/payments/items/" + item + "/figures");
        assertThat(figures.size()).isEqualTo(1);
        assertThat(figures.path(0)).isEqualTo(section.path(0));
        assertThat(names(json("/api/v1/teams/payments/sections/projects/figures")))
                .isEmpty();
        assertThat(names(json("/api/v1/teams/payments/sections/o1/figures"))).containsExactly("progress 佣金存管 ");
    }

    @Test
    void whatCannotBeAnsweredSaysWhatWouldWork() {
        assertRefused("/api/v1/teams/payments/items/42/figures", 404, "/api/v1/teams/payments/items");
        assertRefused("/api/v1/teams/payments/sections/metrics/figures", 404, "figures, thoughts");
        assertRefused("/api/v1/teams/payments/sections/figures/figures?weeks=0", 400, "1 to 104");
        assertRefused("/api/v1/teams/payments/sections/figures/figures?weeks=105", 400, "1 to 104");
        assertRefused("/api/v1/teams/payments/sections/figures/figures?weeks=many", 400, "weeks");
        assertRefused("/api/v1/teams/other/sections/figures/figures", 404, "payments");
        assertThat(json("/api/v1/teams/payments/sections/figures/figures").size())
                .as("before the first report")
                .isZero();
    }

    private void assertRefused(String path, int status, String hint) {
        HttpResponse<String> answer = bot.get(path, "*/*");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").asString()).contains(hint);
    }
}
