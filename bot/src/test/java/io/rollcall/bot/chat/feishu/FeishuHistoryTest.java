package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.team.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the app sent of late, by the chat's history. */
class FeishuHistoryTest {

    private static final Account LIN = new Account("feishu", "payments", "ou_lin");
    private static final Account GROUP = new Account("feishu", "payments", "oc_group01");
    private static final Instant NOW = Instant.parse("2024-12-06T02:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(90);

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        SettableClock wallClock = new SettableClock(NOW);
        SettableClock played = new SettableClock(NOW.minus(Duration.ofDays(400)));
        FeishuSettings settings = Settings.at(server.url("/").uri());
        FeishuApi api = new FeishuApi(settings, app -> server.url("/").uri(), wallClock);
        platform = new FeishuPlatform(settings, api, new BotIdentity(api, wallClock), played, wallClock);
    }

    @Test
    void namesTheAppsOwnMessagesOfEveryPage() {
        feishu.answer(page(true, message("om_1", Settings.APP_ID), message("om_2", "ou_lin")));
        feishu.answer(page(false, message("om_3", "cli_other"), message("om_4", Settings.APP_ID)));

        assertThat(platform.sentOfLate(GROUP, null, WITHIN)).contains(List.of("om_1", "om_4"));

        HttpUrl first = server.url(feishu.calls.get(0).getTarget());
        assertThat(first.encodedPath()).isEqualTo("/open-apis/im/v1/messages");
        assertThat(first.queryParameter("container_id_type")).isEqualTo("chat");
        assertThat(first.queryParameter("container_id")).isEqualTo("oc_group01");
        assertThat(first.queryParameter("start_time"))
                .as("in seconds, by the machine's clock and not by the one that is played")
                .isEqualTo(Long.toString(NOW.minus(WITHIN).getEpochSecond()));
        assertThat(first.queryParameter("page_token")).isNull();
        assertThat(server.url(feishu.calls.get(1).getTarget()).queryParameter("page_token"))
                .isEqualTo("next");
    }

    @Test
    void findsAPrivateChatByAnEarlierMessageInIt() {
        feishu.answer("{\"code\":0,\"data\":{\"items\":[{\"message_id\":\"om_0\",\"chat_id\":\"oc_private\"}]}}");
        feishu.answer(page(false, message("om_1", Settings.APP_ID)));

        assertThat(platform.sentOfLate(LIN, "om_0", WITHIN)).contains(List.of("om_1"));
        assertThat(server.url(feishu.calls.get(1).getTarget()).queryParameter("container_id"))
                .isEqualTo("oc_private");
    }

    @Test
    void cannotSayOfAPersonWhoWasNeverWrittenTo() {
        assertThat(platform.sentOfLate(LIN, null, WITHIN)).isEmpty();
        assertThat(feishu.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {99991672, 230002, 230027, 230006})
    void cannotSayWhereItMayNotRead(int code) {
        feishu.answer("{\"code\":" + code + ",\"msg\":\"no\"}");

        assertThat(platform.sentOfLate(GROUP, null, WITHIN)).isEmpty();
    }

    @Test
    void cannotSayWhereItCannotReadAll() {
        feishu.answer(page(true, message("om_1", Settings.APP_ID)));
        feishu.answer("{\"code\":0,\"data\":{\"has_more\":true,\"items\":[]}}");

        assertThat(platform.sentOfLate(GROUP, null, WITHIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\":99991400,\"msg\":\"too fast\"}", "{\"code\":", "{\"code\":11232,\"msg\":\"busy\"}"})
    void whatPassesIsToBeAskedAgain(String answer) {
        feishu.answer(answer);

        assertThatThrownBy(() -> platform.sentOfLate(GROUP, null, WITHIN))
                .isInstanceOf(ChatUnavailableException.class)
                .hasMessageNotContaining("oc_group01");
    }

    private static String message(String id, String sender) {
        return "{\"message_id\":\"" + id + "\",\"sender\":{\"id\":\"" + sender + "\"}}";
    }

    private static String page(boolean more, String... messages) {
        return "{\"code\":0,\"data\":{\"has_more\":" + more + ",\"page_token\":\"next\",\"items\":["
                + String.join(",", messages) + "]}}";
    }
}
