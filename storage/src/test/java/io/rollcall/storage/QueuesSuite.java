package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class QueuesSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;

    private final Queues queues;

    QueuesSuite(TestDatabase database) {
        super(database);
        queues = database.get(Queues.class);
    }

    @Test
    void empty_queues_have_no_oldest() {
        assertThat(queues.inbox()).isEqualTo(new Queues.Depth(0, Optional.empty()));
        assertThat(queues.outbox()).isEqualTo(new Queues.Depth(0, Optional.empty()));
        assertThat(queues.dead()).isZero();
    }

    @Test
    void only_what_waits_counts() {
        for (String state : new String[] {"DONE", "NEW", "NEW", "DEAD"}) {
            int n = countOf("inbox");
            SingleDeliveries.in(database).accept("feishu", "main", "k" + n, "ou", "{}", NOW.plusSeconds(n));
            jdbc().sql("UPDATE inbox SET state = ? WHERE delivery_key = ?")
                    .params(state, "k" + n)
                    .update();
        }
        for (String state : new String[] {"SENT", "REFUSED", "SENDING", "PENDING"}) {
            int n = countOf("outbox");
            database.get(Outbox.class)
                    .enqueue(new OutboxMessage(
                            "k" + n,
                            OutboxKind.ASK,
                            new Account("feishu", "main", "ou"),
                            "text",
                            "{}",
                            "i",
                            null,
                            null,
                            0,
                            NOW.plusSeconds(n)));
            jdbc().sql("UPDATE outbox SET state = ? WHERE message_key = ?")
                    .params(state, "k" + n)
                    .update();
        }

        assertThat(queues.inbox()).isEqualTo(new Queues.Depth(2, Optional.of(NOW.plusSeconds(1))));
        assertThat(queues.outbox()).isEqualTo(new Queues.Depth(2, Optional.of(NOW.plusSeconds(2))));
        assertThat(queues.dead()).isEqualTo(1);
    }
}
