package io.rollcall.bot.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a message is tried again: 1, 2, 4 … 300 s and up to a fifth more, or what the platform asks. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempts how many tries have failed, at least 1 */
    Duration after(int attempts, Optional<Duration> asked) {
        long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(attempts - 1, 20));
        Duration own = Duration.ofSeconds(seconds);
        Duration base = asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
        return base.plusMillis(random.nextLong(base.toMillis() / 5 + 1));
    }
}
