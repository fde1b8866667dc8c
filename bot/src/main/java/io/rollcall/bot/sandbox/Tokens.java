package io.rollcall.bot.sandbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The access tokens in circulation. A token lives two hours; asked for one, the platform hands out the current one
 * while it has half an hour or more left, else a new one, and the old one stays good until its own end.
 */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration RENEWED_BELOW = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Instant> ends = new LinkedHashMap<>();
    private Token current = new Token("", Instant.MIN);

    private record Token(String value, Instant end) {}

    /** @param seconds how long it is still good */
    record Issued(String value, long seconds) {}

    synchronized Issued issue(Instant now) {
        ends.values().removeIf(end -> !now.isBefore(end));
        if (!ends.containsKey(current.value())
                || current.end().minus(RENEWED_BELOW).isBefore(now)) {
            byte[] random = new byte[16];
            RANDOM.nextBytes(random);
            current = new Token("t-" + HexFormat.of().formatHex(random), now.plus(LIFE));
            ends.put(current.value(), current.end());
        }
        return new Issued(current.value(), Duration.between(now, current.end()).toSeconds());
    }

    synchronized boolean isGood(String token, Instant now) {
        Instant end = ends.get(token);
        return end != null && now.isBefore(end);
    }

    /** Makes every token bad, as a platform does when the secret is reset. */
    synchronized void revoke() {
        ends.clear();
    }
}
