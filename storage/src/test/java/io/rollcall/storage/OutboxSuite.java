package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

abstract class OutboxSuite extends StorageSuite {

    private static final Instant NOW = FRIDAY_TEN;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Account MEI_CHAT = new Account("feishu", "main", "ou_mei");
    private static final Account OTTO_CHAT = new Account("feishu", "main", "ou_otto");

    private final Outbox outbox;

    OutboxSuite(TestDatabase database) {
        super(database);
        outbox = database.get(Outbox.class);
    }

    @Test
    void a_message_is_read_back_as_it_was_written() {
        OutboxMessage message = new OutboxMessage(
                "harbour-2024-W49/mei/ask/0",
                OutboxKind.ASK,
                MEI_CHAT,
                "interactive",
                "{\"text\":\"请填 🏗️ 吊机\"}",
                "i".repeat(50),
                ROUND,
                MEI,
                2,
                NOW);

        assertThat(outbox.enqueue(message)).isTrue();

        OutboxRow row = outbox.find("harbour-2024-W49/mei/ask/0").orElseThrow();
        assertThat(row)
                .isEqualTo(new OutboxRow(row.id(), message, OutboxState.PENDING, 0, NOW, null, null, null, null));
        assertThat(jdbc().sql("SELECT payload FROM outbox").query(String.class).single())
                .isEqualTo(message.payload());
        assertThat(outbox.find("harbour-2024-W49/mei/ask/1")).isEmpty();
        assertThat(row.toString()).doesNotContain("吊机").doesNotContain("ou_mei");
    }

    @Test
    void a_message_may_belong_to_no_round_and_no_member() {
        OutboxMessage notice = new OutboxMessage(
                "start/2024-12-06", OutboxKind.NOTICE, MEI_CHAT, "text", "hello", "n1", null, null, 0, NOW);

        outbox.enqueue(notice);

        assertThat(outbox.find("start/2024-12-06")).map(OutboxRow::message).contains(notice);
    }

    @ParameterizedTest
    @EnumSource(OutboxState.class)
    void a_second_message_of_a_key_is_never_added(OutboxState state) {
        inState(state);

        assertThat(outbox.enqueue(message("k", OTTO_CHAT))).isFalse();

        assertThat(outbox.find("k")).map(row -> row.message().account()).contains(MEI_CHAT);
        assertThat(countOf("outbox")).isEqualTo(1);
    }

    @Test
    void of_those_who_write_the_same_message_at_once_one_does() throws Exception {
        assertThat(atOnce(Collections.<Callable<Boolean>>nCopies(3, () -> outbox.enqueue(message("k", MEI_CHAT)))))
                .containsExactlyInAnyOrder(true, false, false);
    }

    @Test
    void a_message_is_gone_with_the_change_that_called_for_it() {
        openRound();
        Rounds rounds = database.get(Rounds.class);

        database.inTransactionRolledBack(() -> {
            rounds.close(ROUND, NOW);
            outbox.enqueue(message("k", MEI_CHAT));
        });

        assertThat(outbox.find("k")).isEmpty();
        assertThat(rounds.close(ROUND, NOW)).isTrue();
    }

    @Test
    void a_claimed_message_is_out_of_reach_until_the_lease_ends() {
        write("k", MEI_CHAT);

        assertThat(claim(NOW)).containsExactly("k");
        OutboxRow claimed = outbox.find("k").orElseThrow();
        assertThat(claimed.state()).isEqualTo(OutboxState.SENDING);
        assertThat(claimed.attempts()).isEqualTo(1);
        assertThat(claimed.nextTryAt()).isEqualTo(NOW.plus(LEASE));

        assertThat(claim(NOW.plus(LEASE).minusMillis(1))).isEmpty();
        assertThat(claim(NOW.plus(LEASE))).containsExactly("k");
        assertThat(outbox.find("k")).map(OutboxRow::attempts).contains(2);
    }

    @Test
    void claiming_returns_what_is_stored() {
        write("k", MEI_CHAT);

        List<OutboxRow> claimed = outbox.claimDue(NOW, LEASE, 10);

        assertThat(claimed).containsExactly(outbox.find("k").orElseThrow());
    }

    @Test
    void messages_to_one_account_go_out_one_after_the_other() {
        write("report/0", MEI_CHAT);
        write("report/1", MEI_CHAT);
        write("other", OTTO_CHAT);
        write("report/2", MEI_CHAT);

        assertThat(claim(NOW)).containsExactly("report/0", "other");
        assertThat(claim(NOW)).isEmpty();

        assertThat(outbox.retry(id("report/0"), "busy", false, NOW.plusSeconds(5)))
                .isTrue();
        assertThat(claim(NOW)).as("a later part does not overtake").isEmpty();

        assertThat(claim(NOW.plusSeconds(5))).containsExactly("report/0");
        outbox.sent(id("report/0"), "om_0", NOW);
        assertThat(claim(NOW)).containsExactly("report/1");
        outbox.refused(id("report/1"), "no such chat", NOW);
        assertThat(claim(NOW)).containsExactly("report/2");
    }

    @Test
    void the_same_address_of_another_app_or_platform_is_another_account() {
        write("1", new Account("feishu", "main", "x"));
        write("2", new Account("feishu", "second", "x"));
        write("3", new Account("wecom", "main", "x"));
        write("4", new Account("wecom", "main", "X"));

        assertThat(claim(NOW)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void no_more_is_claimed_than_asked_for() {
        for (int i = 0; i < 5; i++) {
            write("k" + i, new Account("feishu", "main", "ou_" + i));
        }

        assertThat(keys(outbox.claimDue(NOW, LEASE, 3))).containsExactly("k0", "k1", "k2");
        assertThat(keys(outbox.claimDue(NOW, LEASE, 3))).containsExactly("k3", "k4");
    }

    @Test
    void a_message_written_for_later_is_not_due_before() {
        OutboxMessage later = new OutboxMessage(
                "k", OutboxKind.NOTICE, MEI_CHAT, "text", "hello", "k", null, null, 0, NOW.plusSeconds(1));
        outbox.enqueue(later);

        assertThat(claim(NOW)).isEmpty();
        assertThat(claim(NOW.plusSeconds(1))).containsExactly("k");
    }

    @Test
    void a_sent_message_says_when_and_as_what() {
        write("k", MEI_CHAT);
        claim(NOW);

        assertThat(outbox.sent(id("k"), "om_7", NOW.plusMillis(350))).isTrue();

        OutboxRow row = outbox.find("k").orElseThrow();
        assertThat(row.state()).isEqualTo(OutboxState.SENT);
        assertThat(row.sentMessageId()).isEqualTo("om_7");
        assertThat(row.sentAt()).isEqualTo(NOW.plusMillis(350));
        assertThat(outbox.pending()).isZero();
    }

    @Test
    void the_first_attempt_that_may_have_arrived_is_remembered() {
        write("k", MEI_CHAT);
        assertThat(firstTry()).isNull();

        claim(NOW);
        assertThat(firstTry()).as("it is on its way").isEqualTo(NOW);
        outbox.retry(id("k"), "refused by the network", false, NOW.plusSeconds(1));
        assertThat(firstTry()).as("it certainly did not arrive").isNull();

        claim(NOW.plusSeconds(1));
        outbox.retry(id("k"), "timed out", true, NOW.plusSeconds(2));
        claim(NOW.plusSeconds(2));
        outbox.retry(id("k"), "busy", false, NOW.plusSeconds(3));
        claim(NOW.plusSeconds(3));
        assertThat(firstTry()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void an_attempt_of_which_nothing_was_heard_may_have_arrived() {
        write("k", MEI_CHAT);
        claim(NOW);

        claim(NOW.plus(LEASE));
        outbox.retry(id("k"), "busy", false, NOW.plus(LEASE));

        assertThat(firstTry()).isEqualTo(NOW);
    }

    @Test
    void the_reason_of_a_failure_is_kept_and_cut_to_what_fits() {
        write("k", MEI_CHAT);
        claim(NOW);

        outbox.retry(id("k"), "x".repeat(498) + "🏗🏗", true, NOW);
        assertThat(outbox.find("k").orElseThrow().lastError()).isEqualTo("x".repeat(498) + "…");

        claim(NOW);
        outbox.refused(id("k"), "x".repeat(497) + "🏗🏗", NOW);
        assertThat(outbox.find("k").orElseThrow().lastError()).isEqualTo("x".repeat(497) + "🏗…");
    }

    static Stream<Arguments> everyOutcomeInEveryState() {
        BiFunction<Outbox, Long, Boolean> sent = (outbox, id) -> outbox.sent(id, "om_late", NOW);
        BiFunction<Outbox, Long, Boolean> retry = (outbox, id) -> outbox.retry(id, "late", true, NOW.plusSeconds(9));
        BiFunction<Outbox, Long, Boolean> refused = (outbox, id) -> outbox.refused(id, "late", NOW);
        return Stream.of(
                arguments(OutboxState.PENDING, "sent", sent, OutboxState.SENT),
                arguments(OutboxState.PENDING, "retry", retry, null),
                arguments(OutboxState.PENDING, "refused", refused, OutboxState.REFUSED),
                arguments(OutboxState.SENDING, "sent", sent, OutboxState.SENT),
                arguments(OutboxState.SENDING, "retry", retry, OutboxState.PENDING),
                arguments(OutboxState.SENDING, "refused", refused, OutboxState.REFUSED),
                arguments(OutboxState.SENT, "sent", sent, null),
                arguments(OutboxState.SENT, "retry", retry, null),
                arguments(OutboxState.SENT, "refused", refused, null),
                arguments(OutboxState.REFUSED, "sent", sent, null),
                arguments(OutboxState.REFUSED, "retry", retry, null),
                arguments(OutboxState.REFUSED, "refused", refused, null));
    }

    @ParameterizedTest(name = "{1} when {0}")
    @MethodSource("everyOutcomeInEveryState")
    void an_outcome_counts_only_for_a_message_that_is_open(
            OutboxState from, String name, BiFunction<Outbox, Long, Boolean> outcome, OutboxState to) {
        OutboxRow before = inState(from);

        assertThat(outcome.apply(outbox, before.id())).isEqualTo(to != null);

        OutboxRow after = outbox.find("k").orElseThrow();
        if (to == null) {
            assertThat(after).isEqualTo(before);
        } else {
            assertThat(after.state()).isEqualTo(to);
        }
        assertThat(outbox.pending())
                .isEqualTo(after.state() == OutboxState.PENDING || after.state() == OutboxState.SENDING ? 1 : 0);
    }

    @Test
    void several_workers_claim_every_message_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("k" + i, new Account("feishu", "main", "ou_" + i));
        }
        List<String> claimed = Collections.synchronizedList(new ArrayList<>());

        atOnce(Collections.<Callable<Void>>nCopies(4, () -> {
            while (claimed.size() < 40) {
                claimed.addAll(claim(NOW));
            }
            return null;
        }));

        assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
        assertThat(jdbc().sql("SELECT SUM(attempts) FROM outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    void a_claim_that_is_rolled_back_was_none() {
        write("k", MEI_CHAT);

        database.inTransactionRolledBack(() -> assertThat(claim(NOW)).containsExactly("k"));

        assertThat(outbox.find("k")).map(OutboxRow::state).contains(OutboxState.PENDING);
        assertThat(claim(NOW)).containsExactly("k");
    }

    @Test
    void the_messages_of_a_round_come_in_the_order_they_were_written() {
        write("b", MEI_CHAT);
        write("a", OTTO_CHAT);
        outbox.enqueue(new OutboxMessage(
                "c", OutboxKind.ASK, MEI_CHAT, "text", "hello", "c", new RoundId(QUAY, WEEK), null, 0, NOW));

        assertThat(keys(outbox.of(ROUND))).containsExactly("b", "a");
    }

    @Test
    void a_lease_that_is_over_before_it_begins_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outbox.claimDue(NOW, Duration.ZERO, 1))
                .withMessage("a lease of PT0S ends before anything can be sent");
    }

    @Test
    void keys_that_would_not_fit_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message("k".repeat(191), MEI_CHAT))
                .withMessageContaining("has 191 characters; it must have 1 to 190");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxMessage(
                        "k", OutboxKind.ASK, MEI_CHAT, "text", "hello", "i".repeat(51), null, null, 0, NOW))
                .withMessageContaining("has 51 characters; it must have 1 to 50");
    }

    private OutboxRow inState(OutboxState state) {
        write("k", MEI_CHAT);
        if (state != OutboxState.PENDING) {
            claim(NOW);
        }
        if (state == OutboxState.SENT) {
            outbox.sent(id("k"), "om_1", NOW);
        }
        if (state == OutboxState.REFUSED) {
            outbox.refused(id("k"), "no such chat", NOW);
        }
        OutboxRow row = outbox.find("k").orElseThrow();
        assertThat(row.state()).isEqualTo(state);
        return row;
    }

    private void write(String key, Account account) {
        assertThat(outbox.enqueue(message(key, account))).isTrue();
    }

    private static OutboxMessage message(String key, Account account) {
        return new OutboxMessage(
                key, OutboxKind.REPORT, account, "text", "hello", key.substring(0, 1), ROUND, null, 0, NOW);
    }

    private long id(String key) {
        return outbox.find(key).orElseThrow().id();
    }

    private @Nullable Instant firstTry() {
        return outbox.find("k").orElseThrow().firstTryAt();
    }

    private List<String> claim(Instant now) {
        return keys(outbox.claimDue(now, LEASE, 10));
    }

    private static List<String> keys(List<OutboxRow> rows) {
        return rows.stream().map(row -> row.message().key()).toList();
    }
}
