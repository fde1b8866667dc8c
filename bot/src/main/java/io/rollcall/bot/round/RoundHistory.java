package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.report.PastReport;
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
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts rounds that are over into the ledger, as if they had been collected; nothing is sent. */
@Component
public class RoundHistory {

    /** Stands for whoever wrote a part of a report that was recorded as a whole. */
    public static final MemberId UNKNOWN = new MemberId("imported-report");

    private static final String IMPORT = "import";

    private final Rounds rounds;
    private final ReplyBook replies;
    private final RoundReports reports;
    private final RoundPlanner planner;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RoundHistory(
            Rounds rounds,
            ReplyBook replies,
            RoundReports reports,
            RoundPlanner planner,
            TransactionTemplate transactions,
            Clock clock) {
        this.rounds = rounds;
        this.replies = replies;
        this.reports = reports;
        this.planner = planner;
        this.transactions = transactions;
        this.clock = clock;
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
        Moments moments = moments(team, weeks);
        List<Ask> asks =
                team.owners().stream().map(owner -> Ask.waiting(id, owner)).toList();
        return Boolean.TRUE.equals(transactions.execute(status -> {
            if (!rounds.open(Round.open(id, weeks, moments, moments.ask()), asks)) {
                return false;
            }
            for (int i = 0; i < said.size(); i++) {
                replies.add(team, reply(team, id, said.get(i), i, moments.ask()));
            }
            finish(team, id, moments);
            return true;
        }));
    }

    /** What became of a report that was to be recorded. */
    public enum Outcome {
        /** The team had no round for these weeks; it has one now. */
        NEW,
        /** It took the place of what had been recorded for these weeks. */
        REPLACED,
        /** The same text is recorded for these weeks. */
        ALREADY_THERE,
        /** Another text is recorded for these weeks; nothing was changed. */
        DIFFERENT,
        /** What is there for these weeks was collected in chat, not recorded; nothing was changed. */
        COLLECTED,
        /** A round covers some of these weeks but not just these; nothing was changed. */
        OVERLAPPING,
        /** These weeks are still to be collected; nothing was changed. */
        TOO_EARLY
    }

    /**
     * What became of a report.
     *
     * @param round that of these weeks, or the one that stands in its way; null when there is none
     */
    public record Recorded(Outcome outcome, @Nullable RoundId round) {}

    /**
     * Records a past report as a whole, whoever wrote which part of it: owners whose sections have lines count as having
     * answered, the others as silent. Its lines join the items of the weeks before and after it, those of a text that it
     * replaces keep theirs.
     *
     * @param replace whether it may take the place of another text that was recorded for the same weeks; the same text is
     *                read again then, as the team's sections may have changed
     */
    public Recorded record(Team team, PastReport report, boolean replace) {
        RoundId id = new RoundId(team.id(), report.weeks().first());
        return Objects.requireNonNull(transactions.execute(status -> {
            Optional<Round> known = rounds.lock(id);
            if (known.isPresent()) {
                return new Recorded(again(team, known.get(), report, replace), id);
            }
            Optional<Round> inTheWay = overlapping(team, report.weeks());
            if (inTheWay.isPresent()) {
                return new Recorded(Outcome.OVERLAPPING, inTheWay.get().id());
            }
            if (isToBeCollected(team, report.weeks())) {
                return new Recorded(Outcome.TOO_EARLY, null);
            }
            return new Recorded(first(team, id, report), id);
        }));
    }

    private Outcome first(Team team, RoundId id, PastReport report) {
        Moments moments = moments(team, report.weeks());
        // The report speaks for every owner; those whose sections it holds have answered as soon as it is added.
        List<Ask> asks = team.owners().stream()
                .map(owner -> new Ask(id, owner, AskState.SILENT, null, null, UNKNOWN))
                .toList();
        if (!rounds.open(Round.open(id, report.weeks(), moments, moments.ask()), asks)) {
            return Outcome.COLLECTED;
        }
        Reply reply = new Reply(
                0, id, UNKNOWN, IMPORT, id.toString(), 1, ReplyKind.TEXT, report.body(), null, moments.ask(), null);
        replies.add(team, reply);
        finish(team, id, moments);
        return Outcome.NEW;
    }

    private Outcome again(Team team, Round round, PastReport report, boolean replace) {
        Optional<Reply> recorded = replies.byMessage(IMPORT, round.id().toString());
        if (recorded.isEmpty()) {
            return Outcome.COLLECTED;
        }
        if (!round.weeks().equals(report.weeks())) {
            return Outcome.OVERLAPPING;
        }
        boolean isSame = recorded.get().text().equals(report.body());
        if (!replace) {
            return isSame ? Outcome.ALREADY_THERE : Outcome.DIFFERENT;
        }
        Instant now = clock.instant();
        if (isSame) {
            // The team's sections may have got other names since.
            replies.settleAsks(team, round.id(), now);
        } else {
            replies.edit(team, IMPORT, round.id().toString(), ReplyKind.TEXT, report.body(), null, now);
        }
        Optional<CompiledReport> revision = reports.compile(team, round, now);
        revision.ifPresent(fresh -> reports.markPublished(fresh, now));
        if (isSame && revision.isEmpty()) {
            return Outcome.ALREADY_THERE;
        }
        return Outcome.REPLACED;
    }

    /** Rounds do not overlap each other, so only the nearest on either side of the first week can. */
    private Optional<Round> overlapping(Team team, ReportWeeks weeks) {
        return rounds.before(team.id(), weeks.first())
                .filter(before -> before.weeks().last().compareTo(weeks.first()) >= 0)
                .or(() -> rounds.after(team.id(), weeks.first())
                        .filter(after -> after.weeks().first().compareTo(weeks.last()) <= 0));
    }

    private boolean isToBeCollected(Team team, ReportWeeks weeks) {
        Instant ask = planner.planFor(team, weeks.last())
                .map(plan -> plan.moments().ask())
                .orElseGet(() -> startOf(team, weeks));
        return clock.instant().isBefore(ask);
    }

    private void finish(Team team, RoundId id, Moments moments) {
        rounds.close(id, moments.close());
        rounds.asks(id).stream()
                .filter(ask -> ask.state() == AskState.WAITING)
                .forEach(ask -> rounds.moveAsk(id, ask.owner(), AskState.WAITING, AskState.EXCUSED, moments.close()));
        reports.compile(team, rounds.find(id).orElseThrow(), moments.publish())
                .ifPresent(report -> reports.markPublished(report, moments.publish()));
        rounds.publish(id, moments.publish());
    }

    private Moments moments(Team team, ReportWeeks weeks) {
        return planner.openedByHand(team, weeks, Instant.EPOCH).moments().askingAt(startOf(team, weeks));
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
