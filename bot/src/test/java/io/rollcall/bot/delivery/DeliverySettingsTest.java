package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DeliverySettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @ParameterizedTest
    @CsvSource({
        "interval, 0s, 1s",
        "interval, -1s, 1s",
        "interval, 10us, 1s",
        "lease, 0s, 60s",
        "lease, -5m, 60s",
        "give-up-after, 0s, 24h",
        "give-up-after, -24h, 24h",
        "parallel, 0, 8",
        "parallel, -1, 8"
    })
    void aTimeThatIsNoneStopsTheStartAndSaysWhatWouldWork(String key, String value, String example) {
        context.withPropertyValues("rollcall.delivery." + key + "=" + value)
                .run(started -> assertThat(started)
                        .getFailure()
                        .hasStackTraceContaining("rollcall.delivery." + key + " is ")
                        .hasStackTraceContaining("such as " + example));
    }

    @Test
    void theDefaultsArePossible() {
        context.run(started -> assertThat(started).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DeliverySettings.class)
    static class Settings {}
}
