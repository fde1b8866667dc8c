package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.ledger.Statement;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The repositories in one transaction, as a worker uses them that turns deliveries into a new revision. */
abstract class TogetherSuite extends StorageSuite {

    private static final int DELIVERIES = 40;

    private final Inbox inbox;
    private final SingleDeliveries single;
    private final Rounds rounds;
    private final Replies replies;
    private final Ledger ledger;
    private final Reports reports;
    private final Outbox outbox;

    TogetherSuite(TestDatabase database) {
        super(database);
        inbox = database.get(Inbox.class);
        single = SingleDeliveries.in(database);
        rounds = database.get(Rounds.class);
        replies = database.get(Replies.class);
        ledger = database.get(Ledger.class);
        reports = database.get(Reports.class);
        outbox = database.get(Outbox.class);
    }

    @Test
    void several_workers_lose_no_reply_and_the_last_revision_holds_them_all() throws Exception {
        openRound();
        for (int i = 0; i < DELIVERIES; i++) {
            single.accept("feishu", "main", "om_%02d".formatted(i), "ou_" + i % 8, "{}", FRIDAY_TEN);
        }

        atOnce(Collections.<Callable<Void>>nCopies(4, () -> {
            while (single.pending() > 0) {
                database.inTransaction(() -> single.nextDue(FRIDAY_TEN).ifPresent(this::workOff));
            }
            return null;
        }));

        List<Reply> all = replies.of(ROUND);
        assertThat(all).hasSize(DELIVERIES);
        CompiledReport report = reports.latest(ROUND).orElseThrow();
        assertThat(report.revision()).isEqualTo(DELIVERIES);
        assertThat(report.markdown()).isEqualTo(all.stream().map(Reply::text).collect(Collectors.joining("\n")));
        assertThat(rounds.find(ROUND)).map(Round::revision).contains(DELIVERIES);
        assertThat(ledger.week(HARBOUR, WEEK))
                .extracting(Statement::text)
                .containsExactlyElementsOf(all.stream().map(Reply::text).toList());
        assertThat(countOf("item")).as("each line has one item").isEqualTo(DELIVERIES);
        assertThat(outbox.of(ROUND)).hasSize(DELIVERIES);
    }

    private void workOff(InboxRow delivery) {
        rounds.lock(ROUND).orElseThrow();
        Optional<Reply> reply = replies.add(new Reply(
                0,
                ROUND,
                new MemberId(delivery.sender()),
                delivery.platform(),
                delivery.key(),
                1,
                ReplyKind.TEXT,
                "line of " + delivery.key(),
                CRANES,
                delivery.receivedAt(),
                null));
        assertThat(reply).isPresent();
        List<Statement> known = ledger.week(HARBOUR, WEEK);
        List<Reply> counting = replies.of(ROUND);
        ledger.replaceWeek(
                HARBOUR, WEEK, counting.stream().map(each -> line(each, known)).toList());
        String markdown = counting.stream().map(Reply::text).collect(Collectors.joining("\n"));
        reports.save(new CompiledReport(
                ROUND, rounds.nextRevision(ROUND), markdown, "<p/>", "{}", delivery.receivedAt(), null));
        outbox.enqueue(new OutboxMessage(
                delivery.key() + "/answer",
                OutboxKind.ANSWER,
                new Account(delivery.platform(), delivery.app(), delivery.sender()),
                "text",
                "收到",
                delivery.key(),
                ROUND,
                null,
                0,
                delivery.receivedAt()));
        assertThat(inbox.done(delivery.id(), delivery.receivedAt())).isTrue();
    }

    private static Statement line(Reply reply, List<Statement> known) {
        long item = known.stream()
                .filter(statement -> reply.text().equals(statement.text()))
                .map(Statement::item)
                .findFirst()
                .orElse(0L);
        return new Statement(
                item, WEEK, ROUND, CRANES, 0, 1, null, null, reply.text(), null, List.of(), reply.member(), reply.id());
    }
}
