package io.rollcall.bot.chat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** How this machine's clock stands to a server's. */
public final class ServerTime {

    /** As far apart as two clocks may be without harm: what was sent is looked for with this much to spare. */
    public static final Duration HARMLESS = Duration.ofMinutes(1);

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private ServerTime() {}

    /**
     * How far this machine is ahead of the server; negative when it is behind. To about a second, as the header
     * {@code Date} has no more.
     *
     * @return empty when the server does not tell the time
     * @throws IOException when it cannot be reached
     */
    public static Optional<Duration> ahead(OkHttpClient http, HttpUrl address, Clock machine) throws IOException {
        Instant before = machine.instant();
        try (Response response =
                http.newCall(new Request.Builder().url(address).head().build()).execute()) {
            Instant middle =
                    before.plus(Duration.between(before, machine.instant()).dividedBy(2));
            return Optional.ofNullable(response.headers().getInstant("Date"))
                    .map(said -> Duration.between(said.plus(HALF_A_SECOND), middle));
        }
    }

    /** Tells how the clocks stand; false when the server cannot be reached, so that no other call would get further. */
    public static boolean check(AppSteps steps, OkHttpClient http, HttpUrl address, Clock machine) {
        try {
            Optional<Duration> ahead = ahead(http, address, machine);
            if (ahead.isEmpty()) {
                steps.skipped("clock", steps.text("clock.unknown", address.host()));
            } else if (ahead.get().abs().compareTo(HARMLESS) <= 0) {
                steps.ok("clock", steps.text("clock.ok", ahead.get().toSeconds()));
            } else {
                String far = spelled(ahead.get().abs());
                steps.failed(
                        "clock",
                        steps.text(ahead.get().isNegative() ? "clock.behind" : "clock.ahead", far),
                        steps.text("clock.todo"));
            }
            return true;
        } catch (IOException e) {
            steps.failed("reach", steps.lost(e, address.host()), steps.text("reach.todo"));
            return false;
        }
    }

    private static String spelled(Duration time) {
        Duration rounded = time.plusSeconds(30);
        return rounded.toHours() > 0
                ? rounded.toHours() + " h " + rounded.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
