package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.bot.chat.wecom.WeComCallbackTest.RememberingIntake;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Broken;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Vector;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A smart robot that has its messages by callbacks: it hears, and may answer, once to each. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = WeComCallbackTest.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rollcall.wecom.robots.helper.events=webhook",
            "rollcall.wecom.robots.helper.bot-id=aibDemo01",
            "rollcall.wecom.robots.helper.display-name=周报助手",
            "rollcall.wecom.robots.helper.token=" + WeComCryptoTest.TOKEN,
            "rollcall.wecom.robots.helper.encoding-aes-key=" + WeComCryptoTest.KEY,
            "rollcall.wecom.robots.no-key.events=webhook",
            "rollcall.wecom.robots.connected.bot-id=aibDemo02",
            "rollcall.wecom.robots.connected.secret=s",
            "rollcall.wecom.connect=false",
        })
class WeComRobotCallbackTest {

    private static final Account LI = new Account("wecom", "helper", "li.mei");
    private static final String NOW = "1767225720";
    private static final FakeWeCom wecom = new FakeWeCom();
    private static final MockWebServer server = startedServer();

    @LocalServerPort
    private int port;

    @Autowired
    private RememberingIntake intake;

    @Autowired
    private SettableClock clock;

    @Autowired
    private ChatPlatform platform;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @DynamicPropertySource
    static void answersGoToTheStandIn(DynamicPropertyRegistry properties) {
        properties.add(
                "rollcall.wecom.robots.helper.base-url", () -> server.url("/").toString());
    }

    private static MockWebServer startedServer() {
        MockWebServer started = new MockWebServer();
        started.setDispatcher(wecom);
        try {
            started.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return started;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void startAnew() {
        clock.set(Instant.ofEpochSecond(Long.parseLong(NOW)));
        intake.accepted.clear();
        intake.failure = null;
        wecom.answers.clear();
        // What an earlier story left to be answered.
        SendResult left;
        do {
            wecom.answer(0);
            left = say("x");
        } while (left instanceof SendResult.Sent);
        wecom.answers.clear();
        wecom.calls.clear();
    }

    @Test
    void aGenuineMessageOfAGroupIsStoredAndAcknowledgedWithNothingSaid() throws Exception {
        Vector vector = Vector.ROBOT_CALLBACK;
        HttpResponse<String> answer = post(
                "helper",
                "{\"encrypt\":\"" + vector.sealed + "\"}",
                "msg_signature=" + vector.signature + "&timestamp=" + vector.timestamp + "&nonce=" + vector.nonce);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.app()).isEqualTo("helper");
            assertThat(delivery.key()).isEqualTo("msg:m-0001");
            assertThat(delivery.sender()).isEqualTo("li.mei");
            assertThat(delivery.payload()).doesNotContain("response_code");
            assertThat(platform.decode("helper", delivery.payload()))
                    .isInstanceOfSatisfying(Incoming.Written.class, written -> {
                        assertThat(written.text()).isEqualTo("本周完成联调");
                        assertThat(written.sender()).isEqualTo(LI);
                        assertThat(written.group()).contains(new Account("wecom", "helper", "chat:wrDemoChat01"));
                    });
        });
        assertThat(say("只给你看"))
                .as("what came from a group is not answered there")
                .isInstanceOf(SendResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"msgtype\":\"voice\",\"voice\":{\"content\":\"联调完成\"}",
                "\"msgtype\":\"mixed\",\"mixed\":{\"msg_item\":[{\"msgtype\":\"image\",\"image\":{\"url\":\"https://x/1\"}},"
                        + "{\"msgtype\":\"text\",\"text\":{\"content\":\"联调完成\"}}]}",
                "\"msgtype\":\"text\",\"text\":{\"content\":\"联调完成\"},\"quote\":{\"msgtype\":\"text\",\"text\":"
                        + "{\"content\":\"别人的话\"}}",
            })
    void whateverHoldsWordsIsRead(String message) throws Exception {
        assertThat(hears("m-1", message).statusCode()).isEqualTo(200);

        assertThat(platform.decode("helper", intake.accepted.get(0).payload()))
                .isInstanceOfSatisfying(
                        Incoming.Written.class,
                        written -> assertThat(written.text()).isEqualTo("联调完成"));
    }

    @Test
    void aPressIsStoredAndOtherEventsAreNot() throws Exception {
        hears("e-1", "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"enter_chat\"}");
        hears(
                "e-2",
                "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"feedback_event\",\"feedback_event\":{\"type\":2}}");
        hears("s-1", "\"msgtype\":\"stream\",\"stream\":{\"id\":\"st-1\"}");
        assertThat(intake.accepted).isEmpty();

        hears(
                "e-3",
                "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"template_card_event\",\"template_card_event\":"
                        + "{\"event_key\":\"act=same\",\"task_id\":\"t-1\"}}");
        assertThat(platform.decode("helper", intake.accepted.get(0).payload()))
                .isInstanceOfSatisfying(
                        Incoming.Pressed.class,
                        pressed -> assertThat(pressed.value()).isEqualTo(Map.of("act", "same")));
    }

    @Test
    void eachMessageIsAnsweredOnceAtItsOwnAddress() throws Exception {
        hears("m-1", text("一", "ONE"));
        hears("m-2", text("二", "TWO"));
        hears("m-2", text("二", "TWO"));
        wecom.answer(0);
        wecom.answer(0);

        assertThat(say("答一")).isEqualTo(new SendResult.Sent("robot:k"));
        assertThat(say("答二")).isEqualTo(new SendResult.Sent("robot:k"));

        assertThat(say("答三")).isInstanceOfSatisfying(SendResult.Refused.class, refused -> {
            assertThat(refused.unreachable()).isTrue();
            assertThat(refused.reason()).contains("cannot write first");
        });
        assertThat(wecom.calls)
                .extracting(call -> call.getTarget())
                .containsExactly(
                        "/cgi-bin/aibot/response?response_code=ONE", "/cgi-bin/aibot/response?response_code=TWO");
        assertThat(wecom.sentBody(0))
                .isEqualTo(Json.object("{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"答一\"}}")
                        .orElseThrow());
    }

    @Test
    void anAddressThatIsUsedUpIsGivenUpForTheNext() throws Exception {
        hears("m-1", text("一", "USED"));
        hears("m-2", text("二", "GOOD"));
        wecom.answer(40001000);
        wecom.answer(0);

        assertThat(say("答")).isEqualTo(new SendResult.Sent("robot:k"));
        assertThat(wecom.calls.get(1).getTarget()).endsWith("GOOD");
    }

    @Test
    void whatMayHaveArrivedIsNotSaidAgain() throws Exception {
        hears("m-1", text("一", "ONE"));
        wecom.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(platform.remembersKeys(LI)).isZero();
        assertThat(say("答"))
                .isInstanceOfSatisfying(
                        SendResult.Retry.class,
                        retry -> assertThat(retry.mayHaveArrived()).isTrue());
        assertThat(say("答")).isInstanceOf(SendResult.Refused.class);
    }

    @Test
    void anotherHostIsNotAnswered(CapturedOutput output) throws Exception {
        hears(
                "m-1",
                "\"msgtype\":\"text\",\"text\":{\"content\":\"一\"},\"response_url\":"
                        + "\"https://elsewhere.example/cgi-bin/aibot/response?response_code=LEAK\"");

        assertThat(intake.accepted).hasSize(1);
        assertThat(say("答")).isInstanceOf(SendResult.Refused.class);
        assertThat(output).contains("not below the robot's base-url").doesNotContain("LEAK", "elsewhere");
    }

    @Test
    void anAnswerIsOneMessageThatNamesItsButtons() {
        List<Payload> payloads = platform.render(WeComSendTest.ask(2), LI);

        assertThat(payloads).singleElement().satisfies(payload -> {
            assertThat(payload.type()).isEqualTo("markdown");
            assertThat(payload.content()).contains("［ 同上周 ］");
        });
        assertThat(platform.render(Message.of("T", Message.Tone.GOOD, "周报\n".repeat(3_000)), LI))
                .hasSize(2);
    }

    @Test
    void theConsolesCheckOfTheAddressIsAnswered() throws Exception {
        HttpResponse<String> answer =
                client.send(request("helper", Sealed.of("42", NOW, "").asEcho()).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("42");
        assertThat(client.send(request("helper", Sealed.of("42", NOW).asEcho()).build(), BodyHandlers.ofString())
                        .statusCode())
                .as("sealed for an organisation, not for a robot")
                .isEqualTo(403);
    }

    @Test
    void whatIsNotForThisRobotIsRefused() throws Exception {
        String message = message("m-1", "\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}");
        Sealed forged = Sealed.of(message, NOW, "");
        Sealed elsewhere = Sealed.of(message, NOW);
        Sealed another = Sealed.of(message.replace("aibDemo01", "aibDemo09"), NOW, "");
        Sealed nobody = Sealed.of(message.replace("li.mei", "li mei"), NOW, "");
        Sealed old = Sealed.of(message, "1767220000", "");

        assertThat(post("helper", json(forged), forged.query().replace("n-1", "n-2"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("helper", json(old), old.query()).statusCode()).isEqualTo(401);
        assertThat(post("helper", json(elsewhere), elsewhere.query()).statusCode())
                .isEqualTo(403);
        assertThat(post("helper", json(another), another.query()).statusCode()).isEqualTo(403);
        assertThat(post("helper", json(nobody), nobody.query()).statusCode()).isEqualTo(400);
        assertThat(post("helper", forged.body(), forged.query()).statusCode())
                .as("the XML of an app")
                .isEqualTo(403);
        assertThat(post("no-key", json(forged), forged.query()).body()).contains("the robot's token");
        HttpResponse<String> connected = post("connected", json(forged), forged.query());
        assertThat(connected.statusCode()).isEqualTo(404);
        assertThat(connected.body()).contains("events: webhook");
        assertThat(intake.accepted).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    void aBrokenEnvelopeIsRefused(Broken broken) throws Exception {
        Sealed sealed = Sealed.signed(broken.sealed, NOW);

        assertThat(post("helper", json(sealed), sealed.query()).statusCode()).isEqualTo(403);
    }

    @Test
    void whatCannotBeStoredIsToBeDeliveredAgain() throws Exception {
        intake.failure = new NotStoredException("the database is away");

        assertThat(hears("m-1", text("一", "ONE")).statusCode()).isEqualTo(503);
    }

    private SendResult say(String text) {
        return platform.send(
                LI,
                new Payload("markdown", Json.text(Json.MAPPER.createObjectNode().put("content", text))),
                "k");
    }

    private static String text(String text, String code) {
        return "\"msgtype\":\"text\",\"text\":{\"content\":\"" + text + "\"},\"response_url\":\""
                + server.url("/cgi-bin/aibot/response?response_code=" + code) + "\"";
    }

    private static String message(String id, String rest) {
        return "{\"msgid\":\"" + id
                + "\",\"aibotid\":\"aibDemo01\",\"chattype\":\"single\",\"from\":{\"userid\":\"li.mei\"}," + rest + "}";
    }

    private static String json(Sealed sealed) {
        return "{\"encrypt\":\"" + sealed.sealed() + "\"}";
    }

    private HttpResponse<String> hears(String id, String rest) throws Exception {
        Sealed sealed = Sealed.of(message(id, rest), NOW, "");
        return post("helper", json(sealed), sealed.query());
    }

    private HttpResponse<String> post(String robot, String body, String query) throws Exception {
        return client.send(
                request(robot, query).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String robot, String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback/wecom/" + robot + "?" + query))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }
}
