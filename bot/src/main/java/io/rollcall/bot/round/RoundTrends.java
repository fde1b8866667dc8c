package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.Report;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Team;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.Rounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How the figures of a round's report went over the weeks, as the ledger has it. */
@Component
class RoundTrends {

    private final Rounds rounds;
    private final Ledger ledger;

    RoundTrends(Rounds rounds, Ledger ledger) {
        this.rounds = rounds;
        this.ledger = ledger;
    }

    /**
     * The report with its trends, where its team wants them. Two queries, and as many rows as there may be charts,
     * however large the report is and however old the ledger.
     *
     * @param now what the report says, as the ledger has it, in its order
     */
    Report addedTo(Report report, Team team, Round round, List<Statement> now) {
        Set<Long> items = team.template().charts() ? ReportTrends.candidates(team, now) : Set.of();
        if (items.isEmpty()) {
            return report;
        }
        List<ReportWeek> weeks = new ArrayList<>();
        weeks.add(round.weeks().last());
        // Of weeks that were merged there is one report.
        rounds.before(team.id(), round.id().week(), ReportTrends.WEEKS - 1)
                .forEach(before -> weeks.add(before.weeks().last()));
        if (weeks.size() < ReportTrends.FEWEST_VALUES) {
            return report;
        }
        Collections.reverse(weeks);
        List<Statement> said = new ArrayList<>(now);
        said.addAll(ledger.figures(items, weeks.get(0), weeks.get(weeks.size() - 2)));
        return report.with(ReportTrends.choose(team, weeks, said));
    }
}
