package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.SettableClock;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The callback as the platform meets it: over HTTP, byte for byte. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rollcall.feishu.apps.payments.app-id=cli_demo000001",
            "rollcall.feishu.apps.payments.app-secret=" + Settings.SECRET,
            "rollcall.feishu.apps.payments.encrypt-key=" + FeishuCryptoTest.KEY,
            "rollcall.feishu.apps.payments.verification-token=" + Settings.TOKEN,
            "rollcall.feishu.apps.no-key.app-id=cli_demo000002",
            "rollcall.feishu.apps.no-key.app-secret=s",
            "rollcall.feishu.apps.no-key.verification-token=" + Settings.TOKEN,
            "rollcall.feishu.apps.no-token.app-id=cli_demo000003",
            "rollcall.feishu.apps.no-token.app-secret=s",
            "rollcall.feishu.apps.no-token.encrypt-key=" + FeishuCryptoTest.KEY,
            "rollcall.feishu.apps.connected.app-id=cli_demo000001",
            "rollcall.feishu.apps.connected.app-secret=s",
            "rollcall.feishu.apps.connected.encrypt-key=" + FeishuCryptoTest.KEY,
            "rollcall.feishu.apps.connected.verification-token=" + Settings.TOKEN,
            "rollcall.feishu.apps.connected.base-url=http://127.0.0.1:1",
            "rollcall.feishu.apps.connected.events=long-connection",
            "rollcall.feishu.apps.no-token.verification-token=",
        })
class FeishuCallbackTest {

    /** When the vectors were signed; the application's clock stands there. */
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1767600000);

    private static final String EVENT = """
            {"schema":"2.0","header":{"event_id":"ev-7","token":"vt-demo-token","create_time":"1767600000123","event_type":"%s","tenant_key":"t_demo","app_id":"cli_demo000001"},"event":%s}""";
    private static final String PRESS = EVENT.formatted("card.action.trigger", """
            {"operator":{"open_id":"ou_alice"},"action":{"value":{"act":"same"},"tag":"button"},"context":{"open_message_id":"om_9"}}""");

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

    @BeforeEach
    void startAnew() {
        intake.accepted.clear();
        intake.failure = null;
        clock.set(SIGNED_AT);
    }

    @Test
    void aGenuineMessageIsStoredAndThenAcknowledged() throws Exception {
        HttpResponse<String> answer = post("payments", FeishuCryptoTest.MESSAGE_BODY, signedVector());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.platform()).isEqualTo("feishu");
            assertThat(delivery.app()).isEqualTo("payments");
            assertThat(delivery.key()).isEqualTo("msg:om_0001");
            assertThat(delivery.sender()).isEqualTo("ou_alice");
            assertThat(delivery.receivedAt()).isEqualTo(SIGNED_AT);
            assertThat(platform.decode("payments", delivery.payload()))
                    .isInstanceOfSatisfying(
                            Incoming.Written.class,
                            written -> assertThat(written.text()).isEqualTo("本周：完成登录页 ✅"));
        });
    }

    @Test
    void aRepeatedDeliveryIsAcknowledgedUnderTheSameKey() throws Exception {
        post("payments", FeishuCryptoTest.MESSAGE_BODY, signedVector());
        HttpResponse<String> again = post("payments", FeishuCryptoTest.MESSAGE_BODY, signedVector());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(intake.accepted).extracting(Delivery::key).containsOnly("msg:om_0001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "im.message.receive_v1|{\"sender\":{\"sender_id\":{\"open_id\":\"ou_b\"}},\"message\":{\"message_id\":\"om_5\"}}|msg:om_5|ou_b",
                "im.message.recalled_v1|{\"message_id\":\"om_5\",\"chat_id\":\"oc_1\"}|recall:om_5|``",
                "im.chat.member.bot.added_v1|{\"operator_id\":{\"open_id\":\"ou_lead\"}}|event:ev-7|ou_lead",
                "application.bot.menu_v6|{\"operator\":{\"operator_id\":{\"open_id\":\"ou_m\"}}}|event:ev-7|ou_m",
                "im.message.receive_v1|{}|event:ev-7|``",
            })
    void everyKindOfEventHasItsKeyAndItsSender(String type, String event, String key, String sender) throws Exception {
        assertThat(postSealed(EVENT.formatted(type, event)).statusCode()).isEqualTo(200);

        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.key()).isEqualTo(key);
            assertThat(delivery.sender()).isEqualTo(sender);
        });
    }

    @Test
    void anEventInTheOldFormatIsTakenInToo() throws Exception {
        assertThat(postSealed("""
                {"uuid":"ev-old-1","ts":"1767600000.123456","token":"vt-demo-token","type":"event_callback",
                 "event":{"type":"p2p_chat_create","app_id":"cli_demo000001","operator":{"open_id":"ou_alice"}}}""").statusCode()).isEqualTo(200);

        assertThat(intake.accepted).extracting(Delivery::key).containsExactly("event:ev-old-1");
    }

    @Test
    void theTokenIsNotStoredAndAllElseIs() throws Exception {
        postSealed(PRESS);
        postSealed("""
                {"uuid":"ev-old-1","ts":"1767600000.123456","token":"vt-demo-token","type":"event_callback",
                 "event":{"type":"p2p_chat_create","app_id":"cli_demo000001","operator":{"open_id":"ou_alice"}}}""");

        assertThat(intake.accepted)
                .extracting(delivery -> Json.object(delivery.payload()).orElseThrow())
                .containsExactly(
                        Json.object(PRESS.replace("\"token\":\"vt-demo-token\",", ""))
                                .orElseThrow(),
                        Json.object("""
                                {"uuid":"ev-old-1","ts":"1767600000.123456","type":"event_callback",
                                 "event":{"type":"p2p_chat_create","app_id":"cli_demo000001","operator":{"open_id":"ou_alice"}}}""").orElseThrow());
    }

    @Test
    void aPressedButtonIsAnsweredWithAToastInTheReadersLanguage() throws Exception {
        HttpResponse<String> answer = postSealed(PRESS);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode toast = Json.object(answer.body()).orElseThrow().path("toast");
        assertThat(toast.path("type").stringValue()).isEqualTo("info");
        assertThat(toast.path("content").stringValue()).isEqualTo("收到，马上处理");
        assertThat(toast.path("i18n").path("zh_cn").stringValue()).isEqualTo("收到，马上处理");
        assertThat(toast.path("i18n").path("en_us").stringValue()).isEqualTo("Got it, working on it");
        assertThat(intake.accepted)
                .extracting(Delivery::key, Delivery::sender)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("event:ev-7", "ou_alice"));
    }

    @Test
    void theConsolesCheckOfTheAddressIsAnsweredThoughItIsNotSigned() throws Exception {
        HttpResponse<String> answer = post("payments", FeishuCryptoTest.URL_VERIFICATION_BODY, Map.of());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"challenge\":\"c0ffee00-1234-5678-9abc-def012345678\"}");
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aChallengeIsEscapedInTheAnswer() throws Exception {
        String body = Sealed.body(
                FeishuCryptoTest.KEY,
                "{\"challenge\":\"a\\\"b\\\\\",\"token\":\"vt-demo-token\",\"type\":\"url_verification\"}");

        assertThat(post("payments", body, Map.of()).body()).isEqualTo("{\"challenge\":\"a\\\"b\\\\\"}");
    }

    @Test
    void aCheckOfTheAddressWithAnotherTokenOrInTheClearIsRefused() throws Exception {
        String otherToken = Sealed.body(
                FeishuCryptoTest.KEY, "{\"challenge\":\"c\",\"token\":\"other\",\"type\":\"url_verification\"}");

        assertThat(post("payments", otherToken, Map.of()).statusCode()).isEqualTo(401);
        assertThat(post("payments", otherToken, signed(otherToken)).statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "payments",
                                "{\"challenge\":\"c\",\"token\":\"vt-demo-token\",\"type\":\"url_verification\"}",
                                Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aForgedSignatureIsRefused() throws Exception {
        String genuine = signedVector().get("X-Lark-Signature");

        refused(401, FeishuCryptoTest.MESSAGE_BODY, Map.of());
        refused(401, FeishuCryptoTest.MESSAGE_BODY, headers("1767600000", "nonce-7f3a", genuine.substring(1) + "0"));
        refused(
                401,
                FeishuCryptoTest.MESSAGE_BODY,
                headers("1767600000", "nonce-7f3a", genuine.substring(0, 63) + "2"));
        refused(401, FeishuCryptoTest.MESSAGE_BODY, headers("1767600001", "nonce-7f3a", genuine));
        refused(401, FeishuCryptoTest.MESSAGE_BODY, headers("1767600000", "nonce-0000", genuine));
        refused(401, FeishuCryptoTest.MESSAGE_BODY, headers("1767600000", "nonce-7f3a", ""));
        for (String missing : List.of("X-Lark-Signature", "X-Lark-Request-Nonce", "X-Lark-Request-Timestamp")) {
            Map<String, String> headers = new java.util.HashMap<>(signedVector());
            headers.remove(missing);
            refused(401, FeishuCryptoTest.MESSAGE_BODY, headers);
        }
    }

    @Test
    void anAlteredBodyIsRefusedEvenWhenItMeansTheSame() throws Exception {
        refused(401, FeishuCryptoTest.MESSAGE_BODY.replace("\":\"", "\": \""), signedVector());
        refused(401, FeishuCryptoTest.MESSAGE_BODY + "\n", signedVector());
        refused(401, FeishuCryptoTest.MESSAGE_BODY.replace("AAEC", "AAED"), signedVector());
    }

    @Test
    void anUnencryptedEventIsRefusedHoweverItIsSigned() throws Exception {
        String clear = EVENT.formatted("im.message.receive_v1", "{\"message\":{\"message_id\":\"om_1\"}}");

        refused(403, clear, signed(clear));
        refused(403, clear, Map.of());
        for (String body :
                List.of("", "周报", "[]", "{}", "{\"encrypt\":\"\"}", "{\"encrypt\":7}", "{\"encrypt\":null}")) {
            refused(403, body, signed(body));
        }
    }

    @Test
    void whatCannotBeDecryptedIsRefusedAndNothingIsToldOfWhy() throws Exception {
        List<String> broken = List.of(
                "{\"encrypt\":\"abc\"}",
                "{\"encrypt\":\"AAECAwQFBgcICQoLDA0ODw==\"}",
                "{\"encrypt\":\"AAECAwQFBgcICQoLDA0OD2b3zVrNTxJPKPpyMyJaxQ==\"}",
                Sealed.body("another key", PRESS),
                Sealed.body(FeishuCryptoTest.KEY, "no json"));

        for (String body : broken) {
            HttpResponse<String> answer = post("payments", body, signed(body));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("the body cannot be decrypted");
            assertThat(post("payments", body, Map.of()).body())
                    .as("unsigned, it is not even told that it cannot be decrypted")
                    .isEqualTo("the signature is missing");
        }
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void anotherTokenOrAnotherAppIsRefusedThoughTheSignatureIsRight() throws Exception {
        refusedSealed(403, PRESS.replace("vt-demo-token", "vt-other"));
        refusedSealed(403, PRESS.replace("\"token\":\"vt-demo-token\",", ""));
        refusedSealed(403, PRESS.replace("cli_demo000001", "cli_demo000009"));
        refusedSealed(403, PRESS.replace(",\"app_id\":\"cli_demo000001\"", ""));
    }

    @Test
    void anEventWithoutAnIdIsRefused() throws Exception {
        refusedSealed(400, PRESS.replace("\"event_id\":\"ev-7\",", ""));
    }

    @Test
    void aStaleOrFutureTimestampIsRefusedByBothClocks() throws Exception {
        for (long seconds : List.of(-(8 * 3600 + 1), 601)) {
            String timestamp = String.valueOf(SIGNED_AT.getEpochSecond() + seconds);
            String body = Sealed.body(FeishuCryptoTest.KEY, PRESS);
            refused(401, body, signed(timestamp, body));
        }
        String body = Sealed.body(FeishuCryptoTest.KEY, PRESS);
        for (String timestamp : List.of("", "0", "now", "-1767600000", "99999999999999999999")) {
            refused(401, body, signed(timestamp, body));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-(8 * 3600), -3600, 0, 600})
    void aTimestampWithinTheWindowIsTaken(long seconds) throws Exception {
        String body = Sealed.body(FeishuCryptoTest.KEY, PRESS);

        assertThat(post("payments", body, signed(String.valueOf(SIGNED_AT.getEpochSecond() + seconds), body))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void withTheApplicationsClockAtAnotherHourTheMachinesTimeStillCounts() throws Exception {
        clock.set(Instant.parse("2001-01-01T00:00:00Z"));
        refused(401, FeishuCryptoTest.MESSAGE_BODY, signedVector());

        String body = Sealed.body(FeishuCryptoTest.KEY, PRESS);
        String now = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
        assertThat(post("payments", body, signed(now, body)).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownAppIsNotFound() throws Exception {
        assertThat(post("nobody", FeishuCryptoTest.MESSAGE_BODY, signedVector()).statusCode())
                .isEqualTo(404);
        assertThat(intake.accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no-key, encrypt-key", "no-token, verification-token"})
    void withoutItsSecretsAnAppTakesNothingAndSaysWhatIsMissing(String app, String missing) throws Exception {
        HttpResponse<String> event = post(app, FeishuCryptoTest.MESSAGE_BODY, signedVector());
        HttpResponse<String> check = post(app, FeishuCryptoTest.URL_VERIFICATION_BODY, Map.of());

        assertThat(List.of(event, check)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains(missing, "not configured");
        });
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void anAppThatHasItsEventsOverTheLongConnectionTakesNoneHereAndSaysSo() throws Exception {
        HttpResponse<String> event = post("connected", FeishuCryptoTest.MESSAGE_BODY, signedVector());
        HttpResponse<String> check = post("connected", FeishuCryptoTest.URL_VERIFICATION_BODY, Map.of());

        assertThat(List.of(event, check)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("set to come by the long connection");
        });
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedSoThatItComesAgain(CapturedOutput output) throws Exception {
        intake.failure = new IllegalStateException("value too long: 本周：完成登录页");

        HttpResponse<String> answer = post("payments", FeishuCryptoTest.MESSAGE_BODY, signedVector());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("本周");
        assertThat(output).contains("could not be stored").doesNotContain("完成登录页");

        intake.failure = null;
        assertThat(post("payments", FeishuCryptoTest.MESSAGE_BODY, signedVector())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void fiveMegabytesAreRefusedWithAnAnswer() throws Exception {
        byte[] large = new byte[5 << 20];

        HttpResponse<String> answer = client.send(
                request("payments", signedVector())
                        .POST(BodyPublishers.ofByteArray(large))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("1 MiB");
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void fiveMegabytesInChunksAreRefusedThoughNobodySaysHowManyTheyAre() throws Exception {
        byte[] large = new byte[5 << 20];

        HttpResponse<String> answer = client.send(
                request("payments", signedVector())
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aSenderWhoReadsNothingBeforeItHasSentEverythingStillGetsItsAnswer() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /callback/feishu/payments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            // 40 MB, far more than the buffers between the two could hide.
            byte[] chunk = new byte[64 << 10];
            for (int i = 0; i < 640; i++) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();

            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void oneMebibyteIsReadAndOneByteMoreIsNot() throws Exception {
        String atLimit = "x".repeat(FeishuCallback.MAX_BODY);

        assertThat(post("payments", atLimit, Map.of()).statusCode()).isEqualTo(403);
        assertThat(post("payments", atLimit + "x", Map.of()).statusCode()).isEqualTo(413);
    }

    @Test
    void aRefusalLogsNothingThatWasSent(CapturedOutput output) throws Exception {
        String body = Sealed.body(FeishuCryptoTest.KEY, PRESS.replace("vt-demo-token", "vt-leak"));

        post("payments", body, signed(body));
        post("unheard-of", FeishuCryptoTest.MESSAGE_BODY, signedVector());

        assertThat(output.getOut()).doesNotContain("vt-leak", "ou_alice", FeishuCryptoTest.KEY, "unheard-of");
    }

    private void refused(int status, String body, Map<String, String> headers) throws Exception {
        assertThat(post("payments", body, headers).statusCode()).isEqualTo(status);
        assertThat(intake.accepted).isEmpty();
    }

    private void refusedSealed(int status, String plain) throws Exception {
        assertThat(postSealed(plain).statusCode()).isEqualTo(status);
        assertThat(intake.accepted).isEmpty();
    }

    private HttpResponse<String> postSealed(String plain) throws Exception {
        String body = Sealed.body(FeishuCryptoTest.KEY, plain);
        return post("payments", body, signed(body));
    }

    private HttpResponse<String> post(String app, String body, Map<String, String> headers) throws Exception {
        return client.send(
                request(app, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String app, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/callback/feishu/" + app))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        return request;
    }

    /** S1. */
    private static Map<String, String> signedVector() {
        return headers("1767600000", "nonce-7f3a", "84eb79abadc3f0b54962bb171ba3ec459253a06c511ea2057665576c90a5d961");
    }

    private static Map<String, String> signed(String body) {
        return signed("1767600000", body);
    }

    private static Map<String, String> signed(String timestamp, String body) {
        return headers(timestamp, "n-1", Sealed.signature(timestamp, "n-1", FeishuCryptoTest.KEY, body));
    }

    private static Map<String, String> headers(String timestamp, String nonce, String signature) {
        return Map.of(
                "X-Lark-Request-Timestamp", timestamp,
                "X-Lark-Request-Nonce", nonce,
                "X-Lark-Signature", signature);
    }

    record Delivery(String platform, String app, String key, String sender, String payload, Instant receivedAt) {}

    static final class RememberingIntake implements Intake {

        final List<Delivery> accepted = new CopyOnWriteArrayList<>();
        volatile RuntimeException failure;

        @Override
        public boolean accept(
                String platform, String app, String key, String sender, String payload, Instant receivedAt) {
            if (failure != null) {
                throw failure;
            }
            return accepted.add(new Delivery(platform, app, key, sender, payload, receivedAt));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @Import(FeishuConfiguration.class)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpEncodingAutoConfiguration.class,
        MultipartAutoConfiguration.class
    })
    static class Application {

        @Bean
        RememberingIntake intake() {
            return new RememberingIntake();
        }

        @Bean
        SettableClock clock() {
            return new SettableClock(SIGNED_AT);
        }
    }
}
