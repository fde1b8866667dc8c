package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Broken;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Vector;
import io.rollcall.core.team.Account;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
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
import org.junit.jupiter.params.provider.EnumSource;
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

/** The callback of a self-built app as the platform meets it: over HTTP, byte for byte. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rollcall.wecom.agents.main.corp-id=" + WeComCryptoTest.CORP,
            "rollcall.wecom.agents.main.agent-id=" + Settings.AGENT_ID,
            "rollcall.wecom.agents.main.secret=" + Settings.SECRET,
            "rollcall.wecom.agents.main.token=" + WeComCryptoTest.TOKEN,
            "rollcall.wecom.agents.main.encoding-aes-key=" + WeComCryptoTest.KEY,
            "rollcall.wecom.agents.second.corp-id=" + WeComCryptoTest.CORP,
            "rollcall.wecom.agents.second.agent-id=1000005",
            "rollcall.wecom.agents.second.secret=s",
            "rollcall.wecom.agents.second.token=" + WeComCryptoTest.TOKEN,
            "rollcall.wecom.agents.second.encoding-aes-key=" + WeComCryptoTest.KEY,
            "rollcall.wecom.agents.no-key.corp-id=" + WeComCryptoTest.CORP,
            "rollcall.wecom.agents.no-key.agent-id=1000003",
            "rollcall.wecom.agents.no-key.secret=s",
            "rollcall.wecom.agents.no-key.token=" + WeComCryptoTest.TOKEN,
            "rollcall.wecom.agents.no-token.corp-id=" + WeComCryptoTest.CORP,
            "rollcall.wecom.agents.no-token.agent-id=1000004",
            "rollcall.wecom.agents.no-token.secret=s",
            "rollcall.wecom.agents.no-token.token=",
            "rollcall.wecom.agents.no-token.encoding-aes-key=" + WeComCryptoTest.KEY,
        })
class WeComCallbackTest {

    /** When the message of the vectors was signed; the application's clock stands there. */
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1767225660);

    private static final String NOW = "1767225660";

    private static final String PRESS = "<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName>"
            + "<![CDATA[li.mei]]></FromUserName><CreateTime>1767225700</CreateTime><MsgType><![CDATA[event]]></MsgType>"
            + "<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[act=same&round=payments-2026-W01]]>"
            + "</EventKey><TaskId><![CDATA[task-1]]></TaskId><CardType><![CDATA[button_interaction]]></CardType>"
            + "<ResponseCode><![CDATA[demoRespCode-0002]]></ResponseCode><AgentID>1000002</AgentID></xml>";

    private static final String EVENT = "<xml><ToUserName>ww0123456789abcdef</ToUserName><FromUserName>li.mei"
            + "</FromUserName><CreateTime>1767225700</CreateTime><MsgType>event</MsgType><Event>%s</Event><EventKey/>"
            + "<AgentID>1000002</AgentID></xml>";

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
    void aGenuineMessageIsStoredAndThenAcknowledgedWithNothingSaid() throws Exception {
        HttpResponse<String> answer = post("main", vector(Vector.MESSAGE));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.platform()).isEqualTo("wecom");
            assertThat(delivery.app()).isEqualTo("main");
            assertThat(delivery.key()).isEqualTo("msg:7300000000000000001");
            assertThat(delivery.sender()).isEqualTo("li.mei");
            assertThat(delivery.receivedAt()).isEqualTo(SIGNED_AT);
            assertThat(platform.decode("main", delivery.payload()))
                    .isInstanceOfSatisfying(Incoming.Written.class, written -> {
                        assertThat(written.text()).isEqualTo("本周:存管路由开发完成80%🚀");
                        assertThat(written.sender()).isEqualTo(new Account("wecom", "main", "li.mei"));
                        assertThat(written.group()).isEmpty();
                        assertThat(written.sentAt()).isEqualTo(SIGNED_AT);
                    });
        });
    }

    @Test
    void theConsolesCheckOfTheAddressIsAnsweredWithTheTextAndNotAByteMore() throws Exception {
        clock.set(Instant.ofEpochSecond(1767225600));
        Vector check = Vector.URL_VERIFICATION;
        String query = "msg_signature=" + check.signature + "&timestamp=" + check.timestamp + "&nonce=" + check.nonce
                + "&echostr=" + URLEncoder.encode(check.sealed, StandardCharsets.UTF_8);

        HttpResponse<String> answer = get("main", query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("7421965310486233417");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aForgedCheckOfTheAddressIsRefused() throws Exception {
        Sealed check = Sealed.of("42", NOW);

        assertThat(get("main", check.asEcho()).statusCode()).isEqualTo(200);
        assertThat(get("main", check.asEcho().replace("nonce=n-1", "nonce=n-2")).statusCode())
                .isEqualTo(401);
        assertThat(get("main", check.query()).statusCode()).isEqualTo(403);
        assertThat(get("main", "").statusCode()).isEqualTo(403);
        assertThat(get("main", Sealed.of("42", NOW, "").asEcho()).statusCode()).isEqualTo(403);
        assertThat(get("main", Sealed.of("42", "1767220000").asEcho()).statusCode())
                .isEqualTo(401);
        assertThat(get("nobody", check.asEcho()).statusCode()).isEqualTo(404);
    }

    @Test
    void aRepeatedDeliveryIsAcknowledgedUnderTheSameKey() throws Exception {
        post("main", vector(Vector.MESSAGE));
        HttpResponse<String> again = post("main", vector(Vector.MESSAGE));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(intake.accepted).extracting(Delivery::key).containsOnly("msg:7300000000000000001");
    }

    @Test
    void aPressedButtonIsStoredWithWhatItSays() throws Exception {
        assertThat(post("main", Sealed.of(PRESS, NOW)).body()).isEmpty();

        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.key()).startsWith("event:").hasSizeLessThan(100);
            assertThat(delivery.sender()).isEqualTo("li.mei");
            assertThat(platform.decode("main", delivery.payload()))
                    .isEqualTo(new Incoming.Pressed(
                            "task-1",
                            new Account("wecom", "main", "li.mei"),
                            Map.of("act", "same", "round", "payments-2026-W01"),
                            Instant.ofEpochSecond(1767225700)));
        });
    }

    @Test
    void pressesWithinOneSecondAreToldApartAndTheSameOneIsNot() throws Exception {
        String selected = "<SelectedItems><SelectedItem><QuestionKey>status</QuestionKey><OptionIds><OptionId>%s"
                + "</OptionId></OptionIds></SelectedItem></SelectedItems></xml>";
        List<String> different = List.of(
                PRESS,
                PRESS.replace("act=same", "act=skip"),
                PRESS.replace("task-1", "task-2"),
                PRESS.replace("li.mei", "zhao.lei"),
                PRESS.replace("1767225700", "1767225701"),
                PRESS.replace("</xml>", selected.formatted("risk")),
                PRESS.replace("</xml>", selected.formatted("on")));
        for (String press : different) {
            post("main", Sealed.of(press, NOW));
        }
        assertThat(intake.accepted).extracting(Delivery::key).doesNotHaveDuplicates();

        // Whether a redelivery bears another response code is not documented.
        post("main", Sealed.of(PRESS.replace("demoRespCode-0002", "demoRespCode-0003"), NOW));
        assertThat(intake.accepted.get(7).key())
                .isEqualTo(intake.accepted.get(0).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"enter_agent", "subscribe", "unsubscribe", "LOCATION", "click", "inactive_alert", "unheard_of"})
    void whatMeansNothingToTheBotIsAcknowledgedAndNotKept(String event) throws Exception {
        assertThat(post("main", Sealed.of(EVENT.formatted(event), NOW)).statusCode())
                .isEqualTo(200);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void thatTheAppIsAboutToBeSwitchedOffIsToldToTheOperator(CapturedOutput output) throws Exception {
        post("main", Sealed.of(EVENT.formatted("inactive_alert"), NOW));

        assertThat(output).contains("switch off main", "inactive_alert");
    }

    @Test
    void aForgedSignatureIsRefused() throws Exception {
        Sealed good = vector(Vector.MESSAGE);

        refused(401, good.body(), "");
        refused(401, good.body(), good.query().replace("n0nce02", "n0nce03"));
        refused(401, good.body(), good.query().replace("1767225660", "1767225661"));
        refused(401, good.body(), good.query().replace("msg_signature", "signature"));
        refused(401, good.body(), good.query().replace("66b7", "66B7"));
        refused(401, good.body(), good.query().replace("66b7", "66b8"));
        refused(401, good.body(), good.query().replaceFirst("msg_signature=[0-9a-f]+", "msg_signature="));
        for (String part : List.of("timestamp=1767225660", "nonce=n0nce02")) {
            refused(401, good.body(), good.query().replace("&" + part, ""));
        }
    }

    @Test
    void anAlteredBodyIsRefused() throws Exception {
        Sealed good = vector(Vector.MESSAGE);

        refused(401, good.body().replace("4j/Au", "4j/Av"), good.query());
        refused(401, good.body().replace("</Encrypt>", "A</Encrypt>"), good.query());
    }

    @Test
    void whatIsNotEncryptedIsRefusedHoweverItIsSigned() throws Exception {
        String query = Sealed.signed("", NOW).query();

        for (String body : List.of(
                "",
                "{}",
                "周报",
                "<xml/>",
                "<xml><Encrypt></Encrypt></xml>",
                "<xml><a><Encrypt>x</Encrypt></a></xml>",
                "<xml><Encrypt>x</Encrypt>",
                "<xml><FromUserName>li.mei</FromUserName><MsgType>text</MsgType><MsgId>1</MsgId></xml>")) {
            refused(403, body, query);
        }
    }

    @Test
    void aDocumentTypeIsRefusedWhateverItDeclares() throws Exception {
        Sealed good = vector(Vector.MESSAGE);
        for (String type : List.of(
                "<!DOCTYPE xml>",
                "<!DOCTYPE xml [<!ENTITY x \"y\">]>",
                "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE xml SYSTEM \"http://127.0.0.1:" + port + "/nothing\">")) {
            refused(403, type + good.body(), good.query());
            refused(
                    400,
                    Sealed.of(type + PRESS, NOW).body(),
                    Sealed.of(type + PRESS, NOW).query());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeDecryptedIsRefusedAndOnlyTheLogIsToldWhy(Broken broken, CapturedOutput output) throws Exception {
        Sealed sealed = Sealed.signed(broken.sealed, NOW);
        HttpResponse<String> answer = post("main", sealed);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("the body cannot be decrypted");
        assertThat(post("main", sealed.body(), sealed.query().replace("n-1", "n-2"))
                        .body())
                .as("unsigned, it is not even told that it cannot be decrypted")
                .isEqualTo("the signature is wrong");
        assertThat(intake.accepted).isEmpty();
        assertThat(output).doesNotContain("hello");
    }

    @Test
    void aMessageForAnotherOrganisationOrAnotherAppIsRefused() throws Exception {
        Sealed elsewhere = Sealed.of(PRESS, NOW, "wwffffffffffffffff");
        refused(403, elsewhere.body(), elsewhere.query());
        Sealed robots = Sealed.of(PRESS, NOW, "");
        refused(403, robots.body(), robots.query());
        Sealed others = Sealed.of(PRESS.replace("1000002", "1000009"), NOW);
        refused(403, others.body(), others.query());
    }

    @Test
    void aMessageWithoutAnIdOrASenderIsRefused() throws Exception {
        String message = Vector.MESSAGE.text;
        for (String broken : List.of(
                message.replace("<MsgId>7300000000000000001</MsgId>", ""),
                message.replace("7300000000000000001", "x".repeat(65)),
                message.replace("<FromUserName><![CDATA[li.mei]]></FromUserName>", ""),
                message.replace("li.mei", "li|mei"),
                message.replace("li.mei", "l".repeat(65)),
                message.replace("<MsgType><![CDATA[text]]></MsgType>", ""))) {
            Sealed sealed = Sealed.of(broken, NOW);
            refused(400, sealed.body(), sealed.query());
        }
        Sealed noXml = Sealed.of("hello", NOW);
        refused(400, noXml.body(), noXml.query());
    }

    @Test
    void aStaleOrFutureTimestampIsRefusedByBothClocks() throws Exception {
        for (String timestamp :
                List.of("1767225059", "1767226261", "", "0", "now", "-1767225660", "99999999999999999999")) {
            Sealed sealed = Sealed.of(PRESS, timestamp);
            refused(401, sealed.body(), sealed.query());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767225060", "1767225660", "1767226260"})
    void aTimestampWithinTheWindowIsTaken(String timestamp) throws Exception {
        assertThat(post("main", Sealed.of(PRESS, timestamp)).statusCode()).isEqualTo(200);
    }

    @Test
    void withTheApplicationsClockAtAnotherHourTheMachinesTimeStillCounts() throws Exception {
        clock.set(Instant.parse("2001-01-01T00:00:00Z"));
        Sealed then = vector(Vector.MESSAGE);
        refused(401, then.body(), then.query());

        String now = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
        assertThat(post("main", Sealed.of(PRESS, now)).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownAppIsNotFound() throws Exception {
        assertThat(post("nobody", vector(Vector.MESSAGE)).statusCode()).isEqualTo(404);
        assertThat(intake.accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"no-key, encoding-aes-key", "no-token, token"})
    void withoutItsSecretsAnAppTakesNothingAndSaysWhatIsMissing(String app, String missing) throws Exception {
        HttpResponse<String> event = post(app, vector(Vector.MESSAGE));
        HttpResponse<String> check = get(app, Sealed.of("42", NOW).asEcho());

        assertThat(List.of(event, check)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains(missing, "not configured");
        });
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledgedSoThatItComesAgain(CapturedOutput output) throws Exception {
        intake.failure = new IllegalStateException("value too long: 本周:存管路由");

        HttpResponse<String> answer = post("main", vector(Vector.MESSAGE));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(output).contains("could not be stored").doesNotContain("存管路由");

        intake.failure = null;
        assertThat(post("main", vector(Vector.MESSAGE)).statusCode()).isEqualTo(200);
    }

    @Test
    void fiveMegabytesAreRefusedWithAnAnswerAlsoInChunks() throws Exception {
        byte[] large = new byte[5 << 20];

        for (HttpRequest.BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> answer = client.send(
                    request("main", vector(Vector.MESSAGE).query()).POST(body).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("1 MiB");
        }
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aFormIsNotTakenForTheAddress() throws Exception {
        Sealed good = Sealed.of(PRESS, NOW);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback/wecom/main"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(good.asEcho()))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aRefusalLogsNothingThatWasSent(CapturedOutput output) throws Exception {
        Sealed elsewhere = Sealed.of(PRESS, NOW, "ww-leak");
        // Not the app of the other tests: a reason is told once a minute.
        post("second", elsewhere);
        post("unheard-of", elsewhere);

        assertThat(output).contains("for second: the body cannot be decrypted: it is meant for another receiver");
        assertThat(output.getOut())
                .doesNotContain("ww-leak", "li.mei", WeComCryptoTest.KEY, WeComCryptoTest.TOKEN, "unheard-of");
    }

    private static Sealed vector(Vector vector) {
        return new Sealed(
                vector.sealed,
                "msg_signature=" + vector.signature + "&timestamp=" + vector.timestamp + "&nonce=" + vector.nonce);
    }

    private void refused(int status, String body, String query) throws Exception {
        assertThat(post("main", body, query).statusCode()).isEqualTo(status);
        assertThat(intake.accepted).isEmpty();
    }

    private HttpResponse<String> post(String app, Sealed sealed) throws Exception {
        return post(app, sealed.body(), sealed.query());
    }

    private HttpResponse<String> post(String app, String body, String query) throws Exception {
        return client.send(
                request(app, query).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String app, String query) throws Exception {
        return client.send(request(app, query).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String app, String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback/wecom/" + app + "?" + query))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "text/xml");
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
    @Import(WeComConfiguration.class)
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
