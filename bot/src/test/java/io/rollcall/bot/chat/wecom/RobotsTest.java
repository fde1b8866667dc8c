package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What robots hear and say, between the connection and the rest of the bot. */
@ExtendWith(OutputCaptureExtension.class)
class RobotsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Account LI = new Account("wecom", "helper", "li.mei");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeRobotServer platform = new FakeRobotServer();
    private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(1767225800));
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> payloads = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private Robots robots;

    @BeforeEach
    void make() {
        server.setDispatcher(platform);
        robots = robots(true);
    }

    @AfterEach
    void stop() {
        robots.stop();
    }

    private Robots robots(boolean connect) {
        return new Robots(settings(connect), () -> this::accept, clock, clock, RobotLink.Timing.USUAL, new Random(7));
    }

    private WeComSettings settings(boolean connect) {
        URI url = URI.create(server.url("/").toString().replaceFirst("http", "ws"));
        return new WeComSettings(
                Map.of(),
                Map.of(),
                Map.of("helper", Settings.robot(url)),
                connect,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    private boolean accept(
            String platformName, String app, String key, String sender, String payload, Instant receivedAt) {
        if (failures.getAndDecrement() > 0) {
            throw new NotStoredException("the database is away");
        }
        assertThat(platformName + " " + app + " " + sender).isEqualTo("wecom helper li.mei");
        assertThat(receivedAt).isEqualTo(clock.instant());
        payloads.add(payload);
        return keys.add(key);
    }

    private void startAndAwait() {
        robots.start();
        await().atMost(PATIENCE).until(() -> robots.state("helper").orElseThrow() == RobotLink.State.READY);
    }

    @Test
    void whatCannotBeStoredYetIsStoredLaterInItsOrder(CapturedOutput output) {
        startAndAwait();
        failures.set(2);
        platform.latest().message("m-1", "保密的一条");
        platform.latest().message("m-2", "保密的另一条");

        await().atMost(PATIENCE).until(() -> keys.size() == 2);
        assertThat(keys).containsExactly("msg:m-1", "msg:m-2");
        assertThat(platform().decode("helper", payloads.get(0)))
                .isInstanceOfSatisfying(Incoming.Written.class, written -> {
                    assertThat(written.text()).isEqualTo("保密的一条");
                    assertThat(written.sentAt()).isEqualTo(clock.instant());
                });
        assertThat(output)
                .contains("could not be stored (the database is away)")
                .doesNotContain("保密");
    }

    @Test
    void whatMeansNothingOrIsBrokenIsNotKept() {
        startAndAwait();
        FakeRobotServer.Connection connection = platform.latest();
        connection.push(
                "{\"cmd\":\"aibot_event_callback\",\"headers\":{},\"body\":{\"msgid\":\"e-1\",\"from\":{\"userid\":"
                        + "\"li.mei\"},\"msgtype\":\"event\",\"event\":{\"eventtype\":\"enter_chat\"}}}");
        connection.push("{\"cmd\":\"aibot_msg_callback\",\"headers\":{},\"body\":{\"msgtype\":\"text\"}}");
        connection.message("m-1", "li mei", "x");
        connection.message("m-2", "li.mei", "x");

        await().atMost(PATIENCE).until(() -> keys.size() == 1);
        assertThat(keys).containsExactly("msg:m-2");
    }

    @Test
    void aMemberIsToldInMarkdownWithButtonsOnACard() {
        startAndAwait();
        WeComPlatform platform = platform();
        List<Payload> payloads = platform.render(WeComSendTest.ask(2), LI);
        assertThat(payloads).extracting(Payload::type).containsExactly("markdown", "template_card");

        for (Payload payload : payloads) {
            assertThat(platform.send(LI, payload, "k-1")).isEqualTo(new SendResult.Sent("robot:k-1"));
        }

        assertThat(this.platform.sent("aibot_send_msg").get(0).path("body"))
                .isEqualTo(Json.object("{\"chatid\":\"li.mei\",\"chat_type\":1,\"msgtype\":\"markdown\",\"markdown\":"
                                + payloads.get(0).content() + "}")
                        .orElseThrow());
        assertThat(Json.at(this.platform.sent("aibot_send_msg").get(1), "body", "template_card", "task_id"))
                .isEqualTo("k-1");
    }

    @Test
    void aPressedCardShowsWhatWasChosenOnceThePressIsStored() {
        startAndAwait();
        Payload card = platform().render(WeComSendTest.ask(2), LI).get(1);
        platform().send(LI, card, "k-1");
        JsonNode sent = platform.sent("aibot_send_msg").get(0).path("body").path("template_card");
        String key = Json.at(sent.path("button_list").get(0), "key");
        failures.set(1);

        platform.latest().press("e-1", "k-1", key);
        platform.latest().press("e-2", "another", key);
        platform.latest().press("e-3", "k-1", "another");

        await().atMost(PATIENCE).until(() -> keys.size() == 3);
        await().atMost(PATIENCE)
                .until(() -> !platform.sent("aibot_respond_update_msg").isEmpty());
        assertThat(platform.sent("aibot_respond_update_msg")).singleElement().satisfies(frame -> {
            assertThat(Json.at(frame, "headers", "req_id")).isEqualTo("srv-e-1");
            JsonNode body = frame.path("body");
            assertThat(Json.at(body, "response_type")).isEqualTo("update_template_card");
            assertThat(body.path("userids")).hasToString("[\"li.mei\"]");
            JsonNode shown = body.path("template_card");
            assertThat(Json.at(shown, "task_id")).isEqualTo("k-1");
            assertThat(Json.at(shown.path("button_list").get(0), "text"))
                    .isEqualTo("✓ " + Json.at(sent.path("button_list").get(0), "text"));
            assertThat(shown.path("button_list").get(1))
                    .isEqualTo(sent.path("button_list").get(1));
        });
    }

    @Test
    void aCardThatIsRefusedIsSaidAsTextWithoutMarkup() {
        startAndAwait();
        AtomicInteger sends = new AtomicInteger();
        platform.codes = command -> command.equals("aibot_send_msg") && sends.getAndIncrement() == 0
                ? Integer.valueOf(40058)
                : Integer.valueOf(0);
        Payload card = platform().render(WeComSendTest.ask(2), LI).get(1);

        assertThat(platform().send(LI, card, "k")).isEqualTo(new SendResult.Sent("robot:k"));
        assertThat(Json.at(platform.sent("aibot_send_msg").get(1), "body", "markdown", "content"))
                .contains("第 1 周周报", "同上周")
                .doesNotContain("[");
    }

    @Test
    void whoCannotBeReachedMayNotHaveWrittenToTheRobot() {
        startAndAwait();
        platform.codes = command -> command.equals("aibot_send_msg") ? Integer.valueOf(40003) : Integer.valueOf(0);

        assertThat(platform().send(LI, new Payload("markdown", "{\"content\":\"x\"}"), "k"))
                .isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
                    assertThat(refused.unreachable()).isTrue();
                    assertThat(refused.reason()).contains("40003", "has not written to the robot yet");
                });
    }

    @Test
    void aLongMessageFitsWhereThereIsRoomForTwentyKilobytes() {
        Message message = Message.of("T", Message.Tone.GOOD, "周报\n".repeat(3_000));

        assertThat(platform().render(message, LI))
                .hasSize(2)
                .allSatisfy(payload -> assertThat(Words.bytes(
                                Json.at(Json.object(payload.content()).orElseThrow(), "content")))
                        .isLessThanOrEqualTo(20_480));
    }

    @Test
    void nothingOfWhatARobotSaidIsRepeatedOnSuspicion() {
        assertThat(platform().remembersKeys(LI)).isZero();
        SendResult result = platform().send(LI, new Payload("markdown", "{\"content\":\"x\"}"), "k");

        assertThat(result).as("before the connection is open").isInstanceOfSatisfying(SendResult.Retry.class, retry -> {
            assertThat(retry.mayHaveArrived()).isFalse();
            assertThat(retry.wholeApp()).isTrue();
        });
    }

    @Test
    void besideTheRunningBotNothingConnects() {
        Robots beside = robots(false);
        beside.start();

        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> server.getRequestCount() == 0);
        assertThat(beside.state("helper")).isEmpty();
        assertThatThrownBy(() -> beside.request("helper", "aibot_send_msg", Json.MAPPER.createObjectNode()))
                .isInstanceOf(CallFailedException.class);
        beside.stop();
    }

    private WeComPlatform platform() {
        WeComSettings settings = settings(true);
        return new WeComPlatform(
                settings, new WeComApi(settings, Clock.systemUTC()), robots, new AnswerTickets(Clock.systemUTC()));
    }
}
