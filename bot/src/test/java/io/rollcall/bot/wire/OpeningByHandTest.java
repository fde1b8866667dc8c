package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningByHandTest extends WireTest {

    private static final String ROUNDS = "/api/v1/teams/payments/rounds";

    @Test
    void aSlipInTheBodyOpensNothingAndAsksNobody() {
        for (String body : List.of(
                "{\"week\":\"2024-W50\"}",
                "{\"weeks\":[null]}",
                "{\"weeks\":[]}",
                "{\"weeks\":[\"2024-W51\"]}",
                "[]",
                "{\"weeks\":")) {
            HttpResponse<String> answer = bot.postJson(ROUNDS, body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).containsAnyOf("what works", "the latest week to open", "for a round:");
        }
        bot.tick();

        assertThat(bot.rows("round")).isZero();
        assertThat(platform.sent()).isEmpty();

        assertThat(bot.postJson(ROUNDS, "{\"weeks\":[\"2024-W49\"]}").statusCode())
                .isEqualTo(201);
        assertThat(bot.postJson(ROUNDS, "").statusCode()).isEqualTo(200);
        assertThat(bot.rows("round")).isOne();
    }
}
