package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.RefusalLog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** The long connection as the platform meets it: over a real socket, frame by frame; time passes when a test says so. */
@ExtendWith(OutputCaptureExtension.class)
class LongConnectionTest {

    private static final Instant NOW = Instant.ofEpochSecond(1767600000);

    private static final String EVENT = """
            {"schema":"2.0","header":{"event_id":"%s","create_time":"1767600000123","event_type":"%s","tenant_key":"t_demo","app_id":"cli_demo000001"},"event":%s}""";
    private static final String PRESS = EVENT.formatted("ev-p", "card.action.trigger", """
            {"operator":{"open_id":"ou_alice"},"action":{"value":{"act":"same"},"tag":"button"},"context":{"open_message_id":"om_9"}}""");

    private final LongFeishu feishu = new LongFeishu();
    private final MockWebServer server = new MockWebServer();
    private final RememberingIntake intake = new RememberingIntake();
    private final AtomicLong nanos = new AtomicLong(-TimeUnit.HOURS.toNanos(1));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private double luck = 1;
    private FeishuSettings settings;
    private LongConnection connection;

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(feishu);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return feishu.answer(request);
            }
        });
        server.start();
        settings = Settings.longConnection(server.url("/").uri());
        connection = connection(settings);
        connection.start(LongConnections.http(settings, threads));
    }

    private LongConnection connection(FeishuSettings settings) {
        Deliveries deliveries = new Deliveries(intake, Clock.fixed(NOW, ZoneOffset.UTC));
        RefusalLog refusals = new RefusalLog(
                LoggerFactory.getLogger("refusals"), Clock.systemUTC(), "Refused a Feishu callback for app");
        FeishuEndpoints endpoints = app -> server.url("/").uri();
        return new LongConnection(
                "payments",
                settings.app("payments").orElseThrow(),
                new FeishuApi(settings, endpoints, Clock.systemUTC()),
                () -> new Desk("payments", Settings.APP_ID, deliveries, refusals),
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
    void itIsOpenedWithTheAppsCredentialsAndPingsItsService() {
        open();

        RecordedRequest asked = feishu.asked.get(0);
        assertThat(asked.getMethod()).isEqualTo("POST");
        assertThat(asked.getHeaders().get("locale")).isEqualTo("zh");
        assertThat(Json.object(asked.getBody().utf8()).orElseThrow())
                .isEqualTo(Json.object("{\"AppID\":\"cli_demo000001\",\"AppSecret\":\"" + Settings.SECRET + "\"}")
                        .orElseThrow());
        await().untilAsserted(() -> assertThat(feishu.latest().pings)
                .singleElement()
                .satisfies(ping -> assertThat(ping.encode().hex()).isEqualTo(FrameTest.PING_33554678)));
        assertThat(connection.reopened()).isZero();
    }

    @Test
    void itStaysOpenLongerThanACallMayTake() {
        open();

        await().during(settings.callTimeout().plusMillis(500))
                .atMost(Duration.ofSeconds(10))
                .until(connection::isUp);
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    // What comes in

    @Test
    void aMessageIsStoredAndThenAcknowledged() {
        open();

        String withToken = written("om_1").replace("\"event_id\"", "\"token\":\"" + Settings.TOKEN + "\",\"event_id\"");
        Frame answer = LongFeishu.await(feishu.send(withToken));

        assertThat(answer.payload().utf8()).isEqualTo("{\"code\":200}");
        assertThat(answer.seqId()).isEqualTo(7);
        assertThat(answer.logId()).isEqualTo(99);
        assertThat(answer.service()).isEqualTo(1);
        assertThat(answer.type()).isEqualTo("event");
        assertThat(answer.header("trace_id")).isEqualTo("tr-1");
        assertThat(answer.header("biz_rt")).isEqualTo("0");
        assertThat(intake.accepted)
                .containsExactly(new Accepted("feishu", "payments", "msg:om_1", "ou_alice", written("om_1"), NOW));
    }

    @Test
    void aPressIsAnsweredWithAToast() {
        open();

        JsonNode answer = feishu.deliver(PRESS);

        assertThat(code(answer)).isEqualTo(200);
        JsonNode toast =
                Json.object(Base64.getDecoder().decode(Json.at(answer, "data"))).orElseThrow();
        assertThat(toast).isEqualTo(Json.object(Toast.received()).orElseThrow());
        assertThat(Json.at(toast, "toast", "content")).isNotEmpty();
    }

    /** Computed apart from this code. */
    @Test
    void anAnswerTravelsAsBase64() {
        byte[] toast = "{\"toast\":{\"type\":\"success\",\"content\":\"已收到\"}}".getBytes(StandardCharsets.UTF_8);

        assertThat(Desk.accepted(new Deliveries.Taken.Stored(toast, true)).utf8())
                .isEqualTo("{\"code\":200,\"data\":"
                        + "\"eyJ0b2FzdCI6eyJ0eXBlIjoic3VjY2VzcyIsImNvbnRlbnQiOiLlt7LmlLbliLAifX0=\"}");
        assertThat(Desk.accepted(new Deliveries.Taken.Stored(toast, false)).utf8())
                .isEqualTo("{\"code\":200}");
    }

    @Test
    void anEventThatComesTwiceIsAcknowledgedTwiceUnderOneKey() {
        open();

        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
        assertThat(code(feishu.deliver(written("om_1").replace("ev-om_1", "ev-other"))))
                .isEqualTo(200);

        assertThat(intake.accepted).extracting(Accepted::key).containsExactly("msg:om_1", "msg:om_1");
    }

    @Test
    void whatCannotBeStoredIsRefusedAndTakenInWhenItComesAgain(CapturedOutput output) {
        open();
        intake.failure = new NotStoredException("the database is away");

        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(500);
        JsonNode press = feishu.deliver(PRESS);
        assertThat(code(press)).isEqualTo(500);
        assertThat(press.has("data"))
                .as("a press that is lost must not look like one that counts")
                .isFalse();
        intake.failure = new IllegalStateException("could not insert '本周：完成登录页'");
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(500);
        intake.failure = null;
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);

        assertThat(connection.isUp()).isTrue();
        assertThat(output).contains("the database is away", "java.lang.IllegalStateException");
        assertThat(output).doesNotContain("完成登录页");
    }

    @Test
    void aSlowStoreHoldsUpNeitherTheOthersNorThePings() {
        open();
        intake.slow.add("msg:om_slow");

        CompletableFuture<Frame> slow = feishu.send(written("om_slow"));
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
        pass(Duration.ofSeconds(90));
        connection.tick();
        await().until(() -> feishu.latest().pings.size() == 2);
        assertThat(slow).isNotDone();

        pass(Duration.ofSeconds(1));
        intake.gate.countDown();
        assertThat(code(LongFeishu.payload(slow))).isEqualTo(200);
        assertThat(LongFeishu.await(slow).header("biz_rt")).isEqualTo("91000");
    }

    @Test
    void whatIsPastTheBoundsIsForThePlatformToDeliverAgain() {
        open();
        intake.slowAll = true;

        int most = Desk.THREADS + Desk.MOST_WAITING;
        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < most + 10; i++) {
            answers.add(feishu.send(written("om_" + i)));
        }
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 10);
        assertThat(answers.stream().filter(CompletableFuture::isDone))
                .allSatisfy(
                        answer -> assertThat(code(LongFeishu.payload(answer))).isEqualTo(500));

        intake.gate.countDown();
        assertThat(answers.stream().filter(answer -> code(LongFeishu.payload(answer)) == 200))
                .hasSize(most);
        assertThat(code(feishu.deliver(written("om_again")))).isEqualTo(200);
    }

    @Test
    void largeEventsThatWaitAreBoundToo() {
        open();
        intake.slowAll = true;
        String large = written("om_large").replace("完成登录页", "长".repeat(300_000));

        List<CompletableFuture<Frame>> answers = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            answers.add(feishu.send(large));
        }

        int held = (int) (Desk.MOST_BYTES / ByteString.encodeUtf8(large).size());
        await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() == 14 - held);
        intake.gate.countDown();
        assertThat(answers.stream().filter(answer -> code(LongFeishu.payload(answer)) == 200))
                .hasSize(held);
    }

    @Test
    void anEventInPartsIsAnsweredOnceByItsLastPart() {
        open();
        String event = written("om_1");

        feishu.latest().send(FrameTest.event("m-parts", 3, 2, event.substring(200)));
        feishu.latest().send(FrameTest.event("m-parts", 3, 0, event.substring(0, 100)));
        Frame answer =
                LongFeishu.await(feishu.latest().send(FrameTest.event("m-parts", 3, 1, event.substring(100, 200))));

        assertThat(answer.header("seq")).isEqualTo("1");
        assertThat(answer.payload().utf8()).isEqualTo("{\"code\":200}");
        assertThat(feishu.latest().data).hasSize(1);
        assertThat(intake.accepted).extracting(Accepted::payload).containsExactly(event);
    }

    @Test
    void partsAreCutAnywhereAlsoWithinACharacter() {
        open();
        ByteString event = ByteString.encodeUtf8(written("om_1"));
        int within = event.indexOf(ByteString.encodeUtf8("完")) + 1;

        feishu.latest().send(part(2, 0, event.substring(0, within)));
        LongFeishu.await(feishu.latest().send(part(2, 1, event.substring(within))));

        assertThat(intake.accepted).extracting(Accepted::payload).containsExactly(written("om_1"));
    }

    @Test
    void partsOfALostConnectionAreNotMixedWithThoseOfTheNext() {
        open();
        feishu.latest().send(FrameTest.event("m-parts", 2, 0, "{\"old\":"));
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
        feishu.drop();
        reopen();

        feishu.latest().send(FrameTest.event("m-parts", 2, 1, written("om_2").substring(50)));
        Frame answer = LongFeishu.await(feishu.latest()
                .send(FrameTest.event("m-parts", 2, 0, written("om_2").substring(0, 50))));

        assertThat(answer.payload().utf8()).isEqualTo("{\"code\":200}");
    }

    @Test
    void garbageIsPassedOverAndTheConnectionGoesOn(CapturedOutput output) {
        open();

        feishu.latest().socket().send("{\"type\":\"event\"}");
        feishu.latest().socket().send(ByteString.decodeHex("ffffff"));
        feishu.latest().socket().send(ByteString.EMPTY);
        feishu.latest().socket().send(ByteString.of(new byte[3 << 20]));
        Frame event = FrameTest.event("m-1", 1, 0, "{}");
        feishu.latest().socket().send(new Frame(1, 1, 1, 7, event.headers(), "", "", event.payload(), "").encode());
        feishu.latest().socket().send(new Frame(1, 1, 1, Frame.DATA, List.of(), "", "", event.payload(), "").encode());
        feishu.latest().socket().send(LongFeishu.pong(1, "no terms").encode());

        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
        assertThat(feishu.lines).hasSize(1);
        assertThat(feishu.latest().data).hasSize(1);
        assertThat(output).contains("a frame cannot be read", "larger than any event", "unknown kind");
    }

    @Test
    void aMessageThatDoesNotEndIsNotReadAndTheConnectionIsOpenedAgain(CapturedOutput output) {
        open();
        for (int i = 0; i < 3; i++) {
            // What came to its end does not count any more.
            feishu.latest().socket().send(ByteString.of(new byte[3 << 20]));
        }
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);

        feishu.latest().socket().send(ByteString.of(new byte[12 << 20]));
        reopen();

        assertThat(code(feishu.deliver(written("om_2")))).isEqualTo(200);
        assertThat(output).contains("was lost (ProtocolException)");
    }

    @Test
    void aServiceThatWasNotNamedIsAnsweredUnderItsOwnNumber() {
        open();
        Frame other = FrameTest.event("m-1", 1, 0, written("om_1"));

        assertThat(LongFeishu.await(feishu.latest().send(other)).service())
                .isEqualTo(1)
                .isNotEqualTo(LongFeishu.SERVICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "not json",
                "{}",
                "{\"encrypt\":\"abc\"}",
                "{\"header\":{\"event_id\":\"ev-1\",\"app_id\":\"cli_another\"}}",
                "{\"header\":{\"event_type\":\"x\",\"app_id\":\"cli_demo000001\"}}"
            })
    void whatIsNoEventOfThisAppIsRefused(String payload) {
        open();

        assertThat(code(feishu.deliver(payload))).isEqualTo(500);
        assertThat(intake.accepted).isEmpty();
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    @Test
    void anEventThatNestsTooDeeplyOrIsTooLargeIsRefused() {
        open();

        assertThat(code(feishu.deliver("{\"a\":".repeat(100_000)))).isEqualTo(500);
        assertThat(code(feishu.deliver(" ".repeat(Deliveries.MAX_SIZE + 1)))).isEqualTo(500);
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    // Losses

    @ParameterizedTest
    @ValueSource(strings = {"dropped", "closed", "kicked"})
    void whenItIsLostItIsOpenedAgainWithANewTicketAtAMomentOfItsOwn(String how) {
        luck = 0.5;
        open();
        pass(LongConnection.STABLE);
        switch (how) {
            case "dropped" -> feishu.drop();
            case "closed" -> feishu.latest().socket().close(1001, "going away");
            default -> feishu.latest().socket().close(4001, "kicked");
        }
        await().until(() -> !connection.isUp());

        connection.tick();
        pass(Duration.ofSeconds(14));
        connection.tick();
        assertThat(feishu.asked).hasSize(1);

        pass(Duration.ofSeconds(1));
        connection.tick();
        await().until(connection::isUp);
        assertThat(feishu.asked).hasSize(2);
        assertThat(connection.reopened()).isEqualTo(1);
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    @Test
    void aConnectionThatIsDeadWithoutAWordIsOpenedAgain() {
        open();
        awaitPong();
        LongFeishu.Line dead = feishu.latest();
        feishu.answersPings = false;

        for (int i = 0; i < 2; i++) {
            pass(Duration.ofSeconds(90));
            connection.tick();
            assertThat(connection.isUp()).isTrue();
        }
        await().until(() -> dead.pings.size() == 3);
        pass(Duration.ofSeconds(46));
        connection.tick();
        assertThat(connection.isUp()).isFalse();
        await().until(() -> !dead.isOpen());

        feishu.answersPings = true;
        reopen();
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    @Test
    void anythingThePlatformSaysIsASignOfLifeButGarbageIsNot(CapturedOutput output) {
        open();
        awaitPong();
        feishu.answersPings = false;

        pass(Duration.ofSeconds(200));
        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
        pass(Duration.ofSeconds(200));
        connection.tick();
        assertThat(connection.isUp()).isTrue();

        feishu.latest().socket().send(ByteString.decodeHex("ffffff"));
        await().untilAsserted(() -> assertThat(output).contains("a frame cannot be read"));
        pass(Duration.ofSeconds(26));
        connection.tick();
        assertThat(connection.isUp()).isFalse();
    }

    @Test
    void aPongMayChangeHowOftenIsPinged() {
        feishu.terms = LongFeishu.TERMS.replace("90", "20");
        open();
        awaitPong();

        pass(Duration.ofSeconds(20));
        connection.tick();
        await().until(() -> feishu.latest().pings.size() == 2);

        feishu.terms = LongFeishu.TERMS.replace("90", "60");
        pass(Duration.ofSeconds(20));
        connection.tick();
        await().until(() ->
                feishu.latest().pings.size() == 3 && connection.terms().ping().toSeconds() == 60);
        pass(Duration.ofSeconds(20));
        connection.tick();
        assertThat(connection.terms().patience()).hasSeconds(150);
    }

    @Test
    void connectionsThatDoNotLastAreOpenedLessAndLessOften() {
        feishu.terms = LongFeishu.TERMS.replace("\"ReconnectNonce\":30", "\"ReconnectNonce\":0");
        open();
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 64, 120, 120}) {
            feishu.latest().socket().close(1001, null);
            await().until(() -> !connection.isUp());
            pass(Duration.ofSeconds(pause).minusMillis(1));
            connection.tick();
            assertThat(connection.isUp()).as("before %d s", pause).isFalse();
            pass(Duration.ofMillis(1));
            connection.tick();
            await().until(connection::isUp);
        }
    }

    // What keeps it from being opened

    @ParameterizedTest
    @CsvSource({"200,1", "200,1000040343", "503,1", "429,99991400"})
    void aBusyPlatformIsAskedAgainAfterItsInterval(int status, int code) {
        open();
        pass(LongConnection.STABLE);
        feishu.drop();
        await().until(() -> !connection.isUp());
        feishu.endpointAnswers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"busy\"}"));
        pass(Duration.ofSeconds(30));
        connection.tick();

        pass(Duration.ofSeconds(119));
        connection.tick();
        assertThat(feishu.asked).hasSize(2);
        pass(Duration.ofSeconds(1));
        connection.tick();
        await().until(connection::isUp);
    }

    @Test
    void aPlatformThatIsNotThereAtTheStartIsAskedAgainSoonAndThenLessOften() {
        for (int i = 0; i < 9; i++) {
            feishu.endpointAnswers.add(
                    new MockResponse.Builder().code(502).body("<html>").build());
        }
        connection.tick();
        for (long pause : new long[] {1, 2, 4, 8, 16, 32, 64, 120}) {
            int before = feishu.asked.size();
            pass(Duration.ofSeconds(pause).minusMillis(1));
            connection.tick();
            assertThat(feishu.asked).hasSize(before);
            pass(Duration.ofMillis(1));
            connection.tick();
            assertThat(feishu.asked).hasSize(before + 1);
        }
    }

    @Test
    void aWrongSecretIsToldOnceAndTriedSlowly(CapturedOutput output) {
        for (int i = 0; i < 3; i++) {
            feishu.endpointAnswers.add(FakeFeishu.json("{\"code\":10015,\"msg\":\"" + Settings.SECRET + "\"}"));
        }

        connection.tick();
        pass(Duration.ofMinutes(5).minusMillis(1));
        connection.tick();
        assertThat(feishu.asked).hasSize(1);
        pass(Duration.ofMillis(1));
        connection.tick();
        pass(Duration.ofMinutes(5));
        connection.tick();

        assertThat(feishu.asked).hasSize(3);
        assertThat(output.getOut().split("code 10015", -1)).hasSize(2);
        assertThat(output).contains("app-secret is wrong", "check app-id and app-secret");
        assertThat(output).doesNotContain(Settings.SECRET);

        pass(Duration.ofMinutes(5));
        open();
    }

    @ParameterizedTest
    @CsvSource({
        "400,handshake-status,514,turned it away with 514",
        "403,X-Nothing,0,turned it away with 403",
        "400,handshake-autherrcode,1000040350,as many connections"
    })
    void aConnectionThatIsTurnedAwayIsTriedSlowly(
            int status, String header, String value, String said, CapturedOutput output) {
        feishu.handshakes.add(new MockResponse.Builder()
                .code(status)
                .addHeader(header, value)
                .addHeader("handshake-msg", LongFeishu.TICKET)
                .build());
        connection.tick();
        await().untilAsserted(() -> assertThat(output).contains(said));

        pass(Duration.ofMinutes(5).minusMillis(1));
        connection.tick();
        assertThat(feishu.asked).hasSize(1);
        pass(Duration.ofMillis(1));
        connection.tick();
        await().until(connection::isUp);
        assertThat(output).doesNotContain(LongFeishu.TICKET, "access_key");
    }

    @Test
    void whenThePlatformsTriesAreUsedUpItGoesOnSlowly() {
        feishu.terms = LongFeishu.TERMS.replace("\"ReconnectCount\":-1", "\"ReconnectCount\":1");
        open();
        pass(LongConnection.STABLE);
        feishu.drop();
        await().until(() -> !connection.isUp());
        feishu.endpointAnswers.add(FakeFeishu.json("{\"code\":1,\"msg\":\"busy\"}"));
        pass(Duration.ofSeconds(30));
        connection.tick();
        assertThat(feishu.asked).hasSize(2);

        pass(Duration.ofSeconds(299));
        connection.tick();
        assertThat(feishu.asked).hasSize(2);
        pass(Duration.ofSeconds(1));
        connection.tick();
        await().until(connection::isUp);
    }

    @Test
    void theTicketIsNotTakenOverAnOpenLineWhereThePlatformIsSpokenToOverTls(CapturedOutput output) {
        LongConnection strict = connection(Settings.longConnection(URI.create("https://open.feishu.cn")));
        strict.start(LongConnections.http(settings, threads));

        strict.tick();

        assertThat(feishu.asked).hasSize(1);
        assertThat(feishu.lines).isEmpty();
        assertThat(output).contains("holds no wss:// address").doesNotContain(LongFeishu.TICKET);
        strict.stopTaking();
        strict.stop(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"URL\":\"\"}", "{\"URL\":\"ftp://x\"}", "{\"URL\":\"ws://:::\"}", "{\"URL\":7}"})
    void anAnswerWithoutAnAddressIsOneOfThoseThatPass(String data) {
        feishu.endpointAnswers.add(FakeFeishu.json("{\"code\":0,\"data\":" + data + "}"));
        connection.tick();
        assertThat(connection.isUp()).isFalse();

        pass(Duration.ofSeconds(1));
        open();
    }

    // Stopping

    @Test
    void atTheStopWhatIsUnderWayIsAnsweredWhatIsNewIsRefusedAndThenItIsClosed() throws Exception {
        open();
        intake.slow.add("msg:om_slow");
        CompletableFuture<Frame> slow = feishu.send(written("om_slow"));
        await().until(() -> intake.waiting.contains("msg:om_slow"));

        connection.stopTaking();
        assertThat(code(feishu.deliver(written("om_late")))).isEqualTo(500);
        Thread stopping = new Thread(() -> connection.stop(Duration.ofSeconds(5)));
        stopping.start();
        assertThat(slow).isNotDone();
        intake.gate.countDown();

        assertThat(code(LongFeishu.payload(slow))).isEqualTo(200);
        stopping.join(5000);
        await().until(() -> feishu.latest().end.equals("closed with 1000"));
        assertThat(connection.isUp()).isFalse();
        pass(Duration.ofHours(1));
        connection.tick();
        assertThat(feishu.asked).hasSize(1);
    }

    @Test
    void whatIsNotStoredInTimeIsRefusedAtTheStop() {
        open();
        intake.slow.add("msg:om_slow");
        CompletableFuture<Frame> slow = feishu.send(written("om_slow"));
        await().until(() -> intake.waiting.contains("msg:om_slow"));

        connection.stopTaking();
        connection.stop(Duration.ofMillis(50));

        assertThat(code(LongFeishu.payload(slow))).isEqualTo(500);
        await().until(() -> feishu.latest().end.equals("closed with 1000"));
    }

    @Test
    void itCanBeStartedAgain() {
        open();
        connection.stopTaking();
        connection.stop(Duration.ofSeconds(1));

        connection.start(LongConnections.http(settings, threads));
        open();

        assertThat(code(feishu.deliver(written("om_1")))).isEqualTo(200);
    }

    @Test
    void itTellsNobodyItsTicketItsSecretOrWhatPeopleWrite(CapturedOutput output) {
        open();
        feishu.deliver(written("om_1"));
        feishu.deliver("完成登录页");
        feishu.drop();
        await().until(() -> !connection.isUp());
        reopen();

        assertThat(output).contains("payments").contains("was lost");
        assertThat(output).doesNotContain(LongFeishu.TICKET, Settings.SECRET, "access_key", "完成登录页", "ou_alice");
    }

    private void open() {
        connection.tick();
        await().until(connection::isUp);
        await().until(feishu::isConnected);
    }

    /** After a loss, once its time has come. */
    private void reopen() {
        await().until(() -> !connection.isUp());
        pass(Duration.ofSeconds(30));
        open();
    }

    /** Frames come in order: once an event is answered, the pong before it has been read. */
    private void awaitPong() {
        await().until(() -> feishu.latest().pings.size() == 1);
        assertThat(code(feishu.deliver(written("om_after_pong")))).isEqualTo(200);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Frame part(int sum, int seq, ByteString payload) {
        Frame like = FrameTest.event("m-parts", sum, seq, "");
        return new Frame(7, 99, 1, Frame.DATA, like.headers(), "", "", payload, "");
    }

    private static int code(JsonNode answer) {
        return answer.path("code").asInt();
    }

    private static String written(String messageId) {
        return EVENT.formatted("ev-" + messageId, "im.message.receive_v1", """
                {"sender":{"sender_id":{"open_id":"ou_alice"},"sender_type":"user"},"message":{"message_id":"%s","create_time":"1767600000000","chat_id":"oc_p2p1","chat_type":"p2p","message_type":"text","content":"{\\"text\\":\\"本周：完成登录页\\"}"}}""".formatted(messageId));
    }

    private record Accepted(
            String platform, String app, String key, String sender, String payload, Instant receivedAt) {}

    private static final class RememberingIntake implements Intake {

        private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
        private final Set<String> slow = ConcurrentHashMap.newKeySet();
        private final Set<String> waiting = ConcurrentHashMap.newKeySet();
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile boolean slowAll;
        private volatile @Nullable RuntimeException failure;

        @Override
        public boolean accept(
                String platform, String app, String key, String sender, String payload, Instant receivedAt) {
            if (slowAll || slow.contains(key)) {
                waiting.add(key);
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new NotStoredException("cut short", e);
                }
            }
            if (failure != null) {
                throw failure;
            }
            accepted.add(new Accepted(platform, app, key, sender, payload, receivedAt));
            return true;
        }
    }
}
