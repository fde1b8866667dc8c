package io.rollcall.storage;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.AbsenceMapper.LeaveRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
     * Adds a leave of whole days; leaves of one member may overlap.
     *
     * @param from the first day away
     * @param to   the last day away, included
     * @param at   when the member said so
     */
    public void add(TeamId team, MemberId member, LocalDate from, LocalDate to, Instant at) {
        add(team, member, Leave.days(from, to), at);
    }

    /**
     * Adds a leave; leaves of one member may overlap.
     *
     * @param at when the member said so
     */
    public void add(TeamId team, MemberId member, Leave leave, Instant at) {
        mapper.insert(team, member, leave, at);
    }

    /** The leaves that reach into these days, the last included, by who is away. */
    public Map<MemberId, List<Leave>> during(TeamId team, LocalDate from, LocalDate to) {
        return mapper.during(team, from, to).stream()
                .collect(Collectors.groupingBy(
                        LeaveRow::member,
                        LinkedHashMap::new,
                        Collectors.mapping(LeaveRow::toLeave, Collectors.toList())));
    }

    /**
     * Has the member back from this day on: later leaves are called off, one under way ends the day before.
     *
     * @return how many leaves that changed
     */
    public int cancel(TeamId team, MemberId member, LocalDate from, Instant at) {
        return cancel(team, member, from.atStartOfDay(), at).size();
    }

    /**
     * Has the member back from this half of a day on: later leaves are called off, one under way ends then.
     *
     * @param from midnight or noon
     * @return the leaves that this changed, as they were
     */
    public List<Leave> cancel(TeamId team, MemberId member, LocalDateTime from, Instant at) {
        return cancel(team, member, from, LocalDateTime.MAX, at);
    }

    /**
     * Has the member there from one half of a day to another: of a leave that begins before or goes on after, that much
     * is left.
     *
     * @param from  midnight or noon
     * @param until midnight or noon, no longer included
     * @return the leaves that this changed, as they were
     */
    public List<Leave> cancel(TeamId team, MemberId member, LocalDateTime from, LocalDateTime until, Instant at) {
        requireHalf(from);
        if (!until.equals(LocalDateTime.MAX)) {
            requireHalf(until);
        }
        return transactions.execute(status -> mapper.since(team, member, from.toLocalDate()).stream()
                .filter(row -> row.toLeave().end().isAfter(from)
                        && row.toLeave().start().isBefore(until))
                .filter(row -> cut(team, row, from, until, at))
                .map(LeaveRow::toLeave)
                .toList());
    }

    private boolean cut(TeamId team, LeaveRow row, LocalDateTime from, LocalDateTime until, Instant at) {
        boolean isCut = row.toLeave()
                        .before(from)
                        .map(left -> mapper.end(row.id(), left.to(), left.untilNoon()))
                        .orElseGet(() -> mapper.cancel(row.id(), at))
                == 1;
        if (isCut) {
            row.toLeave().since(until).ifPresent(left -> mapper.insert(team, row.member(), left, at));
        }
        return isCut;
    }

    /** The leaves of a member that are not over by this half of a day. */
    public List<Leave> since(TeamId team, MemberId member, LocalDateTime half) {
        return mapper.since(team, member, half.toLocalDate()).stream()
                .map(LeaveRow::toLeave)
                .filter(leave -> leave.end().isAfter(half))
                .toList();
    }

    private static void requireHalf(LocalDateTime moment) {
        if (!moment.toLocalTime().equals(LocalTime.NOON)
                && !moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("a leave ends at noon or at midnight, not at " + moment);
        }
    }
}
