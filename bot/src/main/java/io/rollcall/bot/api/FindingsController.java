package io.rollcall.bot.api;

import io.rollcall.bot.round.RoundReports;
import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.core.review.Answer;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Round;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Questions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
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
    private final Questions questions;

    FindingsController(Lookup lookup, RoundReports reports, Questions questions) {
        this.lookup = lookup;
        this.reports = reports;
        this.questions = questions;
    }

    /**
     * Something that was noticed.
     *
     * @param item   the ledger's number of the item, or null for one that is not in the ledger yet
     * @param line   counted within the report, from 1; null for what is missing there
     * @param before the week that it is held against, or null where the line is held against itself
     * @param question what became of asking about it, or null where nobody was asked
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
            double confidence,
            @Nullable QuestionView question) {

        static FindingView of(Team team, RoundFinding noticed, List<Question> put, ReviewTexts texts) {
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
                    finding.confidence(),
                    put.stream()
                            .filter(question -> question.about().isSameAs(noticed))
                            .findFirst()
                            .map(question -> QuestionView.of(team, question))
                            .orElse(null));
        }
    }

    /**
     * A question that was put about it.
     *
     * @param member who was asked
     * @param state  {@code open}, {@code answered}, {@code withdrawn} or {@code expired}
     * @param answer such as {@code moved} or {@code explained}; null while there is none
     * @param words  the answer as it was said
     */
    record QuestionView(
            String member,
            String state,
            @Nullable String answer,
            @Nullable String words,
            OffsetDateTime askedAt,
            @Nullable OffsetDateTime answeredAt) {

        static QuestionView of(Team team, Question question) {
            return new QuestionView(
                    question.member().value(),
                    question.state().name().toLowerCase(Locale.ROOT),
                    question.said()
                            .map(answer -> answer.kind().name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    question.said().map(Answer::words).orElse(null),
                    RoundView.in(team, question.askedAt()),
                    RoundView.maybe(team, question.answeredAt()));
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
        List<Question> put = questions.of(round.id());
        return new FindingsView(
                round.id().toString(),
                reports.findings(team, round).stream()
                        .map(finding -> FindingView.of(team, finding, put, texts))
                        .toList());
    }
}
