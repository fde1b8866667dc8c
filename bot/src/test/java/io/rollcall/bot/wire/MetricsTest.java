package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.config.UnusableSettingsException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest extends WireTest {

    @Test
    void callbacksAreCountedByWhatBecameOfThem() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        String event = Envelope.written("ev-x", "om_2", "ou_su", "1. 平台扩容完成", clock.instant());
        assertThat(bot.deliver(event)).isEqualTo(200);
        assertThat(bot.deliver(event)).isEqualTo(200);
        Envelope sealed = Envelope.seal(event, clock.instant());
        bot.post("main", new Envelope(sealed.timestamp(), sealed.nonce(), "0".repeat(64), sealed.body()));
        bot.post("bare", sealed);
        bot.post("nobody", sealed);

        String metrics = metrics();

        assertThat(value(metrics, "rollcall_callback_seconds_count", "outcome=\"accepted\""))
                .hasValue(2.0);
        assertThat(value(metrics, "rollcall_callback_seconds_count", "outcome=\"duplicate\""))
                .hasValue(1.0);
        assertThat(value(metrics, "rollcall_callback_seconds_count", "reason=\"the_signature_is_wrong\""))
                .hasValue(1.0);
        assertThat(value(metrics, "rollcall_callback_seconds_count", "reason=\"callbacks_are_off"))
                .hasValue(1.0);
        assertThat(value(metrics, "rollcall_callback_seconds_count", "reason=\"no_such_app"))
                .hasValue(1.0);
        assertThat(metrics.lines().filter(line -> line.startsWith("rollcall_callback_seconds_count")))
                .allMatch(line -> line.contains("platform=\"feishu\""));
        // Other requests have the framework's meter.
        assertThat(bot.get("/api/v1/rounds/payments-2024-W49", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(metrics().lines().filter(line -> line.startsWith("http_server_requests_seconds_count")))
                .anyMatch(line -> line.contains("/api/v1/rounds"))
                .noneMatch(line -> line.contains("/callback"));
    }

    @Test
    void theRoundTheQueuesAndTheSendsAreTold() {
        bot.at("2024-12-06T10:00");
        bot.says("ou_lin", "om_1", "1. 钱包开户页改版上线");
        bot.deliver(Envelope.written("ev-x", "om_2", "ou_su", "1. 平台扩容完成", clock.instant()));
        clock.pass(Duration.ofSeconds(42));

        String metrics = metrics();

        assertThat(value(metrics, "rollcall_round_owners", "state=\"asked\",team=\"payments\""))
                .hasValue(3.0);
        assertThat(value(metrics, "rollcall_round_owners", "state=\"answered\",team=\"payments\""))
                .hasValue(1.0);
        assertThat(value(metrics, "rollcall_round_owners", "state=\"silent\",team=\"payments\""))
                .hasValue(0.0);
        assertThat(value(metrics, "rollcall_inbox_depth", "")).hasValue(1.0);
        assertThat(value(metrics, "rollcall_inbox_oldest_age_seconds", "")).hasValue(42.0);
        assertThat(value(metrics, "rollcall_outbox_depth", "")).hasValue(0.0);
        assertThat(value(metrics, "rollcall_outbox_oldest_age_seconds", "")).hasValue(0.0);
        assertThat(value(metrics, "rollcall_inbox_dead", "")).hasValue(0.0);
        assertThat(value(metrics, "rollcall_send_seconds_count", "kind=\"ask\",outcome=\"sent\",platform=\"feishu\""))
                .hasValue(4.0);
        assertThat(value(metrics, "rollcall_send_seconds_count", "kind=\"answer\",outcome=\"sent\""))
                .isPresent();
        assertThat(value(metrics, "rollcall_send_seconds_bucket", "kind=\"ask\""))
                .isPresent();
    }

    @Test
    void metricsAreForThoseWithTheTokenAndHealthIsForAll() {
        assertThat(plain("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(plain("/actuator").statusCode()).isEqualTo(401);
        assertThat(plain("/actuator/health/../prometheus").statusCode()).isNotEqualTo(200);
        assertThat(plain("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(plain("/actuator/health").body())
                .contains("UP")
                .doesNotContain("jdbc")
                .doesNotContain("H2");
        assertThat(bot.get("/actuator/env", "application/json").statusCode()).isEqualTo(404);
        assertThat(bot.get("/actuator/heapdump", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void theTokenIsAskedForWhereverTheOperatorsEndpointsLie() {
        bot.close();
        bot = started(Map.of("management.endpoints.web.base-path", "/ops/inside/"));

        assertThat(plain("/ops/inside/prometheus").statusCode()).isEqualTo(401);
        assertThat(plain("/ops/inside").statusCode()).isEqualTo(401);
        assertThat(plain("/ops/inside/health").statusCode()).isEqualTo(200);
        assertThat(plain("/ops/inside/health/liveness").statusCode()).isEqualTo(200);
        assertThat(bot.get("/ops/inside/prometheus", "text/plain").statusCode()).isEqualTo(200);
        assertThat(plain("/actuator/prometheus").statusCode()).isNotEqualTo(200);
    }

    @Test
    void theyHaveAPlaceOfTheirOwn() {
        bot.close();

        assertThatThrownBy(() -> started(Map.of("management.endpoints.web.base-path", "/")))
                .hasRootCauseInstanceOf(UnusableSettingsException.class)
                .rootCause()
                .hasMessageContaining("management.endpoints.web.base-path is \"/\"");

        bot = started(Map.of());
    }

    private HttpResponse<String> plain(String path) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url(path))).build());
    }

    private String metrics() {
        HttpResponse<String> answer = bot.get("/actuator/prometheus", "text/plain");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("钱包").doesNotContain("ou_lin").doesNotContain("om_1");
        return answer.body();
    }

    /** Of the first line of this name that holds these labels. */
    private static Optional<Double> value(String metrics, String name, String labels) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(labels))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst();
    }
}
