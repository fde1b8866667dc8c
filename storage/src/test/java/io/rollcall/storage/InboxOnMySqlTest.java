package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class InboxOnMySqlTest extends InboxSuite {

    InboxOnMySqlTest() {
        super(TestDatabase.mySql());
    }

    /** Of two instances, that is: an H2 database has one, and that stores one group after the other. */
    @Test
    void groups_that_hold_the_same_deliveries_in_another_order_are_accepted_at_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            List<Delivery> there = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                there.add(delivery("msg:" + round + "/" + i, "ou_" + i % 4));
            }
            List<Delivery> back = new ArrayList<>(there);
            Collections.reverse(back);

            List<List<Acceptance>> both = atOnce(List.<Callable<List<Acceptance>>>of(
                    () -> inbox.acceptAll(there, WITHIN), () -> inbox.acceptAll(back, WITHIN)));

            for (int i = 0; i < 30; i++) {
                assertThat(List.of(both.get(0).get(i), both.get(1).get(29 - i)))
                        .containsExactlyInAnyOrder(Acceptance.NEW, Acceptance.KNOWN);
            }
        }
        assertThat(single.pending()).isEqualTo(600);
    }

    @Test
    void what_is_due_is_found_without_looking_at_what_is_done() {
        jdbc().sql("""
                INSERT /*+ SET_VAR(cte_max_recursion_depth = 2000) */ INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state, attempts,
                    next_try_at, done_at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000),
                    m (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM m WHERE j < 200)
                SELECT 'feishu', 'main', CONCAT('old:', i, '/', j), CONCAT('ou_', j), CONCAT('ou_', j), '{}',
                    '2024-12-06', 'DONE', 0, '2024-12-06', '2024-12-06'
                FROM n, m
                """).update();
        jdbc().sql("ANALYZE TABLE inbox").query(row -> {});
        accept("1", "ou_7");
        accept("2", "ou_7");
        accept("3", "ou_8");

        long read = database.inTransaction(() -> {
            long before = rowsRead();
            assertThat(inbox.due(FRIDAY_TEN, 32)).hasSize(2);
            return rowsRead() - before;
        });

        assertThat(read).as("rows read among 200,000").isLessThan(60);
        assertThat(countOf("inbox")).isEqualTo(200_003);
    }

    /** By this transaction's connection so far, from tables and indexes, as the server counts them. */
    private long rowsRead() {
        return jdbc()
                .sql("SHOW SESSION STATUS LIKE 'Handler_read%'")
                .query((row, number) -> row.getLong("Value"))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
