package io.rollcall.bot.round;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.work.LogContext;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an editor does to a round's report, at any time: before the close and after it, and once it is posted, which makes
 * a new revision. Each call is one transaction, or part of the caller's.
 */
@Service
public class Editing {

    private static final Logger log = LoggerFactory.getLogger(Editing.class);

    private final Teams teams;
    private final Drafts drafts;
    private final RoundService rounds;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Editing(Teams teams, Drafts drafts, RoundService rounds, TransactionTemplate transactions, Clock clock) {
        this.teams = teams;
        this.drafts = drafts;
        this.rounds = rounds;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Has a section read like this.
     *
     * @param by null for a script
     */
    public Edited edit(RoundId id, SectionId section, String text, @Nullable MemberId by) {
        return held(id, (team, round) -> {
            Edited edited = drafts.edit(team, round, section, text, by, clock.instant());
            revise(round, section, edited, by, isEditor(team, by));
            return edited;
        });
    }

    /**
     * The same, unless the section reads otherwise than when it was shown.
     *
     * @param seal of the text that was shown, see {@link Drafts#seal}
     */
    public Edited edit(RoundId id, SectionId section, String text, String seal, @Nullable MemberId by) {
        return held(
                id,
                (team, round) ->
                        isAsShown(team, round, section, seal) ? edit(id, section, text, by) : new Edited.Outdated());
    }

    /** Has an owner write a section that was sent back anew, unless it reads otherwise than when it was shown. */
    public Edited answer(RoundId id, SectionId section, String text, String seal, MemberId by) {
        return held(id, (team, round) -> {
            if (!isAsShown(team, round, section, seal)) {
                return new Edited.Outdated();
            }
            Edited edited = drafts.answer(team, round, section, text, by, clock.instant());
            if (edited instanceof Edited.Done) {
                drafts.tellOfAnswer(team, round, section, by);
            }
            revise(round, section, edited, by, true);
            return edited;
        });
    }

    /** Has the editor's last edit of a section count again; empty when there is none. */
    public Optional<Edited> restore(RoundId id, SectionId section, @Nullable MemberId by) {
        return held(id, (team, round) -> {
            Optional<Edited> restored = drafts.restore(team, round, section, by, clock.instant());
            restored.ifPresent(edited -> revise(round, section, edited, by, isEditor(team, by)));
            return restored;
        });
    }

    /**
     * Gives a section back to its owners with a comment.
     *
     * @param by null for a script
     * @return whom; nobody where nobody is asked for it
     */
    public List<Member> sendBack(RoundId id, Section section, String comment, @Nullable MemberId by) {
        return held(id, (team, round) -> {
            List<Member> to = drafts.sendBack(team, round, section, comment, by, clock.instant());
            if (!to.isEmpty()) {
                log.info("Round {}: section {} was sent back", id, section.id());
            }
            return to;
        });
    }

    /**
     * Posts a closed round's report now.
     *
     * @return false when it is not closed, or posted already
     */
    public boolean approve(RoundId id, @Nullable MemberId by) {
        return held(id, (team, round) -> {
            if (round.state() != RoundState.CLOSED) {
                return false;
            }
            drafts.approve(round, by, clock.instant());
            rounds.publish(id);
            return true;
        });
    }

    /**
     * Has a round that collects be closed, and its report posted, as soon as possible.
     *
     * @return false when it does not collect, or has not begun to
     */
    public boolean approveEarly(RoundId id, @Nullable MemberId by) {
        return held(id, (team, round) -> {
            boolean collects = round.state() == RoundState.OPEN
                    && !clock.instant().isBefore(round.moments().ask());
            if (collects) {
                drafts.approve(round, by, clock.instant());
                rounds.reschedule(id, round.moments().endingAt(clock.instant()));
            }
            return collects;
        });
    }

    private boolean isAsShown(Team team, Round round, SectionId section, String seal) {
        return Drafts.seal(drafts.text(team, round, section)).equals(seal);
    }

    private void revise(Round round, SectionId section, Edited edited, @Nullable MemberId by, boolean isTold) {
        if (edited instanceof Edited.Done) {
            log.info("Round {}: section {} was edited", round.id(), section);
            rounds.revise(round.id(), by, isTold);
        }
    }

    private static boolean isEditor(Team team, @Nullable MemberId by) {
        return by != null && by.equals(team.editor());
    }

    private <T> T held(RoundId id, BiFunction<Team, Round, T> work) {
        Team team = teams.find(id.team())
                .orElseThrow(() -> new IllegalStateException("team " + id.team() + " is not configured"));
        try (LogContext about = LogContext.of(id)) {
            return Objects.requireNonNull(transactions.execute(status -> work.apply(team, rounds.hold(id))));
        }
    }
}
