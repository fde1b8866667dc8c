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
 */
@ConfigurationProperties(prefix = "rollcall.delivery", ignoreUnknownFields = false)
record DeliverySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("24h") Duration giveUpAfter) {}
