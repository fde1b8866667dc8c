package io.rollcall.storage;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rounds and their asks. Every change is a conditional one: of several callers who want the same change, exactly
 * one is told that it made it.
 */
public final class Rounds {

    private final RoundMapper mapper;
    private final TransactionOperations transactions;

    Rounds(RoundMapper mapper, TransactionOperations transactions) {
        this.mapper = mapper;
        this.transactions = transactions;
    }

    /**
     * Stores a new round with its asks; both or neither. Whoever opens one of the same team at the same time waits until
     * the caller's transaction ends, so that no two rounds of a team ever cover the same week.
     *
     * @param asks all of this round, each owner once; {@link #asks} keeps their order
     * @return false when the team has a round that covers one of these weeks already; nothing is changed then
     */
    public boolean open(Round round, List<Ask> asks) {
        requireOf(round, asks);
        return transactions.execute(status -> {
            mapper.lockTeam(round.id().team());
            if (isAnyCovered(round)) {
                return false;
            }
            mapper.insert(round, round.weeks().first(), RoundRow.remindAt(round.moments()));
            for (int i = 0; i < asks.size(); i++) {
                mapper.insertAsk(round.id(), asks.get(i), i);
            }
            return true;
        });
    }

    /** As weeks that are merged follow one another, of the earlier rounds only the last can reach into these. */
    private boolean isAnyCovered(Round round) {
        ReportWeeks weeks = round.weeks();
        return mapper.upTo(round.id().team(), weeks.last(), weeks.weeks().size() + 1).stream()
                .map(RoundRow::toRound)
                .anyMatch(other -> other.weeks().last().compareTo(weeks.first()) >= 0);
    }

    public Optional<Round> find(RoundId id) {
        return mapper.find(id).map(RoundRow::toRound);
    }

    /**
     * Finds a round and keeps every other caller of this method waiting until the caller's transaction ends, so that
     * what is read, understood and written about one round happens one after the other.
     *
     * @throws IllegalStateException when there is no transaction to hold it
     */
    public Optional<Round> lock(RoundId id) {
        Transactions.require("Rounds.lock");
        return mapper.lock(id).map(RoundRow::toRound);
    }

    /** The team's round with the latest week. */
    public Optional<Round> latest(TeamId team) {
        return of(team, 1).stream().findFirst();
    }

    /** The team's latest round whose first week lies before this one. */
    public Optional<Round> before(TeamId team, ReportWeek week) {
        return before(team, week, 1).stream().findFirst();
    }

    /** The team's rounds whose first weeks lie before this one, the latest week first. */
    public List<Round> before(TeamId team, ReportWeek week, int limit) {
        return mapper.before(team, week, limit).stream().map(RoundRow::toRound).toList();
    }

    /** The team's earliest round whose first week lies after this one. */
    public Optional<Round> after(TeamId team, ReportWeek week) {
        return mapper.after(team, week).map(RoundRow::toRound);
    }

    /** Every round that is {@link RoundState#OPEN} or {@link RoundState#CLOSED}, by team and week. */
    public List<Round> unfinished() {
        return mapper.unfinished().stream().map(RoundRow::toRound).toList();
    }

    /** The team's rounds, the latest week first. */
    public List<Round> of(TeamId team, int limit) {
        return mapper.of(team, limit).stream().map(RoundRow::toRound).toList();
    }

    /** {@code OPEN} to {@code CLOSED}; false when it was not open. */
    public boolean close(RoundId id, Instant at) {
        return mapper.close(id, at) == 1;
    }

    /** {@code CLOSED} to {@code PUBLISHED}; false when it was not closed. */
    public boolean publish(RoundId id, Instant at) {
        return mapper.publish(id, at) == 1;
    }

    /**
     * Notes that the timetable's reminders up to this one have been dealt with.
     *
     * @param nth counted from 1
     * @return false when this one had been dealt with before
     */
    public boolean remindersDone(RoundId id, int nth) {
        return mapper.remindersDone(id, nth) == 1;
    }

    /**
     * Raises the round's revision by one; no two callers get the same number.
     *
     * @return the new number, 1 for the first
     * @throws IllegalArgumentException when there is no such round
     */
    public int nextRevision(RoundId id) {
        return transactions.execute(status -> {
            // The update keeps the row locked, so what is read next is this caller's own number.
            if (mapper.raiseRevision(id) == 0) {
                throw new IllegalArgumentException("there is no round " + id);
            }
            return mapper.revision(id);
        });
    }

    /** Gives the round another timetable; false when there is no such round. */
    public boolean reschedule(RoundId id, Moments moments) {
        return mapper.reschedule(id, moments, RoundRow.remindAt(moments)) == 1;
    }

    /** The round's asks, in the order in which it was opened with them. */
    public List<Ask> asks(RoundId id) {
        return mapper.asks(id);
    }

    /** The ask of one owner; empty when the owner is not asked in this round. */
    public Optional<Ask> ask(RoundId id, MemberId owner) {
        return mapper.ask(id, owner);
    }

    /** The asks of one member: as an owner, then those of the owners in whose place the member was asked. */
    public List<Ask> asksOf(RoundId id, MemberId member) {
        return Stream.concat(
                        mapper.ask(id, member).stream(),
                        mapper.stoodIn(id, member).stream()
                                .filter(ask -> !ask.owner().equals(member)))
                .toList();
    }

    /**
     * Moves an ask from one state to another. The first move to {@code ASKED} sets {@link Ask#askedAt()};
     * {@code ANSWERED} sets {@link Ask#answeredAt()}, and any other state clears it, because no answer counts any more.
     *
     * @return false when the ask was not in the state {@code from}, or there is none
     * @throws IllegalArgumentException when no ask may go from the one state to the other
     */
    public boolean moveAsk(RoundId id, MemberId owner, AskState from, AskState to, Instant at) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("an ask does not go from " + from + " to " + to);
        }
        return mapper.moveAsk(
                        id, owner, from, to, to == AskState.ASKED ? at : null, to == AskState.ANSWERED ? at : null)
                == 1;
    }

    /**
     * Adds an ask to a round, after those it has: for an owner who came later.
     *
     * @return false when the round has an ask of this owner
     */
    public boolean addAsk(Ask ask) {
        return transactions.execute(status -> {
            mapper.lock(ask.round());
            List<Ask> asks = mapper.asks(ask.round());
            if (asks.stream().anyMatch(other -> other.owner().equals(ask.owner()))) {
                return false;
            }
            mapper.insertAsk(ask.round(), ask, asks.size());
            return true;
        });
    }

    /** Has another member asked in the owner's place; false when the owner is not asked in this round. */
    public boolean standIn(RoundId id, MemberId owner, MemberId to) {
        return mapper.standIn(id, owner, to) == 1;
    }

    /** Has the owner asked again in their own name; false when nobody stood in. */
    public boolean noStandIn(RoundId id, MemberId owner) {
        return mapper.noStandIn(id, owner) == 1;
    }

    private static void requireOf(Round round, List<Ask> asks) {
        if (!round.id().week().equals(round.weeks().first())) {
            throw new IllegalArgumentException(
                    "round " + round.id() + " covers " + round.weeks() + ", so its id must name the first of them");
        }
        asks.stream().filter(ask -> !ask.round().equals(round.id())).findFirst().ifPresent(ask -> {
            throw new IllegalArgumentException("an ask of " + ask.round() + " cannot open " + round.id());
        });
    }
}
