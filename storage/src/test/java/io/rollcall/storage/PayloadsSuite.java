package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class PayloadsSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;
    private static final Instant CUTOFF = NOW.minus(Duration.ofDays(30));

    private final Payloads payloads;
    private final Inbox inbox;
    private final SingleDeliveries single;
    private final Outbox outbox;

    PayloadsSuite(TestDatabase database) {
        super(database);
        payloads = database.get(Payloads.class);
        inbox = database.get(Inbox.class);
        single = SingleDeliveries.in(database);
        outbox = database.get(Outbox.class);
    }

    @Test
    void what_is_worked_off_and_old_loses_its_payload_and_keeps_its_key() {
        received("old", CUTOFF.minusMillis(1), "DONE");
        received("dead", CUTOFF.minusSeconds(9), "DEAD");
        received("young", CUTOFF, "DONE");
        received("waiting", CUTOFF.minusSeconds(99), "NEW");

        assertThat(payloads.removeReceived(CUTOFF, 10)).isEqualTo(2);

        assertThat(withPayload("inbox", "delivery_key")).containsExactlyInAnyOrder("young", "waiting");
        assertThat(payloads.removeReceived(CUTOFF, 10)).isZero();
        assertThat(single.accept("feishu", "main", "old", "ou_mei", "{}", NOW)).isFalse();
        assertThat(inbox.holds("feishu", "main", "dead")).isTrue();
        assertThat(single.pending()).isEqualTo(1);
    }

    @Test
    void what_is_sent_or_refused_and_old_loses_its_payload_and_keeps_its_key() {
        written("old", CUTOFF.minusMillis(1), "SENT");
        written("refused", CUTOFF.minusSeconds(9), "REFUSED");
        written("young", CUTOFF, "SENT");
        written("waiting", CUTOFF.minusSeconds(99), "PENDING");
        written("underway", CUTOFF.minusSeconds(99), "SENDING");

        assertThat(payloads.removeSent(CUTOFF, 10)).isEqualTo(2);

        assertThat(withPayload("outbox", "message_key")).containsExactlyInAnyOrder("young", "waiting", "underway");
        assertThat(payloads.removeSent(CUTOFF, 10)).isZero();
        assertThat(outbox.enqueue(message("old", NOW))).isFalse();
        assertThat(outbox.find("refused").orElseThrow().message().payload()).isEmpty();
    }

    @Test
    void the_oldest_go_first_and_no_more_than_asked_for_at_once() {
        for (int i = 0; i < 5; i++) {
            received("r" + i, CUTOFF.minusSeconds(100 - i), "DONE");
            written("w" + i, CUTOFF.minusSeconds(100 - i), "SENT");
        }

        assertThat(payloads.removeReceived(CUTOFF, 2)).isEqualTo(2);
        assertThat(payloads.removeSent(CUTOFF, 2)).isEqualTo(2);

        assertThat(withPayload("inbox", "delivery_key")).containsExactlyInAnyOrder("r2", "r3", "r4");
        assertThat(withPayload("outbox", "message_key")).containsExactlyInAnyOrder("w2", "w3", "w4");
        assertThat(payloads.removeReceived(CUTOFF, 3)).isEqualTo(3);
    }

    private void received(String key, Instant at, String state) {
        single.accept("feishu", "main", key, "ou_mei", "{\"text\":\"吊机\"}", at);
        state("inbox", "delivery_key", key, state);
    }

    private void written(String key, Instant at, String state) {
        outbox.enqueue(message(key, at));
        state("outbox", "message_key", key, state);
    }

    private void state(String table, String column, String key, String state) {
        jdbc().sql("UPDATE " + table + " SET state = ? WHERE " + column + " = ?")
                .params(state, key)
                .update();
    }

    private static OutboxMessage message(String key, Instant at) {
        return new OutboxMessage(
                key,
                OutboxKind.ASK,
                new Account("feishu", "main", "ou_mei"),
                "interactive",
                "{\"text\":\"吊机\"}",
                key,
                null,
                null,
                0,
                at);
    }

    private List<String> withPayload(String table, String key) {
        return jdbc().sql("SELECT " + key + " FROM " + table + " WHERE payload <> ''")
                .query(String.class)
                .list();
    }
}
