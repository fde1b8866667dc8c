package io.rollcall.bot.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.delivery}.
 *
 * @param enabled  whether the worker runs by itself
 * @param interval how often it looks for messages when nobody tells it of new ones
 * @param lease    how long a claimed message may be on its way before it is taken up again; must exceed the platform's
 *                 call time-out
 * @param giveUpAfter for how long a message is tried before it is reported as undeliverable
 * @param parallel how many messages may be on their way at the same time, each to another addressee; the platform's
 *                 limits hold in any case
 */
@ConfigurationProperties(prefix = "rollcall.delivery", ignoreUnknownFields = false)
record DeliverySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("8") int parallel) {

    private static final int MOST = 64;

    DeliverySettings {
        if (parallel < 1 || parallel > MOST) {
            throw new IllegalArgumentException("rollcall.delivery.parallel is " + parallel + "; give 1 to " + MOST
                    + ", such as 8: how many messages may be on their way at the same time");
        }
    }
}
