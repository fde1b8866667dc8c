package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.RoundId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST calls, as a script makes them. */
class ApiTest extends WireTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROUND = "payments-2024-W49";
    private static final String ROUNDS = "/api/v1/teams/payments/rounds";

    /** Every call, as method and path. */
    private static final List<String> CALLS = List.of(
            "POST /api/v1/understand?week=2024-W49",
            "POST " + ROUNDS,
            "GET /api/v1/rounds/" + ROUND,
            "POST /api/v1/rounds/" + ROUND + "/close",
            "POST /api/v1/rounds/" + ROUND + "/publish",
            "GET /api/v1/rounds/" + ROUND + "/report",
            "GET /api/v1/rounds/" + ROUND + "/findings",
            "GET /api/v1/teams/payments/items?query=",
            "GET /api/v1/teams/payments/items/1/history",
            "GET /api/v1/teams/payments/items/corrections",
            "POST /api/v1/teams/payments/items/1/merge",
            "POST /api/v1/teams/payments/items/1/split",
            "GET /api/v1/teams/payments/items/1/figures",
            "GET /api/v1/teams/payments/sections/figures/figures?weeks=12");

    @Test
    void withoutTheTokenNoCallIsAnsweredAndNothingHappens() {
        Stream<String> ways = Stream.of("", "Bearer", "Bearer ", "Bearer wrong", "Basic " + BotUnderTest.API_TOKEN);
        for (String authorization : ways.toList()) {
            for (String call : CALLS) {
                HttpResponse<String> answer = call(call, authorization);
                assertThat(answer.statusCode())
                        .as("%s with \"%s\"", call, authorization)
                        .isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
                assertThat(error(answer)).contains("Authorization: Bearer");
            }
        }
        assertThat(call("GET /api;v=1/v1/rounds/" + ROUND, "").statusCode()).isIn(400, 401);
        assertThat(call("GET //api/v1/rounds/" + ROUND, "").statusCode()).isIn(400, 401, 404);
        assertThat(call("GET /api/%76%31/rounds/" + ROUND, "").statusCode()).isIn(400, 401);
        assertThat(bot.rows("round")).isZero();
        assertThat(platform.sent()).isEmpty();

        assertThat(call("GET /api/v1/teams/payments/items", "bearer " + BotUnderTest.API_TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenConfiguredTheApiIsOffForEveryone() {
        bot.close();
        bot = started(Map.of("rollcall.api.token", " "));
        for (String authorization : List.of("", "Bearer ", "Bearer " + BotUnderTest.API_TOKEN)) {
            for (String call : CALLS) {
                HttpResponse<String> answer = call(call, authorization);
                assertThat(answer.statusCode())
                        .as("%s with \"%s\"", call, authorization)
                        .isEqualTo(403);
                assertThat(error(answer)).contains("rollcall.api.token");
            }
        }
        assertThat(bot.rows("round")).isZero();
    }

    @Test
    void openingARoundAsksTheOwnersOnceHoweverOftenItIsCalled() {
        clock.set("2024-12-04T09:30");
        HttpResponse<String> first = bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\"]}");
        bot.tick();

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).contains("/api/v1/rounds/" + ROUND);
        JsonNode round = JSON.readTree(first.body());
        assertThat(round.path("id").asString()).isEqualTo(ROUND);
        assertThat(round.path("team").asString()).isEqualTo("payments");
        assertThat(round.path("weeks").asString()).isEqualTo("2024-W49");
        assertThat(round.path("state").asString()).isEqualTo("OPEN");
        assertThat(round.path("revision").asInt()).isZero();
        assertThat(round.path("timetable").path("close").asString()).isEqualTo("2024-12-06T17:30:00+08:00");
        assertThat(round.path("timetable").path("publish").asString()).isEqualTo("2024-12-06T18:00:00+08:00");
        assertThat(round.path("timetable").path("reminders").size()).isEqualTo(2);
        assertThat(round.path("asks").size()).isEqualTo(4);
        round.path("asks").forEach(ask -> {
            assertThat(ask.path("state").asString()).isEqualTo("ASKED");
            assertThat(ask.path("askedAt").asString()).isEqualTo("2024-12-04T09:30:00+08:00");
        });
        assertThat(platform.sent()).hasSize(4);

        for (String body : List.of("{\"weeks\":[\"2024-W49\"]}", "{}")) {
            HttpResponse<String> again = bot.postJson(ROUNDS, body);
            bot.tick();
            assertThat(again.statusCode()).as(body).isEqualTo(200);
            assertThat(JSON.readTree(again.body())).as(body).isEqualTo(round);
        }
        HttpResponse<String> withoutBody = call("POST " + ROUNDS, "Bearer " + BotUnderTest.API_TOKEN);
        assertThat(withoutBody.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(bot.get("/api/v1/rounds/" + ROUND, "*/*").body()))
                .isEqualTo(round);

        bot.at("2024-12-06T10:00");
        assertThat(platform.sent()).hasSize(4);
    }

    @Test
    void withoutWeeksItIsThisWeeksRound() {
        HttpResponse<String> answer = call("POST " + ROUNDS, "Bearer " + BotUnderTest.API_TOKEN);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(answer.body()).path("id").asString()).isEqualTo(ROUND);
    }

    @Test
    void severalWeeksAreOneRound() {
        HttpResponse<String> merged = bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W48\",\"2024-W49\"]}");
        assertThat(merged.statusCode()).isEqualTo(201);
        JsonNode round = JSON.readTree(merged.body());
        assertThat(round.path("id").asString()).isEqualTo("payments-2024-W48");
        assertThat(round.path("weeks").asString()).isEqualTo("2024-W48&W49");
        assertThat(round.path("timetable").path("publish").asString()).isEqualTo("2024-12-06T18:00:00+08:00");

        assertRefused(bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\"]}"), 409, "payments-2024-W48");

        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.at("2024-12-06T18:00");

        assertThat(bot.report("payments-2024-W48")).contains("2024-W48&W49").contains("钱包开户页改版上线");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        // The timetable of week 49 is the merged round's: it has opened no second one.
        assertThat(bot.rows("round")).isEqualTo(1);
    }

    @Test
    void aRoundOfOtherWeeksThanThoseNamedIsNotTakenForIt() {
        bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\"]}");

        assertRefused(
                bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\",\"2024-W50\"]}"),
                409,
                "round payments-2024-W49 covers 2024-W49 already");
        assertRefused(bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W48\",\"2024-W49\"]}"), 409, "payments-2024-W49");
        assertThat(bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W50\"]}").statusCode())
                .isEqualTo(201);
        assertRefused(
                bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\",\"2024-W50\"]}"),
                409,
                "round payments-2024-W50 covers 2024-W50");
        assertThat(bot.rows("round")).isEqualTo(2);
    }

    @Test
    void thisWeeksRoundIsTheOneThatCoversItWhateverItCoversBesides() {
        HttpResponse<String> merged = bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\",\"2024-W50\"]}");
        assertThat(merged.statusCode()).isEqualTo(201);

        for (String now : List.of("2024-12-06T09:59", "2024-12-11T10:00")) {
            clock.set(now);
            HttpResponse<String> again = bot.postJson(ROUNDS, "{}");
            assertThat(again.statusCode()).as(now).isEqualTo(200);
            assertThat(JSON.readTree(again.body()).path("weeks").asString())
                    .as(now)
                    .isEqualTo("2024-W49&W50");
        }
    }

    @Test
    void aCallThatIsTriedInAnotherWayIsRefusedInTheSameForm() {
        bot.at("2024-12-06T10:00");
        HttpResponse<String> method = bot.get("/api/v1/rounds/" + ROUND + "/close", "*/*");
        assertRefused(method, 405, "POST");
        assertThat(method.headers().firstValue("Allow")).contains("POST");
        assertRefused(bot.get("/api/v1/nothing", "*/*"), 404, "no such call");
        HttpResponse<String> form = bot.send(authorized("/api/v1/rounds/" + ROUND + "/sections/o1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString("1. 上线"))
                .build());
        assertRefused(form, 415, "text/plain");
        assertRefused(
                bot.send(authorized(ROUNDS)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString("2024-W49"))
                        .build()),
                415,
                "application/json");
    }

    @Test
    void ofABodyThatCannotBeReadItIsSaidWhatThatCallTakes() {
        bot.at("2024-12-06T10:00");
        Map.of(
                        ROUNDS,
                        "{\"weeks\":[\"2024-W49\"]}",
                        "/api/v1/rounds/" + ROUND + "/sections/o1/send-back",
                        "{\"comment\":",
                        "/api/v1/teams/payments/items/1/merge",
                        "{\"into\":7}",
                        "/api/v1/teams/payments/items/1/split",
                        "{\"from\":\"2024-W48\"}")
                .forEach((call, help) -> assertRefused(bot.postJson(call, "{\"weeks\""), 400, help));
    }

    @Test
    void aCorrectionThatCannotBeUsedIsRefusedAndNothingIsRecorded() {
        itemOfTwoWeeks();
        String merge = "/api/v1/teams/payments/items/1/merge";
        assertRefused(bot.postJson(merge, "{\"into\":99999999999999999999}"), 400, "{\"into\":7}");
        assertRefused(bot.postJson(merge, "{\"into\":\"7\"}"), 400, "{\"into\":7}");
        for (String by : List.of("{\"a\":1}", "[\"lin\"]", "7", "true")) {
            assertRefused(
                    bot.postJson("/api/v1/teams/payments/items/1/split", "{\"from\":\"2024-W50\",\"by\":" + by + "}"),
                    400,
                    "\"by\":\"lin\"");
        }
        assertThat(corrections()).isEmpty();
    }

    @Test
    void correctionsAndQuestionsTellTheirMomentsInTheTeamsTimeZone() {
        itemOfTwoWeeks();

        JsonNode question = JSON.readTree(bot.get("/api/v1/rounds/payments-2024-W50/findings", "*/*")
                        .body())
                .path("findings")
                .findPath("question");
        assertThat(question.path("askedAt").asString()).isEqualTo("2024-12-13T11:00:00+08:00");
        assertThat(question.path("answeredAt").isNull()).isTrue();
        bot.postJson("/api/v1/teams/payments/items/1/split", "{\"from\":\"2024-W50\"}");
        assertThat(corrections().path(0).path("at").asString()).isEqualTo("2024-12-13T11:00:00+08:00");
    }

    /** In its second week it slips, and its owner is asked about that. */
    private void itemOfTwoWeeks() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_first", "1. 门店分账：联调中，预计12/11上线");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        clock.set("2024-12-13T11:00");
        bot.says("ou_zhou", "om_second", "1. 门店分账：联调中，预计12/20上线");
        bot.postJson("/api/v1/rounds/payments-2024-W50/close", "");
    }

    private JsonNode corrections() {
        return JSON.readTree(
                bot.get("/api/v1/teams/payments/items/corrections", "*/*").body());
    }

    /** Options that have the database give up soon on a row that another transaction holds. */
    String waitingForRowsBriefly() {
        return ";LOCK_TIMEOUT=50";
    }

    @Test
    void whatSomebodyElseIsAtIsRefusedForAMomentOnly() {
        bot.close();
        bot = started(Map.of("spring.datasource.url", database.url() + waitingForRowsBriefly()));
        bot.at("2024-12-06T10:00");
        HttpRequest edit = authorized("/api/v1/rounds/" + ROUND + "/sections/o1")
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(HttpRequest.BodyPublishers.ofString("1. 门店分账上线"))
                .build();

        HttpResponse<String> held = bot.bean(TransactionTemplate.class).execute(status -> {
            bot.bean(RoundService.class).hold(RoundId.parse(ROUND));
            return bot.send(edit);
        });

        assertRefused(held, 503, "try again");
        assertThat(held.headers().firstValue("Retry-After")).isPresent();
        assertThat(bot.rows("draft_change")).isZero();
        assertThat(bot.send(edit).statusCode()).isEqualTo(200);
    }

    @Test
    void nonsenseIsRefusedWithWhatWouldWork() {
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("{\"weeks\":[\"W49\"]}", "2024-W49"),
                Map.entry("{\"weeks\":[\"2024-W53\"]}", "52 weeks"),
                Map.entry("{\"weeks\":[\"2024-W49\",\"2024-W51\"]}", "consecutive"),
                Map.entry("{\"weeks\":[\"2024-W49\",\"2024-W49\"]}", "consecutive"),
                Map.entry("{\"weeks\":\"2024-W49\"}", "{\"weeks\":[\"2024-W49\"]}"),
                Map.entry("{\"weeks\":[[\"2024-W49\"]]}", "{\"weeks\":[\"2024-W49\"]}"),
                Map.entry("[\"2024-W49\"]", "{\"weeks\":[\"2024-W49\"]}"),
                Map.entry("{\"weeks\":[\"2024-W49\"]", "{\"weeks\":[\"2024-W49\"]}"),
                Map.entry("weeks=2024-W49", "{\"weeks\":[\"2024-W49\"]}"));
        bodies.forEach((body, help) -> {
            HttpResponse<String> answer = bot.postJson(ROUNDS, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(error(answer)).as(body).contains(help);
        });
        assertThat(bot.rows("round")).isZero();
        assertThat(platform.sent()).isEmpty();

        assertRefused(bot.get("/api/v1/rounds/nonsense", "*/*"), 400, "payments-2024-W49");
        assertRefused(bot.get("/api/v1/rounds/payments-2024-W60", "*/*"), 400, "52 weeks");
        assertRefused(bot.get("/api/v1/teams/payments/items/first/history", "*/*"), 400, "number");
        assertRefused(understand("?week=49", "1. 上线"), 400, "2024-W49");
    }

    @Test
    void whatIsNotThereIsNotFoundAndTheAnswerSaysWhatIs() {
        assertRefused(bot.postJson("/api/v1/teams/wallet/rounds", "{}"), 404, "payments");
        assertRefused(bot.get("/api/v1/teams/wallet/items", "*/*"), 404, "payments");
        assertRefused(bot.get("/api/v1/teams/payments/items/42/history", "*/*"), 404, "/api/v1/teams/payments/items");
        assertRefused(bot.get("/api/v1/rounds/wallet-2024-W49", "*/*"), 404, "payments");
        for (String call : List.of("", "/report", "/findings")) {
            assertRefused(bot.get("/api/v1/rounds/" + ROUND + call, "*/*"), 404, ROUNDS);
        }
        for (String call : List.of("/close", "/publish")) {
            assertRefused(bot.postJson("/api/v1/rounds/" + ROUND + call, ""), 404, ROUNDS);
        }
        bot.at("2024-12-06T10:00");
        assertRefused(bot.get("/api/v1/rounds/" + ROUND + "/report", "*/*"), 404, "/close");
        assertThat(bot.get("/api/v1/nothing", "*/*").statusCode()).isEqualTo(404);
        assertThat(bot.get("/api/v1/rounds/" + ROUND + "/close", "*/*").statusCode())
                .isEqualTo(405);
    }

    @Test
    void closingAndPublishingTwiceDoesWhatOnceDoes() {
        bot.at("2024-12-06T10:00");
        clock.set("2024-12-06T11:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");

        JsonNode closed = post("/close");
        assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("revision").asInt()).isEqualTo(1);
        assertThat(closed.path("closedAt").asString()).isEqualTo("2024-12-06T11:00:00+08:00");
        assertThat(stateOf(closed, "lin")).isEqualTo("ANSWERED");
        assertThat(stateOf(closed, "zhou")).isEqualTo("SILENT");
        clock.set("2024-12-06T11:01");
        assertThat(post("/close")).isEqualTo(closed);
        bot.tick();
        assertThat(platform.sentTo("oc_group")).isEmpty();

        JsonNode published = post("/publish");
        assertThat(published.path("state").asString()).isEqualTo("PUBLISHED");
        assertThat(published.path("revision").asInt()).isEqualTo(1);
        clock.set("2024-12-06T11:02");
        assertThat(post("/publish")).isEqualTo(published);
        assertThat(post("/close")).isEqualTo(published);
        bot.at("2024-12-06T18:00");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
    }

    @Test
    void publishingAnOpenRoundClosesItFirst() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");

        JsonNode published = post("/publish");
        bot.tick();

        assertThat(published.path("state").asString()).isEqualTo("PUBLISHED");
        assertThat(published.path("closedAt").isNull()).isFalse();
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(platform.sentTo("oc_group").get(0).text()).contains("钱包开户页改版上线");
    }

    @Test
    void theReportComesInTheFormTheCallerPrefers() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线 <b>待查</b>");
        post("/close");

        Map<String, String> forms = Map.ofEntries(
                Map.entry("text/markdown", "text/markdown"),
                Map.entry("text/html", "text/html"),
                Map.entry("application/json", "application/json"),
                Map.entry("*/*", "text/markdown"),
                Map.entry("text/*", "text/markdown"),
                Map.entry("application/*", "application/json"),
                Map.entry("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
                Map.entry("text/markdown;q=0.5, text/html;q=0.7, application/json;q=0.6", "text/html"),
                Map.entry("text/html;q=0.1, application/json", "application/json"),
                Map.entry("*/*;q=0.1, application/json;q=0.2", "application/json"),
                Map.entry("text/markdown;q=0, */*", "text/html"),
                Map.entry("application/pdf, text/html;q=0.2", "text/html"),
                Map.entry("TEXT/HTML; charset=utf-8", "text/html"));
        forms.forEach((accept, form) -> {
            HttpResponse<String> answer = bot.get("/api/v1/rounds/" + ROUND + "/report", accept);
            assertThat(answer.statusCode()).as(accept).isEqualTo(200);
            assertThat(contentType(answer)).as(accept).startsWith(form);
            assertThat(answer.body()).as(accept).contains("钱包开户页改版上线");
        });
        HttpRequest plain = request("GET /api/v1/rounds/" + ROUND + "/report", "Bearer " + BotUnderTest.API_TOKEN);
        assertThat(contentType(bot.send(plain))).isEqualTo("text/markdown;charset=UTF-8");

        for (String accept : List.of("application/pdf", "image/*", "text/plain", "application/json;q=0")) {
            HttpResponse<String> answer = bot.get("/api/v1/rounds/" + ROUND + "/report", accept);
            assertThat(answer.statusCode()).as(accept).isEqualTo(406);
            assertThat(error(answer)).as(accept).contains("text/markdown", "text/html", "application/json");
        }

        assertThat(bot.get("/api/v1/rounds/" + ROUND + "/report", "text/html").body())
                .startsWith("<!DOCTYPE html>")
                .contains("&lt;b&gt;待查&lt;/b&gt;")
                .doesNotContain("<b>待查");
        JsonNode json = JSON.readTree(bot.get("/api/v1/rounds/" + ROUND + "/report", "application/json")
                .body());
        assertThat(json.toString()).contains("钱包开户页改版上线 <b>待查</b>");
        assertThat(json.toString()).contains("NOT_UPDATED");
    }

    @Test
    void understandReadsUtf8TextWhateverTheHeadersSay() {
        String text = "【钱包】\n1. 开户页改版：联调中，进度60%，预计12/20上线";
        for (String type :
                List.of("text/plain", "text/plain; charset=utf-8", "application/octet-stream", "text/markdown")) {
            HttpResponse<String> answer = bot.send(authorized("/api/v1/understand?week=2024-W49")
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8)))
                    .build());
            assertThat(answer.statusCode()).as(type + answer.body()).isEqualTo(200);
            assertThat(contentType(answer)).startsWith("application/json");
            JsonNode understood = JSON.readTree(answer.body());
            assertThat(understood.path("week").asString()).isEqualTo("2024-W49");
            JsonNode section = understood.path("sections").path(0);
            assertThat(section.path("title").asString()).isEqualTo("钱包");
            assertThat(section.path("items").path(0).toString())
                    .contains("2024-12-20")
                    .contains("60");
        }
        // What curl --data-binary says when nobody tells it otherwise; and the body is still the text.
        HttpResponse<String> form = bot.send(authorized("/api/v1/understand?week=2024-W49")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(text + " a=b&c=d+e%20f"))
                .build());
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("预计12/20上线 a=b&c=d+e%20f");
    }

    @Test
    void understandPlacesDatesByThisWeekWhereNoneIsGiven() {
        clock.set("2025-01-02T09:00");
        JsonNode understood = JSON.readTree(understand("", "1. 预计1/10上线").body());
        assertThat(understood.path("week").asString()).isEqualTo("2025-W01");
        assertThat(understood.toString()).contains("2025-01-10");

        HttpResponse<String> empty = understand("?week=2024-W49", "");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(empty.body()).path("sections").isArray()).isTrue();
    }

    @Test
    void itemsAndTheirHistoryAreThereAfterARound() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：开发中，进度10%\n2. 期刊投稿：准备中");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        bot.says("ou_zhou", "om_2", "1. 佣金存管：联调中，进度60%");
        bot.at("2024-12-13T18:00");

        JsonNode items = json("/api/v1/teams/payments/items");
        assertThat(titles(items)).anySatisfy(title -> assertThat(title).contains("佣金存管"));
        assertThat(titles(items)).anySatisfy(title -> assertThat(title).contains("期刊投稿"));
        JsonNode found = json("/api/v1/teams/payments/items?query=%E4%BD%A3%E9%87%91");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("section").asString()).isEqualTo("o1");
        assertThat(found.path(0).path("firstWeek").asString()).isEqualTo("2024-W49");
        assertThat(found.path(0).path("lastWeek").asString()).isEqualTo("2024-W50");
        // A sign of the query language is a sign like any other: only one of the texts holds a per cent sign.
        assertThat(json("/api/v1/teams/payments/items?query=%25").size()).isEqualTo(1);
        assertThat(json("/api/v1/teams/payments/items?query=%25%25").size()).isZero();

        JsonNode history =
                json("/api/v1/teams/payments/items/" + found.path(0).path("id").asLong() + "/history");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.findValuesAsString("week")).containsExactlyInAnyOrder("2024-W49", "2024-W50");
        assertThat(history.findValuesAsString("member")).containsOnly("zhou");
        assertThat(history.findValuesAsString("round")).containsExactlyInAnyOrder(ROUND, "payments-2024-W50");
        assertThat(history.toString()).contains("进度10%", "进度60%");
        assertThat(history.path(0).path("week").asString()).isEqualTo("2024-W49");
        assertThat(history.path(0).path("reply").path("platform").asString()).isEqualTo("feishu");
        assertThat(history.path(0).path("reply").path("message").asString()).isEqualTo("om_1");
        assertThat(history.path(0).path("reply").path("receivedAt").asString()).isEqualTo("2024-12-06T10:00:00+08:00");
        assertThat(history.path(1).path("reply").path("message").asString()).isEqualTo("om_2");

        JsonNode findings = json("/api/v1/rounds/payments-2024-W50/findings");
        assertThat(findings.path("round").asString()).isEqualTo("payments-2024-W50");
        assertThat(findings.path("findings").isArray()).isTrue();
    }

    private HttpResponse<String> understand(String query, String text) {
        return bot.send(authorized("/api/v1/understand" + query)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = bot.get(path, "application/json");
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        assertThat(contentType(answer)).startsWith("application/json");
        return JSON.readTree(answer.body());
    }

    private JsonNode post(String call) {
        HttpResponse<String> answer = bot.postJson("/api/v1/rounds/" + ROUND + call, "");
        assertThat(answer.statusCode()).as(call + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> call(String call, String authorization) {
        return bot.send(request(call, authorization));
    }

    private HttpRequest request(String call, String authorization) {
        String[] methodAndPath = call.split(" ", 2);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(bot.url(methodAndPath[1])))
                .method(methodAndPath[0], HttpRequest.BodyPublishers.noBody());
        return authorization.isEmpty()
                ? request.build()
                : request.header("Authorization", authorization).build();
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(URI.create(bot.url(path)))
                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String help) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        assertThat(error(answer)).as("%s", answer.uri()).contains(help);
    }

    /** The API has one form for errors, and shows nothing of its inside. */
    private static String error(HttpResponse<String> answer) {
        assertThat(contentType(answer)).as("%s", answer.uri()).startsWith("application/json");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.propertyNames()).as(answer.body()).containsExactly("error");
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("io.rollcall")
                .doesNotContain("java.");
        return body.path("error").asString();
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static List<String> titles(JsonNode items) {
        List<String> titles = new ArrayList<>();
        items.forEach(item -> titles.add(item.path("title").asString()));
        return titles;
    }

    private static String stateOf(JsonNode round, String member) {
        for (JsonNode ask : round.path("asks")) {
            if (ask.path("member").asString().equals(member)) {
                return ask.path("state").asString();
            }
        }
        throw new AssertionError("no ask of " + member);
    }
}
