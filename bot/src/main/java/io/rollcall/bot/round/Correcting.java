package io.rollcall.bot.round;

import io.rollcall.bot.work.LogContext;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemCorrection;
import io.rollcall.core.review.Question;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Team;
import io.rollcall.storage.ItemCorrections;
import io.rollcall.storage.Questions;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a person say which lines are one item. What is noticed in the team's latest report, and asked about it, follows
 * from that. Each call is one transaction.
 */
@Service
public class Correcting {

    /** The round that collects, and the one before it. */
    private static final int LATEST = 2;

    private final ItemCorrections corrections;
    private final Rounds stored;
    private final RoundService rounds;
    private final RoundReports reports;
    private final Questions questions;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Correcting(
            ItemCorrections corrections,
            Rounds stored,
            RoundService rounds,
            RoundReports reports,
            Questions questions,
            TransactionTemplate transactions,
            Clock clock) {
        this.corrections = corrections;
        this.stored = stored;
        this.rounds = rounds;
        this.reports = reports;
        this.questions = questions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** As {@link ItemCorrections#merge}. */
    public ItemCorrection merge(Team team, long item, long into, String by) {
        return corrected(team, () -> corrections.merge(team.id(), item, into, by, clock.instant()));
    }

    /** As {@link ItemCorrections#split}. */
    public ItemCorrection split(Team team, long item, ReportWeek from, String by) {
        return corrected(team, () -> corrections.split(team.id(), item, from, by, clock.instant()));
    }

    private ItemCorrection corrected(Team team, Supplier<ItemCorrection> correction) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<Round> held = latest(team).map(rounds::hold).toList();
            ItemCorrection made = correction.get();
            for (Round round : held) {
                try (LogContext about = LogContext.of(round.id())) {
                    reports.noticeAnew(team, round);
                    // Of what is printed only the remarks on questions can hang on which item a line is of.
                    if (questions.of(round.id()).stream().anyMatch(Question::isUnanswered)) {
                        rounds.revise(round.id(), Set.of(), null);
                    }
                }
            }
            return made;
        }));
    }

    /** Of these some is noticed, or asked about, that can still change: the latest report, and the round after it. */
    private Stream<RoundId> latest(Team team) {
        List<Round> all = stored.of(team.id(), LATEST);
        return all.stream()
                .filter(round -> round.equals(all.get(0)) || all.get(0).state() == RoundState.OPEN)
                .map(Round::id)
                .sorted(Comparator.comparing(RoundId::week));
    }
}
