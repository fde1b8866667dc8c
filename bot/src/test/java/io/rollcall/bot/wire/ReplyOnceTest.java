package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
    void aForgedAlteredStaleOrUnencryptedCallbackIsRefusedAndLeavesNoRow() {
        Envelope good = Envelope.seal(written("ev-1"), clock.instant());

        assertThat(bot.post("main", new Envelope(good.timestamp(), good.nonce(), flip(good.signature()), good.body())))
                .isEqualTo(401);
        assertThat(bot.post("main", new Envelope(good.timestamp(), good.nonce(), good.signature(), good.body() + " ")))
                .isEqualTo(401);
        assertThat(bot.post("main", new Envelope(good.timestamp(), "other", good.signature(), good.body())))
                .isEqualTo(401);
        assertThat(bot.post("main", new Envelope("", "", "", good.body()))).isEqualTo(401);
        assertThat(bot.post(
                        "main", Envelope.seal(written("ev-1"), clock.instant().minus(Duration.ofHours(9)))))
                .isEqualTo(401);
        assertThat(bot.post("main", new Envelope(good.timestamp(), good.nonce(), good.signature(), written("ev-1"))))
                .isEqualTo(403);
        assertThat(bot.deliver(
                        Envelope.event("ev-1", "im.message.receive_v1", "another-token", clock.instant(), Map.of())))
                .isIn(401, 403);
        // No encrypt key and no token are configured for this app.
        assertThat(bot.post("bare", good)).isEqualTo(403);
        assertThat(bot.post("nobody", good)).isEqualTo(404);

        assertThat(bot.rows("inbox")).isZero();
        assertThat(bot.post("main", good)).isEqualTo(200);
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    @Test
    void aBodyOfFiveMegabytesIsTooLarge() {
        HttpRequest large = HttpRequest.newBuilder(URI.create(bot.url("/callback/feishu/main")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"encrypt\":\"" + "A".repeat(5 << 20) + "\"}"))
                .build();

        assertThat(bot.send(large).statusCode()).isEqualTo(413);
        assertThat(bot.rows("inbox")).isZero();
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

    private static String flip(String signature) {
        char last = signature.charAt(signature.length() - 1);
        return signature.substring(0, signature.length() - 1) + (last == '0' ? '1' : '0');
    }
}
