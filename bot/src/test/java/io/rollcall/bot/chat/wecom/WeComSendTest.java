package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WeComSendTest {

    private static final Account LIN = new Account("wecom", "main", "lin.xiao");
    private static final Account GROUP = new Account("wecom", "main", "wecom-webhook:payments");
    private static final Payload TEXT = new Payload("text", "{\"content\":\"请提交 \\\"周报\\\"\"}");
    private static final Payload MARKDOWN = new Payload("markdown_v2", "{\"content\":\"# 周报\"}");
    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeWeCom wecom = new FakeWeCom();
    private final SettableClock clock = new SettableClock(NOW);
    private WeComPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(wecom);
        platform = platform(Duration.ofSeconds(5));
    }

    private WeComPlatform platform(Duration callTimeout) {
        WeComSettings settings = Settings.at(server.url("/").uri(), callTimeout);
        return new WeComPlatform(
                settings, new WeComApi(settings, clock), Settings.SILENT, new AnswerTickets(Clock.systemUTC()));
    }

    @Test
    void tellsAMemberWithTheAppsTokenAndAsksForRepetitionsToBeDropped() {
        wecom.answerSent("m-1");

        assertThat(platform.send(LIN, TEXT, "k-1")).isEqualTo(new SendResult.Sent("m-1"));

        assertThat(wecom.calls.get(0).getTarget()).isEqualTo("/cgi-bin/message/send?access_token=token-1");
        assertThat(wecom.calls.get(0).getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        JsonNode body = wecom.sentBody(0);
        assertThat(body.path("touser").stringValue()).isEqualTo("lin.xiao");
        assertThat(body.path("agentid").intValue()).isEqualTo(Settings.AGENT_ID);
        assertThat(body.path("msgtype").stringValue()).isEqualTo("text");
        assertThat(visible(wecom.sentText(0))).isEqualTo("请提交 \"周报\"");
        assertThat(body.path("enable_duplicate_check").intValue()).isEqualTo(1);
        assertThat(Duration.ofSeconds(body.path("duplicate_check_interval").intValue()))
                .isGreaterThan(platform.remembersKeys(LIN));
    }

    @Test
    void repeatedUnderItsKeyAMessageIsTheSameAndUnderAnotherItIsNot() {
        for (String key : List.of("k-1", "k-1", "k-2")) {
            wecom.answerSent("m");
            platform.send(LIN, TEXT, key);
        }

        assertThat(wecom.sentBody(1)).isEqualTo(wecom.sentBody(0));
        assertThat(wecom.sentText(2)).isNotEqualTo(wecom.sentText(0));
        assertThat(visible(wecom.sentText(2))).isEqualTo(visible(wecom.sentText(0)));
    }

    @Test
    void charactersGoOutAsTheyAre() {
        wecom.answerSent("m");
        platform.send(LIN, new Payload("text", "{\"content\":\"周🚀/é\"}"), "k");

        assertThat(wecom.calls.get(0).getBody().utf8()).contains("周🚀/é").doesNotContain("\\u", "\\/");
    }

    @Test
    void asksForATokenWithTheAppsCredentialsAndOnlyOnce() {
        wecom.answerSent("m-1");
        wecom.answerSent("m-2");
        platform.send(LIN, TEXT, "a");
        platform.send(LIN, TEXT, "b");

        assertThat(wecom.tokenCalls)
                .singleElement()
                .satisfies(call -> assertThat(call.getTarget())
                        .isEqualTo("/cgi-bin/gettoken?corpid=ww0123456789abcdef&corpsecret=" + Settings.SECRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {40014, 42001, 41001})
    void aTokenThatIsNotTakenIsRenewedOnceAndTheCallRepeatedOnce(int code) {
        wecom.answer(code);
        wecom.answerSent("m-1");

        assertThat(platform.send(LIN, TEXT, "k")).isEqualTo(new SendResult.Sent("m-1"));
        assertThat(wecom.calls)
                .extracting(RecordedRequest::getTarget)
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("=token-1"),
                        second -> assertThat(second).endsWith("=token-2"));
        assertThat(wecom.sentBody(1)).isEqualTo(wecom.sentBody(0));

        wecom.answer(code);
        wecom.answer(code);
        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isFalse();
        assertThat(wecom.calls).as("not more than once a call").hasSize(4);
    }

    @Test
    void aTokenThatExpiresAmidManyMessagesIsRenewedOnceForAll() throws Exception {
        // Takes only the newest token, and gives out a new one when asked.
        CyclicBarrier together = new CyclicBarrier(8);
        Dispatcher expiring = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getTarget().startsWith("/cgi-bin/gettoken?")) {
                    return wecom.dispatch(request);
                }
                wecom.calls.add(request);
                if (request.getTarget().endsWith("=token-1")) {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                    } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
                        throw new AssertionError(e);
                    }
                    return FakeWeCom.json(200, "{\"errcode\":42001,\"errmsg\":\"access_token expired\"}");
                }
                return FakeWeCom.json(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"m\"}");
            }
        };
        server.setDispatcher(expiring);
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<SendResult>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "k-" + i;
                results.add(senders.submit((Callable<SendResult>) () -> platform.send(LIN, TEXT, key)));
            }
            for (Future<SendResult> result : results) {
                assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(new SendResult.Sent("m"));
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(wecom.tokenCalls).hasSize(2);
        assertThat(wecom.calls).hasSize(16);
    }

    @Test
    void withoutATokenNothingIsSentSoNothingArrivedAndTheWholeAppWaits() {
        wecom.tokenAnswers.add(FakeWeCom.json(200, "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}"));

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.wholeApp()).isTrue();
        assertThat(retry.after()).contains(Duration.ofMinutes(5));
        assertThat(retry.reason()).contains("gettoken", "40001", "secret is wrong");
        assertThat(wecom.calls).isEmpty();
    }

    @Test
    void theAddressThatIsNotTrustedIsToldToTheOperator() {
        wecom.tokenAnswers.add(FakeWeCom.json(
                200,
                "{\"errcode\":60020,\"errmsg\":\"not allow to access from your ip, hint: [1767225600001], from ip:"
                        + " 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020\"}"));

        assertThat(retry(platform.send(LIN, TEXT, "k")).reason())
                .contains("企业可信IP", "203.0.113.7", "hint 1767225600001")
                .doesNotContain("https");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, true, false",
        "45009, false, true",
        "45033, false, true",
        "60011, false, true",
        "48006, false, true"
    })
    void whatPassesIsTriedAgain(int code, boolean mayHaveArrived, boolean wholeApp) {
        wecom.answer(code);

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.mayHaveArrived()).isEqualTo(mayHaveArrived);
        assertThat(retry.wholeApp()).isEqualTo(wholeApp);
        assertThat(retry.reason()).contains("errcode " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "81013, true",
        "60111, true",
        "40003, true",
        "50002, true",
        "40058, false",
        "45002, false",
        "99999, false"
    })
    void whatWillNotPassIsRefused(int code, boolean unreachable) {
        wecom.answer(code);

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.unreachable()).isEqualTo(unreachable);
                    assertThat(refused.reason()).contains("errcode " + code);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"invaliduser", "unlicenseduser"})
    void aSuccessThatLeavesOutTheOnlyAddresseeIsNone(String field) {
        wecom.answer("{\"errcode\":0,\"errmsg\":\"ok\",\"" + field + "\":\"lin.xiao\",\"msgid\":\"m-1\"}");

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> assertThat(refused.unreachable()).isTrue())
                .satisfies(
                        refused -> assertThat(refused.reason()).contains(field).doesNotContain("lin.xiao"));
    }

    @Test
    void aSuccessWithoutAnIdIsASuccess() {
        wecom.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");

        assertThat(platform.send(LIN, TEXT, "k")).isEqualTo(new SendResult.Sent("key:k"));
    }

    @ParameterizedTest
    @CsvSource({"429, false", "413, false", "502, true", "504, true", "200, true"})
    void anAnswerWithoutACodeIsJudgedByItsStatus(int status, boolean mayHaveArrived) {
        wecom.answers.add(FakeWeCom.json(status, "<html>gateway</html>"));

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isEqualTo(mayHaveArrived);
    }

    @Test
    void whereTheConnectionBreaksOffTheMessageMayHaveArrived() {
        wecom.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        wecom.answer(45009);

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isTrue();
        assertThat(wecom.calls).as("a second try in silence would hide that").hasSize(1);
    }

    @Test
    void aPlatformThatDoesNotAnswerIsNotWaitedForForLong() {
        wecom.answerSent("m");
        platform = platform(Duration.ofSeconds(3));
        platform.send(LIN, TEXT, "so that there is a token");
        wecom.answers.add(FakeWeCom.json(200, "{}")
                .newBuilder()
                .headersDelay(10, TimeUnit.SECONDS)
                .build());

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isTrue();
    }

    @Test
    void aRedirectIsNotFollowedForTheTokenStandsInTheAddress() {
        wecom.answers.add(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", server.url("/elsewhere").toString())
                .build());

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
        assertThat(wecom.calls).hasSize(1);
    }

    @Test
    void noReasonHoldsASecretATokenOrTheText() {
        List<SendResult> results = new ArrayList<>();
        for (int code : new int[] {-1, 40014, 45009, 60020, 81013, 40058}) {
            wecom.answer("{\"errcode\":" + code + ",\"errmsg\":\"token-1 " + Settings.SECRET + " 周报 "
                    + Settings.WEBHOOK_KEY + "\"}");
            wecom.answer("{\"errcode\":" + code + ",\"errmsg\":\"token-1 " + Settings.SECRET + " 周报\"}");
            results.add(platform.send(LIN, TEXT, "k"));
            wecom.answers.clear();
            wecom.answer("{\"errcode\":" + code + ",\"errmsg\":\"" + Settings.WEBHOOK_KEY + " 周报\"}");
            results.add(platform.send(GROUP, MARKDOWN, "k"));
        }
        wecom.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        results.add(platform.send(GROUP, MARKDOWN, "k"));
        server.close();
        results.add(platform.send(LIN, TEXT, "k"));
        results.add(platform.send(GROUP, MARKDOWN, "k"));

        assertThat(results)
                .allSatisfy(result -> assertThat(result.toString())
                        .doesNotContain("token-", Settings.SECRET, Settings.WEBHOOK_KEY, "周报"));
    }

    @Test
    void aCardGoesOutUnderItsKeyAsTask() {
        wecom.answerSent("m-1");
        Payload card = platform.render(ask(2), LIN).get(1);

        platform.send(LIN, card, "0d9f2f2e-1111-2222-3333-444455556666");
        wecom.answerSent("m-2");
        platform.send(LIN, card, "payments/2026.W01/长");

        JsonNode sent = wecom.sentBody(0);
        assertThat(sent.path("msgtype").stringValue()).isEqualTo("template_card");
        assertThat(Json.at(sent, "template_card", "task_id")).isEqualTo("0d9f2f2e-1111-2222-3333-444455556666");
        assertThat(Json.at(wecom.sentBody(1), "template_card", "task_id")).matches("[0-9a-f]{64}");
    }

    @Test
    void aCardThatIsRefusedIsSaidAsTextInTheSameCall() {
        wecom.answer(40058);
        wecom.answerSent("m-1");
        Payload card = platform.render(ask(2), LIN).get(1);

        assertThat(platform.send(LIN, card, "k")).isEqualTo(new SendResult.Sent("m-1"));

        assertThat(Json.at(wecom.sentBody(1), "msgtype")).isEqualTo("text");
        assertThat(visible(wecom.sentText(1))).contains("第 1 周周报", "请在 周五 17:30 前回复", "[ 同上周 ]", "[ 选项 1 ]");
    }

    @Test
    void aMemberWhoCannotBeReachedIsNotToldInTextEither() {
        wecom.answer(81013);

        assertThat(platform.send(LIN, platform.render(ask(2), LIN).get(1), "k")).isInstanceOf(SendResult.Refused.class);
        assertThat(wecom.calls).hasSize(1);
    }

    @Test
    void postsInAGroupByItsWebhookWithoutAnyToken() {
        wecom.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");

        assertThat(platform.send(GROUP, MARKDOWN, "k")).isEqualTo(new SendResult.Sent("webhook:k"));

        assertThat(wecom.tokenCalls).isEmpty();
        assertThat(wecom.calls.get(0).getTarget()).isEqualTo("/cgi-bin/webhook/send?key=" + Settings.WEBHOOK_KEY);
        assertThat(wecom.sentBody(0))
                .hasToString("{\"msgtype\":\"markdown_v2\",\"markdown_v2\":{\"content\":\"# 周报\"}}");
    }

    @Test
    void theLimitOfAGroupIsNotTheApps() {
        wecom.answer(45009);

        SendResult.Retry retry = retry(platform.send(GROUP, MARKDOWN, "k"));

        assertThat(retry.wholeApp()).isFalse();
        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.after()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {93000, 93004, 93008})
    void aRobotThatIsGoneReachesNobody(int code) {
        wecom.answer(code);

        assertThat(platform.send(GROUP, MARKDOWN, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> assertThat(refused.unreachable()).isTrue());
    }

    @Test
    void whatMayHaveArrivedInAGroupIsSaidToHave() {
        wecom.answer(-1);
        assertThat(retry(platform.send(GROUP, MARKDOWN, "k")).mayHaveArrived()).isTrue();
        assertThat(platform.remembersKeys(GROUP)).isZero();
        assertThat(platform.remembersKeys(LIN)).isEqualTo(Duration.ofMinutes(55));
    }

    @Test
    void itsLimitsAreThoseOfTheDocuments() {
        assertThat(platform.limits().app()).isEmpty();
        assertThat(platform.limits().person())
                .containsExactly(new Rate(30, Duration.ofMinutes(1)), new Rate(1000, Duration.ofHours(1)));
        assertThat(platform.limits().group()).containsExactly(new Rate(20, Duration.ofMinutes(1)));
    }

    @Test
    void nobodyButAMemberOfAConfiguredAppIsWrittenTo() {
        for (Account nobody : List.of(
                new Account("wecom", "other", "lin.xiao"),
                new Account("feishu", "main", "lin.xiao"),
                new Account("wecom", "main", "@all"),
                new Account("wecom", "main", "lin|zhou"),
                new Account("wecom", "main", ""),
                new Account("wecom", "main", "wecom-webhook:nowhere"))) {
            assertThat(platform.send(nobody, TEXT, "k")).as("%s", nobody).isInstanceOf(SendResult.Refused.class);
        }
        assertThat(wecom.calls).isEmpty();
    }

    @Test
    void aMessageIsNotLookedAtAgain() {
        assertThat(platform.look("main", "m-1")).isEmpty();
        assertThat(platform.sentOfLate(LIN, null, Duration.ofMinutes(5))).isEqualTo(Optional.empty());
    }

    static Message ask(int buttons) {
        List<Button> all = new ArrayList<>();
        all.add(new Button("同上周", true, Map.of("act", "same", "round", "payments/2026-W01")));
        for (int i = 1; i < buttons; i++) {
            all.add(new Button("选项 " + i, false, Map.of("act", "move", "section", "s" + i)));
        }
        return new Message(
                "清结算中心 第 1 周周报",
                Tone.NEUTRAL,
                "请在 周五 17:30 前回复",
                List.of(
                        Message.Block.of(
                                new Part.Heading("【星河钱包】"),
                                new Part.Lines(List.of(new Message.Line(1, "1.", "开户页改版")))),
                        Message.Block.of(new Part.Note("直接发文字就行"), new Part.Buttons(all))));
    }

    /** Without what nobody sees. */
    static String visible(String text) {
        return text.replaceAll("[\u200b\u200c]", "");
    }

    private static SendResult.Retry retry(SendResult result) {
        return (SendResult.Retry) result;
    }
}
