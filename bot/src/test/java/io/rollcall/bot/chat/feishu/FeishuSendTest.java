package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeishuSendTest {

    private static final Account LIN = new Account("feishu", "payments", "ou_lin");
    private static final Account GROUP = new Account("feishu", "payments", "oc_group01");
    private static final Payload TEXT = new Payload("text", "{\"text\":\"请提交 \\\"周报\\\"\"}");
    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private final SettableClock clock = new SettableClock(NOW);
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        platform = platform(Duration.ofSeconds(5));
    }

    @Test
    void sendsToAPersonWithTheContentAsAStringAndTheKeyAsUuid() {
        feishu.answerSent("om_1");

        SendResult result = platform.send(LIN, TEXT, "payments-2024-W49/lin/ask/0");

        assertThat(result).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(feishu.calls.get(0).getTarget()).isEqualTo("/open-apis/im/v1/messages?receive_id_type=open_id");
        assertThat(feishu.calls.get(0).getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(feishu.authorization(0)).isEqualTo("Bearer t-1");
        JsonNode body = feishu.sentBody(0);
        assertThat(body.path("receive_id").stringValue()).isEqualTo("ou_lin");
        assertThat(body.path("msg_type").stringValue()).isEqualTo("text");
        assertThat(body.path("content").stringValue()).isEqualTo(TEXT.content());
        assertThat(body.path("uuid").stringValue()).isEqualTo("payments-2024-W49/lin/ask/0");
    }

    @Test
    void aCardTakesThePlaceOfACard() {
        feishu.answer("{\"code\":0,\"msg\":\"success\",\"data\":{}}");
        Payload card = platform.render(Message.of("周报", Tone.GOOD, "已提交")).get(0);

        assertThat(platform.canUpdate(LIN)).isTrue();
        assertThat(platform.update(LIN, "om_1", card)).isEqualTo(new SendResult.Sent("om_1"));

        assertThat(feishu.calls.get(0).getMethod()).isEqualTo("PATCH");
        assertThat(feishu.calls.get(0).getTarget()).isEqualTo("/open-apis/im/v1/messages/om_1");
        assertThat(feishu.authorization(0)).isEqualTo("Bearer t-1");
        assertThat(feishu.sentBody(0).propertyNames()).containsExactly("content");
        assertThat(feishu.sentBody(0).path("content").stringValue()).isEqualTo(card.content());
    }

    @ParameterizedTest
    @ValueSource(ints = {230031, 230001, 230099, 230011, 230071, 99992354})
    void aCardThatCannotBeChangedAnyMoreIsLeftAsItIs(int code) {
        feishu.answer("{\"code\":" + code + ",\"msg\":\"said\"}");

        assertThat(platform.update(LIN, "om_1", new Payload("interactive", "{}")))
                .isInstanceOfSatisfying(
                        SendResult.Refused.class,
                        refused -> assertThat(refused.unreachable()).isFalse());
        assertThat(feishu.calls).as("no text goes out instead").hasSize(1);
    }

    @Test
    void anUpdateWaitsWhenThePlatformIsBusyAndFetchesANewTokenWhenItMust() {
        feishu.answer("{\"code\":99991663,\"msg\":\"token\"}");
        feishu.answers.add(FakeFeishu.json(429, "{\"code\":99991400,\"msg\":\"too often\"}"));

        assertThat(platform.update(LIN, "om_1", new Payload("interactive", "{}")))
                .isInstanceOf(SendResult.Retry.class);
        assertThat(feishu.calls).hasSize(2);
        assertThat(feishu.authorization(1)).isEqualTo("Bearer t-2");
    }

    @Test
    void aCardRefusedForWhomItMentionsIsSaidWithoutTheMention() {
        Payload card = platform.render(
                        new Message(
                                "周报",
                                Tone.NEUTRAL,
                                "s",
                                List.of(Message.Block.of(
                                        new Part.Mention(List.of(new Message.Person("林晓", LIN))),
                                        new Part.Text("请看")))),
                        GROUP)
                .get(0);
        feishu.answer("{\"code\":230099,\"msg\":\"Failed, ext=ErrCode: 100290; ErrMsg: invalid user id; \"}");
        feishu.answerSent("om_1");
        feishu.answer("{\"code\":230099,\"msg\":\"Failed, ext=ErrCode: 11310; ErrMsg: too many; \"}");
        feishu.answerSent("om_2");

        platform.send(GROUP, card, "k");
        platform.send(GROUP, card, "l");

        assertThat(feishu.sentBody(1).path("content").stringValue()).isEqualTo("{\"text\":\"周报\\n \\n请看\"}");
        assertThat(feishu.sentBody(3).path("content").stringValue()).contains("<at user_id=\\\"ou_lin\\\"></at>");
    }

    @Test
    void whereTheConnectionBreaksOffTheMessageMayHaveArrived() {
        feishu.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        feishu.answers.add(FakeFeishu.json(429, "{\"code\":99991400,\"msg\":\"too often\"}"));

        assertThat(mayHaveArrived(platform.send(LIN, TEXT, "k"))).isTrue();
        assertThat(feishu.calls).as("a second try in silence would hide that").hasSize(1);
    }

    @Test
    void whereNobodyListensTheMessageDidNotArrive() {
        feishu.answerSent("om_1");
        platform.send(LIN, TEXT, "so that there is a token");
        server.close();
        platform.send(LIN, TEXT, "over the connection that was open, which tells nothing");

        assertThat(mayHaveArrived(platform.send(LIN, TEXT, "k"))).isFalse();
    }

    @Test
    void withoutATokenNothingIsSentSoNothingArrived() {
        feishu.tokenAnswers.add(FakeFeishu.json(502, "bad gateway"));

        assertThat(mayHaveArrived(platform.send(LIN, TEXT, "k"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "429, 99991400, false",
        "200, 230020, false",
        "200, 11232, false",
        "200, 230049, true",
        "200, 18121, true",
        "500, 1500, true",
        "502, 11232, true",
        "400, 99991672, false",
    })
    void whatThePlatformSaysTellsWhetherItMayHaveArrived(int status, int code, boolean mayHaveArrived) {
        feishu.answers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"said\"}"));

        assertThat(mayHaveArrived(platform.send(LIN, TEXT, "k"))).isEqualTo(mayHaveArrived);
    }

    @ParameterizedTest
    @CsvSource({"429, false", "413, false", "502, true", "504, true", "200, true"})
    void anAnswerWithoutACodeIsJudgedByItsStatus(int status, boolean mayHaveArrived) {
        feishu.answers.add(FakeFeishu.json(status, "<html>gateway</html>"));

        assertThat(mayHaveArrived(platform.send(LIN, TEXT, "k"))).isEqualTo(mayHaveArrived);
    }

    private static boolean mayHaveArrived(SendResult result) {
        return ((SendResult.Retry) result).mayHaveArrived();
    }

    @Test
    void asksForATokenWithTheAppsCredentialsAndOnlyOnce() {
        feishu.answerSent("om_1");
        feishu.answerSent("om_2");
        platform.send(LIN, TEXT, "a");
        platform.send(LIN, TEXT, "b");

        assertThat(feishu.tokenCalls).hasSize(1);
        JsonNode credentials =
                Json.object(feishu.tokenCalls.get(0).getBody().utf8()).orElseThrow();
        assertThat(credentials.path("app_id").stringValue()).isEqualTo(Settings.APP_ID);
        assertThat(credentials.path("app_secret").stringValue()).isEqualTo(Settings.SECRET);
        assertThat(feishu.tokenCalls.get(0).getHeaders().get("Authorization")).isNull();
    }

    @Test
    void sendsToAGroupByItsChatId() {
        feishu.answerSent("om_1");

        platform.send(GROUP, TEXT, "k");

        assertThat(feishu.calls.get(0).getTarget()).endsWith("?receive_id_type=chat_id");
    }

    @Test
    void aKeyTooLongForThePlatformIsHashedTheSameWayEachTime() {
        feishu.answerSent("om_1");
        feishu.answerSent("om_1");
        feishu.answerSent("om_2");
        String longKey = "payments-2024-W49/a-member-with-quite-a-long-name/remind/1";

        platform.send(LIN, TEXT, longKey);
        platform.send(LIN, TEXT, longKey);
        platform.send(LIN, TEXT, longKey + "0");

        String first = feishu.sentBody(0).path("uuid").stringValue();
        assertThat(first).hasSize(50);
        assertThat(feishu.sentBody(1).path("uuid").stringValue()).isEqualTo(first);
        assertThat(feishu.sentBody(2).path("uuid").stringValue()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {99991663, 99991661, 99991665, 99991668})
    void anInvalidTokenIsReplacedAndTheCallRepeatedOnceWithTheSameKey(int code) {
        feishu.answers.add(FakeFeishu.json(401, "{\"code\":" + code + ",\"msg\":\"Invalid access token\"}"));
        feishu.answerSent("om_1");

        assertThat(platform.send(LIN, TEXT, "k")).isEqualTo(new SendResult.Sent("om_1"));

        assertThat(feishu.tokenCalls).hasSize(2);
        assertThat(feishu.authorization(0)).isEqualTo("Bearer t-1");
        assertThat(feishu.authorization(1)).isEqualTo("Bearer t-2");
        assertThat(feishu.sentBody(1)).isEqualTo(feishu.sentBody(0));
    }

    @Test
    void aTokenThatStaysInvalidIsNotFetchedForEver() {
        feishu.answer("{\"code\":99991663,\"msg\":\"Invalid access token\"}");
        feishu.answer("{\"code\":99991663,\"msg\":\"Invalid access token\"}");

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);

        assertThat(feishu.calls).hasSize(2);
        assertThat(feishu.tokenCalls).hasSize(2);
    }

    @Test
    void aWrongSecretIsToldToTheOperatorWithoutTheSecretAndNotTriedAtOnce() {
        feishu.tokenAnswers.add(
                FakeFeishu.json("{\"code\":10015,\"msg\":\"app secret invalid " + Settings.SECRET + "\"}"));

        SendResult result = platform.send(LIN, TEXT, "k");

        assertThat(result).asInstanceOf(type(SendResult.Retry.class)).satisfies(retry -> {
            assertThat(retry.reason())
                    .contains("10015", "app-secret is wrong", "20241206100000ABCDEF")
                    .doesNotContain(Settings.SECRET, Settings.APP_ID);
            assertThat(retry.after()).contains(Duration.ofMinutes(5));
        });
        assertThat(feishu.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 429})
    void overTheRateLimitItWaitsAsLongAsThePlatformSays(int status) {
        feishu.answers.add(FakeFeishu.json(status, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}")
                .newBuilder()
                .addHeader("x-ogw-ratelimit-reset", "17")
                .build());

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .satisfies(retry -> {
                    assertThat(retry.after()).contains(Duration.ofSeconds(17));
                    assertThat(retry.wholeApp()).isTrue();
                    assertThat(retry.reason()).contains("99991400", "20241206100000ABCDEF");
                });
    }

    @Test
    void theUsualHeaderOfTheWebIsUnderstoodToo() {
        feishu.answers.add(FakeFeishu.json(429, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}")
                .newBuilder()
                .addHeader("Retry-After", "9")
                .build());

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::after)
                .isEqualTo(Optional.of(Duration.ofSeconds(9)));
    }

    @ParameterizedTest
    @CsvSource({
        "200,99991400,true",
        "429,99991400,true",
        "429,1,true",
        "429,230020,false",
        "200,11233,false",
        "503,1,false"
    })
    void onlyWhatIsSaidOfTheAppIsTakenForTheApp(int status, int code, boolean wholeApp) {
        feishu.answers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"busy\"}"));

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::wholeApp)
                .isEqualTo(wholeApp);
    }

    @Test
    void theLimitsAreThoseOfTheDocumentation() {
        assertThat(platform.limits().app())
                .containsExactlyInAnyOrder(new Rate(1000, Duration.ofMinutes(1)), new Rate(50, Duration.ofSeconds(1)));
        assertThat(platform.limits().person()).containsExactly(new Rate(5, Duration.ofSeconds(1)));
        assertThat(platform.limits().group())
                .containsExactly(new Rate(5, Duration.ofSeconds(1)), new Rate(100, Duration.ofMinutes(1)));
        assertThat(platform.isGroup(GROUP)).isTrue();
        assertThat(platform.isGroup(LIN)).isFalse();
    }

    @Test
    void overTheRateLimitWithoutAReadableBodyTheHeaderStillCounts() {
        feishu.answers.add(new MockResponse.Builder()
                .code(429)
                .addHeader("x-ogw-ratelimit-reset", "3")
                .body("slow down")
                .build());

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::after)
                .isEqualTo(Optional.of(Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "200,230020",
        "200,11232",
        "200,11233",
        "200,18121",
        "200,230049",
        "500,1",
        "503,230001",
        "400,99991400",
    })
    void whatPassesIsTriedAgain(int status, int code) {
        feishu.answers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"busy\"}"));

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .satisfies(retry -> assertThat(retry.reason()).contains(String.valueOf(code)));
    }

    @ParameterizedTest
    @ValueSource(ints = {99991672, 99991401, 99991403, 99991662, 230006, 230027})
    void whatAnOperatorCanMendIsTriedAgainLater(int code) {
        feishu.answers.add(FakeFeishu.json(400, "{\"code\":" + code + ",\"msg\":\"no\"}"));

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::after)
                .isEqualTo(Optional.of(Duration.ofMinutes(5)));
    }

    @Test
    void aMissingScopeIsNamed() {
        feishu.answers.add(FakeFeishu.json(400, """
                {"code":99991672,"msg":"Access denied","error":{"permission_violations":[
                {"type":"action_scope_required","subject":"im:message:send_as_bot"},
                {"type":"action_scope_required","subject":"im:message"}]}}"""));

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::reason)
                .asString()
                .contains("scope im:message:send_as_bot or im:message");
    }

    @ParameterizedTest
    @ValueSource(ints = {230013, 230029, 230053, 99992351, 99992361, 230034, 230038, 230002, 232009, 99992356})
    void whoCannotBeReachedIsReportedAsSuch(int code) {
        feishu.answers.add(FakeFeishu.json(400, "{\"code\":" + code + ",\"msg\":\"请提交 ou_lin\"}"));

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.unreachable()).isTrue();
                    assertThat(refused.reason())
                            .contains(String.valueOf(code), "20241206100000ABCDEF")
                            .doesNotContain("请提交", "ou_lin");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {230001, 230022, 230025, 230028, 99992402, 424242})
    void aRefusedMessageSaysNothingOfItsAddressee(int code) {
        feishu.answer("{\"code\":" + code + ",\"msg\":\"no\"}");

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.unreachable()).isFalse();
                    assertThat(refused.reason()).contains(String.valueOf(code));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>bad gateway</html>", "{\"code\":", "[]", "{}", "{\"code\":\"0\"}", "{\"code\":0}"})
    void anAnswerThatCannotBeReadIsTriedAgain(String body) {
        feishu.answer(body);

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
    }

    @Test
    void aTimeoutIsTriedAgain() {
        platform = platform(Duration.ofMillis(300));
        feishu.answers.add(FakeFeishu.json("{\"code\":0,\"data\":{\"message_id\":\"om_1\"}}")
                .newBuilder()
                .headersDelay(5, TimeUnit.SECONDS)
                .build());

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .extracting(SendResult.Retry::reason)
                .asString()
                .as("whichever of the two time-outs is noticed first")
                .matches("im/v1/messages: (InterruptedIO|SocketTimeout)Exception");
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        feishu.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        feishu.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
    }

    @Test
    void aTokenIsNotCarriedToWhereARedirectPoints() {
        feishu.answers.add(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", server.url("/elsewhere").toString())
                .build());

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
        assertThat(feishu.calls).hasSize(1);
    }

    @Test
    void aRefusedCardIsSaidAsTextOnceUnderAKeyOfItsOwn() {
        Payload card = platform.render(Message.of("周报", Tone.NEUTRAL, "请提交 <at id=all></at>"))
                .get(0);
        String refusal = "{\"code\":230099,\"msg\":\"Failed to create card content, ext=ErrCode: 11310; ErrMsg: x\"}";
        feishu.answer(refusal);
        feishu.answerSent("om_text");
        feishu.answer(refusal);
        feishu.answerSent("om_text");

        assertThat(platform.send(LIN, card, "k")).isEqualTo(new SendResult.Sent("om_text"));
        assertThat(platform.send(LIN, card, "k")).as("the same send again").isEqualTo(new SendResult.Sent("om_text"));

        assertThat(feishu.sentBody(0).path("uuid").stringValue()).isEqualTo("k");
        JsonNode fallback = feishu.sentBody(1);
        assertThat(fallback.path("msg_type").stringValue()).isEqualTo("text");
        assertThat(fallback.path("uuid").stringValue()).isNotEqualTo("k");
        assertThat(Json.object(fallback.path("content").stringValue())
                        .orElseThrow()
                        .path("text")
                        .stringValue())
                .isEqualTo("周报\n请提交 ＜at id=all>＜/at>");
        assertThat(feishu.sentBody(3))
                .as("repeated, it is the same text under the same key")
                .isEqualTo(fallback);
    }

    @Test
    void aCardRefusedAsTextTooIsRefusedWithTheSubCode() {
        Payload card = platform.render(Message.of("周报", Tone.NEUTRAL, "请提交")).get(0);
        feishu.answer("{\"code\":230099,\"msg\":\"ErrCode: 11310\"}");
        feishu.answer("{\"code\":230028,\"msg\":\"audit\"}");

        assertThat(platform.send(LIN, card, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .extracting(SendResult.Refused::reason)
                .asString()
                .contains("230028");
    }

    @Test
    void anAddressOfNoKnownKindOrAnAppThatIsNotConfiguredIsRefusedWithoutACall() {
        assertThat(platform.send(new Account("feishu", "payments", "lin"), TEXT, "k"))
                .isInstanceOf(SendResult.Refused.class);
        assertThat(platform.send(new Account("feishu", "nobody", "ou_lin"), TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .extracting(SendResult.Refused::reason)
                .asString()
                .contains("nobody", "rollcall.feishu.apps");
        assertThat(feishu.calls).isEmpty();
        assertThat(feishu.tokenCalls).isEmpty();
    }

    @Test
    void theAddressMayHaveAPathAndBeKnownLate() {
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        URI[] address = new URI[1];
        FeishuEndpoints late = app -> {
            if (address[0] == null) {
                throw new IllegalStateException("the server is not up");
            }
            return address[0];
        };
        FeishuApi api = new FeishuApi(settings, late, clock);
        FeishuPlatform early = new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);

        assertThat(early.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);

        address[0] = server.url("/sandbox/feishu").uri();
        assertThat(early.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
        assertThat(feishu.calls.get(0).getTarget())
                .isEqualTo("/sandbox/feishu/open-apis/auth/v3/tenant_access_token/internal");
    }

    @Test
    void aLookShowsAnEditedMessageAsItStandsNow() {
        feishu.answer(seen("""
                "create_time":"1733450000000","update_time":"1733450060000","deleted":false,"updated":true,
                "msg_type":"text","body":{"content":"{\\"text\\":\\"@_user_1 进度 80% 找 @_user_2\\"}"},
                "mentions":[{"key":"@_user_1","id":"ou_bot","id_type":"open_id","name":"点名"},
                            {"key":"@_user_2","id":"ou_mei","id_type":"open_id","name":"何梅"}]"""));
        feishu.answer("{\"code\":0,\"msg\":\"ok\",\"bot\":{\"open_id\":\"ou_bot\",\"app_name\":\"点名\"}}");

        Optional<SeenMessage> seen = platform.look("payments", "om_1");

        assertThat(seen)
                .contains(new SeenMessage("om_1", false, true, Instant.ofEpochMilli(1733450060000L), "进度 80% 找 @何梅"));
        assertThat(feishu.calls.get(0).getTarget()).isEqualTo("/open-apis/im/v1/messages/om_1");
        assertThat(feishu.calls.get(1).getTarget()).isEqualTo("/open-apis/bot/v3/info");
    }

    @Test
    void aLookTellsAnUntouchedMessageFromAnEditedOne() {
        feishu.answer(seen("""
                "create_time":"1733450000000","update_time":"1733450000000","deleted":false,"updated":false,
                "msg_type":"text","body":{"content":"{\\"text\\":\\"完成\\"}"}"""));

        assertThat(platform.look("payments", "om_1"))
                .contains(new SeenMessage("om_1", false, false, Instant.ofEpochMilli(1733450000000L), "完成"));
    }

    @Test
    void aLookAtARecalledMessageSaysSoWhicheverWayThePlatformPutsIt() {
        feishu.answer(seen("\"create_time\":\"1733450000000\",\"update_time\":\"1733450090000\",\"deleted\":true"));
        feishu.answer("{\"code\":230011,\"msg\":\"recalled\"}");
        feishu.answer("{\"code\":230110,\"msg\":\"deleted\"}");

        assertThat(platform.look("payments", "om_1"))
                .contains(new SeenMessage("om_1", true, false, Instant.ofEpochMilli(1733450090000L), ""));
        assertThat(platform.look("payments", "om_1")).contains(new SeenMessage("om_1", true, false, NOW, ""));
        assertThat(platform.look("payments", "om_1")).contains(new SeenMessage("om_1", true, false, NOW, ""));
    }

    @Test
    void aLookAtWhatThePlatformDoesNotShowIsEmpty() {
        feishu.answer("{\"code\":230050,\"msg\":\"invisible\"}");
        feishu.answer("{\"code\":0,\"data\":{\"items\":[]}}");

        assertThat(platform.look("payments", "om_1")).isEmpty();
        assertThat(platform.look("payments", "om_1")).isEmpty();
    }

    @Test
    void aLookThatGetsNoAnswerFailsWithTheCodeAndNoId() {
        feishu.answers.add(FakeFeishu.json(500, "{\"code\":5000,\"msg\":\"internal\"}"));

        assertThatThrownBy(() -> platform.look("payments", "om_1"))
                .isInstanceOf(ChatUnavailableException.class)
                .hasMessageContaining("5000")
                .hasMessageNotContaining("om_1");
        assertThatThrownBy(() -> platform.look("payments", "om_1"))
                .isInstanceOf(ChatUnavailableException.class)
                .hasMessageContaining("404")
                .hasMessageNotContaining("om_1");
    }

    private static String seen(String fields) {
        return "{\"code\":0,\"msg\":\"success\",\"data\":{\"items\":[{\"message_id\":\"om_1\"," + fields + "}]}}";
    }

    private FeishuPlatform platform(Duration callTimeout) {
        FeishuSettings settings = Settings.at(server.url("/").uri(), callTimeout);
        FeishuApi api = new FeishuApi(settings, app -> server.url("/").uri(), clock);
        return new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }
}
