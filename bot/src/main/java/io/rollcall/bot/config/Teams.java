package io.rollcall.bot.config;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The teams that this deployment serves. Immutable. */
public final class Teams {

    private final List<Team> teams;
    private final Map<TeamId, Roster> rosters;
    private final List<String> notices;

    Teams(List<Team> teams, List<String> notices) {
        this.teams = List.copyOf(teams);
        this.rosters =
                teams.stream().collect(Collectors.toUnmodifiableMap(Team::id, Roster::new, (first, second) -> first));
        this.notices = List.copyOf(notices);
    }

    /** These teams, wherever they come from. */
    public static Teams of(Team... teams) {
        return new Teams(List.of(teams), List.of());
    }

    /** In the order of their files' names. */
    public List<Team> all() {
        return teams;
    }

    public Optional<Team> find(TeamId id) {
        return roster(id).map(Roster::team);
    }

    /** The team's people and what they own. */
    public Optional<Roster> roster(TeamId id) {
        return Optional.ofNullable(rosters.get(id));
    }

    /** Everyone who is reached there: one person, once for each team they are in. */
    public List<TeamMember> at(Account account) {
        return teams.stream()
                .flatMap(team -> team.memberAt(account).stream().map(member -> new TeamMember(team, member)))
                .toList();
    }

    /** The team whose report is posted there. */
    public Optional<Team> groupAt(Account group) {
        return teams.stream().filter(team -> group.equals(team.group())).findFirst();
    }

    /** What the operator should be told though it is no mistake, such as that there are no team files; for the log. */
    public List<String> notices() {
        return notices;
    }

    /** A person in one of their teams. */
    public record TeamMember(Team team, Member member) {}
}
