package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.storage.OutboxSenders.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

abstract class OutboxSendersSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;
    private static final OutboxApp MAIN = new OutboxApp("feishu", "main");

    private final OutboxSenders senders;

    OutboxSendersSuite(TestDatabase database) {
        super(database);
        senders = database.get(OutboxSenders.class);
    }

    @Test
    void the_first_to_come_sends_and_the_others_wait_until_its_time_is_over() {
        assertThat(take("one", NOW)).contains(new Turn(true, null));
        assertThat(take("two", NOW.plusSeconds(4))).isEmpty();
        assertThat(take("one", NOW.plusSeconds(4))).contains(new Turn(false, null));
        assertThat(take("two", NOW.plusSeconds(8))).isEmpty();

        assertThat(take("two", NOW.plusSeconds(9))).contains(new Turn(true, null));
        assertThat(take("one", NOW.plusSeconds(9))).isEmpty();
    }

    @Test
    void each_app_has_a_sender_of_its_own() {
        take("one", NOW);

        assertThat(senders.take(new OutboxApp("feishu", "second"), "two", NOW, NOW.plusSeconds(5)))
                .isPresent();
        assertThat(senders.take(new OutboxApp("wecom", "main"), "two", NOW, NOW.plusSeconds(5)))
                .isPresent();
    }

    @Test
    void whoever_nobody_followed_goes_on_where_it_was() {
        take("one", NOW);

        assertThat(take("one", NOW.plusSeconds(600))).contains(new Turn(false, null));
    }

    @Test
    void nobody_waits_for_a_time_that_only_a_wrong_clock_can_have_set() {
        take("one", NOW.plus(Duration.ofDays(7)));

        assertThat(take("two", NOW)).contains(new Turn(true, null));
    }

    @Test
    void who_leaves_is_followed_at_once() {
        take("one", NOW);

        senders.release("one", NOW.plusSeconds(1));

        assertThat(take("two", NOW.plusSeconds(1))).contains(new Turn(true, null));
    }

    @Test
    void a_pause_is_told_to_whoever_follows_and_never_shortened() {
        take("one", NOW);
        senders.pause(MAIN, NOW.plusSeconds(30));
        senders.pause(MAIN, NOW.plusSeconds(20));

        assertThat(take("one", NOW)).contains(new Turn(false, NOW.plusSeconds(30)));
        assertThat(take("two", NOW.plusSeconds(5))).contains(new Turn(true, NOW.plusSeconds(30)));
    }

    @Test
    void of_those_who_come_at_once_one_sends() throws Exception {
        for (int round = 0; round < 10; round++) {
            Instant now = NOW.plusSeconds(5L * round);
            List<Callable<Boolean>> instances = new ArrayList<>();
            for (String name : List.of("a" + round, "b" + round, "c" + round)) {
                instances.add(() -> take(name, now).isPresent());
            }
            assertThat(atOnce(instances)).containsExactlyInAnyOrder(true, false, false);
        }
    }

    private Optional<Turn> take(String holder, Instant now) {
        return senders.take(MAIN, holder, now, now.plusSeconds(5));
    }
}
