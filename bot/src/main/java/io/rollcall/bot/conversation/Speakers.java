package io.rollcall.bot.conversation;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.config.Teams.TeamMember;
import io.rollcall.bot.round.Placement;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Who is speaking, and for which team: a person may be in several. The group a message was written in decides; else the
 * only team of which the text names a section; else the only one that waits for the person's answer; else, of those
 * still collecting, the one that closes first.
 */
@Component
class Speakers {

    private final Teams teams;
    private final RoundService rounds;
    private final Placement placement;

    Speakers(Teams teams, RoundService rounds, Placement placement) {
        this.teams = teams;
        this.rounds = rounds;
        this.placement = placement;
    }

    /** Empty when nobody of any team is reached there. */
    Optional<TeamMember> find(Account sender, Optional<Account> group, String text, Instant now) {
        List<TeamMember> all = teams.at(sender);
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        Optional<TeamMember> byGroup = group.flatMap(teams::groupAt)
                .flatMap(team ->
                        all.stream().filter(who -> who.team().equals(team)).findFirst());
        return byGroup.or(() -> only(all, who -> placement.namesASection(who.team(), text, now)))
                .or(() -> only(
                        all, who -> rounds.isWaitedFor(who.team(), who.member().id())))
                .or(() -> all.stream()
                        .filter(who ->
                                rounds.isWaitedFor(who.team(), who.member().id()))
                        .min(Comparator.comparing(this::closes)))
                .or(() -> all.stream().min(Comparator.comparing(this::closes)));
    }

    private static Optional<TeamMember> only(List<TeamMember> all, Predicate<TeamMember> fits) {
        List<TeamMember> found = all.stream().filter(fits).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Instant closes(TeamMember who) {
        return rounds.current(who.team(), who.member().id())
                .filter(round -> round.state() != RoundState.PUBLISHED)
                .map(Round::moments)
                .map(moments -> moments.close())
                .orElse(Instant.MAX);
    }
}
