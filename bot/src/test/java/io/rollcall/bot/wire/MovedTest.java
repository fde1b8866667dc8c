package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.TeamHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In the middle of a round a team's history is taken to another database, and the bot goes on there as if nothing were. */
class MovedTest extends WireTest {

    private static final TeamId PAYMENTS = new TeamId("payments");
    private static final String SECOND = "payments-2024-W50";
    private static final String ITEMS = "/api/v1/teams/payments/items";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void reportTheFirstWeekAndOpenTheSecond() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_w49_zhou", """
            1. 门店分账：联调中，预计12/11上线
            2. 票据池：方案评审通过，进度40%
            3. 存量清理：开发中，进度60%，预计12/12上线
            4. 网关改造：评审中\
            """);
        bot.says("ou_he", "om_w49_he", "1. 收款成功率：99.85%\n2. 可用性：99.99%");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        clock.set("2024-12-13T11:00");
    }

    @Test
    void numbersQuestionsAndWhatIsNotToBeAskedMeanWhatTheyMeant() throws IOException {
        bot.says("ou_zhou", "om_zhou", "1. 门店分账：联调中，预计12/20上线");
        bot.says("ou_he", "om_he", "1. 收款成功率：99.97%，较上周提升0.21个百分点\n2. 可用性：99.99%");
        press("ou_he", "以后别问这项");
        String noticed = findings(SECOND);
        assertThat(noticed).contains("slipped", "claim", "answered");
        int asked = questionsTo("ou_zhou").size();

        moveTheTeam();

        assertThat(findings(SECOND)).isEqualTo(noticed);
        bot.says("ou_zhou", "om_more", "3 完成");
        assertThat(questionsTo("ou_zhou")).as("asked no second time").hasSize(asked);
        press("ou_zhou", "仍按原计划");
        bot.at("2024-12-13T17:30");
        assertThat(bot.report(SECOND))
                .contains("门店分账：联调中，预计12/11上线")
                .contains("存量清理：已完成")
                .doesNotContain("12/20", "未答复");

        bot.at("2024-12-13T18:00");
        bot.at("2024-12-20T10:00");
        int askedHe = questionsTo("ou_he").size();
        bot.says("ou_he", "om_third", "1. 收款成功率：99.98%，较上周提升0.35个百分点\n2. 可用性：99.99%");
        assertThat(findings("payments-2024-W51")).contains("claim");
        assertThat(questionsTo("ou_he")).as("still not to be asked about").hasSize(askedHe);
    }

    @Test
    void aQuestionThatStaysUnansweredIsPrintedAsSuch() throws IOException {
        bot.says("ou_zhou", "om_zhou", "1. 门店分账：联调中，预计12/20上线\n2-4 删除");
        assertThat(questionsTo("ou_zhou")).hasSize(1);

        moveTheTeam();
        bot.at("2024-12-13T17:30");

        assertThat(bot.report(SECOND)).contains("> 未答复：");
    }

    @Test
    void whatAPersonSaidIsOneItemStaysOneAndWhatWasNoticedIsShownOfIt() throws IOException {
        bot.says("ou_zhou", "om_zhou", "1. 门店分账：联调中，预计12/20上线\n2. 统一路由平台：提测\n3-4 删除");
        bot.at("2024-12-13T17:30");
        bot.at("2024-12-13T18:00");
        long old = item("网关改造");
        long renamed = item("统一路由平台");
        assertThat(bot.postJson(ITEMS + "/" + renamed + "/merge", "{\"into\":" + old + ",\"by\":\"lin\"}")
                        .statusCode())
                .isEqualTo(200);
        String noticed = findings(SECOND);

        moveTheTeam();

        assertThat(findings(SECOND)).isEqualTo(noticed).contains("slipped");
        assertThat(bot.get(ITEMS + "/corrections", "application/json").body()).contains("\"by\":\"lin\"");
        bot.at("2024-12-20T10:00");
        bot.says("ou_zhou", "om_third", "统一路由平台：灰度中");
        bot.at("2024-12-20T17:30");
        assertThat(JSON.readTree(bot.get(ITEMS + "/" + item("统一路由平台") + "/history", "application/json")
                                .body())
                        .findValuesAsString("text"))
                .containsExactly("网关改造：评审中", "统一路由平台：提测", "统一路由平台：灰度中");
    }

    /** The other database has given numbers already, so that none is the same there. */
    private void moveTheTeam() throws IOException {
        String exported = exported();
        bot.close();
        database = otherDatabase();
        bot = started(Map.of());
        TeamId other = new TeamId("harbour");
        ReportWeek week = ReportWeek.parse("2024-W49");
        bot.bean(Ledger.class)
                .replaceWeek(
                        other,
                        week,
                        IntStream.range(0, 50)
                                .mapToObj(i -> new Statement(
                                        0,
                                        week,
                                        null,
                                        new SectionId("tugs"),
                                        0,
                                        1,
                                        null,
                                        null,
                                        "拖轮" + i,
                                        null,
                                        List.of(),
                                        null,
                                        null))
                                .toList());
        assertThat(bot.bean(TeamHistory.class)
                        .importFrom(PAYMENTS, new BufferedReader(new StringReader(exported)))
                        .outcome())
                .isEqualTo(TeamHistory.Outcome.NEW);
        assertThat(exported()).isEqualTo(exported);
    }

    WireDatabase otherDatabase() {
        return WireDatabase.h2(folder.resolve("other"));
    }

    private String exported() throws IOException {
        StringWriter out = new StringWriter();
        bot.bean(TeamHistory.class).export(PAYMENTS, out);
        return out.toString();
    }

    /** Whatever the database calls the items. */
    private String findings(String round) {
        return bot.get("/api/v1/rounds/" + round + "/findings", "application/json")
                .body()
                .replaceAll("\"item\":\\d+", "\"item\":0");
    }

    private long item(String words) {
        JsonNode found = JSON.readTree(
                bot.get(ITEMS + "?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8), "application/json")
                        .body());
        return found.findValue("id").longValue();
    }

    private void press(String openId, String label) {
        for (Sent card : platform.sentTo(openId)) {
            for (JsonNode button : card.content().findParents("behaviors")) {
                if (button.path("text").path("content").asString("").equals(label)) {
                    Map<String, String> value = new HashMap<>();
                    button.path("behaviors")
                            .path(0)
                            .path("value")
                            .properties()
                            .forEach(field ->
                                    value.put(field.getKey(), field.getValue().asString()));
                    bot.presses(openId, card.messageId(), value, Map.of());
                    bot.work();
                    return;
                }
            }
        }
        throw new AssertionError(openId + " has no button " + label);
    }

    private List<Sent> questionsTo(String openId) {
        return platform.sentTo(openId).stream()
                .filter(sent -> sent.title().contains("想请你确认"))
                .toList();
    }
}
