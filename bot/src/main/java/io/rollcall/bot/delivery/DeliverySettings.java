package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.config.UnusableSettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.delivery}.
 *
 * @param enabled  whether the worker runs by itself
 * @param interval how often it looks for messages when nobody tells it of new ones
 * @param lease    how long a claimed message may be on its way before it is taken up again; must exceed a
 *                 platform's call time-out, see {@link #requireLeaseFor}
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
        // The worker counts in milliseconds.
        requireAtLeast(Duration.ofMillis(1), "interval", interval, "1s");
        requireAtLeast(Duration.ofMillis(1), "lease", lease, "60s");
        requireAtLeast(Duration.ofMillis(1), "give-up-after", giveUpAfter, "24h");
        if (parallel < 1 || parallel > MOST) {
            throw new IllegalArgumentException("rollcall.delivery.parallel is " + parallel + "; give 1 to " + MOST
                    + ", such as 8: how many messages may be on their way at the same time");
        }
    }

    private static void requireAtLeast(Duration least, String key, Duration value, String example) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "rollcall.delivery." + key + " is " + value + "; give a positive time, such as " + example);
        }
    }

    /**
     * A message whose lease ends while it is on its way would be taken up a second time.
     *
     * @param patience for how long it may wait for its addressee before
     * @throws UnusableSettingsException when the lease is not longer than that and one call together
     */
    void requireLeaseFor(ChatPlatform platform, Duration patience) {
        platform.callTimeout().ifPresent(call -> {
            Duration longest = call.value().plus(patience);
            if (lease.compareTo(longest) <= 0) {
                throw new UnusableSettingsException("rollcall.delivery.lease is " + lease + " and " + call.key()
                        + " is "
                        + call.value() + ", so that a message that waits " + patience + " for its addressee may still"
                        + " be on its way when it is taken up again; give the lease more than " + longest
                        + ", such as 60s, or the call less");
            }
        });
    }
}
