package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsTest {

    private static final Payload TEXT = new Payload("text", "{\"text\":\"请提交\"}");

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        FeishuSettings settings = Settings.at(server.url("/").uri());
        SettableClock clock = new SettableClock(Instant.parse("2024-12-06T02:00:00Z"));
        FeishuApi api = new FeishuApi(settings, app -> server.url("/").uri(), clock);
        platform = new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }

    @Test
    void peopleAreAskedForByMailAndByMobileAndWhoIsUnknownIsLeftOut() {
        feishu.answer("""
                {"code":0,"msg":"success","data":{"user_list":[
                  {"email":"lin@EXAMPLE.com","user_id":"ou_lin"},
                  {"email":"nobody@example.com"},
                  {"mobile":"13800000001","user_id":"ou_su"},
                  {"mobile":"+4915100000000","user_id":"ou_ada"}]}}
                """);

        Map<Account, Account> found = platform.whoIs(
                "payments",
                List.of(
                        account("Lin@example.com"),
                        account("nobody@example.com"),
                        account("+8613800000001"),
                        account("+4915100000000")));

        assertThat(found)
                .containsOnly(
                        Map.entry(account("Lin@example.com"), account("ou_lin")),
                        Map.entry(account("+8613800000001"), account("ou_su")),
                        Map.entry(account("+4915100000000"), account("ou_ada")));
        assertThat(feishu.calls.get(0).getTarget())
                .isEqualTo("/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id");
        assertThat(feishu.sentBody(0).path("emails")).hasSize(2);
        assertThat(feishu.sentBody(0).path("mobiles")).hasSize(2);
    }

    @Test
    void noMoreThanFiftyAreAskedForAtOnce() {
        for (int call = 0; call < 3; call++) {
            feishu.answer("{\"code\":0,\"data\":{\"user_list\":[]}}");
        }

        platform.whoIs(
                "payments",
                IntStream.range(0, 101)
                        .mapToObj(n -> account("m" + n + "@example.com"))
                        .toList());

        assertThat(feishu.calls).hasSize(3);
        assertThat(feishu.sentBody(0).path("emails")).hasSize(50);
        assertThat(feishu.sentBody(2).path("emails")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, 99991672, scope", "429, 99991400, too often", "500, 1, HTTP 500"})
    void whereThePlatformCannotTellTheReasonIsGivenWithoutWhomItIsAbout(int status, int code, String said) {
        feishu.answers.add(FakeFeishu.json(status, "{\"code\":" + code + ",\"msg\":\"lin@example.com\"}"));

        assertThatExceptionOfType(ChatUnavailableException.class)
                .isThrownBy(() -> platform.whoIs("payments", List.of(account("lin@example.com"))))
                .withMessageContaining(said)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("lin@"));
    }

    @Test
    void aMessageToAContactGoesToWhoIsMeantAndWaitsForWhoIsUnknown() {
        feishu.answer("{\"code\":0,\"data\":{\"user_list\":[{\"email\":\"lin@example.com\",\"user_id\":\"ou_lin\"}]}}");
        feishu.answerSent("om_1");
        feishu.answer("{\"code\":0,\"data\":{\"user_list\":[{\"email\":\"lin@example.com\"}]}}");

        assertThat(platform.send(account("lin@example.com"), TEXT, "k")).isEqualTo(new SendResult.Sent("om_1"));
        assertThat(feishu.sentBody(1).path("receive_id").stringValue()).isEqualTo("ou_lin");
        assertThat(platform.send(account("lin@example.com"), TEXT, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .satisfies(retry -> {
                    assertThat(retry.mayHaveArrived()).isFalse();
                    assertThat(retry.reason()).contains("team file").doesNotContain("lin@");
                });
    }

    private static Account account(String address) {
        return new Account("feishu", "payments", address);
    }
}
