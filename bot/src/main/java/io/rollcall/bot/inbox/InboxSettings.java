package io.rollcall.bot.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.inbox}.
 *
 * @param enabled  whether the worker runs by itself
 * @param interval how often it looks for deliveries when nobody tells it of new ones
 */
@ConfigurationProperties(prefix = "rollcall.inbox", ignoreUnknownFields = false)
record InboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval) {}
