package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts rounds that are over into the ledger, as if they had been collected; nothing is sent. */
@Component
public class RoundHistory {

    private final Rounds rounds;
    private final ReplyBook replies;
    private final RoundReports reports;
    private final RoundPlanner planner;
    private final TransactionTemplate transactions;

    RoundHistory(
            Rounds rounds,
            ReplyBook replies,
            RoundReports reports,
            RoundPlanner planner,
            TransactionTemplate transactions) {
        this.rounds = rounds;
        this.replies = replies;
        this.reports = reports;
        this.planner = planner;
        this.transactions = transactions;
    }

    /** What a member contributed; lines without a title belong to the member's first section. */
    public record Said(MemberId member, String text) {}

    /**
     * Records a past round.
     *
     * @return false when the team has a round for these weeks already; nothing is changed then
     */
    public boolean record(Team team, ReportWeeks weeks, List<Said> said) {
        RoundId id = new RoundId(team.id(), weeks.first());
        Moments moments =
                planner.openedByHand(team, weeks, Instant.EPOCH).moments().askingAt(startOf(team, weeks));
        List<Ask> asks =
                team.owners().stream().map(owner -> Ask.waiting(id, owner)).toList();
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!rounds.open(Round.open(id, weeks, moments, moments.ask()), asks)) {
                return false;
            }
            for (int i = 0; i < said.size(); i++) {
                replies.add(team, reply(team, id, said.get(i), i, moments.ask()));
            }
            rounds.close(id, moments.close());
            rounds.asks(id).stream()
                    .filter(ask -> ask.state() == AskState.WAITING)
                    .forEach(ask ->
                            rounds.moveAsk(id, ask.owner(), AskState.WAITING, AskState.EXCUSED, moments.close()));
            reports.compile(team, rounds.find(id).orElseThrow(), moments.publish())
                    .ifPresent(report -> reports.markPublished(report, moments.publish()));
            rounds.publish(id, moments.publish());
            return true;
        }));
    }

    private static Reply reply(Team team, RoundId id, Said said, int number, Instant at) {
        return new Reply(
                0,
                id,
                said.member(),
                "history",
                id + "/" + number,
                1,
                ReplyKind.TEXT,
                said.text(),
                firstSection(team, said.member()),
                at,
                null);
    }

    private static @Nullable SectionId firstSection(Team team, MemberId member) {
        return team.sectionsOf(member).stream().map(Section::id).findFirst().orElse(null);
    }

    private static Instant startOf(Team team, ReportWeeks weeks) {
        return weeks.from().atStartOfDay(team.zone()).toInstant();
    }
}
