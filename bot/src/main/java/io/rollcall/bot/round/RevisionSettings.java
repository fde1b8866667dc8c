package io.rollcall.bot.round;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.revisions}.
 *
 * @param gather for how long changes of a posted report are gathered before the places where it was posted are told of
 *               them, counted from the first
 */
@ConfigurationProperties(prefix = "rollcall.revisions", ignoreUnknownFields = false)
record RevisionSettings(@DefaultValue("60s") Duration gather) {

    private static final Duration LONGEST = Duration.ofHours(1);

    RevisionSettings {
        if (gather.isNegative() || gather.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "rollcall.revisions.gather is " + gather + "; give 0s to 1h, such as 60s");
        }
    }
}
