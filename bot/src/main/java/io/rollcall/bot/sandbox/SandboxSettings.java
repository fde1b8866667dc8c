package io.rollcall.bot.sandbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sandbox's own settings.
 *
 * @param hosts          names by which the sandbox may be called beside localhost, without port. Empty: only this machine
 *                       itself is served, which keeps pages of other origins from reaching it by a name of their own
 * @param redeliverAfter the delays after which an event that was not accepted is delivered again
 * @param deadline       how long the application has to answer an event or a button
 */
@ConfigurationProperties(prefix = "rollcall.sandbox", ignoreUnknownFields = false)
record SandboxSettings(
        @DefaultValue List<String> hosts,
        @DefaultValue({"15s", "5m", "1h", "6h"}) List<Duration> redeliverAfter,
        @DefaultValue("3s") Duration deadline) {

    SandboxSettings {
        hosts = List.copyOf(hosts);
        redeliverAfter = List.copyOf(redeliverAfter);
        if (deadline.isNegative()
                || deadline.isZero()
                || redeliverAfter.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "rollcall.sandbox.deadline must be more than nothing, and redeliver-after not negative; "
                            + "for example 3s, and 15s,5m,1h,6h");
        }
    }
}
