package io.rollcall.bot.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.inbox}.
 *
 * @param enabled     whether the workers run by themselves
 * @param interval    how often they look for deliveries when nobody tells them of new ones
 * @param workers     how many senders are served at the same time by this instance, 1 to 32
 * @param storeWithin for how long a callback waits to be stored before the platform is told to deliver again; above 0
 *                    and below the 3 s that Feishu waits for an answer
 */
@ConfigurationProperties(prefix = "rollcall.inbox", ignoreUnknownFields = false)
record InboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("4") int workers,
        @DefaultValue("2s") Duration storeWithin) {

    private static final int MOST_WORKERS = 32;
    private static final Duration PLATFORM_WAITS = Duration.ofSeconds(3);

    InboxSettings {
        // The workers count in milliseconds.
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "rollcall.inbox.interval is " + interval + "; give a positive time, such as 1s");
        }
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException(
                    "rollcall.inbox.workers is " + workers + "; give 1 to " + MOST_WORKERS + ", such as 4");
        }
        if (storeWithin.compareTo(Duration.ZERO) <= 0 || storeWithin.compareTo(PLATFORM_WAITS) >= 0) {
            throw new IllegalArgumentException("rollcall.inbox.store-within is " + storeWithin
                    + "; give more than 0 and less than the 3s that Feishu waits for an answer, such as 2s");
        }
    }
}
