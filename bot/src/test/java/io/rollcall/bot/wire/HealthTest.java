package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest extends WireTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/liveness", "/readiness"})
    void itIsToldWithoutATokenAndWithoutDetails(String what) {
        HttpResponse<String> answer = ask("/actuator/health" + what);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UP\"").doesNotContain("jdbc").doesNotContain("details");
    }

    @Test
    void withoutItsDatabaseTheBotLivesAndIsNotReady() {
        bot.loseDatabase();

        assertThat(ask("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(ask("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "quartz", "configprops"})
    void whatElseCouldBeToldIsNot(String endpoint) {
        assertThat(ask("/actuator/" + endpoint).statusCode()).isEqualTo(401);
        HttpRequest withToken = HttpRequest.newBuilder(URI.create(bot.url("/actuator/" + endpoint)))
                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN)
                .build();
        assertThat(bot.send(withToken).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> ask(String path) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url(path))).build());
    }
}
