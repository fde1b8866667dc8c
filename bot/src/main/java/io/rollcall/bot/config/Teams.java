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
import java.util.stream.Stream;

/**
 * The teams that this deployment serves. What a team is changes only with a start; where its members are reached, also
 * when a platform tells who is meant by a contact of the team file. Thread-safe.
 */
public final class Teams {

    private final Known configured;
    private final Map<TeamId, List<WrittenAccount>> accounts;
    private final List<String> notices;
    private volatile Known known;

    Teams(List<Team> teams, Map<TeamId, List<WrittenAccount>> accounts, List<String> notices) {
        this.configured = Known.of(List.copyOf(teams));
        this.accounts = Map.copyOf(accounts);
        this.notices = List.copyOf(notices);
        this.known = configured;
    }

    private record Known(List<Team> teams, Map<TeamId, Roster> rosters) {

        static Known of(List<Team> teams) {
            return new Known(
                    teams,
                    teams.stream()
                            .collect(Collectors.toUnmodifiableMap(Team::id, Roster::new, (first, second) -> first)));
        }
    }

    /** As the team files say, whatever {@link #reach} was told. */
    public List<Team> configured() {
        return configured.teams();
    }

    /** The same of one team: where its members are reached by what was queued before {@link #reach} was told. */
    public Optional<Roster> configured(TeamId id) {
        return Optional.ofNullable(configured.rosters().get(id));
    }

    /**
     * From now on members are reached there.
     *
     * @param accounts by what the team files say in their place; takes the place of what was told before
     */
    void reach(Map<Account, Account> accounts) {
        known = Known.of(
                configured.teams().stream().map(team -> at(team, accounts)).toList());
    }

    private static Team at(Team team, Map<Account, Account> accounts) {
        if (team.members().stream().noneMatch(member -> accounts.containsKey(member.account()))) {
            return team;
        }
        return new Team(
                team.id(),
                team.name(),
                team.zone(),
                team.language(),
                team.timetable(),
                team.group(),
                team.otherPlaces(),
                team.editor(),
                team.members().stream()
                        .map(member -> new Member(
                                member.id(), member.name(), accounts.getOrDefault(member.account(), member.account())))
                        .toList(),
                team.sections(),
                team.template(),
                team.questions());
    }

    /** These teams, wherever they come from. */
    public static Teams of(Team... teams) {
        Map<TeamId, List<WrittenAccount>> accounts =
                Stream.of(teams).collect(Collectors.toMap(Team::id, WrittenAccount::of, (first, second) -> first));
        return new Teams(List.of(teams), accounts, List.of());
    }

    /** In the order of their files' names. */
    public List<Team> all() {
        return known.teams();
    }

    public Optional<Team> find(TeamId id) {
        return roster(id).map(Roster::team);
    }

    /** The team's people and what they own. */
    public Optional<Roster> roster(TeamId id) {
        return Optional.ofNullable(known.rosters().get(id));
    }

    /** Everyone who is reached there: one person, once for each team they are in. */
    public List<TeamMember> at(Account account) {
        return all().stream()
                .flatMap(team -> team.memberAt(account).stream().map(member -> new TeamMember(team, member)))
                .toList();
    }

    /** The team whose report is posted there, be it there only or among other places. */
    public Optional<Team> groupAt(Account group) {
        return all().stream().filter(team -> team.places().contains(group)).findFirst();
    }

    /** Every account that a team is to be reached at, with where it is written, in the order of the file. */
    List<WrittenAccount> accountsOf(Team team) {
        return accounts.getOrDefault(team.id(), List.of());
    }

    /** What the operator should be told though it is no mistake, such as that there are no team files; for the log. */
    public List<String> notices() {
        return notices;
    }

    /** A person in one of their teams. */
    public record TeamMember(Team team, Member member) {}
}
