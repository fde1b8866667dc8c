package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.P2CardActionTriggerHandler;
import com.lark.oapi.event.cardcallback.model.CallBackToast;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.lark.oapi.service.im.ImService.P2MessageRecalledV1Handler;
import com.lark.oapi.service.im.ImService.P2MessageReceiveV1Handler;
import com.lark.oapi.service.im.v1.model.EventMessage;
import com.lark.oapi.service.im.v1.model.P2MessageRecalledV1;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import io.rollcall.bot.sandbox.SandboxPost.Delivery;
import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that is written with the platform's own library takes the sandbox for the platform. */
class SandboxRefereeTest {

    @StartStop
    public final MockWebServer application = new MockWebServer();

    private final SettableClock clock = new SettableClock(Instant.parse("2025-03-07T02:00:00.123Z"));
    private final Chats chats = new Chats(TestWorld.world(), clock);
    private final List<EventMessage> messages = new CopyOnWriteArrayList<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();
    private final List<String> recalled = new CopyOnWriteArrayList<>();
    private final List<P2CardActionTrigger> presses = new CopyOnWriteArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void open() {
        application.setDispatcher(new Application(EventDispatcher.newBuilder(TestWorld.TOKEN, TestWorld.ENCRYPT_KEY)
                .onP2MessageReceiveV1(new P2MessageReceiveV1Handler() {
                    @Override
                    public void handle(P2MessageReceiveV1 event) {
                        senders.add(event.getEvent().getSender().getSenderId().getOpenId());
                        messages.add(event.getEvent().getMessage());
                    }
                })
                .onP2MessageRecalledV1(new P2MessageRecalledV1Handler() {
                    @Override
                    public void handle(P2MessageRecalledV1 event) {
                        recalled.add(event.getEvent().getMessageId());
                    }
                })
                .onP2CardActionTrigger(new P2CardActionTriggerHandler() {
                    @Override
                    public P2CardActionTriggerResponse handle(P2CardActionTrigger event) {
                        presses.add(event);
                        CallBackToast toast = new CallBackToast();
                        toast.setType("success");
                        toast.setContent("已记下");
                        P2CardActionTriggerResponse answer = new P2CardActionTriggerResponse();
                        answer.setToast(toast);
                        return answer;
                    }
                })
                .build()));
        sandbox = new Sandbox(
                chats,
                new EventPusher(
                        () -> Optional.of(
                                application.url("/callback/feishu/demo").uri()),
                        new EventSeal(TestWorld.ENCRYPT_KEY),
                        clock,
                        List.of(),
                        Duration.ofSeconds(20)),
                new RobotWire(chats, System::nanoTime));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatPeopleSayArrivesToTheLetter() {
        List<String> said = new ArrayList<>();
        // Of every length against the cipher's blocks.
        for (int i = 0; i < 16; i++) {
            said.add("1. 对账提速 80%\n2. <b>灰度</b> \"✅\" \\ " + "x".repeat(i));
        }

        said.forEach(text -> sandbox.say(TANG, text));

        await().until(() -> messages.size() == said.size());
        assertThat(messages)
                .extracting(message -> Json.text(Json.read(message.getContent()).orElseThrow(), "text"))
                .containsExactlyInAnyOrderElementsOf(said);
        assertThat(senders).containsOnly(TANG);
        assertThat(messages).extracting(EventMessage::getChatType).containsOnly("p2p");
    }

    @Test
    void aMentionInTheGroupNamesTheBot() {
        sandbox.sayInGroup(TANG, GROUP, "状态", true);

        await().until(() -> messages.size() == 1);
        assertThat(messages.get(0).getChatType()).isEqualTo("group");
        assertThat(messages.get(0).getMentions()).singleElement().satisfies(mention -> {
            assertThat(mention.getKey()).isEqualTo("@_user_1");
            assertThat(mention.getName()).isEqualTo(TestWorld.BOT);
            assertThat(mention.getId().getOpenId()).isEqualTo(chats.botOpenId());
        });
    }

    @Test
    void aRecallAndAPressArriveAndTheToastComesBack() {
        String said = sandbox.say(TANG, "1. 写错的一条");
        await().until(() -> sandbox.post(said).orElseThrow().delivery() == Delivery.DELIVERED);
        sandbox.recall(said);
        await().until(() -> recalled.equals(List.of(said)));

        SandboxPost card = chats.addFromBot(
                chats.chat(chats.privateChatId(TANG)).orElseThrow(),
                "interactive",
                Json.write(EchoBot.card("收到", "就这些？", true)),
                Optional.empty());
        SandboxPress press = sandbox.press(TANG, card.messageId(), 0);

        assertThat(press.toast().orElseThrow().content()).isEqualTo("已记下");
        assertThat(presses).singleElement().satisfies(its -> {
            assertThat(its.getEvent().getOperator().getOpenId()).isEqualTo(TANG);
            assertThat(its.getEvent().getContext().getOpenMessageId()).isEqualTo(card.messageId());
            assertThat(its.getEvent().getAction().getValue()).isEqualTo(Map.of("act", "done"));
        });
    }

    @Test
    void whatAnotherKeySealedItRefuses() {
        EventSeal.Sealed sealed = new EventSeal("another-key")
                .seal("{\"schema\":\"2.0\"}", clock.instant().getEpochSecond());

        assertThat(Application.statusOf(
                        EventDispatcher.newBuilder(TestWorld.TOKEN, TestWorld.ENCRYPT_KEY)
                                .build(),
                        Map.of(
                                EventSeal.TIMESTAMP,
                                List.of(sealed.timestamp()),
                                EventSeal.NONCE,
                                List.of(sealed.nonce()),
                                EventSeal.SIGNATURE,
                                List.of(sealed.signature())),
                        sealed.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(500);
    }

    private static final class Application extends Dispatcher {

        private final EventDispatcher events;

        Application(EventDispatcher events) {
            this.events = events;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            EventResp answer = answer(
                    events, request.getHeaders().toMultimap(), request.getBody().toByteArray());
            return new MockResponse.Builder()
                    .code(answer.getStatusCode())
                    .addHeader("Content-Type", "application/json; charset=utf-8")
                    .body(new String(answer.getBody(), StandardCharsets.UTF_8))
                    .build();
        }

        static int statusOf(EventDispatcher events, Map<String, List<String>> headers, byte[] body) {
            return answer(events, headers, body).getStatusCode();
        }

        private static EventResp answer(EventDispatcher events, Map<String, List<String>> headers, byte[] body) {
            EventReq request = new EventReq();
            request.setHttpPath("/callback/feishu/demo");
            Map<String, List<String>> lower = new HashMap<>();
            headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
            request.setHeaders(lower);
            request.setBody(body);
            try {
                return events.handle(request);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
    }
}
