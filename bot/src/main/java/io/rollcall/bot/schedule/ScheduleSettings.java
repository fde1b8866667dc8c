package io.rollcall.bot.schedule;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.schedule}.
 *
 * @param enabled   whether anything is scheduled; false where somebody else ticks, as tests do
 * @param heartbeat how often every round is looked at besides its own times: what a clock that was set, a sleeping
 *                  machine or a failed step left undone is done within this time
 * @param lookAgain how often counted messages are read again while a round is collecting, and for a day after it was
 *                  posted, because Feishu tells nobody when a message is edited
 */
@ConfigurationProperties(prefix = "rollcall.schedule", ignoreUnknownFields = false)
record ScheduleSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("10m") Duration lookAgain) {}
