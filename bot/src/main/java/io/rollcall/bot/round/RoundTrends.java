package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.report.Report;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.Team;
import io.rollcall.core.trend.ReportTrends;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.Rounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
     * The report with its trends, where its team wants them. What the report says must be in the ledger. Two queries,
     * however large the report and however old the ledger.
     */
    Report addedTo(Report report, Team team, Round round) {
        if (!team.template().charts()) {
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
        return report.with(
                ReportTrends.choose(team, weeks, ledger.figures(team.id(), weeks.get(0), weeks.get(weeks.size() - 1))));
    }
}
