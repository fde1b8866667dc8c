package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.ItemMatcher;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.report.Report;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.ReviewedReport;
import io.rollcall.core.review.Reviewer;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.Findings;
import io.rollcall.storage.ItemCorrections;
import io.rollcall.storage.Ledger;
import io.rollcall.storage.Rounds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which items a round speaks of, and what is to be noticed in that, held against what the ledger holds of the rounds before
 * it. What was read of those is kept, so that of a long history only the report at hand is read anew.
 */
@Component
class RoundReview {

    /** How far back a promise is followed to where it was first given, at least: two years of weeks. */
    private static final int WEEKS_BACK = 104;

    /**
     * Where reading begins moves on by so many weeks at once, and not with every round: what was read for the round before
     * is then the beginning of what is to be read for the next, however long the history.
     */
    private static final int WEEKS_AT_ONCE = 26;

    private static final ReportWeek FIRST_WEEK = new ReportWeek(1, 1);

    /** For how many weeks an item that nobody speaks of is still known when someone does again. */
    private static final int WEEKS_REMEMBERED = 6;

    private final Rounds rounds;
    private final Ledger ledger;
    private final ItemCorrections corrections;
    private final Findings findings;
    private final Map<TeamId, Past> pasts = new ConcurrentHashMap<>();

    RoundReview(Rounds rounds, Ledger ledger, ItemCorrections corrections, Findings findings) {
        this.rounds = rounds;
        this.ledger = ledger;
        this.corrections = corrections;
        this.findings = findings;
    }

    /**
     * The rounds before one, as the ledger holds them.
     *
     * @param read   how items and sections were told, then each round with its revision
     * @param recent what the latest of them said, the latest first, as far back as an item is still known that nobody
     *               speaks of
     */
    record Past(List<String> read, Reviewer reviewer, List<Said> recent) {

        private static Past none(String told) {
            return new Past(List.of(told), new Reviewer(), List.of());
        }

        private boolean isBeginningOf(List<String> keys) {
            return read.size() <= keys.size() && read.equals(keys.subList(0, read.size()));
        }

        /** What the round that ended with this week said, if it is one of the latest. */
        Optional<List<Statement>> of(ReportWeek week) {
            return recent.stream()
                    .filter(said -> said.week().equals(week))
                    .map(Said::statements)
                    .findFirst();
        }
    }

    /**
     * What one round said.
     *
     * @param week its last
     */
    record Said(ReportWeek week, List<Statement> statements) {}

    /**
     * Tells which items a round's report speaks of.
     *
     * @param past of this round
     * @return what the report says, in its order, with the items; 0 for new ones
     */
    List<Statement> match(Team team, Round round, Past past, Report report) {
        return new ItemMatcher(section -> RoundReports.titleOf(team, section))
                .match(known(team, round, past), RoundReports.statements(round, report));
    }

    /**
     * What this week's lines may speak of: what they were found to be before, then the weeks that came before, then,
     * where a later week is known already, the week after.
     */
    private List<List<Statement>> known(Team team, Round round, Past past) {
        List<List<Statement>> known = new ArrayList<>();
        known.add(ledger.week(team.id(), round.weeks().last()));
        past.recent().forEach(said -> known.add(said.statements()));
        rounds.after(team.id(), round.id().week())
                .map(after -> ledger.week(team.id(), after.weeks().last()))
                .ifPresent(known::add);
        return known;
    }

    /**
     * Notes what is to be noticed in the revision of a round that the ledger now holds, in the caller's transaction.
     *
     * @param statements as the ledger has stored them
     */
    List<RoundFinding> remember(Team team, Round round, Past past, List<Statement> statements) {
        List<RoundFinding> noticed = of(team, round, past, statements);
        findings.replace(round.id(), noticed);
        return noticed;
    }

    /** What was noticed in the latest revision. */
    List<RoundFinding> latest(RoundId round) {
        return findings.of(round);
    }

    /**
     * What is to be noticed in these statements.
     *
     * @param past of this round
     * @param now  in the order of the report, with the items that they speak of; 0 for new ones
     */
    List<RoundFinding> of(Team team, Round round, Past past, List<Statement> now) {
        Map<ReportWeek, List<Statement>> older = new HashMap<>();
        List<RoundFinding> all = new ArrayList<>();
        for (Finding finding : past.reviewer().copy().read(page(team, round, now))) {
            Optional<Statement> about = finding.line() != null
                    ? Optional.of(now.get(finding.line() - 1))
                    : finding.earlier().map(place -> {
                        ReportWeek week = place.weeks().last();
                        return past.of(week)
                                .orElseGet(() -> older.computeIfAbsent(week, any -> ledger.week(team.id(), any)))
                                .get(place.line() - 1);
                    });
            about.ifPresent(statement -> all.add(new RoundFinding(statement.section(), statement.member(), finding)));
        }
        return all;
    }

    /** Looks at the rounds before this one; one look does for all that is to be made of them. */
    Past before(Team team, Round round) {
        // A round that was never compiled says nothing of what it is silent about.
        ReportWeek week = round.id().week();
        int weeksBack = WEEKS_BACK + FIRST_WEEK.weeksUntil(week) % WEEKS_AT_ONCE;
        List<Round> past = rounds.before(team.id(), week, weeksBack).stream()
                .filter(each -> each.revision() > 0 && each.id().week().weeksUntil(week) <= weeksBack)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(past);
        List<String> keys = past.stream()
                .map(each -> each.id() + "/" + each.revision())
                .collect(Collectors.toCollection(ArrayList::new));
        // A section's title tells what it is for; a person's word, which lines are one item.
        keys.add(
                0,
                corrections.latest(team.id())
                        + team.allSections()
                                .map(section -> section.id() + section.title())
                                .collect(Collectors.joining()));
        Past known = Optional.ofNullable(pasts.get(team.id()))
                .filter(kept -> kept.isBeginningOf(keys))
                .orElseGet(() -> Past.none(keys.get(0)));
        if (known.read().size() == keys.size()) {
            return known;
        }
        Reviewer reviewer = known.reviewer().copy();
        LinkedList<Said> recent = new LinkedList<>(known.recent());
        for (Round each : past.subList(known.read().size() - 1, past.size())) {
            List<Statement> said = ledger.week(team.id(), each.weeks().last());
            if (!said.isEmpty()) {
                reviewer.read(page(team, each, said));
            }
            recent.addFirst(new Said(each.weeks().last(), said));
            if (recent.size() > WEEKS_REMEMBERED) {
                recent.removeLast();
            }
        }
        Past read = new Past(List.copyOf(keys), reviewer, List.copyOf(recent));
        pasts.put(team.id(), read);
        return read;
    }

    private static ReviewedReport page(Team team, Round round, List<Statement> statements) {
        LocalDate day = round.moments().close().atZone(team.zone()).toLocalDate();
        return ReviewedReport.of(round.weeks(), day, statements, section -> RoundReports.titleOf(team, section));
    }
}
