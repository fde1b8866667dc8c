package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.NotStoredException;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.team.Account;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** The callback of a robot as the platform meets it: over HTTP, byte for byte. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "rollcall.dingtalk.connect=false",
            "rollcall.dingtalk.robots.main.client-id=" + Settings.CLIENT_ID,
            "rollcall.dingtalk.robots.main.client-secret=" + Settings.SECRET,
            "rollcall.dingtalk.robots.second.client-id=dingother",
            "rollcall.dingtalk.robots.second.client-secret=anotherSecret",
            "rollcall.dingtalk.robots.streaming.client-id=" + Settings.CLIENT_ID,
            "rollcall.dingtalk.robots.streaming.client-secret=" + Settings.SECRET,
            "rollcall.dingtalk.robots.streaming.events=stream",
        })
class DingTalkCallbackTest {

    /** When the vectors were signed; the application's clock stands there. */
    private static final Instant SIGNED_AT = Instant.ofEpochMilli(1767225600000L);

    private static final String H1 = "p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=";
    private static final String H2 = "40Ob0JzyeMxTUcOCXAvIlfoaenrFk42K660dROU65vk=";

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
        HttpResponse<String> answer = post("main", "1767225600000", H1, DingTalkDecodeTest.PRIVATE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(intake.accepted).singleElement().satisfies(delivery -> {
            assertThat(delivery.platform()).isEqualTo("dingtalk");
            assertThat(delivery.app()).isEqualTo("main");
            assertThat(delivery.key()).isEqualTo("msg:msgDemo0001");
            assertThat(delivery.sender()).isEqualTo("user7002");
            assertThat(delivery.receivedAt()).isEqualTo(SIGNED_AT);
            assertThat(platform.decode("main", delivery.payload()))
                    .isInstanceOfSatisfying(Incoming.Written.class, written -> {
                        assertThat(written.text()).isEqualTo("存管路由：开发完成80%，预计1/9提测");
                        assertThat(written.sender()).isEqualTo(new Account("dingtalk", "main", "user7002"));
                    });
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1767225600000, 200",
        "1767229200000, 200",
        "1767229200001, 401",
        "1767222000000, 200",
        "1767221999999, 401",
    })
    void theHourCountsInclusively(long now, int status) throws Exception {
        clock.set(Instant.ofEpochMilli(now));

        assertThat(post("main", "1767225600000", H1, DingTalkDecodeTest.PRIVATE).statusCode())
                .isEqualTo(status);
        assertThat(intake.accepted).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void anotherMomentsSignatureIsTakenAtThatMomentAlone() throws Exception {
        refused(401, "main", "1767225600000", H2);
        refused(401, "main", "1767229200001", H1);

        clock.set(Instant.ofEpochMilli(1767229200001L));
        assertThat(post("main", "1767229200001", H2, DingTalkDecodeTest.PRIVATE).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "1767225600000, ''",
        "'', p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=",
        "1767225600000, p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c",
        "1767225600000, P3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=",
        "1767225600000, p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c%3D",
        "1767225600001, p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=",
        "1767225600, p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=",
        "x, p3kLAlSrAJQ7jiY8ZTrhZrMA9bXTVdz2bEOOrhmW49c=",
    })
    void aForgedOrAlteredSignatureIsRefused(String timestamp, String sign) throws Exception {
        refused(401, "main", timestamp, sign);
    }

    @Test
    void aCorrectlySignedMomentInAnotherFormIsRefused() throws Exception {
        for (String timestamp : List.of("1767225600", "01767225600000", "+1767225600000", "NaN", "")) {
            refused(401, "main", timestamp, DingTalkSign.of(timestamp, Settings.SECRET));
        }
    }

    @Test
    void withoutASignatureNothingIsLookedInto() throws Exception {
        HttpRequest.Builder bare = request("main").POST(BodyPublishers.ofString("{"));

        assertThat(client.send(bare.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        assertThat(client.send(bare.header("timestamp", "1767225600000").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theSignatureOfOneRobotIsNoneOfAnothers() throws Exception {
        refused(401, "second", "1767225600000", H1);
    }

    @Test
    void anUnknownRobotIsNotFoundAndOneInStreamModeTakesNoCallbacks() throws Exception {
        refused(404, "nobody", "1767225600000", H1);
        refused(403, "streaming", "1767225600000", H1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\"x\"", "<xml/>", "{}", "{\"msgId\":\"\"}", "{\"msgId\":\"a b\"}"})
    void whatIsNoMessageIsRefused(String body) throws Exception {
        HttpResponse<String> answer = post("main", "1767225600000", H1, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItIsSent() throws Exception {
        byte[] large = new byte[DingTalkCallback.MAX_BODY + 1];
        HttpRequest.Builder request =
                request("main").header("timestamp", "1767225600000").header("sign", H1);

        assertThat(client.send(request.POST(BodyPublishers.ofByteArray(large)).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.send(
                                request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged(CapturedOutput output) throws Exception {
        intake.failure = new NotStoredException("the queue is full");
        assertThat(post("main", "1767225600000", H1, DingTalkDecodeTest.PRIVATE).statusCode())
                .isEqualTo(503);

        intake.failure = new IllegalStateException("could not store 存管路由");
        assertThat(post("main", "1767225600000", H1, DingTalkDecodeTest.PRIVATE).statusCode())
                .isEqualTo(503);
        assertThat(output.getAll()).contains("the queue is full").doesNotContain("存管路由");
    }

    @Test
    void theMessageOfSomebodyWithoutAUseridIsAcknowledgedAndLeftAlone(CapturedOutput output) throws Exception {
        String outsider = DingTalkDecodeTest.PRIVATE.replace("\"senderStaffId\":\"user7002\",", "");

        assertThat(post("main", "1767225600000", H1, outsider).statusCode()).isEqualTo(200);
        assertThat(intake.accepted).isEmpty();
        assertThat(output.getAll()).contains("senderStaffId", "版本管理与发布");
    }

    @Test
    void neitherSecretsNorTextAreLogged(CapturedOutput output) throws Exception {
        post("main", "1767225600000", H1, DingTalkDecodeTest.PRIVATE);
        post("main", "1767225600000", H2, DingTalkDecodeTest.PRIVATE);

        assertThat(output.getAll()).doesNotContain(Settings.SECRET, H1, H2, "存管路由");
    }

    private void refused(int status, String robot, String timestamp, String sign) throws Exception {
        assertThat(post(robot, timestamp, sign, DingTalkDecodeTest.PRIVATE).statusCode())
                .isEqualTo(status);
        assertThat(intake.accepted).isEmpty();
    }

    private HttpResponse<String> post(String robot, String timestamp, String sign, String body) throws Exception {
        return client.send(
                request(robot)
                        .header("timestamp", timestamp)
                        .header("sign", sign)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String robot) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callback/dingtalk/" + robot))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json; charset=utf-8");
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
    @Import(DingTalkConfiguration.class)
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
