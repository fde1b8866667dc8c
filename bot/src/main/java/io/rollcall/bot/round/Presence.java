package io.rollcall.bot.round;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.round.Attendance;
import io.rollcall.core.round.Duties;
import io.rollcall.core.round.LeaveRule;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.OwnTime;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Habits;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Absences;
import io.rollcall.storage.OwnTimes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is there in a round, who is there for whom, and when each can be written to: by leave, team file and chat. */
@Component
public class Presence {

    private final Absences absences;
    private final OwnTimes ownTimes;
    private final WorkCalendar calendar;

    Presence(Absences absences, OwnTimes ownTimes, WorkCalendar calendar) {
        this.absences = absences;
        this.ownTimes = ownTimes;
        this.calendar = calendar;
    }

    /** What the roll call is to know of everybody. */
    Attendance attendance(Roster roster, Round round, Instant now) {
        Team team = roster.team();
        Map<MemberId, List<Leave>> leaves = leaves(team, round.moments(), now);
        Set<MemberId> excused = excused(team, round.moments(), leaves);
        return new Attendance(
                excused,
                unhurried(roster),
                deputies(roster, excused),
                times(team, leaves, ownTimes.of(team.id())),
                ownTimes.reminded(round.id()));
    }

    /** Whether this member's leave excuses them from the round. */
    public boolean isExcused(Team team, Round round, MemberId member) {
        Map<MemberId, List<Leave>> leaves =
                leaves(team, round.moments(), round.moments().ask());
        return rule(team).excuses(round.moments(), leaves.getOrDefault(member, List.of()));
    }

    /** Who is to be asked while this owner is away; empty when nobody is needed, or nobody is there. */
    public Optional<MemberId> deputyOf(Team team, Round round, MemberId owner) {
        Map<MemberId, List<Leave>> leaves =
                leaves(team, round.moments(), round.moments().ask());
        return deputy(new Roster(team), excused(team, round.moments(), leaves), owner);
    }

    /**
     * When the bot may write to members of its own accord; whoever is not among them can be written to at any time. What
     * answers a member is another matter.
     */
    Map<MemberId, OwnTime> ownTimes(Team team, Round round, Instant now) {
        return times(team, leaves(team, round.moments(), now), ownTimes.of(team.id()));
    }

    /** Whether the member is away or wants to be left alone now. */
    public boolean isBusy(Team team, Round round, MemberId member, Instant now) {
        return Optional.ofNullable(ownTimes(team, round, now).get(member))
                .filter(time -> time.isBusy(now))
                .isPresent();
    }

    /** When a member likes to be written to: by what they said in chat, or else by the team file. */
    public Habits habits(Team team, MemberId member) {
        Habits written = team.member(member).map(Member::habits).orElse(Habits.USUAL);
        return Optional.ofNullable(ownTimes.of(team.id()).get(member))
                .map(told -> told.over(written))
                .orElse(written);
    }

    /** All that can matter to a round: leave that reaches into it, or goes on now. */
    private Map<MemberId, List<Leave>> leaves(Team team, Moments moments, Instant now) {
        Instant from = moments.ask().isBefore(now) ? moments.ask() : now;
        Instant to = moments.close().isAfter(now) ? moments.close() : now;
        return absences.during(
                team.id(),
                from.atZone(team.zone()).toLocalDate(),
                to.atZone(team.zone()).toLocalDate());
    }

    private Set<MemberId> excused(Team team, Moments moments, Map<MemberId, List<Leave>> leaves) {
        LeaveRule rule = rule(team);
        return leaves.entrySet().stream()
                .filter(leave -> rule.excuses(moments, leave.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<MemberId, OwnTime> times(
            Team team, Map<MemberId, List<Leave>> leaves, Map<MemberId, OwnTimes.Told> told) {
        LeaveRule rule = rule(team);
        Map<MemberId, OwnTime> times = new HashMap<>();
        for (Member member : team.members()) {
            OwnTimes.@Nullable Told said = told.get(member.id());
            Habits habits = said == null ? member.habits() : said.over(member.habits());
            List<Leave> away = leaves.getOrDefault(member.id(), List.of());
            if (!away.isEmpty() || habits.quiet() != null || habits.remindAt() != null) {
                times.put(
                        member.id(),
                        new OwnTime(
                                rule.away(away),
                                habits.quiet(),
                                habits.remindAt(),
                                habits.zoneIn(team),
                                said == null ? Instant.MIN : said.at()));
            }
        }
        return times;
    }

    private static Map<MemberId, MemberId> deputies(Roster roster, Set<MemberId> excused) {
        Map<MemberId, MemberId> deputies = new HashMap<>();
        excused.forEach(owner -> deputy(roster, excused, owner).ifPresent(deputy -> deputies.put(owner, deputy)));
        return deputies;
    }

    /** The first, in the order of the report, of a section that would have nobody else to write it. */
    private static Optional<MemberId> deputy(Roster roster, Set<MemberId> excused, MemberId owner) {
        Set<MemberId> members = roster.team().members().stream().map(Member::id).collect(Collectors.toSet());
        return roster.sectionsOf(owner).stream()
                .filter(section -> section.owners().stream().allMatch(excused::contains))
                .map(Section::deputy)
                .flatMap(Stream::ofNullable)
                .filter(deputy -> members.contains(deputy) && !excused.contains(deputy))
                .filter(deputy -> !Objects.equals(deputy, owner))
                .findFirst();
    }

    /** Who owns nothing but optional sections. */
    static Set<MemberId> unhurried(Roster roster) {
        return roster.owners().stream()
                .filter(owner -> !Duties.isExpected(roster, owner))
                .collect(Collectors.toSet());
    }

    private LeaveRule rule(Team team) {
        return new LeaveRule(calendar, team.zone());
    }
}
