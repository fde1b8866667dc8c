package io.rollcall.bot.round;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
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
 * What is to be noticed in a round's report, held against what the ledger holds of the rounds before it. What was read
 * of those is kept, so that of a long history only the report at hand is read anew.
 */
@Component
class RoundReview {

    /** How many rounds back a promise is followed to where it was first given: two years of weeks. */
    private static final int MOST_ROUNDS_BACK = 104;

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
     * What is remembered of the rounds that were read.
     *
     * @param read   how items and sections were told, then each round with its revision
     * @param recent what the latest of them said, the latest first
     */
    private record Past(List<String> read, Reviewer reviewer, List<List<Statement>> recent) {

        static Past none(String told) {
            return new Past(List.of(told), new Reviewer(), List.of());
        }

        boolean isBeginningOf(List<String> keys) {
            return read.size() <= keys.size() && read.equals(keys.subList(0, read.size()));
        }
    }

    /**
     * Notes what is to be noticed in the revision of a round that the ledger now holds, in the caller's transaction.
     *
     * @param statements as the ledger has stored them
     */
    List<RoundFinding> remember(Team team, Round round, List<Statement> statements) {
        List<RoundFinding> noticed = of(team, round, statements);
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
     * @param now in the order of the report, with the items that they speak of; 0 for new ones
     */
    List<RoundFinding> of(Team team, Round round, List<Statement> now) {
        List<Finding> found = before(team, round).reviewer().copy().read(page(team, round, now));
        Map<ReportWeek, List<Statement>> weeks = new HashMap<>();
        List<RoundFinding> all = new ArrayList<>();
        for (Finding finding : found) {
            Optional<Statement> about = finding.line() != null
                    ? Optional.of(now.get(finding.line() - 1))
                    : finding.earlier()
                            .map(place -> weeks.computeIfAbsent(
                                            place.weeks().last(), week -> ledger.week(team.id(), week))
                                    .get(place.line() - 1));
            about.ifPresent(statement -> all.add(new RoundFinding(statement.section(), statement.member(), finding)));
        }
        return all;
    }

    /** What the rounds before this one said, the latest first, as far back as an item is still known that nobody speaks of. */
    List<List<Statement>> recent(Team team, Round round) {
        return before(team, round).recent();
    }

    private Past before(Team team, Round round) {
        // A round that was never compiled says nothing of what it is silent about.
        List<Round> past = rounds.before(team.id(), round.id().week(), MOST_ROUNDS_BACK).stream()
                .filter(each -> each.revision() > 0)
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
        LinkedList<List<Statement>> recent = new LinkedList<>(known.recent());
        for (Round each : past.subList(known.read().size() - 1, past.size())) {
            List<Statement> said = ledger.week(team.id(), each.weeks().last());
            if (!said.isEmpty()) {
                reviewer.read(page(team, each, said));
            }
            recent.addFirst(said);
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
