package io.rollcall.bot.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class RetentionSettingsTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void textsAreKeptForAMonthUnlessSaidOtherwise() {
        context.run(started -> assertThat(started.getBean(RetentionSettings.class))
                .hasToString("RetentionSettings[inbox=PT720H, outbox=PT720H]"));
    }

    @Test
    void lessThanThePlatformsRedeliveriesTakeStopsTheStart() {
        context.withPropertyValues("rollcall.retention.inbox=8h")
                .run(started -> assertThat(started)
                        .getFailure()
                        .hasStackTraceContaining("rollcall.retention.inbox is less than a day; write 1d or more"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RetentionSettings.class)
    static class Settings {}
}
