package io.rollcall.bot.retention;

import io.rollcall.bot.work.BackgroundWorker;
import io.rollcall.storage.Payloads;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Old texts are removed at the start and once a day. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfiguration {

    private static final Duration DAILY = Duration.ofDays(1);

    @Bean
    Retention retention(Payloads payloads, RetentionSettings settings, Clock clock) {
        return new Retention(payloads, settings, clock);
    }

    @Bean
    BackgroundWorker retentionThread(
            Retention retention, @Value("${rollcall.schedule.enabled:true}") boolean scheduled) {
        return new BackgroundWorker("retention", DAILY, scheduled, retention::run);
    }
}
