package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.wecom.RobotLink.State;
import io.rollcall.bot.chat.wecom.RobotLink.Timing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A robot's long connection against a server that does what it must not. */
@ExtendWith(OutputCaptureExtension.class)
class RobotLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonNode BODY =
            Json.object("{\"chatid\":\"li.mei\",\"msgtype\":\"markdown\"}").orElseThrow();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeRobotServer platform = new FakeRobotServer();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final OkHttpClient http = new OkHttpClient();
    private RobotLink link;

    @BeforeEach
    void connect() {
        server.setDispatcher(platform);
        link = link(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    @AfterEach
    void disconnect() {
        link.close();
        http.dispatcher().executorService().shutdown();
    }

    private RobotLink link(Duration ping, Duration ack) {
        return new RobotLink(
                "helper",
                Settings.robot(URI.create(server.url("/").toString().replaceFirst("http", "ws"))),
                http,
                delivery -> heard.add(delivery.messageId() + " " + delivery.text()),
                new Timing(ping, ack, Duration.ofMillis(50), Duration.ofMillis(400), Duration.ofMillis(300)),
                new Random(7));
    }

    private void startAndAwait() {
        link.start();
        awaitReady();
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(link::state, State.READY::equals);
    }

    @Test
    void itSubscribesWithItsCredentials() {
        startAndAwait();

        assertThat(platform.sent("aibot_subscribe")).singleElement().satisfies(frame -> {
            assertThat(frame.path("body"))
                    .hasToString("{\"bot_id\":\"aibDemo01\",\"secret\":\"" + Settings.SECRET + "\"}");
            assertThat(Json.at(frame, "headers", "req_id")).startsWith("aibot_subscribe_");
        });
    }

    @Test
    void whatComesInIsHandedOnInItsOrder() {
        startAndAwait();
        for (int i = 1; i <= 50; i++) {
            platform.latest().message("m-" + i, "第 " + i);
        }

        await().atMost(PATIENCE).until(() -> heard.size() == 50);
        assertThat(heard).startsWith("m-1 第 1", "m-2 第 2").endsWith("m-50 第 50");
    }

    @Test
    void aRequestIsAnsweredByItsAcknowledgementAndNoOther() throws Exception {
        startAndAwait();
        platform.latest().push("{\"headers\":{\"req_id\":\"unheard-of\"},\"errcode\":7,\"errmsg\":\"x\"}");

        assertThat(link.request("aibot_send_msg", BODY).ok()).isTrue();
        platform.codes = command -> 45009;
        assertThat(link.request("aibot_send_msg", BODY).kind()).isEqualTo(WeComCode.Kind.LIMIT);

        List<JsonNode> sent = platform.sent("aibot_send_msg");
        assertThat(sent).extracting(frame -> frame.path("body")).containsOnly(BODY);
        assertThat(sent)
                .extracting(frame -> Json.at(frame, "headers", "req_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void withoutAConnectionNothingIsSaidAndSoNothingArrived() {
        assertThatThrownBy(() -> link.request("aibot_send_msg", BODY))
                .isInstanceOfSatisfying(CallFailedException.class, e -> {
                    assertThat(e.mayHaveWorked()).isFalse();
                    assertThat(e.concernsWholeApp()).isTrue();
                });
    }

    @Test
    void aConnectionThatIsDroppedIsOpenedAgain() {
        link.close();
        link = link(Duration.ofMillis(100), Duration.ofSeconds(5));
        platform.codes = command -> {
            if (command.equals("ping") && platform.connections.size() == 1) {
                throw new IllegalStateException("ends the connection without a word");
            }
            return 0;
        };
        startAndAwait();

        await().atMost(PATIENCE).until(() -> platform.connections.size() == 2 && link.state() == State.READY);
        assertThat(link.isUp()).isTrue();
        assertThat(link.reopened()).isEqualTo(1);
        platform.latest().message("m-1", "后来的");
        await().atMost(PATIENCE).until(() -> heard.contains("m-1 后来的"));
    }

    @Test
    void aConnectionThatIsClosedPolitelyIsOpenedAgain() {
        startAndAwait();
        platform.latest().socket.close(1001, "going away");

        await().atMost(PATIENCE).until(() -> platform.connections.size() == 2 && link.state() == State.READY);
    }

    @Test
    void aServerThatIsAwayIsTriedUntilItIsBack() {
        platform.refusesConnections = true;
        link.start();
        await().atMost(PATIENCE).until(() -> server.getRequestCount() >= 4);
        assertThat(link.state()).isNotEqualTo(State.READY);

        platform.refusesConnections = false;
        awaitReady();
    }

    @Test
    void aConnectionWithoutASignOfLifeIsGivenUpThoughItIsOpen() {
        link.close();
        link = link(Duration.ofMillis(100), Duration.ofSeconds(5));
        platform.codes = command -> command.equals("aibot_subscribe") ? Integer.valueOf(0) : null;
        startAndAwait();
        FakeRobotServer.Connection dead = platform.latest();

        await().atMost(PATIENCE).until(() -> platform.connections.size() >= 2);
        assertThat(dead.frames.stream().filter(frame -> Json.at(frame, "cmd").equals("ping")))
                .as("two may be missed")
                .hasSize(2);
    }

    @Test
    void signsOfLifeKeepItOpen() {
        link.close();
        link = link(Duration.ofMillis(300), Duration.ofSeconds(5));
        startAndAwait();

        await().atMost(PATIENCE).until(() -> platform.sent("ping").size() >= 4);
        assertThat(platform.connections).hasSize(1);
        assertThat(platform.sent("ping"))
                .allSatisfy(frame -> assertThat(frame.has("body")).isFalse());
    }

    @Test
    void aMessageThatIsNotAcknowledgedMayHaveArrivedAndTheConnectionIsNotTrusted() {
        link.close();
        link = link(Duration.ofSeconds(30), Duration.ofMillis(300));
        platform.codes = command -> command.equals("aibot_subscribe") ? Integer.valueOf(0) : null;
        startAndAwait();

        assertThatThrownBy(() -> link.request("aibot_send_msg", BODY))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.mayHaveWorked()).isTrue());
        await().atMost(PATIENCE).until(() -> platform.connections.size() >= 2);
    }

    @Test
    void whatWasUnderWayWhenTheConnectionBrokeMayHaveArrived() {
        platform.codes = command -> {
            if (command.equals("aibot_send_msg")) {
                throw new IllegalStateException("ends the connection without a word");
            }
            return 0;
        };
        startAndAwait();
        long start = System.nanoTime();

        assertThatThrownBy(() -> link.request("aibot_send_msg", BODY))
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.mayHaveWorked()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("not waited for")
                .isLessThan(Duration.ofSeconds(4));
        awaitReady();
    }

    @Test
    void takenOverByAnotherItDoesNotTakeTheRobotBack(CapturedOutput output) {
        startAndAwait();
        platform.latest().kick();
        await().atMost(PATIENCE).until(link::state, State.REPLACED::equals);

        await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> platform.connections.size() == 1);
        assertThat(output).contains("taken over by another process");
        assertThat(link.isUp()).isFalse();
        assertThatThrownBy(() -> link.request("aibot_send_msg", BODY))
                .hasMessageContaining("another process")
                .isInstanceOfSatisfying(
                        CallFailedException.class,
                        e -> assertThat(e.mayHaveWorked()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "7",
                "{}",
                "{\"cmd\":7}",
                "{\"cmd\":\"unheard_of\",\"body\":{}}",
                "{\"cmd\":\"aibot_msg_callback\"}",
                "{\"cmd\":\"aibot_event_callback\",\"body\":[]}",
                "{\"headers\":{\"req_id\":\"x\"}}",
                "{\"headers\":{\"req_id\":\"x\"},\"errcode\":\"0\"}",
            })
    void garbageIsLeftAlone(String garbage) throws Exception {
        startAndAwait();
        platform.latest().push(garbage);
        platform.latest().socket.send(okio.ByteString.encodeUtf8("binary"));
        platform.latest().message("m-1", "本\\u0001周");
        platform.latest()
                .push("{\"cmd\":\"aibot_msg_callback\",\"headers\":{},\"body\":{\"msgid\":\"m-2\",\"msgtype\":"
                        + "\"text\",\"text\":{\"content\":\"完\u0001成\"},\"from\":{\"userid\":\"li.mei\"}}}");

        await().atMost(PATIENCE).until(() -> heard.contains("m-2 完成"));
        assertThat(heard).contains("m-1 本\u0001周");
        assertThat(link.request("aibot_send_msg", BODY).ok()).isTrue();
        assertThat(platform.connections).hasSize(1);
    }

    @Test
    void wrongCredentialsAreToldAndTriedAgainLater(CapturedOutput output) {
        platform.codes = command -> 853000;
        link.start();
        await().atMost(PATIENCE).until(() -> platform.sent("aibot_subscribe").size() >= 2);
        assertThat(output).contains("bot-id and secret", "853000").doesNotContain(Settings.SECRET);

        platform.codes = command -> 0;
        awaitReady();
    }

    @Test
    void aSubscriptionThatIsNotAnsweredIsTriedOnAnotherConnection() {
        link.close();
        link = link(Duration.ofSeconds(30), Duration.ofMillis(300));
        platform.codes = command -> null;
        link.start();

        await().atMost(PATIENCE).until(() -> platform.connections.size() >= 2);
        platform.codes = command -> 0;
        awaitReady();
    }

    @Test
    void aConnectionThatIsNoLongerSubscribedIsOpenedAgain() throws Exception {
        startAndAwait();
        platform.codes = command -> command.equals("aibot_send_msg") ? 846609 : 0;

        assertThat(link.request("aibot_send_msg", BODY).mayHaveWorked()).isFalse();
        await().atMost(PATIENCE).until(() -> platform.connections.size() == 2 && link.state() == State.READY);
    }

    @Test
    void closedItStaysClosed() {
        startAndAwait();
        link.close();

        await().atMost(PATIENCE).until(() -> platform.latest().over);
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> platform.connections.size() == 1);
        assertThat(link.state()).isEqualTo(State.CLOSED);
    }
}
