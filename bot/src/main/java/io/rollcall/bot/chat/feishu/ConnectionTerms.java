package io.rollcall.bot.chat.feishu;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * How the platform wants a long connection to be kept.
 *
 * @param tries    how often a lost connection is to be opened again; below 0, without end
 * @param interval between two tries
 * @param jitter   the first try comes within this time after a loss, so that not all come at once
 * @param ping     between two pings
 */
record ConnectionTerms(int tries, Duration interval, Duration jitter, Duration ping) {

    /** What the platform's own clients go by while they have not been told. */
    static final ConnectionTerms USUAL =
            new ConnectionTerms(-1, Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(2));

    /** Beyond it a slip of the platform's would leave the bot deaf for hours. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** These with what {@code told} says; what it does not say, or says senselessly, stays. */
    ConnectionTerms with(JsonNode told) {
        return new ConnectionTerms(
                told.path("ReconnectCount").isInt()
                        ? told.path("ReconnectCount").asInt(tries)
                        : tries,
                seconds(told.path("ReconnectInterval"), 1, interval),
                seconds(told.path("ReconnectNonce"), 0, jitter),
                seconds(told.path("PingInterval"), 1, ping));
    }

    private static Duration seconds(JsonNode told, int least, Duration before) {
        return told.isInt() && told.asInt(0) >= least && told.asInt(0) <= LONGEST.toSeconds()
                ? Duration.ofSeconds(told.asInt(0))
                : before;
    }

    /** For how long nothing may be heard before the connection is taken for dead: two pings are lost by then. */
    Duration patience() {
        return ping.multipliedBy(5).dividedBy(2);
    }
}
