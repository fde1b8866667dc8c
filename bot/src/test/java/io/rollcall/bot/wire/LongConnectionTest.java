package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A bot that nobody can call has its events over the connection it opens, and all else is as with callbacks. */
class LongConnectionTest extends WireTest {

    private static final Map<String, String> CONNECTED = Map.of("rollcall.feishu.apps.main.events", "long-connection");

    @BeforeEach
    void connect() {
        platform.connections.wantsConnectionsBackSoon();
        startAgain();
    }

    private void startAgain() {
        bot.close();
        bot = started(CONNECTED);
        await().until(platform.connections::isConnected);
    }

    @Test
    void theSameMessageDeliveredFiveTimesAndAgainAfterARestartIsOneReply() {
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_lin")).hasSize(1);
        for (int i = 0; i < 5; i++) {
            assertThat(deliver(written("ev-" + i, "om_once"))).isEqualTo(200);
            bot.work();
        }
        startAgain();
        assertThat(deliver(written("ev-9", "om_once"))).isEqualTo(200);
        bot.work();

        assertThat(bot.rows("inbox")).isEqualTo(1);
        assertThat(bot.rows("reply")).isEqualTo(1);
        assertThat(platform.sentTo("ou_lin")).hasSize(2);
    }

    @Test
    void whatWasAcknowledgedBeforeACrashIsReadAfterIt() {
        bot.at("2024-12-06T10:00");
        assertThat(deliver(written("ev-1", "om_once"))).isEqualTo(200);

        startAgain();
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(1);
    }

    @Test
    void theWeekGoesByOverConnectionsThatAreLost() {
        bot.at("2024-12-06T10:00");
        assertThat(deliver(Envelope.written("ev-1", "om_1", "ou_lin", fixture("wallet.txt"), clock.instant())))
                .isEqualTo(200);
        platform.connections.drop();
        await().until(() -> !platform.connections.isConnected());
        assertThat(get("/actuator/health/readiness")).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(platform.connections::isConnected);
        assertThat(deliver(Envelope.written("ev-2", "om_2", "ou_su", fixture("o2.txt"), clock.instant())))
                .isEqualTo(200);
        assertThat(deliver(Envelope.written("ev-3", "om_3", "ou_zhou", "1. 即将撤回", clock.instant())))
                .isEqualTo(200);
        assertThat(deliver(Envelope.recalled("ev-4", "om_3", clock.instant()))).isEqualTo(200);
        bot.work();
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(platform.sentTo("oc_group"))
                .anySatisfy(sent -> assertThat(sent.text()).contains("清源银行配合开城", "老链路盘点进度20%"))
                .noneSatisfy(sent -> assertThat(sent.text()).contains("即将撤回"));
        String metrics = bot.get("/actuator/prometheus", "text/plain").body();
        assertThat(metrics)
                .contains("rollcall_connection_up{app=\"main\",platform=\"feishu\"} 1")
                .contains("rollcall_connection_reopened_total{app=\"main\",platform=\"feishu\"} 1")
                .contains("rollcall_callback_seconds_count{outcome=\"accepted\",platform=\"feishu\",reason=\"\"} 4");
    }

    @Test
    void aPressIsAnsweredAtOnce() {
        String press = Envelope.event(
                "ev-press",
                "card.action.trigger",
                Envelope.TOKEN,
                clock.instant(),
                Map.of(
                        "operator", Map.of("open_id", "ou_lin"),
                        "action", Map.of("tag", "button", "value", Map.of("act", "help")),
                        "context", Map.of("open_message_id", "om_bot_1")));

        JsonNode answer = platform.connections.deliver(press);

        assertThat(answer.path("code").asInt()).isEqualTo(200);
        byte[] toast = Base64.getDecoder().decode(answer.path("data").asString());
        assertThat(new String(toast, StandardCharsets.UTF_8)).contains("\"toast\"");
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    @Test
    void withoutItsDatabaseTheBotHasEventsDeliveredAgain() {
        bot.loseDatabase();

        assertThat(deliver(written("ev-1", "om_once"))).isEqualTo(500);

        startAgain();
        assertThat(deliver(written("ev-1", "om_once"))).isEqualTo(200);
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    @Test
    void atTheStopTheConnectionIsClosedInAnOrderlyWay() {
        bot.close();

        await().until(() -> platform.connections.end().equals("closed with 1000"));
    }

    private int deliver(String event) {
        return platform.connections.deliver(event).path("code").asInt();
    }

    private int get(String path) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url(path))).build())
                .statusCode();
    }

    private String written(String eventId, String messageId) {
        return Envelope.written(eventId, messageId, "ou_lin", "1. 钱包开户页改版上线", clock.instant());
    }
}
