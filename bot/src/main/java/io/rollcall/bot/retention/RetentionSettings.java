package io.rollcall.bot.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.retention}.
 *
 * @param inbox  for how long the raw text of what came in is kept, at least a day
 * @param outbox for how long the raw text of what went out is kept, at least a day
 */
@ConfigurationProperties(prefix = "rollcall.retention", ignoreUnknownFields = false)
record RetentionSettings(
        @DefaultValue("30d") Duration inbox,
        @DefaultValue("30d") Duration outbox) {

    /** Platforms deliver again for some hours, and a message is tried for as long; a fault is looked into after that. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    RetentionSettings {
        require("rollcall.retention.inbox", inbox);
        require("rollcall.retention.outbox", outbox);
    }

    private static void require(String key, Duration kept) {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(key + " is less than a day; write 1d or more, such as 30d");
        }
    }
}
