package io.rollcall.bot.chat.feishu;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.gson.JsonObject;
import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.im.ImService.P2MessageReceiveV1Handler;
import com.lark.oapi.service.im.v1.model.EventMessage;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * How fast an encrypted message becomes words, beside the platform's own library with its log switched off: from the
 * body's bytes and headers by signature, decryption and JSON to the text, its sender and its id. Run with
 * {@code mvn -Pbench -pl bot -am verify}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FeishuReadingBenchmark {

    private static final String TIMESTAMP = "1767600000";
    private static final String NONCE = "nonce-7f3a";
    private static final String TEXT = "1. 核心账务系统改造：完成对账模块联调，进度 80%，预计 12/20 上线\\n2. 夜间批量压降：由 95 分钟降到 62 分钟\\n"
            + "3. 商户入网流程：等法务确认，原定 12/6，改到 12/13";
    private static final String EVENT =
            "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"5e3702a84e847582be8db7fb73283c02\",\"token\":\"vt-demo-token\","
                    + "\"create_time\":\"1767600000123\",\"event_type\":\"im.message.receive_v1\",\"tenant_key\":\"t_demo\","
                    + "\"app_id\":\"cli_demo000001\"},\"event\":{\"sender\":{\"sender_id\":{\"union_id\":\"on_alice\","
                    + "\"user_id\":\"alice01\",\"open_id\":\"ou_alice\"},\"sender_type\":\"user\",\"tenant_key\":\"t_demo\"},"
                    + "\"message\":{\"message_id\":\"om_0001\",\"create_time\":\"1767600000000\","
                    + "\"update_time\":\"1767600000000\",\"chat_id\":\"oc_p2p1\",\"chat_type\":\"p2p\",\"message_type\":\"text\","
                    + "\"content\":\"{\\\"text\\\":\\\"" + TEXT.replace("\\", "\\\\") + "\\\"}\"}}}";

    private final byte[] body = Sealed.body(FeishuCryptoTest.KEY, EVENT).getBytes(StandardCharsets.UTF_8);
    private final String signature =
            Sealed.signature(TIMESTAMP, NONCE, FeishuCryptoTest.KEY, new String(body, StandardCharsets.UTF_8));

    private final FeishuCrypto crypto = new FeishuCrypto(FeishuCryptoTest.KEY);
    private FeishuEvents events;

    private final Map<String, List<String>> headers = Map.of(
            "x-lark-request-timestamp", List.of(TIMESTAMP),
            "x-lark-request-nonce", List.of(NONCE),
            "x-lark-signature", List.of(signature));
    private final Heard heard = new Heard();
    private EventDispatcher dispatcher;

    /** What either side makes of it. */
    record Words(String messageId, String sender, String text) {}

    @Setup
    public void prepare() throws Throwable {
        ((Logger) LoggerFactory.getLogger("com.lark.oapi")).setLevel(Level.OFF);
        dispatcher = EventDispatcher.newBuilder(Settings.TOKEN, FeishuCryptoTest.KEY)
                .onP2MessageReceiveV1(heard)
                .build();
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        FeishuApi nobody = new FeishuApi(settings, app -> URI.create("https://nowhere.invalid"), Clock.systemUTC());
        events = new FeishuEvents("payments", new BotIdentity(nobody, Clock.systemUTC()));
        Words expected = new Words("om_0001", "ou_alice", TEXT.replace("\\n", "\n"));
        if (!expected.equals(rollcall()) || !expected.equals(sdk())) {
            throw new IllegalStateException(rollcall() + " or " + sdk() + " is not what was sent");
        }
    }

    @Benchmark
    public Words rollcall() {
        String sealed = SealedBody.textIn(body);
        if (!crypto.signed(TIMESTAMP, NONCE, body, signature)) {
            throw new IllegalStateException("it is signed");
        }
        JsonNode delivery = crypto.open(sealed).flatMap(Json::object).orElseThrow();
        Envelope envelope = Envelope.of(delivery);
        if (!FeishuCrypto.sameText(Settings.TOKEN, envelope.token())) {
            throw new IllegalStateException("it has the app's token");
        }
        Incoming.Written written = (Incoming.Written) events.decode(envelope);
        return new Words(written.messageId(), written.sender().address(), written.text());
    }

    @Benchmark
    public Words sdk() throws Throwable {
        EventReq request = new EventReq();
        request.setHeaders(headers);
        request.setBody(body);
        if (dispatcher.handle(request).getStatusCode() != 200) {
            throw new IllegalStateException("it is signed");
        }
        return heard.words;
    }

    private static final class Heard extends P2MessageReceiveV1Handler {

        private Words words;

        @Override
        public void handle(P2MessageReceiveV1 event) {
            EventMessage message = event.getEvent().getMessage();
            words = new Words(
                    message.getMessageId(),
                    event.getEvent().getSender().getSenderId().getOpenId(),
                    Jsons.DEFAULT
                            .fromJson(message.getContent(), JsonObject.class)
                            .get("text")
                            .getAsString());
        }
    }
}
