package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

abstract class OutboxLossesSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;

    private final OutboxLosses losses;

    OutboxLossesSuite(TestDatabase database) {
        super(database);
        losses = database.get(OutboxLosses.class);
    }

    @Test
    void what_is_lost_is_told_once_to_its_own_team_in_the_order_in_which_it_was_lost() {
        losses.add(loss("b", HARBOUR, NOW));
        losses.add(loss("a", HARBOUR, NOW.plusSeconds(1)));
        losses.add(loss("c", QUAY, NOW.plusSeconds(2)));
        losses.add(loss("b", HARBOUR, NOW.plusSeconds(3)));

        assertThat(losses.oldest(HARBOUR)).contains(NOW);
        assertThat(taken(HARBOUR)).containsExactly(loss("b", HARBOUR, NOW), loss("a", HARBOUR, NOW.plusSeconds(1)));
        assertThat(taken(HARBOUR)).isEmpty();
        assertThat(losses.oldest(HARBOUR)).isEmpty();
        assertThat(losses.oldest(QUAY)).contains(NOW.plusSeconds(2));
    }

    @Test
    void what_is_not_told_after_all_is_still_to_be_told() {
        losses.add(loss("a", HARBOUR, NOW));

        database.inTransactionRolledBack(
                () -> assertThat(losses.takeAll(HARBOUR)).hasSize(1));

        assertThat(taken(HARBOUR)).hasSize(1);
    }

    @Test
    void very_many_are_taken_at_once() {
        for (int i = 0; i < 1234; i++) {
            losses.add(loss("k" + i, HARBOUR, NOW.plusMillis(i)));
        }

        assertThat(taken(HARBOUR)).hasSize(1234);
        assertThat(countOf("outbox_loss")).isZero();
    }

    @Test
    void each_is_taken_by_one_of_those_who_come_at_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            losses.add(loss("k" + i, HARBOUR, NOW));
        }

        List<OutboxLoss> all = new ArrayList<>();
        atOnce(Collections.<Callable<List<OutboxLoss>>>nCopies(3, () -> taken(HARBOUR)))
                .forEach(all::addAll);

        assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void nobody_takes_them_outside_of_a_transaction() {
        assertThatIllegalStateException().isThrownBy(() -> losses.takeAll(HARBOUR));
    }

    private List<OutboxLoss> taken(TeamId team) {
        return database.inTransaction(() -> losses.takeAll(team));
    }

    private static OutboxLoss loss(String key, TeamId team, Instant at) {
        return new OutboxLoss(key, team, new Account("feishu", "main", "ou_mei"), "no such person", at);
    }
}
