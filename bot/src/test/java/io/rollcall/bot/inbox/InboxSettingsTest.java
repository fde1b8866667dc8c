package io.rollcall.bot.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class InboxSettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @ParameterizedTest
    @CsvSource({
        "interval, 0s, 1s",
        "interval, -1s, 1s",
        "interval, 10us, 1s",
        "workers, 0, 4",
        "workers, 33, 4",
        "store-within, 0s, 2s",
        "store-within, 3s, 2s"
    })
    void whatCannotBeStopsTheStartAndSaysWhatWouldWork(String key, String value, String example) {
        context.withPropertyValues("rollcall.inbox." + key + "=" + value)
                .run(started -> assertThat(started)
                        .getFailure()
                        .hasStackTraceContaining("rollcall.inbox." + key + " is ")
                        .hasStackTraceContaining("such as " + example));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(InboxSettings.class)
    static class Settings {}
}
