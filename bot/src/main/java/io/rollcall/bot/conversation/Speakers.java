package io.rollcall.bot.conversation;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.config.Teams.TeamMember;
import io.rollcall.bot.round.Drafts;
import io.rollcall.bot.round.Placement;
import io.rollcall.bot.round.RoundService;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Who is speaking, and for which team: a person may be in several. The group a message was written in decides; else the
 * round of the message that it replies to; else the only team whose question it reads like an answer to; else the only
 * team of which the text names a section; else the only one that sent a section back to the person; else the only one
 * that waits for the person's answer; else, of those still collecting, the one that closes first.
 */
@Component
class Speakers {

    private final Teams teams;
    private final RoundService rounds;
    private final Placement placement;
    private final QuestionDesk questions;
    private final Drafts drafts;

    Speakers(Teams teams, RoundService rounds, Placement placement, QuestionDesk questions, Drafts drafts) {
        this.teams = teams;
        this.rounds = rounds;
        this.placement = placement;
        this.questions = questions;
        this.drafts = drafts;
    }

    /** Empty when nobody of any team is reached there. */
    Optional<TeamMember> find(Incoming.Written written, Instant now) {
        List<TeamMember> all = teams.at(written.sender());
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        String text = written.text();
        return written.group()
                .flatMap(teams::groupAt)
                .flatMap(team -> of(all, team.id()))
                .or(() -> questions.roundRepliedTo(written).flatMap(round -> of(all, round.team())))
                .or(() -> only(all, who -> written.group().isEmpty() && isAnswer(who, text)))
                .or(() -> only(all, who -> placement.namesASection(who.team(), text, now)))
                .or(() -> only(all, who -> isSentBack(who, text)))
                .or(() -> byWhatIsDue(all));
    }

    /** Whose press of a button this is that names no round. */
    Optional<TeamMember> find(Account sender) {
        List<TeamMember> all = teams.at(sender);
        return all.size() <= 1 ? all.stream().findFirst() : byWhatIsDue(all);
    }

    private Optional<TeamMember> byWhatIsDue(List<TeamMember> all) {
        return only(all, this::isWaitedFor)
                .or(() -> all.stream().filter(this::isWaitedFor).min(Comparator.comparing(this::closes)))
                .or(() -> all.stream().min(Comparator.comparing(this::closes)));
    }

    private boolean isWaitedFor(TeamMember who) {
        return rounds.isWaitedFor(who.team(), who.member().id());
    }

    private boolean isAnswer(TeamMember who, String text) {
        return rounds.current(who.team(), who.member().id())
                .filter(round -> questions.isAnswer(round.id(), who.member().id(), text))
                .isPresent();
    }

    /** Whatever is no command may be what a section that was sent back is to read like. */
    private boolean isSentBack(TeamMember who, String text) {
        return Commands.read(text, name -> true).isEmpty()
                && rounds.current(who.team(), who.member().id())
                        .flatMap(round -> drafts.awaitedFrom(
                                who.team(), round, who.member().id()))
                        .isPresent();
    }

    private static Optional<TeamMember> of(List<TeamMember> all, TeamId team) {
        return all.stream().filter(who -> who.team().id().equals(team)).findFirst();
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
