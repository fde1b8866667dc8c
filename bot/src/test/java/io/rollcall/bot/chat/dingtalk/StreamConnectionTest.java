package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.RefusalLog;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stream mode as the platform meets it: over a real socket, frame by frame; time passes when a test says so. */
@ExtendWith(OutputCaptureExtension.class)
class StreamConnectionTest {

    private static final Instant NOW = Instant.ofEpochMilli(1767225660123L);
    private static final String TOPIC = "/v1.0/im/bot/messages/get";

    private final StreamDingTalk dingtalk = new StreamDingTalk();
    private final MockWebServer server = new MockWebServer();
    private final RememberingIntake intake = new RememberingIntake();
    private final AtomicLong nanos = new AtomicLong(-TimeUnit.HOURS.toNanos(1));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private double luck = 1;
    private DingTalkSettings settings;
    private StreamConnection connection;

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(dingtalk);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return dingtalk.isMeant(request)
                        ? dingtalk.answer(request)
                        : new MockResponse.Builder().code(404).build();
            }
        });
        server.start();
        settings = Settings.at(server.url("/").uri());
        connection = connection(settings);
        connection.start(StreamConnections.http(settings, threads, Duration.ofSeconds(30)));
    }

    private StreamConnection connection(DingTalkSettings with) {
        Deliveries deliveries = new Deliveries(intake, Clock.fixed(NOW, ZoneOffset.UTC));
        RefusalLog refusals = new RefusalLog(
                LoggerFactory.getLogger("refusals"), Clock.systemUTC(), "Did not take in what came over Stream for");
        return new StreamConnection(
                "helper",
                with.robot("helper").orElseThrow(),
                new DingTalkApi(with, Clock.systemUTC()),
                () -> new StreamDesk("helper", deliveries, refusals),
                nanos::get,
                bound -> (long) ((bound - 1) * luck));
    }

    @AfterEach
    void stop() {
        intake.gate.countDown();
        connection.stopTaking();
        connection.stop(Duration.ofSeconds(5));
        threads.shutdown();
        server.close();
    }

    // Opening

    @Test
    void itIsOpenedWithTheAppsCredentialsForMessagesToItsRobot() {
        open();

        RecordedRequest asked = dingtalk.asked.get(0);
        assertThat(asked.getMethod()).isEqualTo("POST");
        assertThat(asked.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(asked.getHeaders().get("x-acs-dingtalk-access-token")).isNull();
        assertThat(Json.object(asked.getBody().utf8()).orElseThrow())
                .isEqualTo(Json.object("""
                {"clientId":"dingdemoappkey01","clientSecret":"%s",\
                "subscriptions":[{"type":"CALLBACK","topic":"/v1.0/im/bot/messages/get"}],"ua":"rollcall"}""".formatted(Settings.SECRET)).orElseThrow());
        assertThat(connection.isUp()).isTrue();
        assertThat(connection.reopened()).isZero();
        assertThat(connection.platform()).isEqualTo("dingtalk");
        assertThat(connection.app()).isEqualTo("helper");
    }

    @Test
    void itStaysOpenLongerThanACallMayTake() {
        open();

        await().during(settings.callTimeout().plusMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(connection::isUp);
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
    }

    // What comes in

    @Test
    void aMessageIsStoredAndThenAcknowledged() {
        open();
        ObjectNode frame = dingtalk.callback(TOPIC, DingTalkDecodeTest.PRIVATE);

        JsonNode answer = StreamDingTalk.await(dingtalk.latest().send(frame));

        assertThat(answer)
                .isEqualTo(Json.object("""
                {"code":200,"message":"OK","headers":{"messageId":"%s","contentType":"application/json"},\
                "data":"{\\"response\\":null}"}""".formatted(Json.at(frame, "headers", "messageId")))
                        .orElseThrow());
        assertThat(intake.accepted).singleElement().satisfies(accepted -> {
            assertThat(accepted.platform()).isEqualTo("dingtalk");
            assertThat(accepted.app()).isEqualTo("helper");
            assertThat(accepted.key()).isEqualTo("msg:msgDemo0001");
            assertThat(accepted.sender()).isEqualTo("user7002");
            assertThat(accepted.payload()).contains("存管路由").doesNotContain("sessionWebhook");
            assertThat(accepted.receivedAt()).isEqualTo(NOW);
        });
    }

    @Test
    void aMessageThatComesAgainInAnotherFrameHasTheSameKey() {
        open();

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);

        assertThat(intake.accepted).extracting(Accepted::key).containsExactly("msg:m-1", "msg:m-1");
    }

    @Test
    void aPingIsAnsweredWithItsDataUnchanged() {
        open();
        ObjectNode ping = dingtalk.frame("SYSTEM", "ping", "{\"opaque\":\"op-77\" , \"x\":\"\\u4e2d/\"}");

        JsonNode answer = StreamDingTalk.await(dingtalk.latest().send(ping));

        assertThat(code(answer)).isEqualTo(200);
        assertThat(Json.at(answer, "message")).isEqualTo("OK");
        assertThat(Json.at(answer, "data")).isEqualTo("{\"opaque\":\"op-77\" , \"x\":\"\\u4e2d/\"}");
    }

    @Test
    void otherWordsOfThePlatformAreLeftAlone() {
        open();

        for (String topic : List.of("CONNECTED", "REGISTERED", "KEEPALIVE", "somethingNew")) {
            dingtalk.latest().say(dingtalk.frame("SYSTEM", topic, "{}"));
        }

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        assertThat(dingtalk.latest().heard)
                .as("nothing but the acknowledgement")
                .hasSize(1);
    }

    @Test
    void whatNobodyListensToIsAnsweredWith404() {
        open();

        assertThat(code(send(dingtalk.callback("/v1.0/card/instances/callback", "{}"))))
                .isEqualTo(404);
        assertThat(code(send(dingtalk.callback("/v2.0/something/new", "{}")))).isEqualTo(404);
        assertThat(code(send(dingtalk.frame("NEWKIND", "x", "{}")))).isEqualTo(404);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void anEventThatNobodyAskedForIsNotWantedAgain() {
        open();

        JsonNode answer = send(dingtalk.frame("EVENT", "*", "{}"));

        assertThat(code(answer)).isEqualTo(200);
        assertThat(Json.at(answer, "data")).isEqualTo("{\"status\":\"SUCCESS\",\"message\":\"ok\"}");
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedAndTakenInWhenItComesAgain(CapturedOutput output) {
        open();
        intake.failure = new NotStoredException("the database is away");
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(500);
        intake.failure = new IllegalStateException("could not insert '完成登录页'");
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(500);
        intake.failure = null;
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);

        assertThat(connection.isUp()).isTrue();
        assertThat(output).contains("the database is away", "java.lang.IllegalStateException");
        assertThat(output).doesNotContain("完成登录页");
    }

    @Test
    void whatIsNoMessageIsNotAcknowledgedAndThatOfAnOutsiderIs() {
        open();

        assertThat(code(dingtalk.deliver("no json"))).isEqualTo(500);
        assertThat(code(dingtalk.deliver("{}"))).isEqualTo(500);
        assertThat(code(dingtalk.deliver("{\"msgId\":\"m-1\",\"msgtype\":\"text\"}")))
                .isEqualTo(200);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aSlowStoreHoldsUpNeitherTheOthersNorThePings() {
        open();
        intake.slow = "msg:m-slow";

        CompletableFuture<JsonNode> slow = dingtalk.latest().send(dingtalk.callback(TOPIC, written("m-slow")));
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        assertThat(code(send(dingtalk.frame("SYSTEM", "ping", "{}")))).isEqualTo(200);
        assertThat(slow).isNotDone();

        intake.gate.countDown();
        assertThat(code(StreamDingTalk.await(slow))).isEqualTo(200);
    }

    @Test
    void whatIsPastTheBoundsIsNotAcknowledged() {
        open();
        intake.slow = "";

        int most = StreamDesk.THREADS + StreamDesk.MOST_WAITING;
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < most + 10; i++) {
            answers.add(dingtalk.latest().send(dingtalk.callback(TOPIC, written("m-" + i))));
        }
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 10);

        intake.gate.countDown();
        assertThat(answers.stream().filter(answer -> code(StreamDingTalk.await(answer)) == 200))
                .hasSize(most);
        assertThat(intake.accepted).hasSize(most);
    }

    @Test
    void garbageIsPassedOverAndTheConnectionGoesOn(CapturedOutput output) {
        open();

        for (String garbage :
                List.of("", "{", "null", "[]", "{}", "{\"type\":\"CALLBACK\"}", "{\"headers\":7,\"type\":7}")) {
            dingtalk.latest().socket().send(garbage);
        }
        dingtalk.latest().socket().send(ByteString.decodeHex("ffffff"));
        dingtalk.latest().socket().send(ByteString.of(new byte[3 << 20]));
        dingtalk.latest().socket().send("x".repeat(3 << 20));

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        assertThat(dingtalk.lines).hasSize(1);
        assertThat(dingtalk.latest().heard).hasSize(1);
        assertThat(output).contains("a frame cannot be read", "larger than any message");
    }

    @Test
    void aFrameBeyondWhatThePlatformsOwnClientReadsIsReadAllTheSame() {
        open();

        assertThat(code(dingtalk.deliver(written("m-1").replace("完成登录页", "长".repeat(200_000)))))
                .isEqualTo(200);
        assertThat(intake.accepted.get(0).payload()).hasSizeGreaterThan(200_000);
    }

    @Test
    void aMessageThatDoesNotEndIsNotReadAndTheConnectionIsOpenedAgain(CapturedOutput output) {
        open();
        dingtalk.latest().socket().send("x".repeat(12 << 20));
        reopen();

        assertThat(code(dingtalk.deliver(written("m-2")))).isEqualTo(200);
        assertThat(output).contains("was lost (ProtocolException)");
    }

    // Losing it

    @Test
    void aDroppedConnectionIsOpenedAgainWithAnotherTicket() {
        open();
        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        dingtalk.drop();
        reopen();

        assertThat(code(dingtalk.deliver(written("m-2")))).isEqualTo(200);
        assertThat(dingtalk.asked).hasSize(2);
        assertThat(connection.reopened()).isEqualTo(1);
        assertThat(intake.accepted).extracting(Accepted::key).containsExactly("msg:m-1", "msg:m-2");
    }

    @Test
    void aKickedConnectionIsOpenedAgain(CapturedOutput output) {
        open();
        dingtalk.kick();
        reopen();

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
        assertThat(output).contains("was lost (the platform closed it with code 1001)");
    }

    @Test
    void aConnectionThatDiedWithoutAWordIsNoticedByItsPings() {
        connection.stopTaking();
        connection.stop(Duration.ofSeconds(1));
        connection.start(StreamConnections.http(settings, threads, Duration.ofMillis(300)));
        open();
        await().during(Duration.ofSeconds(1)).until(connection::isUp);

        dingtalk.halfOpen();
        reopen();

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
    }

    @Test
    void oneThatIsAboutToLeaveIsReplacedBeforeItGoes() {
        open();
        StreamDingTalk.Line before = dingtalk.latest();
        pass(Duration.ofMinutes(10));
        dingtalk.announceLeave();
        await().until(() -> {
            connection.tick();
            return dingtalk.connections() == 2 && dingtalk.isConnected();
        });

        assertThat(before.isOpen()).isTrue();
        assertThat(code(StreamDingTalk.await(before.send(dingtalk.callback(TOPIC, written("m-old"))))))
                .isEqualTo(200);
        assertThat(code(dingtalk.deliver(written("m-new")))).isEqualTo(200);
        assertThat(before.heard).as("no answer to the announcement itself").hasSize(1);

        before.socket().close(1000, null);
        await().until(() -> !before.isOpen());
        connection.tick();
        assertThat(connection.isUp()).isTrue();
        assertThat(dingtalk.connections()).isEqualTo(2);
        assertThat(intake.accepted).extracting(Accepted::key).containsExactly("msg:m-old", "msg:m-new");
    }

    @Test
    void oneThatThePlatformForgetsToCloseIsClosedFromHere() {
        open();
        StreamDingTalk.Line before = dingtalk.latest();
        dingtalk.announceLeave();
        await().until(() -> {
            connection.tick();
            return dingtalk.connections() == 2 && dingtalk.isConnected();
        });
        pass(StreamConnection.TO_LEAVE.minusMillis(1));
        connection.tick();
        assertThat(before.isOpen()).isTrue();
        pass(Duration.ofMillis(1));
        connection.tick();

        await().until(() -> !before.isOpen());
        assertThat(connection.isUp()).isTrue();
    }

    @Test
    void oneThatIsSentAwayAsSoonAsItComesDoesNotComeAgainAtOnceEachTime() {
        open();
        dingtalk.announceLeave();
        await().until(() -> {
            connection.tick();
            return dingtalk.connections() == 2 && dingtalk.isConnected();
        });
        dingtalk.announceLeave();
        // What comes behind the announcement is answered when that has been heard.
        send(dingtalk.frame("SYSTEM", "ping", "{}"));

        connection.tick();
        assertThat(dingtalk.asked).hasSize(2);
        pass(Duration.ofSeconds(3));
        await().until(() -> {
            connection.tick();
            return dingtalk.connections() == 3;
        });
    }

    // When it cannot be opened

    @Test
    void triesComeLessAndLessOftenUpToAMinuteApart() {
        for (int i = 0; i < 9; i++) {
            dingtalk.openAnswers.add(new MockResponse.Builder().code(503).build());
        }
        connection.tick();
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            int asked = dingtalk.asked.size();
            // At the end of the jitter, which is half as much again.
            pass(Duration.ofMillis(seconds * 1500 - 10));
            connection.tick();
            assertThat(dingtalk.asked).as("before %s s and a half", seconds).hasSize(asked);
            pass(Duration.ofMillis(20));
            connection.tick();
            assertThat(dingtalk.asked).hasSize(asked + 1);
        }
        pass(Duration.ofSeconds(91));
        open();
    }

    @Test
    void notAllWhoLostTheirsComeBackAtTheSameMoment() {
        luck = 0;
        open();
        dingtalk.drop();
        await().until(() -> !connection.isUp());
        pass(Duration.ofMillis(1000));
        await().until(() -> {
            connection.tick();
            return connection.isUp();
        });
        assertThat(dingtalk.asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400, invalidClientIdOrSecret", "401, x", "403, Forbidden.X", "404, x"})
    void whatAPersonHasToMendIsSaidAndTriedSlowly(int status, String code, CapturedOutput output) {
        dingtalk.openAnswers.add(FakeDingTalk.failure(status, code));
        connection.tick();

        assertThat(output).contains("cannot be opened: connections/open: " + code, "Stream模式", "版本");
        assertThat(output).doesNotContain(Settings.SECRET, "said of 周报");
        pass(StreamConnection.SLOWLY.minusMillis(1));
        connection.tick();
        assertThat(dingtalk.asked).hasSize(1);
        pass(Duration.ofMillis(1));
        open();
    }

    @Test
    void theSameTroubleIsSaidOnce(CapturedOutput output) {
        for (int i = 0; i < 3; i++) {
            dingtalk.openAnswers.add(FakeDingTalk.failure(503, "busy"));
            pass(Duration.ofMinutes(2));
            connection.tick();
        }

        assertThat(output.getAll().split("cannot be opened", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"endpoint":"wss://x.invalid/connect"}
            {"ticket":"t"}
            {"endpoint":"https://x.invalid/connect","ticket":"t"}
            {"endpoint":"","ticket":"t"}
            {"endpoint":7,"ticket":"t"}
            {}
            """)
    void anAnswerWithoutAnAddressOrATicketIsNone(String answer, CapturedOutput output) {
        dingtalk.openAnswers.add(FakeDingTalk.json(200, answer));
        connection.tick();

        assertThat(output).contains("holds no wss:// address with a ticket");
        pass(Duration.ofSeconds(2));
        open();
    }

    @Test
    void whereThePlatformIsSpokenToOverTlsAnOpenConnectionIsNotMade(CapturedOutput output) {
        StreamConnection strict = new StreamConnection(
                "helper",
                new DingTalkSettings.Robot(
                        Settings.CLIENT_ID,
                        Settings.SECRET,
                        null,
                        URI.create("https://nowhere.invalid"),
                        DingTalkSettings.Events.STREAM),
                new DingTalkApi(settings, Clock.systemUTC()),
                () -> new StreamDesk(
                        "helper",
                        new Deliveries(intake, Clock.systemUTC()),
                        new RefusalLog(LoggerFactory.getLogger("refusals"), Clock.systemUTC(), "x")),
                nanos::get,
                bound -> 0);
        strict.start(StreamConnections.http(settings, threads, Duration.ofSeconds(30)));
        strict.tick();
        strict.stopTaking();

        assertThat(dingtalk.lines).isEmpty();
        assertThat(output).contains("holds no wss:// address");
    }

    @Test
    void aRefusedHandshakeCostsATicketAndIsTriedAgainWithAnother() {
        dingtalk.handshakes.add(new MockResponse.Builder().code(401).build());
        connection.tick();
        await().until(() -> dingtalk.handshakes.isEmpty());
        await().until(() -> {
            pass(Duration.ofSeconds(1));
            connection.tick();
            return dingtalk.isConnected();
        });

        assertThat(dingtalk.asked).hasSize(2);
    }

    @Test
    void neitherTheTicketNorTheSecretNorTheTextIsLogged(CapturedOutput output) {
        dingtalk.handshakes.add(new MockResponse.Builder().code(500).build());
        connection.tick();
        await().until(() -> output.getAll().contains("cannot be opened"));
        pass(Duration.ofSeconds(2));
        open();
        dingtalk.deliver(written("m-1"));
        dingtalk.sendGarbage();
        dingtalk.drop();
        await().until(() -> output.getAll().contains("was lost"));

        assertThat(output).doesNotContain("ticket-must", Settings.SECRET, "完成登录页");
    }

    // Stopping

    @Test
    void whatIsUnderWayAtTheStopIsStoredAndAnsweredFirst() throws Exception {
        open();
        intake.slow = "msg:m-slow";
        CompletableFuture<JsonNode> slow = dingtalk.latest().send(dingtalk.callback(TOPIC, written("m-slow")));
        await().until(() -> intake.waiting.getCount() == 0);

        connection.stopTaking();
        assertThat(code(dingtalk.deliver(written("m-late")))).isEqualTo(500);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> connection.stop(Duration.ofSeconds(5)));
        intake.gate.countDown();
        stopped.get(10, TimeUnit.SECONDS);

        assertThat(code(StreamDingTalk.await(slow))).isEqualTo(200);
        await().until(() -> dingtalk.end().equals("closed with 1000"));
        pass(Duration.ofHours(1));
        connection.tick();
        assertThat(dingtalk.asked).hasSize(1);
        assertThat(intake.accepted).extracting(Accepted::key).containsExactly("msg:m-slow");
    }

    @Test
    void afterAStopItCanBeStartedAgain() {
        open();
        connection.stopTaking();
        connection.stop(Duration.ofSeconds(5));
        connection.start(StreamConnections.http(settings, threads, Duration.ofSeconds(30)));
        reopen();

        assertThat(code(dingtalk.deliver(written("m-1")))).isEqualTo(200);
    }

    private void open() {
        await().until(() -> {
            connection.tick();
            return connection.isUp() && dingtalk.isConnected();
        });
    }

    private void reopen() {
        int before = dingtalk.connections();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            pass(Duration.ofSeconds(1));
            connection.tick();
            return dingtalk.connections() > before && dingtalk.isConnected() && connection.isUp();
        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private JsonNode send(ObjectNode frame) {
        return StreamDingTalk.await(dingtalk.latest().send(frame));
    }

    private static int code(JsonNode answer) {
        return answer.path("code").asInt(0);
    }

    private static String written(String messageId) {
        return """
                {"conversationId":"cidDemoDm==","conversationType":"1","msgId":"%s","senderStaffId":"user7002",\
                "createAt":1767225660000,"msgtype":"text","text":{"content":"1. 完成登录页"}}""".formatted(messageId);
    }

    private record Accepted(
            String platform, String app, String key, String sender, String payload, Instant receivedAt) {}

    private static final class RememberingIntake implements Intake {

        private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final CountDownLatch waiting = new CountDownLatch(1);
        private volatile @Nullable RuntimeException failure;

        /** What the keys of messages begin with that wait at the gate. */
        private volatile @Nullable String slow;

        @Override
        public boolean accept(
                String platform, String app, String key, String sender, String payload, Instant receivedAt) {
            RuntimeException toThrow = failure;
            if (toThrow != null) {
                throw toThrow;
            }
            String prefix = slow;
            if (prefix != null && key.startsWith(prefix)) {
                waiting.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new NotStoredException("interrupted", e);
                }
            }
            return accepted.add(new Accepted(platform, app, key, sender, payload, receivedAt));
        }
    }
}
