package io.rollcall.bot.clock;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one place that reads the machine's time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockSettings.class)
public class ClockConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ClockConfiguration.class);

    @Bean
    @ConditionalOnMissingBean
    Clock clock(ClockSettings settings) {
        Clock real = Clock.systemUTC();
        if (settings.start() == null) {
            return real;
        }
        log.warn("The clock starts at {} (rollcall.clock.start), not at the real time", settings.start());
        return Clock.offset(
                real, Duration.between(real.instant(), settings.start().toInstant()));
    }
}
