package io.rollcall.bot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.SendLimits.Rate;
import io.rollcall.core.team.Account;
import io.rollcall.storage.OutboxApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {

    private static final OutboxApp APP = new OutboxApp("feishu", "main");
    private static final List<Rate> RATES =
            List.of(new Rate(1000, Duration.ofMinutes(1)), new Rate(50, Duration.ofSeconds(1)));

    private long now = 1_000_000;
    private final Pacing pacing = new Pacing(new Ticker() {

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            now += nanos;
        }
    });

    @Test
    void withoutAnyLimitThereIsAlwaysRoom() {
        pacing.begin(APP, List.of());
        assertThat(pacing.room(APP, List.of())).isGreaterThan(1_000_000);
    }

    @Test
    void whatIsOnItsWayCountsUntilARatesTimeAfterItsEnd() {
        List<Rate> two = List.of(new Rate(3, Duration.ofSeconds(1)));
        pacing.begin(APP, two);
        pacing.begin(APP, two);
        assertThat(pacing.room(APP, two))
                .as("one of the three is left for others")
                .isZero();
        assertThat(pacing.untilRoom(APP, two)).as("nobody knows").isEqualTo(Long.MAX_VALUE);

        now += Duration.ofSeconds(9).toNanos();
        pacing.end(APP, true);
        assertThat(pacing.room(APP, two)).isZero();
        assertThat(pacing.untilRoom(APP, two)).isEqualTo(Duration.ofSeconds(1).toNanos());

        now += Duration.ofSeconds(1).toNanos();
        assertThat(pacing.room(APP, two)).isEqualTo(1);
    }

    @Test
    void whatWasNotSentAfterAllDoesNotCount() {
        List<Rate> one = List.of(new Rate(1, Duration.ofSeconds(1)));
        pacing.begin(APP, one);
        pacing.end(APP, false);

        assertThat(pacing.room(APP, one)).isEqualTo(1);
    }

    @Test
    void whatAnotherInstanceSentCountsToo() {
        List<Rate> rates = List.of(new Rate(50, Duration.ofMinutes(1)));
        List<Long> ago = new ArrayList<>();
        for (int second = 59; second >= 40; second--) {
            ago.add(Duration.ofSeconds(second).toNanos());
        }
        pacing.recall(APP, rates, ago);

        assertThat(pacing.room(APP, rates)).isEqualTo(49 - 20);
        now += Duration.ofSeconds(10).toNanos();
        assertThat(pacing.room(APP, rates)).isEqualTo(49 - 10);
    }

    @Test
    void eachAddresseeHasALimitOfItsOwn() {
        List<Rate> rates = List.of(new Rate(5, Duration.ofSeconds(1)));
        Account lin = new Account("feishu", "main", "ou_lin");
        for (int i = 0; i < 4; i++) {
            assertThat(pacing.begin(lin, rates)).isZero();
            pacing.end(lin, true);
        }

        assertThat(pacing.begin(lin, rates)).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(pacing.begin(new Account("feishu", "main", "ou_zhou"), rates))
                .isZero();
    }

    /** However long messages are on their way, and whenever within that time the platform counts them. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noStretchOfTimeHoldsMoreThanThePlatformTakes(long seed) {
        Random random = new Random(seed);
        List<Long> arrivals = new ArrayList<>();
        PriorityQueue<Long> ends = new PriorityQueue<>();
        long start = now;
        int sends = 6000;
        while (arrivals.size() < sends) {
            while (!ends.isEmpty() && ends.peek() <= now) {
                ends.remove();
                pacing.end(APP, true);
            }
            if (ends.size() < 32 && pacing.room(APP, RATES) > 0) {
                pacing.begin(APP, RATES);
                long took =
                        1 + (random.nextInt(20) == 0 ? random.nextLong(9_000_000_000L) : random.nextLong(400_000_000L));
                arrivals.add(now + random.nextLong(took));
                ends.add(now + took);
            } else {
                long wait = pacing.untilRoom(APP, RATES);
                long next = ends.isEmpty() ? Long.MAX_VALUE : ends.peek() - now;
                now += Math.max(1, Math.min(wait == 0 ? Long.MAX_VALUE : wait, next));
            }
        }
        arrivals.sort(null);
        for (Rate rate : RATES) {
            for (int i = rate.most(); i < arrivals.size(); i++) {
                assertThat(arrivals.get(i) - arrivals.get(i - rate.most()))
                        .as("seed %s, %s, message %s", seed, rate, i)
                        .isGreaterThanOrEqualTo(rate.per().toNanos());
            }
        }
        assertThat(sends / ((now - start) / 60e9)).as("a minute, seed %s", seed).isGreaterThan(950);
    }
}
