package io.rollcall.storage;

import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** Who is on leave when, in days of the team's own calendar. */
public final class Absences {

    private final AbsenceMapper mapper;
    private final TransactionOperations transactions;

    Absences(AbsenceMapper mapper, TransactionOperations transactions) {
        this.mapper = mapper;
        this.transactions = transactions;
    }

    /**
     * Adds a leave; leaves of one member may overlap.
     *
     * @param from the first day away
     * @param to   the last day away, included
     * @param at   when the member said so
     */
    public void add(TeamId team, MemberId member, LocalDate from, LocalDate to, Instant at) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a leave cannot end on " + to + ", before it begins on " + from);
        }
        mapper.insert(team, member, from, to, at);
    }

    /** The members who are away on this day. */
    public Set<MemberId> onLeave(TeamId team, LocalDate day) {
        return Set.copyOf(mapper.onLeave(team, day));
    }

    /**
     * Has the member back from this day on: later leaves are called off, one under way ends the day before.
     *
     * @return how many leaves that changed
     */
    public int cancel(TeamId team, MemberId member, LocalDate from, Instant at) {
        return transactions.execute(
                status -> mapper.cancelFrom(team, member, from, at) + mapper.endOn(team, member, from.minusDays(1)));
    }
}
