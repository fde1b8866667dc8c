package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ledger notices in a round, held against the rounds before it. */
class FindingsTest extends WireTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String THIRD = "/api/v1/rounds/payments-2024-W51/findings";

    @Test
    void aRoundTellsWhatSlippedWhatWasCopiedAndWhatDoesNotAddUp() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/13上线\n2. 期刊投稿：下周三提交初稿\n3. 票据核验：成功率98.20%");
        week("2024-12-13", "1. 佣金存管：联调中，预计12/20上线\n2. 期刊投稿：材料整理中\n3. 票据核验：成功率98.50%，较上周提升0.30%");

        bot.at("2024-12-20T10:00");
        bot.says("ou_zhou", "om_3", "1. 佣金存管：压测中，预计12/27上线\n2. 期刊投稿：材料整理中\n3. 票据核验：成功率98.60%，较上周提升0.40%");
        assertThat(kinds(findings(THIRD)))
                .as("while the round collects")
                .contains("slipped o1 佣金存管", "claim o1 票据核验")
                .noneMatch(kind -> kind.startsWith("plan_unanswered"));
        bot.at("2024-12-20T18:00");

        JsonNode published = findings(THIRD);
        JsonNode slipped = only(published, "slipped");
        assertThat(slipped.path("explain").asString())
                .contains("12/20 → 12/27")
                .contains("12/13")
                .contains("第 2 次");
        assertThat(slipped.path("week").asString()).isEqualTo("2024-W51");
        assertThat(slipped.path("before").asString()).isEqualTo("2024-W50");
        assertThat(slipped.path("member").asString()).isEqualTo("zhou");
        assertThat(slipped.path("quotes").findValuesAsString("text"))
                .containsExactly("佣金存管：联调中，预计12/20上线", "佣金存管：压测中，预计12/27上线");
        assertThat(only(published, "claim").path("explain").asString()).contains("0.1");

        JsonNode history =
                json("/api/v1/teams/payments/items/" + slipped.path("item").asLong() + "/history");
        assertThat(history.findValuesAsString("knownBy")).containsExactly("", "label", "label");
        JsonNode promise = history.path(2).path("promises").path(0);
        assertThat(promise.path("original").asString()).isEqualTo("2024-12-13");
        assertThat(promise.path("day").asString()).isEqualTo("2024-12-27");
        assertThat(promise.path("slips").asInt()).isEqualTo(2);
        assertThat(promise.path("days").asInt()).isEqualTo(14);
    }

    @Test
    void inAnHonestRoundNothingIsNoticed() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/20上线\n2. 票据核验：成功率98.20%");
        week("2024-12-13", "1. 佣金存管：压测完成，预计12/20上线\n2. 票据核验：成功率98.50%，较上周提升0.30%");

        assertThat(findings("/api/v1/rounds/payments-2024-W50/findings")).isEmpty();
    }

    @Test
    void aLateReplyIsReviewedLikeAnyOther() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/13上线");
        bot.at("2024-12-13T10:00");
        bot.at("2024-12-13T18:00");
        JsonNode silent = findings("/api/v1/rounds/payments-2024-W50/findings");
        assertThat(kinds(silent)).containsExactly("silent o1 佣金存管");

        bot.says("ou_zhou", "om_late", "1. 佣金存管：已上线");

        assertThat(findings("/api/v1/rounds/payments-2024-W50/findings")).isEmpty();
    }

    @Test
    void aPersonSaysThatTwoItemsAreOneAndTheNextRoundKnows() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/13上线");
        week("2024-12-13", "1. 资金托管平台切换推进，预计12/20投产");
        long first = item("佣金存管");
        long second = item("资金托管");
        assertThat(second).isNotEqualTo(first);

        HttpResponse<String> merged = bot.postJson(
                "/api/v1/teams/payments/items/" + second + "/merge", "{\"into\":" + first + ",\"by\":\"lin\"}");
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(200);
        week("2024-12-20", "1. 资金托管平台切换推进，预计12/27投产");

        assertThat(item("资金托管")).isEqualTo(first);
        JsonNode history = json("/api/v1/teams/payments/items/" + first + "/history");
        assertThat(history.findValuesAsString("week")).containsExactly("2024-W49", "2024-W50", "2024-W51");
        assertThat(history.findValuesAsString("knownBy").get(1)).isEqualTo("person");
        assertThat(json("/api/v1/teams/payments/items/corrections").findValuesAsString("by"))
                .containsExactly("lin");

        HttpResponse<String> split =
                bot.postJson("/api/v1/teams/payments/items/" + first + "/split", "{\"from\":\"2024-W50\"}");
        assertThat(split.statusCode()).as(split.body()).isEqualTo(200);
        assertThat(item("资金托管")).isNotEqualTo(first);
        assertThat(bot.postJson("/api/v1/teams/payments/items/" + first + "/split", "{\"from\":\"2024-W40\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(bot.postJson("/api/v1/teams/payments/items/" + first + "/merge", "{}")
                        .body())
                .contains("{\\\"into\\\":7}");
    }

    @Test
    void afterASplitNothingIsNoticedOfTheLatestReportThatOnlyHeldOfTheOneItem() {
        week("2024-12-06", "1. 网关改造：评审中，下周提测");
        week("2024-12-13", "1. 网关改造：评审中，下周提测");
        assertThat(kinds(findings("/api/v1/rounds/payments-2024-W50/findings"))).contains("stale o1 网关改造");

        HttpResponse<String> split =
                bot.postJson("/api/v1/teams/payments/items/" + item("网关改造") + "/split", "{\"from\":\"2024-W50\"}");

        assertThat(split.statusCode()).as(split.body()).isEqualTo(200);
        assertThat(kinds(findings("/api/v1/rounds/payments-2024-W50/findings"))).doesNotContain("stale o1 网关改造");
    }

    @Test
    void afterAMergeNoFindingNamesTheItemThatIsGone() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/13上线");
        week("2024-12-13", "1. 资金托管平台切换推进，预计12/20投产");
        week("2024-12-20", "1. 资金托管平台切换推进，预计12/27投产");
        long first = item("佣金存管");
        long second = item("资金托管");
        assertThat(findings("/api/v1/rounds/payments-2024-W51/findings").findValuesAsString("item"))
                .contains(Long.toString(second));

        bot.postJson("/api/v1/teams/payments/items/" + second + "/merge", "{\"into\":" + first + "}");

        assertThat(findings("/api/v1/rounds/payments-2024-W51/findings").findValuesAsString("item"))
                .contains(Long.toString(first))
                .doesNotContain(Long.toString(second));
    }

    @Test
    void aMergeWithinARoundLeavesItsQuestionsAndWhatIsNotToBeAskedAsTheyWere() {
        week("2024-12-06", "1. 佣金存管：联调中，预计12/13上线");
        week("2024-12-13", "1. 资金托管平台切换推进，预计12/20投产");
        long first = item("佣金存管");
        long second = item("资金托管");
        bot.at("2024-12-20T10:00");
        bot.says("ou_zhou", "om_51", "1. 资金托管平台切换推进，预计12/27投产");
        assertThat(bot.rows("question where state = 'OPEN' and item = " + second))
                .isEqualTo(1);

        bot.postJson("/api/v1/teams/payments/items/" + second + "/merge", "{\"into\":" + first + "}");
        bot.says("ou_zhou", "om_51_more", "2. 风控：规则评审中");

        assertThat(bot.rows("question where state = 'OPEN' and item = " + first))
                .isEqualTo(1);
        assertThat(bot.rows("question where round = 'payments-2024-W51'")).isEqualTo(1);
        bot.says("ou_zhou", "om_mute", "以后别问这项");
        bot.at("2024-12-20T18:00");
        bot.postJson("/api/v1/teams/payments/items/" + first + "/split", "{\"from\":\"2024-W50\"}");
        bot.at("2024-12-27T10:00");
        bot.says("ou_zhou", "om_52", "1. 资金托管平台切换推进，预计1/10投产\n2. 风控：规则评审通过");
        assertThat(bot.rows("question where round = 'payments-2024-W52'")).isZero();
    }

    private void week(String friday, String said) {
        bot.at(friday + "T10:00");
        bot.says("ou_zhou", "om_" + friday, said);
        bot.at(friday + "T18:00");
    }

    private JsonNode findings(String path) {
        return json(path).path("findings");
    }

    private long item(String words) {
        JsonNode found = json("/api/v1/teams/payments/items?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        assertThat(found.size()).as(words).isEqualTo(1);
        return found.path(0).path("id").asLong();
    }

    private static List<String> kinds(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.path("kind").asString() + " "
                        + finding.path("section").asString() + " "
                        + finding.path("title").asString())
                .toList();
    }

    private static JsonNode only(JsonNode findings, String kind) {
        List<JsonNode> some = StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.path("kind").asString().equals(kind))
                .toList();
        assertThat(some).as(findings.toString()).hasSize(1);
        return some.get(0);
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = bot.get(path, "application/json");
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
