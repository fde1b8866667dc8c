package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.delivery.OutboxWorker;
import io.rollcall.bot.delivery.Ticker;
import io.rollcall.bot.round.RoundService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A round of very many owners, over HTTP, with the waiting for the platform's limits left out. {@code
 * -Drollcall.owners=10000} makes it as large as it is said to be able to be.
 */
class LargeRoundTest {

    /** What Feishu documents for an app: 1,000 a minute. */
    private static final double LIMIT_PER_MINUTE = 1000;

    private static final int SMALL = 100;

    @TempDir
    Path folder;

    @Test
    void itsCostGrowsInAStraightLineAndItsPaceIsThePlatforms() throws IOException {
        int large = Integer.getInteger("rollcall.owners", 2000);
        run("warm", SMALL);
        Cost small = run("small", SMALL);
        Cost tenth = run("tenth", large / 10);
        Cost whole = run("whole", large);

        List.of(small, tenth, whole).forEach(cost -> System.out.println(cost.line()));
        assertThat(whole.perMinute()).as(whole.line()).isGreaterThan(0.95 * LIMIT_PER_MINUTE);
        // A cost that grew with the square would be ten times as high for each; a busy machine may double it.
        assertThat(whole.openingEach())
                .as("opening: %s; %s", tenth.line(), whole.line())
                .isLessThan(4 * tenth.openingEach());
        assertThat(whole.drainingEach())
                .as("draining: %s; %s", tenth.line(), whole.line())
                .isLessThan(4 * tenth.drainingEach());
    }

    private Cost run(String name, int owners) throws IOException {
        Path here = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(here.resolve("teams"));
        Files.writeString(here.resolve("teams/port.yml"), UnrulyPlatform.team(owners));
        SettableClock clock = SettableClock.inShanghai("2024-12-06T10:00");
        SkippingTicker ticker = new SkippingTicker();
        try (PlatformStandIn unused = new PlatformStandIn();
                UnrulyPlatform platform = new UnrulyPlatform(ticker::nanos);
                BotUnderTest bot = new BotUnderTest(
                        here,
                        clock,
                        unused,
                        Map.of("rollcall.feishu.apps.main.base-url", platform.baseUrl()),
                        Map.of("ticker", ticker))) {
            long start = System.nanoTime();
            bot.bean(RoundService.class).tick();
            long opened = System.nanoTime();
            bot.bean(OutboxWorker.class).drain();
            long drained = System.nanoTime();
            assertThat(platform.limitErrors()).as("limit errors").isZero();
            assertThat(platform.taken()).hasSize(owners);
            assertThat(new ArrayList<>(platform.taken()))
                    .extracting(UnrulyPlatform.Taken::to)
                    .doesNotHaveDuplicates();
            return new Cost(
                    owners, Duration.ofNanos(opened - start), Duration.ofNanos(drained - opened), platform.span());
        }
    }

    /**
     * @param opening  opening the round and queueing the asks
     * @param draining sending them, without waiting for limits
     * @param span     from the first message to the last by the platform's time
     */
    private record Cost(int owners, Duration opening, Duration draining, Duration span) {

        double perMinute() {
            return owners / (span.toMillis() / 60_000.0);
        }

        double openingEach() {
            return opening.toNanos() / 1e6 / owners;
        }

        double drainingEach() {
            return draining.toNanos() / 1e6 / owners;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%,d owners: opened in %,d ms (%.2f ms each), drained in %,d ms (%.2f ms each), %,.0f a minute",
                    owners,
                    opening.toMillis(),
                    openingEach(),
                    draining.toMillis(),
                    drainingEach(),
                    perMinute());
        }
    }

    /** Time that passes only when somebody would wait for it. */
    private static final class SkippingTicker implements Ticker {

        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public void sleep(long nanos) {
            now.addAndGet(nanos);
        }
    }
}
