package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
    private static final OutboxApp MAIN = new OutboxApp("feishu", "main");
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
    void what_takes_another_messages_place_names_it_and_the_last_one_counts() {
        for (String key : List.of("a", "b", "other")) {
            outbox.enqueue(new OutboxMessage(
                    key,
                    OutboxKind.UPDATE,
                    MEI_CHAT,
                    "interactive",
                    "{}",
                    key,
                    ROUND,
                    MEI,
                    0,
                    NOW,
                    key.equals("other") ? "om_2" : "om_1"));
        }
        write("message", MEI_CHAT);

        assertThat(row("a").message().replaces()).isEqualTo("om_1");
        assertThat(row("message").message().replaces()).isNull();
        assertThat(Stream.of("a", "b", "other", "message").filter(key -> outbox.isOutdated(row(key))))
                .containsExactly("a");
    }

    @Test
    void an_update_that_may_have_arrived_is_no_message_that_could_be_found() {
        write("message", MEI_CHAT);
        OutboxRow claimed = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        outbox.retry(claimed, "no answer", true, NOW.plus(Duration.ofDays(1)));
        Account otto = OTTO_CHAT;
        outbox.enqueue(new OutboxMessage(
                "update", OutboxKind.UPDATE, otto, "interactive", "{}", "u", null, null, 0, NOW, "om_1"));
        OutboxRow update = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        outbox.retry(update, "no answer", true, NOW.plus(Duration.ofDays(1)));
        write("next", otto);

        assertThat(outbox.uncertainBeside(row("next"), NOW.minusSeconds(1))).isZero();
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

        List<OutboxRow> claimed = outbox.claimDue(MAIN, NOW, LEASE, 10);

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

        assertThat(outbox.retry(row("report/0"), "busy", false, NOW.plusSeconds(5)))
                .isTrue();
        assertThat(claim(NOW)).as("a later part does not overtake").isEmpty();

        assertThat(claim(NOW.plusSeconds(5))).containsExactly("report/0");
        outbox.sent(row("report/0"), "om_0", NOW);
        assertThat(claim(NOW)).containsExactly("report/1");
        outbox.refused(row("report/1"), "no such chat", false, NOW);
        assertThat(claim(NOW)).containsExactly("report/2");
    }

    @Test
    void the_same_address_of_another_app_or_platform_is_another_account() {
        write("1", new Account("feishu", "main", "x"));
        write("2", new Account("feishu", "second", "x"));
        write("3", new Account("wecom", "main", "x"));
        write("4", new Account("wecom", "main", "X"));

        assertThat(outbox.apps())
                .containsExactlyInAnyOrder(MAIN, new OutboxApp("feishu", "second"), new OutboxApp("wecom", "main"));
        assertThat(claim(NOW)).containsExactly("1");
        assertThat(keys(outbox.claimDue(new OutboxApp("feishu", "second"), NOW, LEASE, 10)))
                .containsExactly("2");
        assertThat(keys(outbox.claimDue(new OutboxApp("wecom", "main"), NOW, LEASE, 10)))
                .containsExactly("3", "4");
    }

    @Test
    void no_more_is_claimed_than_asked_for() {
        for (int i = 0; i < 5; i++) {
            write("k" + i, new Account("feishu", "main", "ou_" + i));
        }

        assertThat(keys(outbox.claimDue(MAIN, NOW, LEASE, 3))).containsExactly("k0", "k1", "k2");
        assertThat(keys(outbox.claimDue(MAIN, NOW, LEASE, 3))).containsExactly("k3", "k4");
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

        assertThat(outbox.sent(row("k"), "om_7", NOW.plusMillis(350))).isTrue();

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
        outbox.retry(row("k"), "refused by the network", false, NOW.plusSeconds(1));
        assertThat(firstTry()).as("it certainly did not arrive").isNull();

        claim(NOW.plusSeconds(1));
        outbox.retry(row("k"), "timed out", true, NOW.plusSeconds(2));
        claim(NOW.plusSeconds(2));
        outbox.retry(row("k"), "busy", false, NOW.plusSeconds(3));
        claim(NOW.plusSeconds(3));
        assertThat(firstTry()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void an_attempt_of_which_nothing_was_heard_may_have_arrived() {
        write("k", MEI_CHAT);
        claim(NOW);

        claim(NOW.plus(LEASE));
        outbox.retry(row("k"), "busy", false, NOW.plus(LEASE));

        assertThat(firstTry()).isEqualTo(NOW);
    }

    @Test
    void the_reason_of_a_failure_is_kept_and_cut_to_what_fits() {
        write("k", MEI_CHAT);
        claim(NOW);

        outbox.retry(row("k"), "x".repeat(498) + "🏗🏗", true, NOW);
        assertThat(outbox.find("k").orElseThrow().lastError()).isEqualTo("x".repeat(498) + "…");

        claim(NOW);
        outbox.refused(row("k"), "x".repeat(497) + "🏗🏗", false, NOW);
        assertThat(outbox.find("k").orElseThrow().lastError()).isEqualTo("x".repeat(497) + "🏗…");
    }

    static Stream<Arguments> everyOutcomeInEveryState() {
        BiFunction<Outbox, OutboxRow, Boolean> sent = (outbox, row) -> outbox.sent(row, "om_late", NOW);
        BiFunction<Outbox, OutboxRow, Boolean> retry =
                (outbox, row) -> outbox.retry(row, "late", true, NOW.plusSeconds(9));
        BiFunction<Outbox, OutboxRow, Boolean> refused = (outbox, row) -> outbox.refused(row, "late", true, NOW);
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
                arguments(OutboxState.REFUSED, "sent", sent, OutboxState.SENT),
                arguments(OutboxState.REFUSED, "retry", retry, null),
                arguments(OutboxState.REFUSED, "refused", refused, null));
    }

    @ParameterizedTest(name = "{1} when {0}")
    @MethodSource("everyOutcomeInEveryState")
    void an_outcome_counts_for_a_message_that_is_open_and_an_arrival_always(
            OutboxState from, String name, BiFunction<Outbox, OutboxRow, Boolean> outcome, OutboxState to) {
        OutboxRow before = inState(from);

        assertThat(outcome.apply(outbox, before)).isEqualTo(to != null);

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
    void the_word_of_an_attempt_that_outlived_its_lease_does_not_count() {
        write("k", MEI_CHAT);
        OutboxRow first = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        OutboxRow second = outbox.claimDue(MAIN, NOW.plus(LEASE), LEASE, 1).get(0);

        assertThat(outbox.retry(first, "late", false, NOW)).isFalse();
        assertThat(outbox.giveBack(first, NOW)).isFalse();
        assertThat(outbox.refused(first, "late", true, NOW)).isFalse();
        assertThat(outbox.notArrived(first)).isFalse();
        assertThat(row("k")).isEqualTo(second);

        assertThat(outbox.retry(second, "busy", true, NOW.plus(LEASE))).isTrue();
        OutboxRow third = outbox.claimDue(MAIN, NOW.plus(LEASE), LEASE, 1).get(0);
        assertThat(outbox.giveBack(third, NOW.plus(LEASE))).isTrue();
        OutboxRow fourth = outbox.claimDue(MAIN, NOW.plus(LEASE), LEASE, 1).get(0);
        assertThat(outbox.retry(second, "late", true, NOW)).isFalse();
        assertThat(row("k")).isEqualTo(fourth);
    }

    @Test
    void what_has_arrived_is_sent_whoever_holds_it_by_then() {
        write("k", MEI_CHAT);
        OutboxRow first = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        OutboxRow second = outbox.claimDue(MAIN, NOW.plus(LEASE), LEASE, 1).get(0);

        assertThat(outbox.sent(first, "om_1", NOW.plus(LEASE))).isTrue();

        assertThat(row("k").state()).isEqualTo(OutboxState.SENT);
        assertThat(row("k").sentMessageId()).isEqualTo("om_1");
        assertThat(outbox.retry(second, "busy", true, NOW)).isFalse();
        assertThat(outbox.refused(second, "no such chat", false, NOW)).isFalse();
        assertThat(outbox.giveBack(second, NOW)).isFalse();
        assertThat(outbox.sent(second, "om_2", NOW)).isFalse();
        assertThat(row("k").sentMessageId()).isEqualTo("om_1");
    }

    @Test
    void what_has_been_given_up_and_arrives_after_all_is_sent() {
        write("k", MEI_CHAT);
        OutboxRow first = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        outbox.refused(outbox.claimDue(MAIN, NOW.plus(LEASE), LEASE, 1).get(0), "no longer wanted", false, NOW);

        assertThat(outbox.sent(first, "om_1", NOW.plus(LEASE))).isTrue();

        assertThat(row("k").state()).isEqualTo(OutboxState.SENT);
        assertThat(outbox.sentAs(MEI_CHAT, List.of("om_1"))).containsExactly("om_1");
    }

    @Test
    void other_messages_that_may_have_arrived_are_known_until_it_is_known_whether_they_have() {
        write("a", MEI_CHAT);
        OutboxRow other = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        write("b", MEI_CHAT);
        write("elsewhere", OTTO_CHAT);
        claim(NOW);
        OutboxRow mine = row("b");
        Instant before = NOW.minusSeconds(1);
        assertThat(outbox.uncertainBeside(mine, before)).as("it is on its way").isEqualTo(1);
        assertThat(outbox.uncertainBeside(mine, NOW)).as("too long ago").isZero();

        outbox.retry(other, "timed out", true, NOW);
        assertThat(outbox.uncertainBeside(mine, before)).isEqualTo(1);
        OutboxRow again = outbox.claimDue(MAIN, NOW, LEASE, 1).get(0);
        outbox.refused(again, "gave up", true, NOW);
        assertThat(outbox.uncertainBeside(mine, before)).isEqualTo(1);
        outbox.sent(other, "om_a", NOW);
        assertThat(outbox.uncertainBeside(mine, before)).isZero();
    }

    @Test
    void what_was_refused_at_once_has_certainly_not_arrived() {
        write("a", MEI_CHAT);
        outbox.refused(outbox.claimDue(MAIN, NOW, LEASE, 1).get(0), "no such person", false, NOW);
        write("b", MEI_CHAT);

        assertThat(row("a").firstTryAt()).isNull();
        assertThat(outbox.uncertainBeside(row("b"), NOW.minusSeconds(1))).isZero();
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
    void what_was_given_back_was_not_claimed() {
        write("k", MEI_CHAT);
        claim(NOW);

        assertThat(outbox.giveBack(row("k"), NOW.plusSeconds(3))).isTrue();

        OutboxRow row = outbox.find("k").orElseThrow();
        assertThat(row.state()).isEqualTo(OutboxState.PENDING);
        assertThat(row.attempts()).isZero();
        assertThat(row.firstTryAt()).isNull();
        assertThat(claim(NOW.plusSeconds(2))).isEmpty();
        assertThat(claim(NOW.plusSeconds(3))).containsExactly("k");
        outbox.sent(row("k"), "om_1", NOW);
        assertThat(outbox.giveBack(row("k"), NOW)).isFalse();
    }

    @Test
    void giving_back_does_not_forget_an_earlier_attempt() {
        write("k", MEI_CHAT);
        claim(NOW);
        outbox.retry(row("k"), "timed out", true, NOW.plusSeconds(1));
        claim(NOW.plusSeconds(1));

        outbox.giveBack(row("k"), NOW.plusSeconds(2));

        assertThat(firstTry()).isEqualTo(NOW);
    }

    @Test
    void once_it_is_known_that_nothing_arrived_the_present_attempt_is_the_first() {
        write("k", MEI_CHAT);
        claim(NOW);
        outbox.retry(row("k"), "timed out", true, NOW.plusSeconds(1));
        assertThat(outbox.notArrived(row("k"))).as("nobody is sending it").isFalse();
        claim(NOW.plusSeconds(4000));

        assertThat(outbox.notArrived(row("k"))).isTrue();

        assertThat(firstTry()).isEqualTo(NOW.plusSeconds(4000));
    }

    @Test
    void nothing_is_due_to_an_account_that_a_message_is_on_its_way_to() {
        write("late", MEI_CHAT);
        write("early", MEI_CHAT);
        // As when the older one was committed after the newer one had been claimed.
        jdbc().sql("UPDATE outbox SET state = 'SENDING', next_try_at = ? WHERE message_key = 'early'")
                .param(LocalDateTime.ofInstant(NOW.plus(LEASE), ZoneOffset.UTC))
                .update();

        assertThat(outbox.hasDue(MAIN, NOW)).isFalse();
        assertThat(claim(NOW)).isEmpty();

        outbox.sent(row("early"), "om_1", NOW);
        assertThat(outbox.hasDue(MAIN, NOW)).isTrue();
        assertThat(claim(NOW)).containsExactly("late");
    }

    @Test
    void of_two_abandoned_messages_to_one_account_the_older_comes_first() {
        write("a", MEI_CHAT);
        write("b", MEI_CHAT);
        jdbc().sql("UPDATE outbox SET state = 'SENDING'").update();

        assertThat(claim(NOW)).containsExactly("a");
        assertThat(claim(NOW)).isEmpty();
    }

    @Test
    void what_was_attempted_of_late_is_known_to_whoever_goes_on() {
        write("sent", MEI_CHAT);
        write("under way", OTTO_CHAT);
        claim(NOW);
        outbox.sent(row("sent"), "om_1", NOW.plusSeconds(2));
        write("later", MEI_CHAT);
        Instant now = NOW.plusSeconds(9);

        assertThat(outbox.attemptedSince(MAIN, NOW.minusSeconds(1), now))
                .containsExactly(
                        new Outbox.Attempted(MEI_CHAT, NOW.plusSeconds(2)), new Outbox.Attempted(OTTO_CHAT, now));
        assertThat(outbox.attemptedSince(MAIN, NOW, now)).isEmpty();
        assertThat(outbox.attemptedSince(new OutboxApp("feishu", "second"), NOW.minusSeconds(1), now))
                .isEmpty();
    }

    @Test
    void what_an_account_was_sent_is_known_by_the_platforms_ids() {
        for (String key : List.of("1", "2", "3")) {
            write(key, MEI_CHAT);
            claim(NOW);
            if (!key.equals("3")) {
                outbox.sent(row(key), "om_" + key, NOW);
            }
        }

        assertThat(outbox.lastSentTo(MEI_CHAT)).contains("om_2");
        assertThat(outbox.lastSentTo(OTTO_CHAT)).isEmpty();
        assertThat(outbox.sentAs(MEI_CHAT, List.of("om_1", "om_3"))).containsExactly("om_1");
        assertThat(outbox.sentAs(MEI_CHAT, List.of())).isEmpty();
        assertThat(outbox.sentAs(OTTO_CHAT, List.of("om_1"))).isEmpty();
    }

    @Test
    void who_was_sent_neither_question_nor_reminder_was_not_asked() {
        ask("mei/ask/0", OutboxKind.ASK, MEI, MEI_CHAT);
        ask("mei/ask/1", OutboxKind.ASK, MEI, MEI_CHAT);
        ask("otto/ask", OutboxKind.ASK, OTTO, OTTO_CHAT);
        ask("otto/remind", OutboxKind.REMIND, OTTO, OTTO_CHAT);
        ask("zhao/answer", OutboxKind.ANSWER, ZHAO, new Account("feishu", "main", "ou_zhao"));
        assertThat(outbox.unasked(ROUND)).containsExactlyInAnyOrder(MEI, OTTO);

        claim(NOW);
        assertThat(outbox.unasked(ROUND)).as("they are on their way").isEmpty();
        outbox.sent(row("mei/ask/0"), "om_1", NOW);
        outbox.refused(row("otto/ask"), "no such person", false, NOW);

        assertThat(outbox.unasked(ROUND)).containsExactly(OTTO);
        assertThat(outbox.wasAsked(ROUND, MEI)).isTrue();
        assertThat(outbox.wasAsked(ROUND, OTTO)).isFalse();
        assertThat(outbox.unasked(new RoundId(QUAY, WEEK))).isEmpty();
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
                .isThrownBy(() -> outbox.claimDue(MAIN, NOW, Duration.ZERO, 1))
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

    private void ask(String key, OutboxKind kind, MemberId member, Account account) {
        outbox.enqueue(new OutboxMessage(key, kind, account, "text", "hello", key, ROUND, member, 0, NOW));
    }

    private OutboxRow inState(OutboxState state) {
        write("k", MEI_CHAT);
        if (state != OutboxState.PENDING) {
            claim(NOW);
        }
        if (state == OutboxState.SENT) {
            outbox.sent(row("k"), "om_1", NOW);
        }
        if (state == OutboxState.REFUSED) {
            outbox.refused(row("k"), "no such chat", false, NOW);
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

    private OutboxRow row(String key) {
        return outbox.find(key).orElseThrow();
    }

    private @Nullable Instant firstTry() {
        return outbox.find("k").orElseThrow().firstTryAt();
    }

    private List<String> claim(Instant now) {
        return keys(outbox.claimDue(MAIN, now, LEASE, 10));
    }

    private static List<String> keys(List<OutboxRow> rows) {
        return rows.stream().map(row -> row.message().key()).toList();
    }
}
