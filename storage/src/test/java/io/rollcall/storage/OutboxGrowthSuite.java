package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the outbox costs when much has been sent, or much is still to be sent. */
abstract class OutboxGrowthSuite extends StorageSuite {

    private static final int PENDING = 10_000;

    static final OutboxApp MAIN = new OutboxApp("feishu", "main");
    static final Instant NOW = FRIDAY_TEN;

    final Outbox outbox;

    private final int sent;

    OutboxGrowthSuite(TestDatabase database, int sent) {
        super(database);
        this.sent = sent;
        outbox = database.get(Outbox.class);
    }

    @AfterEach
    void leaveNothing() {
        jdbc().sql("TRUNCATE TABLE outbox").update();
    }

    /** How many rows of tables and indexes are read for a claim of 8. */
    abstract long rowsReadForAClaim();

    @Test
    void what_has_been_sent_or_waits_its_turn_costs_a_claim_nothing() {
        fill("SENT", sent, NOW.minusSeconds(1000));
        fill("PENDING", PENDING, NOW);
        // Half of them wait for later.
        jdbc().sql("UPDATE outbox SET next_try_at = ? WHERE state = 'PENDING' AND MOD(id, 2) = 0")
                .param(utc(NOW.plus(Duration.ofHours(1))))
                .update();
        analyse();

        assertThat(rowsReadForAClaim()).isPositive().isLessThan(400);
        assertThat(outbox.claimDue(MAIN, NOW, Duration.ofSeconds(60), 8)).hasSize(8);
    }

    /** Brings the statistics that plans are made by up to date. */
    abstract void analyse();

    static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    /** Writes one row through the outbox and copies it, to an account each. */
    private void fill(String state, int count, Instant at) {
        assertThat(outbox.enqueue(new OutboxMessage(
                        state,
                        OutboxKind.ASK,
                        new Account("feishu", "main", "ou_" + state),
                        "text",
                        "hello",
                        "k",
                        ROUND,
                        MEI,
                        0,
                        at)))
                .isTrue();
        int step = 1;
        for (int rows = 1; rows < count; rows += step) {
            step = Math.min(rows, count - rows);
            jdbc().sql("""
                            INSERT INTO outbox (
                                message_key, kind, platform, app, address, payload_type, payload, idempotency_key,
                                round, member, part, created_at, state, attempts, next_try_at, claimed_at)
                            SELECT CONCAT(:state, '/', id, '/', :rows), kind, platform, app,
                                CONCAT('ou_', id, '_', :rows, '_', :state), payload_type, payload, idempotency_key,
                                round, member, part, created_at, :state, 0, next_try_at, created_at
                            FROM outbox WHERE member = 'mei' AND message_key LIKE CONCAT(:state, '%') LIMIT :step
                            """)
                    .param("state", state)
                    .param("rows", rows)
                    .param("step", step)
                    .update();
        }
        jdbc().sql("UPDATE outbox SET state = :state WHERE message_key = :state")
                .param("state", state)
                .update();
        assertThat(jdbc().sql("SELECT COUNT(*) FROM outbox WHERE state = :state")
                        .param("state", state)
                        .query(Integer.class)
                        .single())
                .isEqualTo(count);
    }
}
