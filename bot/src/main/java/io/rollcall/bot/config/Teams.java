package io.rollcall.bot.config;

import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The teams that this deployment serves. What a team is changes with a start, and on the day on which a member leaves;
 * where its members are reached, also when a platform tells who is meant by a contact of the team file. Thread-safe.
 */
public final class Teams {

    private final List<Team> written;
    private final Map<TeamId, Roster> writtenRosters;
    private final Map<TeamId, List<WrittenAccount>> accounts;
    private final List<String> notices;
    private final Supplier<Instant> now;
    private volatile List<Team> reached;
    private volatile Known known;

    Teams(List<Team> teams, Map<TeamId, List<WrittenAccount>> accounts, List<String> notices) {
        this(teams, accounts, notices, () -> Instant.MIN);
    }

    /** @param now by which it is told who has left; {@link Instant#MIN} for nobody but those who left for good */
    private Teams(
            List<Team> teams, Map<TeamId, List<WrittenAccount>> accounts, List<String> notices, Supplier<Instant> now) {
        this.written = List.copyOf(teams);
        this.writtenRosters = rosters(written);
        this.accounts = Map.copyOf(accounts);
        this.notices = List.copyOf(notices);
        this.now = now;
        this.reached = written;
        this.known = Known.of(written, now.get());
    }

    /** The same teams, of which members leave on the day that their file names. */
    Teams by(Clock clock) {
        return new Teams(written, accounts, notices, clock::instant);
    }

    /**
     * The teams as they are for some time.
     *
     * @param until when the next member leaves
     */
    private record Known(List<Team> teams, Map<TeamId, Roster> rosters, Instant until) {

        static Known of(List<Team> all, Instant now) {
            List<Team> teams =
                    all.stream().map(team -> team.on(dayOf(team, now))).toList();
            Instant until = all.stream()
                    .flatMap(team -> team.members().stream()
                            .map(Member::left)
                            .flatMap(Stream::ofNullable)
                            .filter(day -> day.isAfter(dayOf(team, now)))
                            .map(day -> day.atStartOfDay(team.zone()).toInstant()))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
            return new Known(teams, Teams.rosters(teams), until);
        }
    }

    private static LocalDate dayOf(Team team, Instant now) {
        return now.equals(Instant.MIN) ? LocalDate.MIN : now.atZone(team.zone()).toLocalDate();
    }

    private static Map<TeamId, Roster> rosters(List<Team> teams) {
        return teams.stream().collect(Collectors.toUnmodifiableMap(Team::id, Roster::new, (first, second) -> first));
    }

    private Known known() {
        Known current = known;
        if (current.until().equals(Instant.MAX) || now.get().isBefore(current.until())) {
            return current;
        }
        synchronized (this) {
            known = Known.of(reached, now.get());
            return known;
        }
    }

    /** As the team files say, whatever {@link #reach} was told, and with those who have left. */
    public List<Team> configured() {
        return written;
    }

    /** The same of one team: where its members are reached by what was queued before {@link #reach} was told. */
    public Optional<Roster> configured(TeamId id) {
        return Optional.ofNullable(writtenRosters.get(id));
    }

    /**
     * From now on members are reached there.
     *
     * @param accounts by what the team files say in their place; takes the place of what was told before
     */
    synchronized void reach(Map<Account, Account> accounts) {
        reached = written.stream()
                .map(team -> team.reachedAt(account -> accounts.getOrDefault(account, account)))
                .toList();
        known = Known.of(reached, now.get());
    }

    /** These teams, wherever they come from. */
    public static Teams of(Team... teams) {
        Map<TeamId, List<WrittenAccount>> accounts =
                Stream.of(teams).collect(Collectors.toMap(Team::id, WrittenAccount::of, (first, second) -> first));
        return new Teams(List.of(teams), accounts, List.of());
    }

    /** In the order of their files' names. */
    public List<Team> all() {
        return known().teams();
    }

    public Optional<Team> find(TeamId id) {
        return roster(id).map(Roster::team);
    }

    /** The team's people and what they own. */
    public Optional<Roster> roster(TeamId id) {
        return Optional.ofNullable(known().rosters().get(id));
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
