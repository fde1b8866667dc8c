package io.rollcall.bot.round;

import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.delivery.Undelivered;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.PlannedRound;
import io.rollcall.core.round.RollCall;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.round.Step;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Absences;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves rounds along. What is due is decided by {@link RollCall}; this takes each step in a transaction of its own,
 * together with the messages that tell of it, and only when the state it starts from is still there.
 */
@Service
public class RoundService implements Undelivered {

    private static final Logger log = LoggerFactory.getLogger(RoundService.class);

    private final Teams teams;
    private final RoundPlanner planner;
    private final Rounds rounds;
    private final Absences absences;
    private final RoundReports reports;
    private final RoundPost post;
    private final ObjectProvider<LastCall> lastCall;
    private final TransactionTemplate transactions;
    private final Clock clock;

    RoundService(
            Teams teams,
            RoundPlanner planner,
            Rounds rounds,
            Absences absences,
            RoundReports reports,
            RoundPost post,
            ObjectProvider<LastCall> lastCall,
            TransactionTemplate transactions,
            Clock clock) {
        this.teams = teams;
        this.planner = planner;
        this.rounds = rounds;
        this.absences = absences;
        this.reports = reports;
        this.post = post;
        this.lastCall = lastCall;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Does whatever is due now, in every team; one team's trouble does not keep the others waiting. */
    public void tick() {
        for (Team team : teams.all()) {
            try {
                openIfDue(team);
            } catch (RuntimeException e) {
                log.error("Team {}: its round could not be opened; the next tick tries again", team.id(), e);
            }
        }
        for (Round round : rounds.unfinished()) {
            Optional<Team> team = teams.find(round.id().team());
            if (team.isEmpty()) {
                log.debug("Round {} rests: its team is no longer configured", round.id());
                continue;
            }
            try {
                takeStepsDue(team.get(), round.id());
            } catch (RuntimeException e) {
                log.error("Round {}: a step failed; the next tick tries again", round.id(), e);
            }
        }
    }

    /** Looks for edited messages in every round that is collecting, or was posted within the last day. */
    public void lookAgain() {
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        teams.all().stream()
                .flatMap(team -> rounds.latest(team.id()).stream())
                .filter(round ->
                        round.publishedAt() == null || round.publishedAt().isAfter(yesterday))
                .forEach(round -> lastCall.getObject().collect(round.id()));
    }

    /**
     * Opens a round by hand and asks the owners at once.
     *
     * @param weeks which weeks it covers; empty for this week and the weeks off before it
     * @return the round, and whether it is new
     */
    public Opened open(Team team, Optional<ReportWeeks> weeks) {
        Instant now = clock.instant();
        ReportWeeks covered = weeks.orElseGet(() -> planner.withWeeksOffBefore(RoundPlanner.weekOf(team, now)));
        return open(team, planner.openedByHand(team, covered, now));
    }

    /** Opens a round with this timetable, or brings an early one's asks forward, and does what is due. */
    public Opened open(Team team, PlannedRound plan) {
        RoundId id = new RoundId(team.id(), plan.weeks().first());
        boolean isNew = insert(id, plan);
        if (!isNew && stillWaiting(id)) {
            rounds.reschedule(id, get(id).moments().askingAt(clock.instant()));
        }
        takeStepsDue(team, id);
        return new Opened(get(id), isNew);
    }

    /** A round, and whether this call made it. */
    public record Opened(Round round, boolean isNew) {}

    /**
     * The round that a message sent now belongs to: the one that is collecting; else the one just posted, until its
     * last week is over; else the coming one, which is laid out with nobody asked yet.
     */
    public Round forReply(Team team) {
        Optional<Round> latest = rounds.latest(team.id());
        if (latest.isPresent() && latest.get().state() != RoundState.PUBLISHED) {
            return latest.get();
        }
        ReportWeek week = RoundPlanner.weekOf(team, clock.instant());
        if (latest.isPresent() && latest.get().weeks().last().compareTo(week) >= 0) {
            return latest.get();
        }
        PlannedRound plan = nextPlan(team, week);
        RoundId id = new RoundId(team.id(), plan.weeks().first());
        insert(id, plan);
        return get(id);
    }

    /** Closes the round now and compiles it; does nothing when it is closed. */
    public void close(RoundId id) {
        close(team(id), id);
    }

    /** Posts the report now, closing the round first where it is open; does nothing when it is posted. */
    public void publish(RoundId id) {
        close(id);
        publish(team(id), id);
    }

    /** Brings the report up to date after something came in or changed once the round was closed. */
    public void revise(RoundId id, Set<String> changedSections) {
        Round round = get(id);
        if (round.state() == RoundState.OPEN) {
            return;
        }
        Team team = team(id);
        reports.compile(team, round, clock.instant())
                .filter(revision -> round.state() == RoundState.PUBLISHED)
                .ifPresent(revision -> {
                    reports.markPublished(revision, clock.instant());
                    post.lateAddition(team, get(id), revision, changedSections);
                });
    }

    /**
     * The round as it stands, held for the caller's transaction: what is read, understood and written about one round
     * happens one after the other.
     *
     * @throws java.util.NoSuchElementException when there is no such round
     */
    public Round hold(RoundId id) {
        return rounds.lock(id).orElseThrow();
    }

    /** @throws java.util.NoSuchElementException when there is no such round */
    public Round get(RoundId id) {
        return rounds.find(id).orElseThrow();
    }

    public Optional<Round> find(RoundId id) {
        return rounds.find(id);
    }

    /** Who could not be reached is marked as such, and the editor hears of it. */
    @Override
    public void refused(OutboxMessage message, SendResult.Refused why) {
        RoundId round = message.round();
        MemberId member = message.member();
        if (round == null) {
            return;
        }
        if (member != null && why.unreachable() && isForOwner(message.kind())) {
            rounds.moveAsk(round, member, AskState.ASKED, AskState.UNREACHABLE, clock.instant());
        }
        teams.find(round.team()).ifPresent(team -> post.undelivered(team, message, why));
    }

    private static boolean isForOwner(OutboxKind kind) {
        return kind == OutboxKind.ASK || kind == OutboxKind.REMIND;
    }

    private void openIfDue(Team team) {
        planner.dueToOpen(team, clock.instant()).ifPresent(plan -> {
            RoundId id = new RoundId(team.id(), plan.weeks().first());
            if (rounds.find(id).isEmpty() && insert(id, plan)) {
                log.info("Round {} opened", id);
                post.warnOfMissingHolidays(team, get(id));
            }
        });
    }

    private boolean insert(RoundId id, PlannedRound plan) {
        Instant now = clock.instant();
        List<Ask> asks =
                team(id).owners().stream().map(owner -> Ask.waiting(id, owner)).toList();
        return Boolean.TRUE.equals(
                transactions.execute(status -> rounds.open(Round.open(id, plan.weeks(), plan.moments(), now), asks)));
    }

    private boolean stillWaiting(RoundId id) {
        return get(id).state() == RoundState.OPEN
                && rounds.asks(id).stream().anyMatch(ask -> ask.state() == AskState.WAITING);
    }

    private PlannedRound nextPlan(Team team, ReportWeek week) {
        ReportWeek at = week;
        Optional<PlannedRound> plan = planner.planFor(team, at);
        while (plan.isEmpty()) {
            at = at.next();
            plan = planner.planFor(team, at);
        }
        return plan.get();
    }

    private void takeStepsDue(Team team, RoundId id) {
        Instant now = clock.instant();
        Set<MemberId> onLeave =
                absences.onLeave(team.id(), now.atZone(team.zone()).toLocalDate());
        Round round = get(id);
        List<Step> steps = RollCall.due(round, rounds.asks(id), onLeave, unhurried(team), now);
        List<Step> reminders =
                steps.stream().filter(RoundService::isAboutReminders).toList();
        steps.stream().filter(step -> !isAboutReminders(step)).forEach(step -> take(team, round, step, now));
        if (!reminders.isEmpty()) {
            remind(team, round, reminders);
        }
    }

    private static boolean isAboutReminders(Step step) {
        return step instanceof Step.RemindOwner || step instanceof Step.RemindersDone;
    }

    private void take(Team team, Round round, Step step, Instant now) {
        if (step instanceof Step.AskOwner ask) {
            transactions.executeWithoutResult(status -> {
                if (rounds.moveAsk(round.id(), ask.owner(), AskState.WAITING, AskState.ASKED, now)) {
                    post.ask(team, round, ask.owner());
                }
            });
        } else if (step instanceof Step.ExcuseOwner excuse) {
            rounds.moveAsk(round.id(), excuse.owner(), AskState.WAITING, AskState.EXCUSED, now);
        } else if (step instanceof Step.Close) {
            close(team, round.id());
        } else if (step instanceof Step.Publish) {
            publish(team, round.id());
        }
    }

    /** All reminders of one moment, and the note that they are done, are one transaction: none goes out twice. */
    private void remind(Team team, Round round, List<Step> steps) {
        int nth = steps.stream()
                .filter(Step.RemindersDone.class::isInstance)
                .mapToInt(step -> ((Step.RemindersDone) step).nth())
                .max()
                .orElseThrow();
        transactions.executeWithoutResult(status -> {
            if (rounds.remindersDone(round.id(), nth)) {
                steps.stream()
                        .filter(Step.RemindOwner.class::isInstance)
                        .map(Step.RemindOwner.class::cast)
                        .forEach(step -> post.remind(team, round, step.owner(), nth));
            }
        });
    }

    private void close(Team team, RoundId id) {
        if (get(id).state() != RoundState.OPEN) {
            return;
        }
        lastCall.getObject().collect(id);
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            hold(id);
            if (!rounds.close(id, now)) {
                return;
            }
            for (Ask ask : rounds.asks(id)) {
                if (ask.state() == AskState.ASKED || ask.state() == AskState.WAITING) {
                    rounds.moveAsk(id, ask.owner(), ask.state(), AskState.SILENT, now);
                }
            }
            reports.compile(team, get(id), now);
            post.closed(team, get(id));
            log.info("Round {} closed", id);
        });
    }

    private void publish(Team team, RoundId id) {
        if (get(id).state() != RoundState.CLOSED) {
            return;
        }
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            hold(id);
            if (!rounds.publish(id, now)) {
                return;
            }
            // Something may have come in since the round was closed.
            reports.compile(team, get(id), now);
            Round published = get(id);
            reports.markPublished(reports.latest(id).orElseThrow(), now);
            post.report(team, published);
            log.info("Round {} published, revision {}", id, published.revision());
        });
    }

    /** Who owns nothing but optional sections. */
    private static Set<MemberId> unhurried(Team team) {
        return team.owners().stream()
                .filter(owner -> team.sectionsOf(owner).stream().allMatch(Section::optional))
                .collect(Collectors.toSet());
    }

    private Team team(RoundId id) {
        return teams.find(id.team())
                .orElseThrow(() -> new IllegalStateException("team " + id.team() + " is not configured"));
    }

    /** The moments of a round, shifted by hand; for demonstrations that cannot wait a day. */
    public void reschedule(RoundId id, Moments moments) {
        rounds.reschedule(id, moments);
    }
}
