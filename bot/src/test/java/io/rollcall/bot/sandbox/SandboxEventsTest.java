package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.HE;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static io.rollcall.bot.sandbox.TestWorld.WEI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.sandbox.SandboxPost.Delivery;
import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What reaches the application when people do something, over real HTTP. */
class SandboxEventsTest {

    private static final Instant FRIDAY = Instant.parse("2025-03-07T02:00:00.123Z");
    private static final List<Duration> LADDER =
            List.of(Duration.ofMillis(40), Duration.ofMillis(60), Duration.ofMillis(80), Duration.ofMillis(100));

    @StartStop
    public final MockWebServer application = new MockWebServer();

    private final SettableClock clock = new SettableClock(FRIDAY);
    private final Chats chats = new Chats(TestWorld.world(), clock);
    private Sandbox sandbox;

    @BeforeEach
    void open() {
        sandbox = sandboxCalling(application.url("/callback/feishu/demo").uri(), Duration.ofSeconds(3));
    }

    private Sandbox sandboxCalling(URI address, Duration deadline) {
        EventSeal seal = new EventSeal(TestWorld.ENCRYPT_KEY);
        return new Sandbox(
                chats,
                new EventPusher(() -> Optional.of(address), seal, clock, LADDER, deadline),
                new RobotWire(chats, System::nanoTime));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatSomeoneSaysArrivesEncryptedSignedAndComplete() throws Exception {
        answer(200);

        String id = sandbox.say(TANG, "1. 对账提速 80%\n2. <b>灰度</b> ✅");

        RecordedRequest request = next();
        assertThat(request.getTarget()).isEqualTo("/callback/feishu/demo");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
        JsonNode event = opened(request);
        assertThat(Json.text(event, "schema")).isEqualTo("2.0");
        JsonNode header = event.path("header");
        assertThat(Json.text(header, "event_type")).isEqualTo("im.message.receive_v1");
        assertThat(Json.text(header, "token")).isEqualTo(TestWorld.TOKEN);
        assertThat(Json.text(header, "app_id")).isEqualTo(TestWorld.APP_ID);
        assertThat(Json.text(header, "create_time")).isEqualTo("" + FRIDAY.toEpochMilli());
        assertThat(Json.text(event.at("/event/sender/sender_id"), "open_id")).isEqualTo(TANG);
        assertThat(Json.text(event.at("/event/sender"), "sender_type")).isEqualTo("user");
        JsonNode message = event.at("/event/message");
        assertThat(Json.text(message, "message_id")).isEqualTo(id);
        assertThat(Json.text(message, "chat_type")).isEqualTo("p2p");
        assertThat(Json.text(message, "message_type")).isEqualTo("text");
        assertThat(Json.text(message, "create_time")).isEqualTo("" + FRIDAY.toEpochMilli());
        assertThat(Json.text(Json.read(Json.text(message, "content")).orElseThrow(), "text"))
                .isEqualTo("1. 对账提速 80%\n2. <b>灰度</b> ✅");
        await().until(() -> sandbox.post(id).orElseThrow().delivery() == Delivery.DELIVERED);
        assertThat(sandbox.undelivered()).isZero();
    }

    @Test
    void aPostArrivesWithoutTheWrapperByLanguage() throws Exception {
        answer(200);

        String id = sandbox.sayPost(TANG, "本周", List.of("对账提速", "灰度"));

        JsonNode message = opened(next()).at("/event/message");
        assertThat(Json.text(message, "message_type")).isEqualTo("post");
        JsonNode content = Json.read(Json.text(message, "content")).orElseThrow();
        assertThat(Json.text(content, "title")).isEqualTo("本周");
        assertThat(content.path("content")).hasSize(2);
        assertThat(sandbox.post(id).orElseThrow().text()).isEqualTo("本周\n对账提速\n灰度");
    }

    @Test
    void aGroupMessageArrivesOnlyWhenItMentionsTheBot() throws Exception {
        answer(200);

        String unheard = sandbox.sayInGroup(TANG, GROUP, "大家周末愉快", false);
        String heard = sandbox.sayInGroup(TANG, GROUP, "状态", true);

        JsonNode event = opened(next()).path("event");
        assertThat(Json.text(event.path("message"), "message_id")).isEqualTo(heard);
        assertThat(Json.text(event.path("message"), "chat_type")).isEqualTo("group");
        assertThat(Json.text(event.path("message"), "content")).isEqualTo("{\"text\":\"@_user_1 状态\"}");
        JsonNode mention = event.at("/message/mentions/0");
        assertThat(Json.text(mention, "key")).isEqualTo("@_user_1");
        assertThat(Json.text(mention, "mentioned_type")).isEqualTo("bot");
        assertThat(Json.text(mention, "name")).isEqualTo(TestWorld.BOT);
        assertThat(application.getRequestCount()).isEqualTo(1);
        assertThat(sandbox.post(unheard).orElseThrow().delivery()).isEqualTo(Delivery.NONE);
        assertThat(sandbox.group(GROUP).stream().map(SandboxPost::text)).containsExactly("大家周末愉快", "@点名 状态");
    }

    @Test
    void oneNameInsideAnotherIsNoMention() throws Exception {
        answer(200);

        String id = sandbox.sayInGroup(TANG, GROUP, "转给@魏然然，谢谢", true);

        JsonNode message = opened(next()).at("/event/message");
        assertThat(Json.text(message, "content")).isEqualTo("{\"text\":\"@_user_1 转给@_user_2，谢谢\"}");
        assertThat(message.path("mentions")).hasSize(2);
        assertThat(Json.text(message.at("/mentions/1/id"), "open_id")).isEqualTo(HE);
        assertThat(sandbox.post(id).orElseThrow().text()).isEqualTo("@点名 转给@魏然然，谢谢");
    }

    @Test
    void anEditIsNotAnnounced() throws Exception {
        answer(200);
        answer(200);
        String id = sandbox.say(TANG, "进度 8%");
        next();
        clock.forward(Duration.ofMinutes(1));

        sandbox.edit(id, "进度 80%");
        sandbox.say(TANG, "下一条");

        JsonNode after = opened(next()).at("/event/message");
        assertThat(Json.text(after, "content")).contains("下一条");
        SandboxPost edited = sandbox.post(id).orElseThrow();
        assertThat(edited.edited()).isTrue();
        assertThat(edited.text()).isEqualTo("进度 80%");
        assertThat(edited.updatedAt()).isEqualTo(edited.createdAt().plus(Duration.ofMinutes(1)));
    }

    @Test
    void anEditInAGroupKeepsTheMentionOfTheBot() throws Exception {
        answer(200);
        String id = sandbox.sayInGroup(TANG, GROUP, "进度 8%", true);

        sandbox.edit(id, "进度 80%");

        assertThat(sandbox.post(id).orElseThrow().text()).isEqualTo("@点名 进度 80%");
        assertThat(Contents.typed(sandbox.post(id).orElseThrow())).isEqualTo("进度 80%");
    }

    @Test
    void anEditIsNewerThanTheMessageEvenWhenTheClockStandsStill() {
        answer(200);
        String id = sandbox.say(TANG, "进度 8%");

        sandbox.edit(id, "进度 80%");
        sandbox.edit(id, "进度 81%");

        SandboxPost edited = sandbox.post(id).orElseThrow();
        assertThat(edited.updatedAt()).isEqualTo(FRIDAY.plusMillis(2));
        assertThat(edited.createdAt()).isEqualTo(FRIDAY);
    }

    @Test
    void aRecallIsAnnounced() throws Exception {
        answer(200);
        answer(200);
        String id = sandbox.say(TANG, "发错了");
        next();

        sandbox.recall(id);

        JsonNode event = opened(next());
        assertThat(Json.text(event.path("header"), "event_type")).isEqualTo("im.message.recalled_v1");
        assertThat(Json.text(event.path("event"), "message_id")).isEqualTo(id);
        assertThat(Json.text(event.path("event"), "recall_type")).isEqualTo("message_owner");
        assertThat(sandbox.privateChat(TANG)).singleElement().satisfies(post -> {
            assertThat(post.recalled()).isTrue();
            assertThat(post.text()).isEmpty();
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.edit(id, "又来"))
                .withMessageContaining("taken back");
    }

    @Test
    void aRefusedEventComesAgainToTheByteUntilItIsAccepted() throws Exception {
        answer(503);
        answer(404);
        answer(200);

        String id = sandbox.say(TANG, "在吗");

        RecordedRequest first = next();
        for (int again = 0; again < 2; again++) {
            RecordedRequest repeated = next();
            assertThat(repeated.getBody()).isEqualTo(first.getBody());
            assertThat(repeated.getHeaders().get(EventSeal.SIGNATURE))
                    .isEqualTo(first.getHeaders().get(EventSeal.SIGNATURE));
        }
        await().until(() -> sandbox.post(id).orElseThrow().delivery() == Delivery.DELIVERED);
        assertThat(application.getRequestCount()).isEqualTo(3);
    }

    @Test
    void afterTheLadderIsUsedUpTheEventIsLost() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            answer(500);
        }

        String id = sandbox.say(TANG, "在吗");

        await().until(() -> sandbox.post(id).orElseThrow().delivery() == Delivery.GIVEN_UP);
        assertThat(application.getRequestCount()).isEqualTo(5);
        assertThat(sandbox.undelivered()).isZero();
    }

    @Test
    void anAnswerTooLateCountsAsNone() throws Exception {
        sandbox.close();
        sandbox = sandboxCalling(application.url("/").uri(), Duration.ofMillis(300));
        application.enqueue(new MockResponse.Builder()
                .headersDelay(2, TimeUnit.SECONDS)
                .body("{}")
                .build());
        answer(200);

        String id = sandbox.say(TANG, "在吗");

        await().until(() -> sandbox.post(id).orElseThrow().delivery() == Delivery.DELIVERED);
        assertThat(application.getRequestCount()).isEqualTo(2);
    }

    @Test
    void nothingIsDeliveredBeforeThereIsAnAddressAndAllOfItAfter() throws Exception {
        sandbox.close();
        java.util.concurrent.atomic.AtomicReference<Optional<URI>> address =
                new java.util.concurrent.atomic.AtomicReference<>(Optional.empty());
        EventSeal seal = new EventSeal(TestWorld.ENCRYPT_KEY);
        List<Duration> patient = List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofSeconds(1));
        sandbox = new Sandbox(
                chats,
                new EventPusher(address::get, seal, clock, patient, Duration.ofSeconds(3)),
                new RobotWire(chats, System::nanoTime));
        answer(200);

        String id = sandbox.say(TANG, "早");
        address.set(Optional.of(application.url("/").uri()));

        await().until(() -> sandbox.post(id).orElseThrow().delivery() == Delivery.DELIVERED);
    }

    @Test
    void onePersonsMessagesKeepTheirOrder() throws Exception {
        for (int n = 0; n < 40; n++) {
            answer(200);
        }

        for (int n = 0; n < 20; n++) {
            sandbox.say(TANG, "唐 " + n);
            sandbox.say(WEI, "魏 " + n);
        }

        StringBuilder fromTang = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int n = 0; n < 40; n++) {
            JsonNode event = opened(next()).path("event");
            if (Json.text(event.at("/sender/sender_id"), "open_id").equals(TANG)) {
                fromTang.append(Json.text(event.path("message"), "content"));
            }
        }
        for (int n = 0; n < 20; n++) {
            expected.append("{\"text\":\"唐 ").append(n).append("\"}");
        }
        assertThat(fromTang.toString()).isEqualTo(expected.toString());
    }

    @Test
    void aDoubledDeliverySharesTheMessageIdButNotTheEventId() throws Exception {
        answer(200);
        answer(200);
        String id = sandbox.say(TANG, "只算一次");

        sandbox.deliverAgain(id);

        JsonNode first = opened(next());
        JsonNode second = opened(next());
        assertThat(Json.text(second.at("/event/message"), "message_id"))
                .isEqualTo(Json.text(first.at("/event/message"), "message_id"));
        assertThat(Json.text(second.path("header"), "event_id"))
                .isNotEqualTo(Json.text(first.path("header"), "event_id"));
    }

    @Test
    void aPressCarriesItsValueAndItsAnswerIsShown() throws Exception {
        SandboxPost card = cardTo(TANG, buttons("跳过", "skip", "同上周", "same"));
        application.enqueue(new MockResponse.Builder()
                .body("{\"toast\":{\"type\":\"success\",\"content\":\"已记下\",\"i18n\":{\"en_us\":\"Noted\"}}}")
                .build());

        SandboxPress press = sandbox.press(TANG, card.messageId(), Map.of("act", "same"));

        JsonNode event = opened(next());
        assertThat(Json.text(event.path("header"), "event_type")).isEqualTo("card.action.trigger");
        assertThat(Json.text(event.path("header"), "create_time")).isEqualTo(FRIDAY.toEpochMilli() + "000");
        assertThat(Json.text(event.at("/event/operator"), "open_id")).isEqualTo(TANG);
        assertThat(Json.text(event.at("/event/action/value"), "act")).isEqualTo("same");
        assertThat(Json.text(event.at("/event/context"), "open_message_id")).isEqualTo(card.messageId());
        assertThat(Json.text(event.at("/event/context"), "open_chat_id")).isEqualTo(card.chatId());
        assertThat(press.error()).isEmpty();
        assertThat(press.cardReplaced()).isFalse();
        assertThat(press.toast().orElseThrow().contentIn("en_us")).isEqualTo("Noted");
        assertThat(press.toast().orElseThrow().contentIn("zh_cn")).isEqualTo("已记下");
    }

    @Test
    void aCardInTheAnswerTakesThePlaceOfThePressedOne() throws Exception {
        SandboxPost card = cardTo(TANG, buttons("跳过", "skip"));
        application.enqueue(new MockResponse.Builder()
                .body("{\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"2.0\",\"body\":{\"elements\":"
                        + "[{\"tag\":\"div\",\"text\":{\"tag\":\"plain_text\",\"content\":\"本周跳过\"}}]}}}}")
                .build());

        SandboxPress press = sandbox.press(TANG, card.messageId(), 0);

        assertThat(press.cardReplaced()).isTrue();
        SandboxPost now = sandbox.post(card.messageId()).orElseThrow();
        assertThat(now.text()).isEqualTo("本周跳过");
        assertThat(now.buttons()).isEmpty();
        assertThat(now.edited()).isFalse();
    }

    @Test
    void aFormSendsItsFieldsAlong() throws Exception {
        SandboxPost card = cardTo(
                TANG,
                "{\"schema\":\"2.0\",\"body\":{\"elements\":[{\"tag\":\"form\",\"name\":\"f\",\"elements\":["
                        + "{\"tag\":\"input\",\"name\":\"done\",\"required\":true},{\"tag\":\"input\",\"name\":\"risk\"},"
                        + "{\"tag\":\"button\",\"name\":\"go\",\"form_action_type\":\"submit\",\"text\":{\"tag\":\"plain_text\",\"content\":\"提交\"},"
                        + "\"behaviors\":[{\"type\":\"callback\",\"value\":{\"act\":\"submit\"}}]}]}]}}");
        application.enqueue(new MockResponse.Builder().body("{}").build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.press(TANG, card.messageId(), 0))
                .withMessageContaining("done is required");
        sandbox.submit(TANG, card.messageId(), 0, Map.of("done", "登录页\n超时"));

        JsonNode action = opened(next()).at("/event/action");
        assertThat(Json.text(action, "name")).isEqualTo("go");
        assertThat(Json.write(action.path("form_value"))).isEqualTo("{\"done\":\"登录页\\n超时\",\"risk\":\"\"}");
    }

    @Test
    void aPressThatIsNotAnsweredWellShowsThePlatformsNumberAndIsNotRepeated() throws Exception {
        SandboxPost card = cardTo(TANG, buttons("跳过", "skip"));
        answer(500);
        application.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/elsewhere")
                .build());
        application.enqueue(new MockResponse.Builder().body("ok").build());
        application.enqueue(new MockResponse.Builder()
                .body("{\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"1.0\"}}}")
                .build());

        assertThat(sandbox.press(TANG, card.messageId(), 0).error()).contains(200671);
        assertThat(sandbox.press(TANG, card.messageId(), 0).error()).contains(200671);
        assertThat(sandbox.press(TANG, card.messageId(), 0).error()).contains(200672);
        assertThat(sandbox.press(TANG, card.messageId(), 0).error()).contains(200673);
        assertThat(application.getRequestCount()).isEqualTo(4);
        assertThat(sandbox.post(card.messageId())).contains(card);
    }

    @Test
    void aPressWaitsNoLongerThanTheDeadline() throws Exception {
        sandbox.close();
        sandbox = sandboxCalling(application.url("/").uri(), Duration.ofMillis(200));
        SandboxPost card = cardTo(TANG, buttons("跳过", "skip"));
        application.enqueue(new MockResponse.Builder()
                .headersDelay(2, TimeUnit.SECONDS)
                .body("{}")
                .build());

        assertThat(sandbox.press(TANG, card.messageId(), 0).error()).contains(200341);
    }

    @Test
    void nobodyPressesAButtonInSomeoneElsesChat() {
        SandboxPost card = cardTo(TANG, buttons("跳过", "skip"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.press(WEI, card.messageId(), 0))
                .withMessageContaining("does not see");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.press(TANG, card.messageId(), 7))
                .withMessageContaining("it has 1");
        assertThat(application.getRequestCount()).isZero();
    }

    @Test
    void unknownPeopleAndChatsAreNamedWithWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.say("ou_nobody", "喂"))
                .withMessageContaining("ou_nobody")
                .withMessageContaining(TANG);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.sayInGroup(TANG, "oc_nowhere", "喂", true))
                .withMessageContaining(GROUP);
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.say(TANG, "  \n"));
    }

    private SandboxPost cardTo(String openId, String card) {
        CardCheck.check(Json.read(card).orElseThrow());
        Chats.Chat chat = chats.chat(chats.privateChatId(openId)).orElseThrow();
        return chats.addFromBot(chat, "interactive", card, Optional.empty());
    }

    private static String buttons(String... labelsAndActs) {
        ObjectNode card = Json.object().put("schema", "2.0");
        var elements = card.putObject("body").putArray("elements");
        for (int n = 0; n < labelsAndActs.length; n += 2) {
            ObjectNode button = elements.addObject().put("tag", "button");
            button.putObject("text").put("tag", "plain_text").put("content", labelsAndActs[n]);
            button.putArray("behaviors")
                    .addObject()
                    .put("type", "callback")
                    .putObject("value")
                    .put("act", labelsAndActs[n + 1]);
        }
        return Json.write(card);
    }

    private void answer(int status) {
        application.enqueue(new MockResponse.Builder().code(status).body("{}").build());
    }

    private RecordedRequest next() throws InterruptedException {
        RecordedRequest request = application.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request).as("a delivery within 5 s").isNotNull();
        return request;
    }

    private static JsonNode opened(RecordedRequest request) throws Exception {
        byte[] body = request.getBody().toByteArray();
        assertThat(request.getHeaders().get(EventSeal.SIGNATURE))
                .isEqualTo(Envelopes.signature(
                        request.getHeaders().get(EventSeal.TIMESTAMP),
                        request.getHeaders().get(EventSeal.NONCE),
                        TestWorld.ENCRYPT_KEY,
                        body));
        return Envelopes.open(body, TestWorld.ENCRYPT_KEY);
    }
}
