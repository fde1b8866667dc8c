package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class InboxSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;
    static final Duration WITHIN = Duration.ofSeconds(20);

    final Inbox inbox;
    final SingleDeliveries single;

    InboxSuite(TestDatabase database) {
        super(database);
        inbox = database.get(Inbox.class);
        single = SingleDeliveries.in(database);
    }

    @Test
    void a_delivery_is_read_back_as_it_was_accepted() {
        String payload = "{\"text\":\"吊机 95% 🏗️\"}";
        assertThat(single.accept("feishu", "main", "msg:om_1", "ou_mei", payload, NOW))
                .isTrue();

        InboxRow row = due(NOW).orElseThrow();

        assertThat(row).isEqualTo(new InboxRow(row.id(), "feishu", "main", "msg:om_1", "ou_mei", payload, NOW, 0));
        assertThat(jdbc().sql("SELECT payload FROM inbox").query(String.class).single())
                .isEqualTo(payload);
        assertThat(row.toString()).doesNotContain("吊机").doesNotContain("ou_mei");
    }

    @Test
    void a_delivery_of_the_same_key_is_accepted_once_also_when_it_was_worked_off() {
        accept("msg:om_1", "ou_mei");
        assertThat(single.accept("feishu", "main", "msg:om_1", "ou_other", "{}", NOW))
                .isFalse();
        inbox.done(due(NOW).orElseThrow().id(), NOW);

        assertThat(single.accept("feishu", "main", "msg:om_1", "ou_mei", "{}", NOW.plusSeconds(3600)))
                .isFalse();
        assertThat(countOf("inbox")).isEqualTo(1);
        assertThat(single.pending()).isZero();
    }

    @Test
    void keys_are_told_apart_by_case_app_and_platform() {
        assertThat(single.accept("feishu", "main", "msg:om_a", "", "{}", NOW)).isTrue();
        assertThat(single.accept("feishu", "main", "msg:om_A", "", "{}", NOW)).isTrue();
        assertThat(single.accept("feishu", "other", "msg:om_a", "", "{}", NOW)).isTrue();
        assertThat(single.accept("wecom", "main", "msg:om_a", "", "{}", NOW)).isTrue();
        assertThat(single.pending()).isEqualTo(4);
    }

    @Test
    void of_those_who_accept_the_same_key_at_once_one_does() throws Exception {
        for (int i = 0; i < 20; i++) {
            String key = "msg:om_" + i;
            assertThat(atOnce(Collections.<Callable<Boolean>>nCopies(
                            3, () -> single.accept("feishu", "main", key, "ou_mei", "{}", NOW))))
                    .containsExactlyInAnyOrder(true, false, false);
        }
        assertThat(single.pending()).isEqualTo(20);
    }

    @Test
    void a_duplicate_does_not_spoil_the_group_it_is_accepted_with() {
        accept("msg:om_1", "ou_mei");

        List<Boolean> accepted = database.inTransaction(() -> Stream.of("msg:om_0", "msg:om_1", "msg:om_2")
                .map(key -> single.accept("feishu", "main", key, "ou_mei", "{}", NOW))
                .toList());

        assertThat(accepted).containsExactly(true, false, true);
        assertThat(single.pending()).isEqualTo(3);
    }

    @Test
    void what_was_accepted_in_a_transaction_that_fails_may_be_accepted_again() {
        database.inTransactionRolledBack(() -> accept("msg:om_1", "ou_mei"));

        assertThat(single.pending()).isZero();
        accept("msg:om_1", "ou_mei");
    }

    @Test
    void deliveries_accepted_together_are_read_back_as_they_were_accepted_and_in_their_order() {
        List<Delivery> group = IntStream.range(0, 70)
                .mapToObj(i -> new Delivery(
                        "feishu",
                        "main",
                        "msg:" + i,
                        i % 3 == 0 ? "" : "ou_" + i % 7,
                        "{\"text\":\"第 " + i + " 号吊机 🏗️ \\\\ '?' \"}",
                        NOW.plusMillis(i)))
                .toList();

        assertThat(inbox.acceptAll(group, WITHIN)).hasSize(70).containsOnly(Acceptance.NEW);

        List<InboxRow> worked = workedOff(NOW.plusSeconds(1));
        assertThat(worked)
                .extracting(row -> new Delivery(
                        row.platform(), row.app(), row.key(), row.sender(), row.payload(), row.receivedAt()))
                .isEqualTo(group);
        assertThat(group.toString()).doesNotContain("吊机").doesNotContain("ou_");
    }

    @Test
    void in_a_group_what_is_known_or_unfit_leaves_the_others_alone() {
        accept("msg:known", "ou_mei");

        List<Acceptance> accepted = inbox.acceptAll(
                List.of(
                        delivery("msg:1", "ou_mei"),
                        delivery("msg:known", "ou_other"),
                        delivery("k".repeat(191), "ou_mei"),
                        delivery("msg:2", "ou_mei"),
                        delivery("msg:2", "ou_otto"),
                        delivery("msg:3", "s".repeat(129)),
                        delivery("msg:4", "")),
                WITHIN);

        assertThat(accepted)
                .containsExactly(
                        Acceptance.NEW,
                        Acceptance.KNOWN,
                        Acceptance.UNFIT,
                        Acceptance.NEW,
                        Acceptance.KNOWN,
                        Acceptance.UNFIT,
                        Acceptance.NEW);
        assertThat(workOff(NOW)).containsExactly("msg:known", "msg:1", "msg:2", "msg:4");
        assertThat(jdbc().sql("SELECT sender FROM inbox WHERE delivery_key = 'msg:known'")
                        .query(String.class)
                        .single())
                .isEqualTo("ou_mei");
    }

    @Test
    void no_deliveries_are_accepted_as_none() {
        assertThat(inbox.acceptAll(List.of(), WITHIN)).isEmpty();
    }

    @Test
    void what_is_due_stays_its_senders_turn_whatever_happens_meanwhile() {
        accept("1", "ou_mei");
        accept("2", "ou_mei");
        accept("3", "ou_otto");
        List<Long> due = inbox.due(NOW, 10);
        assertThat(due).hasSize(2);
        assertThat(inbox.due(NOW, 1)).containsExactly(due.get(0));

        accept("4", "ou_anna");
        database.inTransaction(
                () -> inbox.done(inbox.take(due.get(0), NOW).orElseThrow().id(), NOW));

        assertThat(database.inTransaction(() -> inbox.take(due.get(0), NOW)))
                .as("worked off already")
                .isEmpty();
        assertThat(database.inTransaction(() -> inbox.take(due.get(1), NOW)))
                .map(InboxRow::key)
                .contains("3");
        assertThatThrownBy(() -> inbox.take(due.get(1), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Inbox.take holds a row");
    }

    @Test
    void a_key_that_is_too_long_is_refused_and_not_cut() {
        assertThat(inbox.acceptAll(List.of(delivery("k".repeat(191), "")), WITHIN))
                .containsExactly(Acceptance.UNFIT);
        assertThat(countOf("inbox")).isZero();
    }

    @Test
    void deliveries_are_worked_off_oldest_first() {
        accept("1", "ou_mei");
        accept("2", "ou_otto");
        accept("3", "ou_mei");

        assertThat(workOff(NOW)).containsExactly("1", "2", "3");
        assertThat(jdbc().sql("SELECT COUNT(*) FROM inbox WHERE state = 'DONE' AND done_at IS NOT NULL")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void a_delivery_that_failed_holds_up_its_sender_and_nobody_else() {
        accept("1", "ou_mei");
        accept("2", "ou_mei");
        accept("3", "ou_otto");
        single.accept("wecom", "main", "4", "ou_mei", "{}", NOW);
        Instant nextTry = NOW.plusSeconds(10);

        assertThat(inbox.failed(due(NOW).orElseThrow().id(), "no luck", nextTry))
                .as("put aside")
                .isFalse();

        assertThat(workOff(NOW)).containsExactly("3", "4");
        assertThat(due(nextTry.minusMillis(1))).isEmpty();
        assertThat(due(nextTry)).map(InboxRow::attempts).contains(1);
        assertThat(workOff(nextTry)).containsExactly("1", "2");
    }

    @Test
    void deliveries_of_an_unknown_sender_do_not_wait_for_each_other() {
        accept("1", "");
        accept("2", "");
        inbox.failed(due(NOW).orElseThrow().id(), "no luck", NOW.plusSeconds(10));

        assertThat(due(NOW)).map(InboxRow::key).contains("2");
    }

    @Test
    void a_delivery_is_put_aside_when_it_has_failed_too_often() {
        accept("1", "ou_mei");
        accept("2", "ou_mei");
        long id = due(NOW).orElseThrow().id();
        for (int i = 1; i < Inbox.MAX_ATTEMPTS; i++) {
            assertThat(inbox.failed(id, "no luck " + i, NOW)).isFalse();
            assertThat(due(NOW)).map(InboxRow::id).contains(id);
        }
        assertThat(single.dead()).isZero();

        assertThat(inbox.failed(id, "🏗️".repeat(600), NOW)).isTrue();

        assertThat(single.dead()).isEqualTo(1);
        assertThat(workOff(NOW)).containsExactly("2");
        assertThat(inbox.failed(id, "again", NOW)).isFalse();
        assertThat(inbox.done(id, NOW)).isFalse();
        assertThat(jdbc().sql("SELECT attempts FROM inbox WHERE id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(Inbox.MAX_ATTEMPTS);
    }

    @Test
    void a_delivery_is_done_once() {
        accept("1", "ou_mei");
        long id = due(NOW).orElseThrow().id();

        assertThat(inbox.done(id, NOW)).isTrue();
        assertThat(inbox.done(id, NOW)).isFalse();
        assertThat(inbox.failed(id, "too late", NOW)).isFalse();
    }

    @Test
    void while_one_worker_has_a_delivery_another_gets_the_next_sender() {
        accept("1", "ou_mei");
        accept("2", "ou_mei");
        accept("3", "ou_otto");

        database.inTransaction(() -> {
            InboxRow first = single.nextDue(NOW).orElseThrow();
            assertThat(first.key()).isEqualTo("1");
            elsewhere(() -> database.inTransaction(() -> {
                assertThat(single.nextDue(NOW)).map(InboxRow::key).contains("3");
                assertThat(elsewhere(() -> due(NOW))).isEmpty();
                return null;
            }));
            inbox.done(first.id(), NOW);
        });

        assertThat(workOff(NOW)).containsExactly("2", "3");
    }

    @Test
    void while_a_worker_has_a_delivery_new_ones_are_accepted() {
        accept("1", "ou_mei");

        database.inTransaction(() -> {
            single.nextDue(NOW).orElseThrow();
            elsewhere(() -> {
                accept("0", "ou_mei");
                accept("2", "ou_anna");
                accept("3", "ou_zhao");
                return null;
            });
        });

        assertThat(single.pending()).isEqualTo(4);
    }

    @Test
    void several_workers_work_everything_off_once_and_each_senders_in_order() throws Exception {
        for (int i = 0; i < 60; i++) {
            accept("%02d".formatted(i), "ou_" + i % 6);
        }
        List<InboxRow> worked = Collections.synchronizedList(new ArrayList<>());

        atOnce(Collections.<Callable<Void>>nCopies(3, () -> {
            while (single.pending() > 0) {
                database.inTransaction(() -> single.nextDue(NOW).ifPresent(row -> {
                    worked.add(row);
                    inbox.done(row.id(), NOW);
                }));
            }
            return null;
        }));

        assertThat(worked).extracting(InboxRow::key).doesNotHaveDuplicates().hasSize(60);
        for (int i = 0; i < 6; i++) {
            String sender = "ou_" + i;
            assertThat(worked)
                    .filteredOn(row -> row.sender().equals(sender))
                    .extracting(InboxRow::key)
                    .isSorted();
        }
    }

    @Test
    void what_a_failed_transaction_had_worked_off_is_due_again() {
        accept("1", "ou_mei");

        database.inTransactionRolledBack(
                () -> inbox.done(single.nextDue(NOW).orElseThrow().id(), NOW));

        assertThat(workOff(NOW)).containsExactly("1");
    }

    @Test
    void a_delivery_that_came_after_now_is_not_due() {
        single.accept("feishu", "main", "1", "", "{}", NOW.plus(Duration.ofMillis(1)));

        assertThat(due(NOW)).isEmpty();
        assertThat(due(NOW.plusMillis(1))).isPresent();
    }

    final void accept(String key, String sender) {
        assertThat(single.accept("feishu", "main", key, sender, "{}", NOW)).isTrue();
    }

    private Optional<InboxRow> due(Instant now) {
        return database.inTransaction(() -> single.nextDue(now));
    }

    static Delivery delivery(String key, String sender) {
        return new Delivery("feishu", "main", key, sender, "{}", NOW);
    }

    private List<String> workOff(Instant now) {
        return workedOff(now).stream().map(InboxRow::key).toList();
    }

    private List<InboxRow> workedOff(Instant now) {
        return IntStream.range(0, single.pending())
                .mapToObj(i -> database.inTransaction(() -> {
                    Optional<InboxRow> row = single.nextDue(now);
                    row.ifPresent(found -> inbox.done(found.id(), now));
                    return row;
                }))
                .flatMap(Optional::stream)
                .toList();
    }
}
