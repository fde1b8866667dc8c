package io.rollcall.bot.clock;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code rollcall.clock}.
 *
 * @param start the moment at which the application's clock starts, running on from there, such as
 *              {@code 2024-12-05T09:00:00+08:00}; for demos, tests and replays. Null for the real time.
 */
@ConfigurationProperties(prefix = "rollcall.clock", ignoreUnknownFields = false)
record ClockSettings(@Nullable OffsetDateTime start) {}
