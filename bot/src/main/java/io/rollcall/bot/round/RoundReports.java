package io.rollcall.bot.round;

import io.rollcall.bot.json.ReportJson;
import io.rollcall.bot.text.ReportTexts;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.Prompt;
import io.rollcall.core.report.HtmlRenderer;
import io.rollcall.core.report.MarkdownRenderer;
import io.rollcall.core.report.Origin;
import io.rollcall.core.report.Passage;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportCompiler;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.report.ReportWords;
import io.rollcall.core.report.SectionEdit;
import io.rollcall.core.report.Slip;
import io.rollcall.core.review.FindingKind;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Reply;
import io.rollcall.core.round.ReplyKind;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.DraftChanges;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.PromptLines;
import io.rollcall.storage.Replies;
import io.rollcall.storage.Reports;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Compiles rounds into reports and keeps their revisions; what a report says goes into the ledger with it. */
@Component
public class RoundReports {

    /** How far back {@code 同上周} is followed when last week said {@code 同上周} too. */
    private static final int MOST_WEEKS_BACK = 12;

    private final Rounds rounds;
    private final Replies replies;
    private final Reports reports;
    private final Ledger ledger;
    private final RoundReview review;
    private final RoundTrends trends;
    private final PromptLines prompts;
    private final RoundAnswers answers;
    private final DraftChanges changes;

    RoundReports(
            Rounds rounds,
            Replies replies,
            Reports reports,
            Ledger ledger,
            RoundReview review,
            RoundTrends trends,
            PromptLines prompts,
            RoundAnswers answers,
            DraftChanges changes) {
        this.rounds = rounds;
        this.replies = replies;
        this.reports = reports;
        this.ledger = ledger;
        this.review = review;
        this.trends = trends;
        this.prompts = prompts;
        this.answers = answers;
        this.changes = changes;
    }

    /** The report as it stands, not stored. */
    public Report preview(Team team, Round round) {
        return answers.noted(team, round, said(team, round));
    }

    /** The report of a round that was compiled, with the same slips and trends as its stored revision: as it is posted. */
    public Report posted(Team team, Round round) {
        return trends.addedTo(
                preview(team, round).with(Slip.of(findings(team, round))),
                team,
                round,
                ledger.week(team.id(), round.weeks().last()));
    }

    /** The report as it stands, without what it says of unanswered questions. */
    Report said(Team team, Round round) {
        return compile(team, round, MOST_WEEKS_BACK);
    }

    /** The report as its owners wrote it, without what was edited since. */
    Report unedited(Team team, Round round) {
        return compile(team, round, MOST_WEEKS_BACK, List.of());
    }

    /** The revision that was posted first. */
    Optional<CompiledReport> firstPublished(RoundId id) {
        return reports.firstPublished(id);
    }

    Optional<CompiledReport> revision(RoundId id, int revision) {
        return reports.find(id, revision);
    }

    /** The latest stored revision. */
    public Optional<CompiledReport> latest(RoundId id) {
        return reports.latest(id);
    }

    /** What each reply that counts made of last week's lines as they stood when it came, by its number. */
    public Map<Long, Merged> merges(Team team, Round round) {
        List<Reply> counting = counting(round);
        return new ReportCompiler(team)
                .merges(round.weeks(), rounds.asks(round.id()), counting, promptsOf(round, counting));
    }

    /** What prompts are made from. */
    LastWeek toShow(Team team, Round round) {
        return before(team, round)
                .map(last -> new LastWeek(
                        open(team, last, MOST_WEEKS_BACK - 1),
                        ledger.week(team.id(), last.weeks().last())))
                .filter(last -> !last.lines().isEmpty())
                .orElse(LastWeek.NONE);
    }

    /** Last week's lines by section, but for what was finished by then; nothing when there was no round before. */
    public Map<SectionId, List<ParsedNode>> lastWeek(Team team, Round round) {
        return lastWeek(team, round, MOST_WEEKS_BACK);
    }

    /** What the round says now, whatever state it is in. */
    public RoundNow now(Team team, Round round) {
        Report report = preview(team, round);
        RoundReview.Past past = review.before(team, round);
        List<Statement> before = before(team, round)
                .flatMap(last -> past.of(last.weeks().last()))
                .orElse(List.of());
        return new RoundNow(team, round, report, past, before, review.match(team, round, past, report));
    }

    /**
     * What was noticed in the latest revision; of an open round, what is to be noticed as it stands. As long as owners
     * are still to answer, what is missing is noticed only in sections that have lines, and plans are not held against
     * those who have not spoken yet.
     */
    public List<RoundFinding> findings(Team team, Round round) {
        return round.state() == RoundState.OPEN ? findings(now(team, round), false) : review.latest(round.id());
    }

    /** The same with what the round says at hand. */
    List<RoundFinding> findings(RoundNow now) {
        return now.round().state() == RoundState.OPEN
                ? findings(now, false)
                : review.latest(now.round().id());
    }

    /**
     * What is to be noticed in what a round says now, in whatever state it is.
     *
     * @param isLastCall whether plans are held against those who have written
     */
    List<RoundFinding> findings(RoundNow now, boolean isLastCall) {
        Set<SectionId> written =
                now.statements().stream().map(Statement::section).collect(Collectors.toSet());
        return review.of(now.team(), now.round(), now.past(), now.statements()).stream()
                .filter(each -> each.finding().line() != null
                        || (written.contains(each.section())
                                && (isLastCall || each.finding().kind() != FindingKind.PLAN_UNANSWERED)))
                .toList();
    }

    /**
     * Stores a new revision and what it says, in the caller's transaction.
     *
     * @return the new revision; empty when it would read the same as the latest
     */
    Optional<CompiledReport> compile(Team team, Round round, Instant now) {
        ReportWords words = ReportTexts.in(team.language());
        Report said = preview(team, round);
        String markdown = new MarkdownRenderer(team, words).render(said);
        Optional<CompiledReport> latest = reports.latest(round.id());
        if (latest.filter(last -> last.markdown().equals(markdown)).isPresent()) {
            return Optional.empty();
        }
        int revision = rounds.nextRevision(round.id());
        RoundReview.Past past = review.before(team, round);
        List<Statement> stored =
                ledger.replaceWeek(team.id(), round.weeks().last(), review.match(team, round, past, said));
        List<RoundFinding> found = review.remember(team, round, past, stored);
        Report report = trends.addedTo(said.as(revision).with(Slip.of(found)), team, round, stored);
        CompiledReport compiled = new CompiledReport(
                round.id(),
                revision,
                markdown,
                new HtmlRenderer(words).render(report),
                ReportJson.write(report),
                now,
                null);
        reports.save(compiled);
        return Optional.of(compiled);
    }

    /** Notices anew what the latest revision says, where a person has said since which lines are one item. */
    void noticeAnew(Team team, Round round) {
        if (round.state() != RoundState.OPEN) {
            review.remember(
                    team,
                    round,
                    review.before(team, round),
                    ledger.week(team.id(), round.weeks().last()));
        }
    }

    void markPublished(CompiledReport report, Instant now) {
        reports.published(report.round(), report.revision(), now);
    }

    /** A section that the team has no more is called by its id. */
    static String titleOf(Team team, SectionId section) {
        return team.section(section).map(Section::title).orElse(section.value());
    }

    static List<Statement> statements(Round round, Report report) {
        return report.allSections()
                .flatMap(section -> section.passages().stream().flatMap(passage -> statements(round, section, passage)))
                .toList();
    }

    private static Stream<Statement> statements(Round round, ReportSection section, Passage passage) {
        return passage.lines()
                .filter(line -> !line.item().text().isBlank())
                .map(line -> statement(round, section.id(), line.item(), line.origin()));
    }

    /** Of a report that was recorded as a whole it is not known who said what, and how. */
    private static Statement statement(Round round, SectionId section, ParsedNode.Item item, Origin origin) {
        boolean isKnown = !origin.member().equals(RoundHistory.UNKNOWN);
        return new Statement(
                0,
                round.weeks().last(),
                round.id(),
                section,
                0,
                item.depth(),
                null,
                item.label(),
                item.text(),
                item.status(),
                item.facts(),
                isKnown ? origin.member() : null,
                isKnown && origin.reply() != 0 ? origin.reply() : null);
    }

    private Report compile(Team team, Round round, int weeksBack) {
        MemberId unnamed = Optional.ofNullable(team.editor())
                .orElseGet(() -> team.members().get(0).id());
        List<SectionEdit> edits = changes.edits(round.id()).stream()
                .flatMap(change -> change.edit(unnamed).stream())
                .toList();
        return compile(team, round, weeksBack, edits);
    }

    private Report compile(Team team, Round round, int weeksBack, List<SectionEdit> edits) {
        List<Reply> counting = counting(round);
        boolean needsLastWeek = counting.stream().anyMatch(reply -> reply.kind() == ReplyKind.SAME_AS_LAST_WEEK);
        return new ReportCompiler(team)
                .compile(
                        round.weeks(),
                        0,
                        rounds.asks(round.id()),
                        counting,
                        needsLastWeek ? lastWeek(team, round, weeksBack) : Map.of(),
                        promptsOf(round, counting),
                        answers.amendments(round.id()),
                        edits);
    }

    private List<Reply> counting(Round round) {
        return replies.of(round.id()).stream().filter(Reply::counts).toList();
    }

    private Map<MemberId, List<AskedLine>> promptsOf(Round round, List<Reply> counting) {
        Set<MemberId> writers = counting.stream()
                .filter(reply -> reply.kind().isText())
                .map(Reply::member)
                .filter(member -> !member.equals(RoundHistory.UNKNOWN))
                .collect(Collectors.toSet());
        return PromptBook.of(prompts, round.id(), writers);
    }

    private Map<SectionId, List<ParsedNode>> lastWeek(Team team, Round round, int weeksBack) {
        return weeksBack == 0
                ? Map.of()
                : before(team, round)
                        .map(last -> open(team, last, weeksBack - 1))
                        .orElse(Map.of());
    }

    private Map<SectionId, List<ParsedNode>> open(Team team, Round round, int weeksBack) {
        Map<SectionId, List<ParsedNode>> open = new LinkedHashMap<>();
        compile(team, round, weeksBack).lines().forEach((section, nodes) -> {
            List<ParsedNode> left = Prompt.open(nodes);
            if (!left.isEmpty()) {
                open.put(section, left);
            }
        });
        return open;
    }

    private Optional<Round> before(Team team, Round round) {
        return rounds.before(team.id(), round.id().week());
    }
}
