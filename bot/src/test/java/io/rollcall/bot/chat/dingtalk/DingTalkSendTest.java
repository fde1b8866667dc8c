package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.team.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

class DingTalkSendTest {

    private static final Account LIN = new Account("dingtalk", "main", "user7002");
    private static final Account GROUP = new Account("dingtalk", "main", "cidDemoConversation==");
    private static final Account WEBHOOK = new Account("dingtalk", "main", "dingtalk-webhook:payments");
    private static final Payload TEXT = new Payload("sampleMarkdown", "{\"title\":\"周报\",\"text\":\"请提交 \\\"周报\\\"\"}");
    private static final Payload POST = new Payload(
            "markdown",
            "{\"markdown\":{\"title\":\"周报\",\"text\":\"# 周报\"},\"at\":{\"atUserIds\":[\"user7003\"],\"isAtAll\":false}}");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeDingTalk dingtalk = new FakeDingTalk();
    private final SettableClock clock = new SettableClock(Instant.ofEpochMilli(1767225600000L));
    private DingTalkPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(dingtalk);
        platform = platform(Duration.ofSeconds(5));
    }

    private DingTalkPlatform platform(Duration callTimeout) {
        DingTalkSettings settings = Settings.at(server.url("/").uri(), callTimeout);
        return new DingTalkPlatform(settings, new DingTalkApi(settings, clock));
    }

    @Test
    void tellsAMemberInPrivateWithTheAppsToken() {
        dingtalk.answerSent("query-1");

        assertThat(platform.send(LIN, TEXT, "k-1")).isEqualTo(new SendResult.Sent("query-1"));

        RecordedRequest call = dingtalk.calls.get(0);
        assertThat(call.getTarget()).isEqualTo("/v1.0/robot/oToMessages/batchSend");
        assertThat(call.getHeaders().get("x-acs-dingtalk-access-token")).isEqualTo("token-1");
        assertThat(call.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(call.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(dingtalk.sentBody(0)).isEqualTo(Json.object("""
                {"robotCode":"dingdemoappkey01","userIds":["user7002"],"msgKey":"sampleMarkdown",\
                "msgParam":"{\\"title\\":\\"周报\\",\\"text\\":\\"请提交 \\\\\\"周报\\\\\\"\\"}"}""").orElseThrow());
    }

    @Test
    void tellsAGroupThatTheRobotIsIn() {
        dingtalk.answer("{\"processQueryKey\":\"query-2\"}");

        assertThat(platform.send(GROUP, TEXT, "k-1")).isEqualTo(new SendResult.Sent("query-2"));

        assertThat(dingtalk.calls.get(0).getTarget()).isEqualTo("/v1.0/robot/groupMessages/send");
        assertThat(Json.at(dingtalk.sentBody(0), "openConversationId")).isEqualTo("cidDemoConversation==");
        assertThat(dingtalk.sentBody(0).has("userIds")).isFalse();
    }

    @Test
    void aRobotGoesByItsOwnCodeWhereItHasOne() {
        dingtalk.answerSent("q");
        platform.send(new Account("dingtalk", "helper", "user7002"), TEXT, "k");

        assertThat(Json.at(dingtalk.sentBody(0), "robotCode")).isEqualTo("dingrobot02");
    }

    @Test
    void asksForATokenWithTheAppsCredentialsAndOnlyOnceUntilItIsOld() {
        for (int i = 0; i < 3; i++) {
            dingtalk.answerSent("q");
            platform.send(LIN, TEXT, "k" + i);
        }
        assertThat(dingtalk.tokenCalls)
                .singleElement()
                .satisfies(call -> assertThat(Json.object(call.getBody().utf8()))
                        .isEqualTo(Json.object(
                                "{\"appKey\":\"dingdemoappkey01\",\"appSecret\":\"" + Settings.SECRET + "\"}")));

        clock.set(clock.instant().plus(Duration.ofMinutes(116)));
        dingtalk.answerSent("q");
        platform.send(LIN, TEXT, "k9");
        assertThat(dingtalk.tokenCalls).as("some minutes before its end").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"401, InvalidAuthentication", "400, InvalidAuthentication", "401, Something", "200, 40014"})
    void aTokenThatIsNotTakenIsRenewedOnceAndTheCallRepeatedOnce(int status, String code) {
        refuse(status, code);
        dingtalk.answerSent("q-1");

        assertThat(platform.send(LIN, TEXT, "k")).isEqualTo(new SendResult.Sent("q-1"));
        assertThat(dingtalk.calls)
                .extracting(call -> call.getHeaders().get("x-acs-dingtalk-access-token"))
                .containsExactly("token-1", "token-2");
        assertThat(dingtalk.sentBody(1)).isEqualTo(dingtalk.sentBody(0));

        refuse(status, code);
        refuse(status, code);
        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));
        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.wholeApp()).isTrue();
        assertThat(dingtalk.calls).as("not more than once a call").hasSize(4);
    }

    @Test
    void aTokenThatExpiresAmidManyMessagesIsRenewedOnceForAll() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getTarget().equals("/v1.0/oauth2/accessToken")) {
                    return dingtalk.dispatch(request);
                }
                dingtalk.calls.add(request);
                if ("token-1".equals(request.getHeaders().get("x-acs-dingtalk-access-token"))) {
                    try {
                        together.await(10, TimeUnit.SECONDS);
                    } catch (BrokenBarrierException | TimeoutException e) {
                        throw new AssertionError(e);
                    }
                    return FakeDingTalk.failure(401, "InvalidAuthentication");
                }
                return FakeDingTalk.json(200, "{\"processQueryKey\":\"q\"}");
            }
        });
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<SendResult>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "k-" + i;
                results.add(senders.submit((Callable<SendResult>) () -> platform.send(LIN, TEXT, key)));
            }
            for (Future<SendResult> result : results) {
                assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(new SendResult.Sent("q"));
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(dingtalk.tokenCalls).hasSize(2);
        assertThat(dingtalk.calls).hasSize(16);
    }

    @Test
    void withoutATokenNothingIsSentSoNothingArrivedAndTheWholeAppWaits() {
        dingtalk.tokenAnswers.add(FakeDingTalk.failure(400, "invalidClientIdOrSecret"));

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.wholeApp()).isTrue();
        assertThat(retry.after()).contains(Duration.ofMinutes(5));
        assertThat(retry.reason()).contains("accessToken", "invalidClientIdOrSecret", "client-secret is wrong");
        assertThat(dingtalk.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"invalidStaffIdList, 可见范围", "filteredStaffIdList, left the member out"})
    void aSuccessThatLeavesOutTheOnlyAddresseeIsNone(String list, String why) {
        dingtalk.answer("{\"processQueryKey\":\"q\",\"" + list + "\":[\"USER7002\"]}");

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.unreachable()).isTrue();
                    assertThat(refused.reason()).contains(list, why).doesNotContainIgnoringCase("user7002");
                });
    }

    @Test
    void whoGotTooMuchOfLateGetsItLaterAndTheOthersDoNotWait() {
        dingtalk.answer("{\"processQueryKey\":\"q\",\"flowControlledStaffIdList\":[\"user7002\"]}");

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.wholeApp()).isFalse();
        assertThat(retry.after()).contains(Duration.ofMinutes(1));
    }

    @Test
    void aSuccessWithoutAnIdIsASuccess() {
        dingtalk.answer("{}");

        assertThat(platform.send(LIN, TEXT, "k")).isEqualTo(new SendResult.Sent("key:k"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden.AccessDenied.AccessTokenPermissionDenied, PT5M",
        "400, invalidParameter.robotCode.auth, PT5M",
        "400, invalidParameter.robotCode.empty, PT5M",
        "403, Forbidden.AccessDenied.ApiCountLimitForOrg, PT6H",
        "200, 90020, PT6H",
        "403, Forbidden.AccessDenied.QpsLimitForApi,",
        "400, Throttling.User,",
        "429, Whatever,",
    })
    void whatConcernsTheWholeAppHasAllOfItWait(int status, String code, Duration after) {
        refuse(status, code);

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.wholeApp()).isTrue();
        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.after()).isEqualTo(Optional.ofNullable(after));
        assertThat(retry.reason()).contains(code);
    }

    @Test
    void aRefusalThatIsNotKnownHoldsUpNobodyElse() {
        refuse(403, "Something.New");

        SendResult.Retry retry = retry(platform.send(GROUP, TEXT, "k"));

        assertThat(retry.wholeApp()).isFalse();
        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.after()).contains(Duration.ofMinutes(5));
    }

    @Test
    void howLongThePlatformAsksToWaitIsHeard() {
        dingtalk.answers.add(FakeDingTalk.failure(429, "Throttling")
                .newBuilder()
                .addHeader("Retry-After", "7")
                .build());

        assertThat(retry(platform.send(LIN, TEXT, "k")).after()).contains(Duration.ofSeconds(7));
    }

    @Test
    void thePermissionThatIsMissingIsToldToTheOperator() {
        dingtalk.answers.add(
                FakeDingTalk.json(
                        403,
                        "{\"code\":\"Forbidden.AccessDenied.AccessTokenPermissionDenied\",\"message\":\"应用尚未开通所需的权限：[qyapi_robot_sendmsg]，点击链接申请 https://open-dev.dingtalk.com/?a=b\",\"requestid\":\"REQ-1\"}"));

        assertThat(retry(platform.send(LIN, TEXT, "k")).reason())
                .contains("权限管理", "wanted: qyapi_robot_sendmsg", "request REQ-1")
                .doesNotContain("https");
    }

    @ParameterizedTest
    @CsvSource({
        "400, staffId.notExisted, true",
        "400, invalidParameter.openConversationId, true",
        "400, invalidParameter.msgParam.invalid, false",
        "400, invalidParameter.msgKey.invalid, false",
        "404, somethingNew, false",
    })
    void whatWillNotPassIsRefused(int status, String code, boolean unreachable) {
        refuse(status, code);

        assertThat(platform.send(LIN, TEXT, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.unreachable()).isEqualTo(unreachable);
                    assertThat(refused.reason()).contains(code);
                });
    }

    @ParameterizedTest
    @CsvSource({"500, systemError", "503, ServiceUnavailable", "200, -1"})
    void whereThePlatformIsBusyItMayHaveDoneItAllTheSame(int status, String code) {
        refuse(status, code);

        SendResult.Retry retry = retry(platform.send(LIN, TEXT, "k"));

        assertThat(retry.mayHaveArrived()).isTrue();
        assertThat(retry.wholeApp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"429, false", "413, false", "502, true", "504, true", "200, true"})
    void anAnswerThatCannotBeReadIsJudgedByItsStatus(int status, boolean mayHaveArrived) {
        dingtalk.answers.add(FakeDingTalk.json(status, "<html>gateway</html>"));

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isEqualTo(mayHaveArrived);
    }

    @Test
    void whereTheConnectionBreaksOffTheMessageMayHaveArrived() {
        dingtalk.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        dingtalk.answerSent("q");

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isTrue();
        assertThat(dingtalk.calls)
                .as("a second try in silence might arrive twice")
                .hasSize(1);
        assertThat(platform.remembersKeys(LIN)).isZero();
        assertThat(platform.sentOfLate(LIN, null, Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void aPlatformThatDoesNotAnswerIsNotWaitedForForLong() {
        dingtalk.answerSent("q");
        platform = platform(Duration.ofSeconds(3));
        platform.send(LIN, TEXT, "so that there is a token");
        dingtalk.answers.add(FakeDingTalk.json(200, "{}")
                .newBuilder()
                .headersDelay(10, TimeUnit.SECONDS)
                .build());

        assertThat(retry(platform.send(LIN, TEXT, "k")).mayHaveArrived()).isTrue();
    }

    @Test
    void aRedirectIsNotFollowed() {
        dingtalk.answers.add(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", server.url("/elsewhere").toString())
                .build());

        assertThat(platform.send(LIN, TEXT, "k")).isInstanceOf(SendResult.Retry.class);
        assertThat(dingtalk.calls).hasSize(1);
    }

    @Test
    void postsInAGroupByItsWebhookSignedAndWithoutAnyToken() {
        dingtalk.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");

        assertThat(platform.send(WEBHOOK, POST, "k")).isEqualTo(new SendResult.Sent("webhook:k"));

        assertThat(dingtalk.tokenCalls).isEmpty();
        assertThat(dingtalk.calls.get(0).getTarget())
                .isEqualTo("/robot/send?access_token=" + Settings.WEBHOOK_TOKEN
                        + "&timestamp=1767225600000&sign=i2c5tiV6h%2F3SNAw2dFLqlaqeECJxGo%2F5aOpgXbGdttM%3D");
        assertThat(dingtalk.sentBody(0)).isEqualTo(Json.object("""
                {"msgtype":"markdown","markdown":{"title":"周报","text":"# 周报"},"at":{"atUserIds":["user7003"],"isAtAll":false}}""").orElseThrow());
    }

    @Test
    void aWebhookWithoutASecretIsNotSigned() {
        dingtalk.answer("{\"errcode\":0,\"errmsg\":\"ok\"}");
        platform.send(new Account("dingtalk", "main", "dingtalk-webhook:unsigned"), POST, "k");

        assertThat(dingtalk.calls.get(0).getTarget()).isEqualTo("/robot/send?access_token=" + Settings.WEBHOOK_TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "130101, PT10M",
        "410100, PT10M",
        "310000, PT5M",
        "90030, PT6H",
    })
    void whatConcernsAWebhookHasThatOneWait(int code, Duration after) {
        dingtalk.refuse(code);

        SendResult.Retry retry = retry(platform.send(WEBHOOK, POST, "k"));

        assertThat(retry.wholeApp()).isFalse();
        assertThat(retry.mayHaveArrived()).isFalse();
        assertThat(retry.after()).contains(after);
        assertThat(retry.reason()).contains("errcode " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "keywords not in content, 加签",
        "sign not match, secret is wrong",
        "invalid timestamp, clock",
        "ip 203.0.113.7 not in whitelist, IP list"
    })
    void whatTheWebhooksSecurityTurnsAwayIsExplained(String said, String explained) {
        dingtalk.answer("{\"errcode\":310000,\"errmsg\":\"" + said + "\"}");

        assertThat(retry(platform.send(WEBHOOK, POST, "k")).reason()).contains("安全设置", explained);
    }

    @ParameterizedTest
    @ValueSource(ints = {300001, 300005, 400101, 400013, 400102, 400106})
    void aWebhookThatIsGoneReachesNobody(int code) {
        dingtalk.refuse(code);

        assertThat(platform.send(WEBHOOK, POST, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> assertThat(refused.unreachable()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {40035, 43004, 400105, 430101, 430104})
    void contentThatIsNotTakenIsNotRepeated(int code) {
        dingtalk.refuse(code);

        assertThat(platform.send(WEBHOOK, POST, "k"))
                .asInstanceOf(type(SendResult.Refused.class))
                .satisfies(refused -> assertThat(refused.unreachable()).isFalse());
    }

    @Test
    void noReasonHoldsASecretATokenOrTheText() {
        List<SendResult> results = new ArrayList<>();
        String said = "token-1 " + Settings.SECRET + " 周报 " + Settings.WEBHOOK_TOKEN + Settings.WEBHOOK_SECRET;
        for (String code : List.of("InvalidAuthentication", "Throttling", "staffId.x", "不明 周报", "x")) {
            for (int i = 0; i < 2; i++) {
                dingtalk.answers.add(FakeDingTalk.json(
                        400, "{\"code\":\"" + code + "\",\"message\":\"" + said + "\",\"requestid\":\"周报\"}"));
            }
            results.add(platform.send(LIN, TEXT, "k"));
            dingtalk.answers.clear();
            dingtalk.answer("{\"errcode\":310000,\"errmsg\":\"" + said + "\"}");
            results.add(platform.send(WEBHOOK, POST, "k"));
        }
        dingtalk.tokenAnswers.add(FakeDingTalk.json(200, "{\"accessToken\":\"to\\nken-9\",\"expireIn\":7200}"));
        results.add(platform(Duration.ofSeconds(5)).send(LIN, TEXT, "k"));
        server.close();
        results.add(platform.send(LIN, TEXT, "k"));
        results.add(platform.send(WEBHOOK, POST, "k"));

        assertThat(results)
                .allSatisfy(result -> assertThat(result.toString())
                        .doesNotContain(
                                "token-1", "ken-9", Settings.SECRET, Settings.WEBHOOK_TOKEN, Settings.WEBHOOK_SECRET)
                        .doesNotContain("周报"));
        assertThat(Settings.at(server.url("/").uri()).toString())
                .doesNotContain(Settings.SECRET, Settings.WEBHOOK_TOKEN, Settings.WEBHOOK_SECRET);
    }

    @Test
    void itsLimitsAreThoseOfTheDocuments() {
        assertThat(platform.limits().app()).containsExactly(new Rate(20, Duration.ofSeconds(1)));
        assertThat(platform.limits().person()).isEmpty();
        assertThat(platform.limits().group()).containsExactly(new Rate(20, Duration.ofMinutes(1)));
    }

    @Test
    void nobodyButAMemberOfAConfiguredRobotIsWrittenTo() {
        for (Account nobody : List.of(
                new Account("dingtalk", "other", "user7002"),
                new Account("feishu", "main", "user7002"),
                new Account("dingtalk", "main", "@all"),
                new Account("dingtalk", "main", "a,b"),
                new Account("dingtalk", "main", ""),
                new Account("dingtalk", "main", "dingtalk-webhook:nowhere"))) {
            assertThat(platform.send(nobody, TEXT, "k")).as("%s", nobody).isInstanceOf(SendResult.Refused.class);
        }
        assertThat(dingtalk.calls).isEmpty();
    }

    @Test
    void aMessageIsNotLookedAtAgain() {
        assertThat(platform.look("main", "m-1")).isEmpty();
        assertThat(platform.tellsOfChanges()).isFalse();
    }

    private void refuse(int status, String code) {
        if (code.matches("-?\\d+")) {
            dingtalk.answers.add(FakeDingTalk.json(status, "{\"errcode\":" + code + ",\"errmsg\":\"said\"}"));
        } else {
            dingtalk.refuse(status, code);
        }
    }

    private static SendResult.Retry retry(SendResult result) {
        return (SendResult.Retry) result;
    }
}
