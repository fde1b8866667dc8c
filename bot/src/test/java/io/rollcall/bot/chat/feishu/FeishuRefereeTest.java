package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.core.utils.Decryptor;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.P2CardActionTriggerHandler;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.lark.oapi.event.model.Header;
import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.service.im.ImService.P2MessageReceiveV1Handler;
import com.lark.oapi.service.im.v1.model.EventMessage;
import com.lark.oapi.service.im.v1.model.EventSender;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1Data;
import com.lark.oapi.service.im.v1.model.UserId;
import com.lark.oapi.ws.pb.Pbbp2;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The platform's own library for Java as the other side of the wire. */
class FeishuRefereeTest {

    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1767600000);
    private static final String TIMESTAMP = "1767600000";
    private static final String NONCE = "nonce-7f3a";

    /** Of the message among the vectors. */
    private static final String SIGNATURE = "84eb79abadc3f0b54962bb171ba3ec459253a06c511ea2057665576c90a5d961";

    private final SettableClock clock = new SettableClock(SIGNED_AT);
    private final List<String> taken = new ArrayList<>();
    private final FeishuCallback callback = callback();

    private final List<P2MessageReceiveV1> itsMessages = new ArrayList<>();
    private final List<P2CardActionTrigger> itsPresses = new ArrayList<>();
    private final Sdk sdk = sdk(Settings.TOKEN, FeishuCryptoTest.KEY);

    @ParameterizedTest
    @ValueSource(strings = {"x", "周报 🚀", "1. 佣金存管\n2. \"对账\" \\ 平台\t", "👨‍👩‍👧‍👦 𠮷 é"})
    void whatItWritesAndSignsIsAccepted(String text) throws Exception {
        // Of every length against the cipher's blocks.
        for (int i = 0; i <= 16; i++) {
            String said = text + "-".repeat(i);
            taken.clear();
            String body = Sealed.body(FeishuCryptoTest.KEY, itsEvent(said));

            assertThat(post(body, TIMESTAMP, sdk.signature(TIMESTAMP, NONCE, FeishuCryptoTest.KEY, body)))
                    .isEqualTo(200);

            assertThat(decoded()).asInstanceOf(type(Incoming.Written.class)).satisfies(written -> {
                assertThat(written.text()).isEqualTo(said.stripTrailing());
                assertThat(written.sender().address()).isEqualTo("ou_alice");
                assertThat(written.messageId()).isEqualTo("om_7");
            });
        }
    }

    @Test
    void whatIsTakenForTheirsHereItVerifiesAndReads() throws Throwable {
        assertThat(dispatched(sdk, FeishuCryptoTest.MESSAGE_BODY, TIMESTAMP, SIGNATURE))
                .isEqualTo(200);
        assertThat(itsMessages).singleElement().satisfies(read -> {
            assertThat(read.getHeader().getEventId()).isEqualTo("ev-0001");
            assertThat(read.getEvent().getSender().getSenderId().getOpenId()).isEqualTo("ou_alice");
            assertThat(read.getEvent().getMessage().getMessageId()).isEqualTo("om_0001");
            assertThat(read.getEvent().getMessage().getContent()).isEqualTo("{\"text\":\"本周：完成登录页 ✅\"}");
        });
        assertThat(post(FeishuCryptoTest.MESSAGE_BODY, TIMESTAMP, SIGNATURE)).isEqualTo(200);

        String other = SIGNATURE.replace('8', '9');
        assertThat(dispatched(sdk, FeishuCryptoTest.MESSAGE_BODY, TIMESTAMP, other))
                .isEqualTo(500);
        assertThat(post(FeishuCryptoTest.MESSAGE_BODY, TIMESTAMP, other)).isEqualTo(401);
    }

    @Test
    void anAddressIsVerifiedAsItVerifiesIt() throws Throwable {
        EventResp its = answer(sdk, FeishuCryptoTest.URL_VERIFICATION_BODY, TIMESTAMP, "");

        MockHttpServletResponse ours = posted("payments", FeishuCryptoTest.URL_VERIFICATION_BODY, TIMESTAMP, "");
        assertThat(ours.getStatus()).isEqualTo(its.getStatusCode()).isEqualTo(200);
        assertThat(ours.getContentAsString()).isEqualTo(new String(its.getBody(), StandardCharsets.UTF_8));
    }

    @Test
    void aPressIsReadAsItReadsItAndTheAnswerIsOneThatItKnows() throws Throwable {
        String press = """
                {"schema":"2.0","header":{"event_id":"ev-7","token":"vt-demo-token","create_time":"1767600000123456","event_type":"card.action.trigger","tenant_key":"t_demo","app_id":"cli_demo000001"},"event":{"operator":{"open_id":"ou_alice"},"action":{"value":{"act":"same","n":"2"},"tag":"button"},"context":{"open_message_id":"om_9"}}}""";
        String body = Sealed.body(FeishuCryptoTest.KEY, press);
        String signature = sdk.signature(TIMESTAMP, NONCE, FeishuCryptoTest.KEY, body);
        assertThat(dispatched(sdk, body, TIMESTAMP, signature)).isEqualTo(200);

        MockHttpServletResponse answer = posted("payments", body, TIMESTAMP, signature);

        assertThat(itsPresses)
                .singleElement()
                .satisfies(its -> assertThat(decoded())
                        .asInstanceOf(type(Incoming.Pressed.class))
                        .satisfies(ours -> {
                            assertThat(ours.value())
                                    .isEqualTo(its.getEvent().getAction().getValue().entrySet().stream()
                                            .collect(Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    value -> value.getValue().toString())));
                            assertThat(ours.sender().address())
                                    .isEqualTo(its.getEvent().getOperator().getOpenId());
                            assertThat(ours.messageId())
                                    .isEqualTo(its.getEvent().getContext().getOpenMessageId());
                        }));
        P2CardActionTriggerResponse toast =
                Jsons.DEFAULT.fromJson(answer.getContentAsString(), P2CardActionTriggerResponse.class);
        assertThat(toast.getToast().getType()).isEqualTo("info");
        assertThat(toast.getToast().getContent()).isEqualTo("收到，马上处理");
        assertThat(toast.getToast().getI18n()).containsKeys("zh_cn", "en_us");
    }

    @Test
    void withoutAKeyItDispatchesWhateverComesAndWeTakeNothing() throws Throwable {
        String forged = itsEvent("伪造的一条").replace(Settings.TOKEN, "no-token-at-all");

        assertThat(dispatched(sdk(Settings.TOKEN, ""), forged, TIMESTAMP, "")).isEqualTo(200);
        assertThat(itsMessages).hasSize(1);

        assertThat(posted("no-key", forged, TIMESTAMP, "").getStatus()).isEqualTo(403);
        assertThat(post(forged, TIMESTAMP, "")).isEqualTo(403);
        assertThat(taken).isEmpty();
    }

    @Test
    void itDoesNotCompareTheTokenOfAnEventAndWeDo() throws Throwable {
        String body = Sealed.body(FeishuCryptoTest.KEY, itsEvent("周报").replace(Settings.TOKEN, "another-token"));
        String signature = sdk.signature(TIMESTAMP, NONCE, FeishuCryptoTest.KEY, body);

        assertThat(dispatched(sdk, body, TIMESTAMP, signature)).isEqualTo(200);
        assertThat(post(body, TIMESTAMP, signature)).isEqualTo(403);
        assertThat(taken).isEmpty();
    }

    @Test
    void itTakesADeliveryOfAnyAgeAndWeDoNot() throws Throwable {
        String body = Sealed.body(FeishuCryptoTest.KEY, itsEvent("周报"));
        String longAgo = "1000000000";
        String signature = sdk.signature(longAgo, NONCE, FeishuCryptoTest.KEY, body);

        assertThat(dispatched(sdk, body, longAgo, signature)).isEqualTo(200);
        assertThat(post(body, longAgo, signature)).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @Test
    void itEscapesNoChallengeAndWeDo() throws Throwable {
        String body = Sealed.body(
                FeishuCryptoTest.KEY,
                "{\"challenge\":\"a\\\"b\",\"token\":\"vt-demo-token\",\"type\":\"url_verification\"}");

        assertThat(Json.object(answer(sdk, body, TIMESTAMP, "").getBody()))
                .as("no JSON")
                .isEmpty();
        assertThat(Json.object(posted("payments", body, TIMESTAMP, "").getContentAsString())
                        .orElseThrow()
                        .path("challenge")
                        .asString())
                .isEqualTo("a\"b");
    }

    /** Harmless to itself only because an event ends in a brace. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AAECAwQFBgcICQoLDA0OD3f07ddEpC4FnHb5cIat/aSuSWCEm6kSH971jUx6oh8f|周报：完成登录页|``",
                "AAECAwQFBgcICQoLDA0OD1y9V5+OrlG4CvbyC6PBpuwZkT5Cm8xD8o2eJj0yqQJR|`ends with newline\n`|ends with newline"
            })
    void itLosesTheEndOfSomeTextsAndWeDoNot(String sealed, String text, String its) throws Exception {
        assertThat(new Decryptor(FeishuCryptoTest.KEY).decrypt(sealed)).isEqualTo(its);
        assertThat(new FeishuCrypto(FeishuCryptoTest.KEY).open(sealed)).contains(text);
    }

    @Test
    void itMindsNoPaddingAndWeDo() throws Exception {
        byte[] whole = Base64.getDecoder()
                .decode(Sealed.base64(FeishuCryptoTest.KEY, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));
        String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(whole, 32));

        assertThat(new Decryptor(FeishuCryptoTest.KEY).decrypt(cut)).isEqualTo("0123456789abcdef");
        assertThat(new FeishuCrypto(FeishuCryptoTest.KEY).open(cut)).isEmpty();
    }

    /** Of cards of the old kind, which have another signature: SHA-1 with the token, and no encryption. */
    @Test
    void aCardCallbackOfTheOldKindIsRefusedThoughItsSignatureIsRight() throws Exception {
        String body = "{\"open_id\":\"ou_alice\",\"action\":{\"value\":{\"k\":\"v\"}}}";

        assertThat(post(body, TIMESTAMP, "f0d1614b01b627c9b1f5c46e73accacc65f30707"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FrameTest.PING,
                FrameTest.PING_33554678,
                FrameTest.EVENT,
                FrameTest.ANSWER,
                FrameTest.PONG,
            })
    void itParsesAndWritesOurFramesToTheByte(String hex) throws Exception {
        byte[] ours = Frame.decode(okio.ByteString.decodeHex(hex))
                .orElseThrow()
                .encode()
                .toByteArray();

        Pbbp2.Frame its = Pbbp2.Frame.parseFrom(ours);

        assertThat(its.getUnknownFields().asMap()).isEmpty();
        assertThat(okio.ByteString.of(its.toByteArray()).hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20241206, 7400000001L})
    void whateverFrameItWritesIsReadAsItMeansIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Pbbp2.Frame its = anyFrame(random);

            Frame ours = Frame.decode(okio.ByteString.of(its.toByteArray())).orElseThrow();

            assertThat(ours)
                    .as("seed %d, %d: %s", seed, i, its)
                    .isEqualTo(new Frame(
                            its.getSeqID(),
                            its.getLogID(),
                            its.getService(),
                            its.getMethod(),
                            its.getHeadersList().stream()
                                    .map(header -> new Frame.Header(header.getKey(), header.getValue()))
                                    .toList(),
                            its.getPayloadEncoding(),
                            its.getPayloadType(),
                            okio.ByteString.of(its.getPayload().toByteArray()),
                            its.getLogIDNew()));
            assertThat(ours.encode().toByteArray()).isEqualTo(its.toByteArray());
        }
    }

    private static Pbbp2.Frame anyFrame(Random random) {
        Pbbp2.Frame.Builder frame = Pbbp2.Frame.newBuilder()
                .setSeqID(random.nextLong())
                .setLogID(random.nextLong() >>> random.nextInt(64))
                .setService(random.nextInt())
                .setMethod(random.nextInt(2));
        for (int i = random.nextInt(8); i > 0; i--) {
            frame.addHeaders(Pbbp2.Header.newBuilder().setKey(anyText(random)).setValue(anyText(random)));
        }
        if (random.nextBoolean()) {
            frame.setPayloadEncoding("e" + anyText(random)).setPayloadType("t" + anyText(random));
        }
        if (random.nextBoolean()) {
            frame.setPayload(ByteString.copyFromUtf8("p" + anyText(random).repeat(40)))
                    .setLogIDNew("l" + anyText(random));
        }
        return frame.build();
    }

    private static String anyText(Random random) {
        return List.of("", "type", "周报", "🚀", "\0", "x".repeat(200)).get(random.nextInt(6));
    }

    /** It signs for its own eyes only. */
    private static final class Sdk extends EventDispatcher {

        Sdk(EventDispatcher.Builder builder) {
            super(builder);
        }

        String signature(String timestamp, String nonce, String encryptKey, String body) throws Exception {
            return calculateSignature(timestamp, nonce, encryptKey, body);
        }
    }

    private Sdk sdk(String token, String encryptKey) {
        return new Sdk(EventDispatcher.newBuilder(token, encryptKey)
                .onP2MessageReceiveV1(new P2MessageReceiveV1Handler() {
                    @Override
                    public void handle(P2MessageReceiveV1 event) {
                        itsMessages.add(event);
                    }
                })
                .onP2CardActionTrigger(new P2CardActionTriggerHandler() {
                    @Override
                    public P2CardActionTriggerResponse handle(P2CardActionTrigger event) {
                        itsPresses.add(event);
                        return new P2CardActionTriggerResponse();
                    }
                }));
    }

    private static int dispatched(Sdk sdk, String body, String timestamp, String signature) throws Throwable {
        return answer(sdk, body, timestamp, signature).getStatusCode();
    }

    private static EventResp answer(Sdk sdk, String body, String timestamp, String signature) throws Throwable {
        EventReq request = new EventReq();
        request.setHttpPath("/callback");
        // It looks for names in lower case, whatever the case in which it documents them.
        request.setHeaders(headers(timestamp, signature).entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), header -> List.of(header.getValue()))));
        request.setBody(body.getBytes(StandardCharsets.UTF_8));
        return sdk.handle(request);
    }

    private static Map<String, String> headers(String timestamp, String signature) {
        return Map.of(
                "X-Lark-Request-Timestamp", timestamp, "X-Lark-Request-Nonce", NONCE, "X-Lark-Signature", signature);
    }

    /** An event in its own words: of its classes, written by its JSON. */
    private static String itsEvent(String text) {
        P2MessageReceiveV1Data data = new P2MessageReceiveV1Data();
        data.setSender(EventSender.newBuilder()
                .senderId(UserId.newBuilder()
                        .openId("ou_alice")
                        .unionId("on_alice")
                        .build())
                .senderType("user")
                .tenantKey("t_demo")
                .build());
        data.setMessage(EventMessage.newBuilder()
                .messageId("om_7")
                .createTime("1767600000000")
                .chatId("oc_p2p1")
                .chatType("p2p")
                .messageType("text")
                .content(Jsons.DEFAULT.toJson(Map.of("text", text)))
                .build());
        Header header = new Header();
        header.setEventId("ev-7");
        header.setEventType("im.message.receive_v1");
        header.setAppId(Settings.APP_ID);
        header.setToken(Settings.TOKEN);
        header.setCreateTime("1767600000123");
        header.setTenantKey("t_demo");
        P2MessageReceiveV1 event = new P2MessageReceiveV1();
        event.setSchema("2.0");
        event.setHeader(header);
        event.setEvent(data);
        return Jsons.DEFAULT.toJson(event);
    }

    private FeishuCallback callback() {
        FeishuSettings whole = Settings.at(URI.create("https://nowhere.invalid"));
        FeishuSettings.App bare = new FeishuSettings.App(
                Settings.APP_ID,
                Settings.SECRET,
                null,
                Settings.TOKEN,
                URI.create("https://nowhere.invalid"),
                FeishuSettings.Events.WEBHOOK,
                null,
                null);
        FeishuSettings settings = new FeishuSettings(
                Map.of("payments", whole.apps().get("payments"), "no-key", bare),
                Map.of(),
                whole.freshness(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
        Deliveries deliveries =
                new Deliveries((platform, app, key, sender, payload, receivedAt) -> taken.add(payload), clock);
        return new FeishuCallback(settings, deliveries, clock, clock);
    }

    private int post(String body, String timestamp, String signature) throws Exception {
        return posted("payments", body, timestamp, signature).getStatus();
    }

    private MockHttpServletResponse posted(String app, String body, String timestamp, String signature)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callback/feishu/" + app);
        headers(timestamp, signature).forEach(request::addHeader);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCharacterEncoding("UTF-8");
        callback.receive(app, request, response);
        return response;
    }

    /** What was stored, as it is read when its turn comes. */
    private Incoming decoded() {
        assertThat(taken).hasSize(1);
        FeishuApi nobody = new FeishuApi(
                Settings.at(URI.create("https://nowhere.invalid")),
                app -> URI.create("https://nowhere.invalid"),
                clock);
        return new FeishuEvents("payments", new BotIdentity(nobody, clock)).decode(taken.get(0));
    }
}
