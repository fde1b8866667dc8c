package io.rollcall.bot.api;

import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was noticed in a round. */
@RestController
@RequestMapping("/api/v1")
class FindingsController {

    private final Lookup lookup;
    private final RoundReports reports;

    FindingsController(Lookup lookup, RoundReports reports) {
        this.lookup = lookup;
        this.reports = reports;
    }

    /**
     * Something that was noticed.
     *
     * @param item   the ledger's number of the item, or null for one that is not in the ledger yet
     * @param line   counted within the report, from 1; null for what is missing there
     * @param before the week that it is held against, or null where the line is held against itself
     */
    record FindingView(
            String kind,
            @Nullable Long item,
            String title,
            String section,
            @Nullable String member,
            String week,
            @Nullable Integer line,
            @Nullable String before,
            String explain,
            List<QuoteView> quotes,
            double confidence) {

        static FindingView of(RoundFinding noticed, ReviewTexts texts) {
            Finding finding = noticed.finding();
            return new FindingView(
                    finding.kind().key(),
                    finding.number() == 0 ? null : finding.number(),
                    finding.item(),
                    noticed.section().value(),
                    noticed.author().map(MemberId::value).orElse(null),
                    finding.weeks().toString(),
                    finding.line(),
                    finding.earlier().map(place -> place.weeks().toString()).orElse(null),
                    texts.why(finding),
                    finding.quotes().stream()
                            .map(quote -> new QuoteView(quote.place().weeks().toString(), quote.text()))
                            .toList(),
                    finding.confidence());
        }
    }

    /** Words as they stand in a week's report. */
    record QuoteView(String week, String text) {}

    /** What was noticed in a round's report; of a round that is still open, in what has been said so far. */
    record FindingsView(String round, List<FindingView> findings) {}

    @GetMapping("/rounds/{id}/findings")
    FindingsView findings(@PathVariable String id) {
        Round round = lookup.round(id);
        Team team = lookup.team(round.id().team().value());
        ReviewTexts texts = ReviewTexts.in(team.language());
        return new FindingsView(
                round.id().toString(),
                reports.findings(team, round).stream()
                        .map(finding -> FindingView.of(finding, texts))
                        .toList());
    }
}
