package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GroupHooksTest {

    private static final String KEY = "hook-key-must-never-show";
    private static final String SECRET = "Zh0uBa0-S3cret";
    private static final Account SIGNED = new Account("feishu", "payments", "feishu-webhook:signed");
    private static final Account OPEN = new Account("feishu", "payments", "feishu-webhook:open");
    private static final Instant NOW = Instant.ofEpochSecond(1767600000);
    private static final String OK =
            "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        URI baseUrl = server.url("/").uri();
        String address = server.url("/open-apis/bot/v2/hook/" + KEY).toString();
        FeishuSettings settings = new FeishuSettings(
                Map.of(),
                Map.of(
                        "signed",
                        new FeishuSettings.Webhook(address, SECRET),
                        "open",
                        new FeishuSettings.Webhook(address, null)),
                Duration.ofHours(8),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
        SettableClock clock = new SettableClock(NOW);
        FeishuApi api = new FeishuApi(settings, app -> baseUrl, clock);
        platform = new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }

    @ParameterizedTest
    @CsvSource({
        "100, demo, jquNHnVOwmDRfw+vqTIrY5dooJAgi5EcRtLsQE4wfXg=",
        "1767600000, Zh0uBa0-S3cret, o0gRXYK3bd4+rn9nxZA4Z4S5frY+EQqj/8ocaXkRdGs=",
        "1599360473, demo, l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",
    })
    void timestampAndSecretAreTheKeyOfTheSignatureAndNotWhatIsSigned(String timestamp, String secret, String sign) {
        assertThat(HookSignature.of(timestamp, secret)).isEqualTo(sign);
    }

    @Test
    void aCardGoesOutAsAnObjectWithTheMomentAndItsSignatureAndWithoutAToken() {
        feishu.answer(OK);

        SendResult result = platform.send(SIGNED, card("周报已出"), "payments-2026-W02/report#1");

        assertThat(result).isEqualTo(new SendResult.Sent("webhook:payments-2026-W02/report#1"));
        assertThat(feishu.tokenCalls).isEmpty();
        assertThat(feishu.authorization(0)).isNull();
        assertThat(feishu.calls.get(0).getTarget()).isEqualTo("/open-apis/bot/v2/hook/" + KEY);
        JsonNode body = feishu.sentBody(0);
        assertThat(body.path("timestamp").stringValue()).isEqualTo("1767600000");
        assertThat(body.path("sign").stringValue()).isEqualTo("o0gRXYK3bd4+rn9nxZA4Z4S5frY+EQqj/8ocaXkRdGs=");
        assertThat(body.path("msg_type").stringValue()).isEqualTo("interactive");
        assertThat(body.path("card").path("schema").stringValue()).isEqualTo("2.0");
        assertThat(body.has("content")).isFalse();
    }

    @Test
    void aBotWithoutASecretIsSentNoSignature() {
        feishu.answer(OK);

        platform.send(OPEN, card("周报已出"), "k");

        assertThat(feishu.sentBody(0).has("sign")).isFalse();
        assertThat(feishu.sentBody(0).has("timestamp")).isFalse();
    }

    @Test
    void whatIsRefusedAsACardIsSaidAsTextThatMentionsNobody() {
        feishu.answers.add(FakeFeishu.json(400, "{\"code\":9499,\"msg\":\"Bad Request\",\"data\":{}}"));
        feishu.answer(OK);

        assertThat(platform.send(OPEN, card("联调 <at user_id=\"all\"></at> [x](https://e.example)"), "k"))
                .isEqualTo(new SendResult.Sent("webhook:k"));

        JsonNode body = feishu.sentBody(1);
        assertThat(body.path("msg_type").stringValue()).isEqualTo("text");
        assertThat(body.path("content").path("text").stringValue())
                .contains("联调")
                .doesNotContain("<at", "](");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 11232, retry, busy",
        "429, 11232, retry, busy",
        "200, 19021, retry, 签名校验",
        "400, 19022, retry, IP 白名单",
        "200, 19024, retry, 自定义关键词",
        "400, 19001, unreachable, removed from the group",
        "400, 19036, refused, too long",
        "400, 19002, refused, parameter",
        "200, 99, refused, code 99",
    })
    void whatThePlatformSaysIsTriedAgainOrGivenUp(int status, int code, String what, String said) {
        for (int answers = 0; answers < 2; answers++) {
            feishu.answers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"said\"}"));
        }

        SendResult result = platform.send(SIGNED, card("周报已出"), "k");

        assertThat(result.toString()).contains(said).doesNotContain(KEY, SECRET);
        if (what.equals("retry")) {
            assertThat(result).asInstanceOf(type(SendResult.Retry.class)).satisfies(retry -> {
                assertThat(retry.mayHaveArrived()).isFalse();
                assertThat(retry.wholeApp()).as("another's messages").isFalse();
            });
        } else {
            assertThat(result)
                    .asInstanceOf(type(SendResult.Refused.class))
                    .returns(what.equals("unreachable"), SendResult.Refused::unreachable);
        }
    }

    @Test
    void anAnswerInTheOldFormCounts() {
        feishu.answer("{\"StatusCode\":0,\"StatusMessage\":\"success\"}");
        assertThat(platform.send(OPEN, card("周报已出"), "k")).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void whatMayHaveArrivedIsKnownNeitherByAKeyNorByTheGroupsHistory() {
        feishu.answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(platform.send(OPEN, card("周报已出"), "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .satisfies(retry -> {
                    assertThat(retry.mayHaveArrived()).isTrue();
                    assertThat(retry.reason()).doesNotContain(KEY);
                });
        assertThat(feishu.calls).hasSize(1);
        assertThat(platform.remembersKeys(OPEN)).isZero();
        assertThat(platform.sentOfLate(OPEN, null, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void nothingCanBePressedThereAndNobodyIsMentionedByAnIdThatMayMeanNobody() {
        Message message = new Message(
                "周报",
                Tone.NEUTRAL,
                "还差 1 人",
                List.of(
                        Block.of(
                                new Part.Text("还没有收到："),
                                new Part.Mention(
                                        List.of(new Person("林晓", new Account("feishu", "payments", "ou_lin")))),
                                new Part.Fold(
                                        "更多",
                                        List.of(
                                                new Part.Text("明细"),
                                                new Part.Buttons(
                                                        List.of(new Button("请假", false, Map.of("act", "leave"))))))),
                        Block.of(new Part.Buttons(List.of(new Button("同上周", false, Map.of("act", "same")))))));

        List<Payload> payloads = platform.render(message, OPEN);

        assertThat(payloads)
                .singleElement()
                .satisfies(payload ->
                        assertThat(payload.content()).contains("林晓", "明细").doesNotContain("button", "同上周", "ou_lin"));
    }

    @Test
    void aLongReportBecomesCardsThatTheBotTakes() {
        Message report = Message.of("周报", Tone.GOOD, "联调完成，进入灰度。\n".repeat(2_000));

        List<Payload> payloads = platform.render(report, OPEN);

        assertThat(payloads.size()).isGreaterThan(2);
        assertThat(payloads)
                .allSatisfy(payload -> assertThat(payload.content().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(19 << 10));
        String all = payloads.stream()
                .map(payload ->
                        Json.object(payload.content()).map(CardText::plain).orElse(""))
                .reduce("", String::concat);
        assertThat(all.split("联调完成", -1)).hasSize(2_001);
    }

    @Test
    void aTeamNamesABotThatIsConfigured() {
        assertThat(platform.check(SIGNED, true)).isEmpty();
        assertThat(platform.isGroup(SIGNED)).isTrue();
        assertThat(platform.check(SIGNED, false)).as("nobody is reached by it").isPresent();
        assertThat(platform.check(new Account("feishu", "payments", "feishu-webhook:other"), true))
                .isEqualTo(Optional.of("no custom bot named other is configured under rollcall.feishu.webhooks; there"
                        + " are: open, signed"));
    }

    private static Payload card(String text) {
        return FeishuCards.render(Message.of("周报", Tone.GOOD, text)).get(0);
    }
}
