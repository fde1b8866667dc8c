package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplyOnceTest extends WireTest {

    @Test
    void theSameMessageDeliveredFiveTimesAndAgainAfterARestartIsOneReply() {
        bot.at("2024-12-06T10:00");
        for (int i = 0; i < 5; i++) {
            // Feishu may give a redelivery another event id; the message id is what counts.
            assertThat(bot.deliver(written("ev-" + i))).isEqualTo(200);
            bot.work();
        }
        restart();
        assertThat(bot.deliver(written("ev-9"))).isEqualTo(200);
        bot.work();

        assertThat(bot.rows("inbox")).isEqualTo(1);
        assertThat(bot.rows("reply")).isEqualTo(1);
        assertThat(platform.sentTo("ou_lin")).hasSize(2);
    }

    @Test
    void whatWasAcknowledgedBeforeACrashIsReadAfterIt() {
        bot.at("2024-12-06T10:00");
        assertThat(bot.deliver(written("ev-1"))).isEqualTo(200);

        restart();
        bot.work();

        assertThat(bot.rows("reply")).isEqualTo(1);
    }

    @Test
    void theAddressIsVerifiedByAnEncryptedChallenge() {
        String challenge = "{\"challenge\":\"c-1\",\"token\":\"" + Envelope.TOKEN + "\",\"type\":\"url_verification\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(bot.url("/callback/feishu/main")))
                .POST(HttpRequest.BodyPublishers.ofString(
                        Envelope.seal(challenge, clock.instant()).body()))
                .build();

        assertThat(bot.send(request).body()).isEqualTo("{\"challenge\":\"c-1\"}");
    }

    private String written(String eventId) {
        return Envelope.written(eventId, "om_once", "ou_lin", "1. 钱包开户页改版上线", Instant.parse("2024-12-06T02:00:00Z"));
    }
}
