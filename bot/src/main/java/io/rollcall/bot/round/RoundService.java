package io.rollcall.bot.round;

import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.delivery.Undelivered;
import io.rollcall.bot.work.Failures;
import io.rollcall.bot.work.LogContext;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.Attendance;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.PlannedRound;
import io.rollcall.core.round.RollCall;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.round.Step;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Roster;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.CompiledReport;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxMessage;
import io.rollcall.storage.OwnTimes;
import io.rollcall.storage.RevisionsDue;
import io.rollcall.storage.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private static final int MOST_ROUNDS = 60;
    private static final String NOT_IN_TIME = "it was not sent before the round closed";

    private final Teams teams;
    private final RoundPlanner planner;
    private final Rounds rounds;
    private final Presence presence;
    private final OwnTimes ownTimes;
    private final ReplyBook replies;
    private final RoundReports reports;
    private final RoundPost post;
    private final AskedBack askedBack;
    private final Outbox outbox;
    private final ObjectProvider<LastCall> lastCall;
    private final Drafts drafts;
    private final RevisionPost revisions;
    private final RevisionsDue due;
    private final RevisionSettings revisionSettings;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Map<TeamId, List<Section>> orphansTold = new ConcurrentHashMap<>();

    RoundService(
            Teams teams,
            RoundPlanner planner,
            Rounds rounds,
            Presence presence,
            OwnTimes ownTimes,
            ReplyBook replies,
            RoundReports reports,
            RoundPost post,
            AskedBack askedBack,
            Outbox outbox,
            ObjectProvider<LastCall> lastCall,
            Drafts drafts,
            RevisionPost revisions,
            RevisionsDue due,
            RevisionSettings revisionSettings,
            TransactionTemplate transactions,
            Clock clock) {
        this.teams = teams;
        this.planner = planner;
        this.rounds = rounds;
        this.presence = presence;
        this.ownTimes = ownTimes;
        this.replies = replies;
        this.reports = reports;
        this.post = post;
        this.askedBack = askedBack;
        this.outbox = outbox;
        this.lastCall = lastCall;
        this.drafts = drafts;
        this.revisions = revisions;
        this.due = due;
        this.revisionSettings = revisionSettings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Does whatever is due now, in every team; one team's trouble does not keep the others waiting. */
    public void tick() {
        for (Team team : teams.all()) {
            try (LogContext about = LogContext.of(team.id())) {
                openOrTell(team);
                tellOfOrphans(team);
                tellOfUndelivered(team);
            }
        }
        for (Round round : rounds.unfinished()) {
            Optional<Team> team = teams.find(round.id().team());
            if (team.isEmpty()) {
                log.debug("Round {} rests: its team is no longer configured", round.id());
                continue;
            }
            try (LogContext about = LogContext.of(round.id())) {
                stepOrTell(team.get(), round.id());
            }
        }
        for (RoundId id : due.since(clock.instant().minus(revisionSettings.gather()))) {
            try (LogContext about = LogContext.of(id)) {
                postRevision(id);
            }
        }
    }

    private void postRevision(RoundId id) {
        try {
            Optional<Team> team = teams.find(id.team());
            transactions.executeWithoutResult(status -> {
                Round round = hold(id);
                if (team.isEmpty() || !due.take(id)) {
                    return;
                }
                reports.latest(id)
                        .filter(latest -> latest.publishedAt() == null)
                        .ifPresent(latest -> {
                            revisions.post(team.get(), round, latest);
                            reports.markPublished(latest, clock.instant());
                            log.info("Round {}: revision {} goes to where it was posted", id, latest.revision());
                        });
            });
        } catch (RuntimeException e) {
            log.error(
                    "Round {}: its latest revision could not be posted ({}); the next tick tries again",
                    id,
                    Failures.describe(e));
            log.debug("Round {}", id, e);
        }
    }

    /** Of what went wrong the log names kind and place, since its message may quote what members wrote. */
    private void openOrTell(Team team) {
        try {
            openIfDue(team);
        } catch (RuntimeException e) {
            log.error(
                    "Team {}: its round could not be opened ({}); the next tick tries again",
                    team.id(),
                    Failures.describe(e));
            log.debug("Team {}", team.id(), e);
        }
    }

    /** Once for the same sections, as the key of the message says, and without asking the database at every tick. */
    private void tellOfOrphans(Team team) {
        List<Section> orphans = team.orphanedSections();
        if (orphans.isEmpty() || orphans.equals(orphansTold.get(team.id()))) {
            return;
        }
        try {
            transactions.executeWithoutResult(status -> post.orphaned(team, orphans));
            orphansTold.put(team.id(), orphans);
        } catch (RuntimeException e) {
            log.error(
                    "Team {}: its editor could not be told of sections without owner ({}); the next tick tries again",
                    team.id(),
                    Failures.describe(e));
            log.debug("Team {}", team.id(), e);
        }
    }

    private void tellOfUndelivered(Team team) {
        try {
            if (post.isToTellOfUndelivered(team, clock.instant())) {
                transactions.executeWithoutResult(status -> post.tellOfUndelivered(team));
            }
        } catch (RuntimeException e) {
            log.error(
                    "Team {}: its editor could not be told of what was not delivered ({}); the next tick tries again",
                    team.id(),
                    Failures.describe(e));
            log.debug("Team {}", team.id(), e);
        }
    }

    private void stepOrTell(Team team, RoundId id) {
        try {
            takeStepsDue(team, id);
        } catch (RuntimeException e) {
            log.error("Round {}: a step failed ({}); the next tick tries again", id, Failures.describe(e));
            log.debug("Round {}", id, e);
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
     * @param weeks which weeks it covers; empty for the round of this week, which covers the weeks off before it, too
     * @return the round, and whether it is new
     * @throws RoundConflictException when a round of the team covers one of these weeks, but not just these
     */
    public Opened open(Team team, Optional<ReportWeeks> weeks) {
        Instant now = clock.instant();
        ReportWeeks covered = weeks.orElseGet(() -> thisWeeks(team, now));
        return open(team, planner.openedByHand(team, covered, now));
    }

    private ReportWeeks thisWeeks(Team team, Instant now) {
        ReportWeek week = RoundPlanner.weekOf(team, now);
        return covering(team, ReportWeeks.of(week)).map(Round::weeks).orElseGet(() -> planner.withWeeksOffBefore(week));
    }

    /**
     * Opens a round with this timetable, or brings an early one's asks forward, and does what is due.
     *
     * @throws RoundConflictException when a round of the team covers one of these weeks, but not just these
     */
    public Opened open(Team team, PlannedRound plan) {
        RoundId id = new RoundId(team.id(), plan.weeks().first());
        boolean isNew = insert(team, id, plan);
        if (!isNew) {
            List<Round> there = overlapping(team, plan.weeks()).toList();
            if (there.stream().anyMatch(other -> !other.weeks().equals(plan.weeks()))) {
                throw new RoundConflictException(there.stream()
                                .map(other -> "round " + other.id() + " covers " + other.weeks())
                                .collect(Collectors.joining(", "))
                        + " already; open just these weeks, or others");
            }
        }
        try (LogContext about = LogContext.of(id)) {
            if (isNew) {
                log.info("Round {} opened by hand", id);
            }
            return new Opened(asked(team, id, isNew), isNew);
        }
    }

    private Round asked(Team team, RoundId id, boolean isNew) {
        if (!isNew && stillWaiting(id)) {
            rounds.reschedule(id, get(id).moments().askingAt(clock.instant()));
        }
        takeStepsDue(team, id);
        return get(id);
    }

    /** A round, and whether this call made it. */
    public record Opened(Round round, boolean isNew) {}

    /**
     * The round that a message sent now belongs to: of those not posted yet the one this member was asked in last, or
     * else the one of this week; else the one just posted, until its last week is over; else the coming one, which is
     * laid out with nobody asked yet.
     */
    public Round forReply(Team team, MemberId member) {
        return current(team, member).orElseGet(() -> layOut(team));
    }

    /** The same, without laying out a round where there is none. */
    public Optional<Round> current(Team team, MemberId member) {
        ReportWeek week = RoundPlanner.weekOf(team, clock.instant());
        List<Round> unfinished = rounds.unfinished().stream()
                .filter(round -> round.id().team().equals(team.id()))
                .toList();
        Optional<Round> asked = unfinished.stream()
                .filter(round -> askedAt(round, member).isPresent())
                .max(Comparator.comparing(round -> askedAt(round, member).orElse(Instant.MIN)));
        return asked.or(() -> unfinished.stream()
                        .filter(round -> round.weeks().weeks().contains(week))
                        .findFirst())
                .or(() -> unfinished.stream().findFirst())
                .or(() -> rounds.latest(team.id())
                        .filter(latest -> latest.weeks().last().compareTo(week) >= 0));
    }

    /** Whether this member has the question before them, unanswered, in any round of the team. */
    public boolean isWaitedFor(Team team, MemberId member) {
        return current(team, member).stream()
                .flatMap(round -> rounds.asksOf(round.id(), member).stream())
                .anyMatch(ask -> ask.addressee().equals(member) && ask.state().isOutstanding());
    }

    private Optional<Instant> askedAt(Round round, MemberId member) {
        return rounds.asksOf(round.id(), member).stream()
                .flatMap(ask -> Optional.ofNullable(ask.askedAt()).stream())
                .max(Comparator.naturalOrder());
    }

    private Round layOut(Team team) {
        PlannedRound plan = nextPlan(team, RoundPlanner.weekOf(team, clock.instant()));
        Optional<Round> covering = covering(team, plan.weeks());
        if (covering.isPresent()) {
            return covering.get();
        }
        RoundId id = new RoundId(team.id(), plan.weeks().first());
        if (insert(team, id, plan)) {
            return get(id);
        }
        // Somebody else was quicker, maybe with other weeks.
        return covering(team, plan.weeks()).orElseGet(() -> get(id));
    }

    private Optional<Round> covering(Team team, ReportWeeks weeks) {
        return overlapping(team, weeks).findFirst();
    }

    private Stream<Round> overlapping(Team team, ReportWeeks weeks) {
        return rounds.of(team.id(), MOST_ROUNDS).stream()
                .filter(round -> !Collections.disjoint(round.weeks().weeks(), weeks.weeks()));
    }

    /** Closes the round now and compiles it; does nothing when it is closed. */
    public void close(RoundId id) {
        try (LogContext about = LogContext.of(id)) {
            close(team(id), id);
        }
    }

    /** Posts the report now, closing the round first where it is open; does nothing when it is posted. */
    public void publish(RoundId id) {
        close(id);
        try (LogContext about = LogContext.of(id)) {
            publish(team(id), id, false);
        }
    }

    /**
     * Brings the report up to date after something came in or changed. The editor hears of what became of sections that
     * were edited or sent back, and of a draft that changed after the close. What was posted is brought up to date a
     * little later, with all that changes until then.
     *
     * @param by who changed it; null when that is not known
     */
    public void revise(RoundId id, Set<String> changedSections, @Nullable MemberId by) {
        log.debug("Round {}: {} sections changed", id, changedSections.size());
        revise(id, by, false);
    }

    /** @param isTold whether the editor knows of it, or has been told */
    void revise(RoundId id, @Nullable MemberId by, boolean isTold) {
        Round round = get(id);
        Team team = team(id);
        Instant now = clock.instant();
        Set<SectionId> told = drafts.noticeReplies(team, round, by, now);
        // What was put right may settle a question, whoever put it right.
        askedBack.withdrawGone(team, round);
        if (round.state() == RoundState.OPEN) {
            return;
        }
        Optional<CompiledReport> before = reports.latest(id);
        Optional<CompiledReport> revision = reports.compile(team, round, now);
        if (revision.isEmpty()) {
            return;
        }
        log.info("Round {}: revision {} is compiled", id, revision.get().revision());
        if (round.state() == RoundState.PUBLISHED) {
            due.add(id, now);
        } else if (told.isEmpty() && !isTold) {
            before.ifPresent(last -> post.draftChanged(team, round, last, revision.get(), by));
        }
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

    /**
     * Who could not be reached is marked as such, and the editor hears of it; also where it was not the person but the
     * question that the platform would not take, as long as nothing else of it arrived.
     */
    @Override
    public void refused(OutboxMessage message, SendResult.Refused why) {
        RoundId round = message.round();
        MemberId member = message.member();
        // A card that could not be changed says nothing new: what was done was answered as well.
        if (round == null || message.kind() == OutboxKind.UPDATE) {
            if (round != null && revisions.isMine(message)) {
                teams.find(round.team())
                        .ifPresent(team -> rounds.find(round).ifPresent(it -> revisions.refused(team, it, message)));
            }
            return;
        }
        Instant now = clock.instant();
        if (member != null && isForOwner(message.kind()) && (why.unreachable() || !outbox.wasAsked(round, member))) {
            if (!rounds.moveAsk(round, member, AskState.ASKED, AskState.UNREACHABLE, now)) {
                rounds.moveAsk(round, member, AskState.SILENT, AskState.UNREACHABLE, now);
            }
        }
        teams.find(round.team()).ifPresent(team -> post.undelivered(team, message, why.reason(), now));
    }

    /**
     * Nobody is silent who was never asked: a question that was still to be sent at the close has turned out not to
     * arrive. A reminder says nothing of that.
     */
    @Override
    public void dropped(OutboxMessage message) {
        RoundId round = message.round();
        MemberId owner = message.member();
        if (round == null || owner == null || message.kind() != OutboxKind.ASK || outbox.wasAsked(round, owner)) {
            return;
        }
        Instant now = clock.instant();
        if (rounds.moveAsk(round, owner, AskState.SILENT, AskState.UNREACHABLE, now)) {
            teams.find(round.team()).ifPresent(team -> post.undelivered(team, message, NOT_IN_TIME, now));
        }
    }

    /**
     * A question or a reminder makes sense while the round collects and its owner is asked; put to a stand-in, until
     * there is an answer, whatever became of the owner. What is asked back makes sense while what it is about is there.
     */
    @Override
    public boolean isStillWanted(OutboxMessage message) {
        RoundId round = message.round();
        MemberId owner = message.member();
        if (message.kind() == OutboxKind.QUESTION && round != null) {
            return askedBack.isStillWanted(round, message.key());
        }
        if (round == null || owner == null || !isForOwner(message.kind())) {
            return true;
        }
        boolean open = rounds.find(round)
                .filter(found -> found.state() == RoundState.OPEN)
                .isPresent();
        return open
                && rounds.ask(round, owner)
                        .filter(ask -> ask.standsIn() != null && isAnothers(round.team(), owner, message.account())
                                ? ask.state() != AskState.ANSWERED
                                : ask.state() == AskState.ASKED)
                        .isPresent();
    }

    /** Whether a member of the team is reached elsewhere, also by the contact that was known when a message was queued. */
    private boolean isAnothers(TeamId team, MemberId member, Account account) {
        List<Account> own = Stream.of(teams.roster(team), teams.configured(team))
                .flatMap(Optional::stream)
                .flatMap(roster -> roster.member(member).stream())
                .map(Member::account)
                .toList();
        return !own.isEmpty() && !own.contains(account);
    }

    private static boolean isForOwner(OutboxKind kind) {
        return kind == OutboxKind.ASK || kind == OutboxKind.REMIND;
    }

    private void openIfDue(Team team) {
        planner.dueToOpen(team, clock.instant()).ifPresent(plan -> {
            RoundId id = new RoundId(team.id(), plan.weeks().first());
            if (covering(team, plan.weeks()).isEmpty() && insert(team, id, plan)) {
                log.info("Round {} opened", id);
            }
        });
    }

    /** False when some round of the team covers one of these weeks already. */
    private boolean insert(Team team, RoundId id, PlannedRound plan) {
        Instant now = clock.instant();
        List<Ask> asks =
                team.owners().stream().map(owner -> Ask.waiting(id, owner)).toList();
        return Boolean.TRUE.equals(transactions.execute(status -> {
            boolean isNew = rounds.open(Round.open(id, plan.weeks(), plan.moments(), now), asks);
            if (isNew) {
                post.warnOfMissingHolidays(team, get(id));
            }
            return isNew;
        }));
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

    /** Each step on its own: one that fails does not keep the others waiting. */
    private void takeStepsDue(Team team, RoundId id) {
        if (get(id).state() == RoundState.OPEN) {
            spareWhoLeft(team, id);
            askForNewOwners(team, id);
        }
        Roster roster = rosterOf(team);
        Round round = get(id);
        // What everybody is shown of; compiled once, and only where somebody is to be asked.
        List<Step> steps = due(roster, round);
        LastWeek lastWeek =
                steps.stream().anyMatch(step -> step instanceof Step.AskOwner || step instanceof Step.AskDeputy)
                        ? reports.toShow(team, round)
                        : LastWeek.NONE;
        for (Step step : steps) {
            try {
                take(roster, id, step, lastWeek);
            } catch (RuntimeException e) {
                log.error(
                        "Round {}: {} failed ({}); the next tick tries again",
                        id,
                        step.getClass().getSimpleName(),
                        Failures.describe(e));
                log.debug("Round {}", id, e);
            }
        }
        if (askedBack.isHeldBack(id)) {
            transactions.executeWithoutResult(status -> askedBack.askWhatWasHeldBack(team, hold(id), clock.instant()));
        }
    }

    private Roster rosterOf(Team team) {
        return teams.roster(team.id())
                .filter(roster -> roster.team().equals(team))
                .orElseGet(() -> new Roster(team));
    }

    private List<Step> due(Roster roster, Round round) {
        Instant now = clock.instant();
        return RollCall.due(round, asks(roster, round), presence.attendance(roster, round, now), now);
    }

    /** Who owns nothing any more is not bothered; the report goes by the team as it is now. */
    private List<Ask> asks(Roster roster, Round round) {
        return rounds.asks(round.id()).stream()
                .filter(ask -> roster.owners().contains(ask.owner()))
                .toList();
    }

    /**
     * Nobody who has left is waited for, and what somebody else had handed to them goes back. Where that is for others to
     * hear, it waits until they can be written to.
     */
    private void spareWhoLeft(Team team, RoundId id) {
        Set<MemberId> left = team.former().stream().map(Member::id).collect(Collectors.toSet());
        if (left.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Ask ask : rounds.asks(id)) {
            if (left.contains(ask.owner()) && (ask.state() == AskState.WAITING || ask.state() == AskState.ASKED)) {
                List<MemberId> heirs = heirsAsked(team, id, ask.owner());
                if (heirs.stream().noneMatch(heir -> presence.isBusy(team, get(id), heir, now))) {
                    transactions.executeWithoutResult(status -> {
                        if (rounds.moveAsk(id, ask.owner(), ask.state(), AskState.EXCUSED, now)) {
                            heirs.forEach(heir -> post.inherited(team, get(id), ask.owner(), heir));
                        }
                    });
                }
            } else if (left.contains(ask.addressee())) {
                transactions.executeWithoutResult(status -> {
                    if (rounds.noStandIn(id, ask.owner())) {
                        rounds.moveAsk(id, ask.owner(), AskState.ASKED, AskState.WAITING, now);
                    }
                });
            }
        }
    }

    /** Who is asked in this round already hears what came to them since; all others will be asked for it. */
    private List<MemberId> heirsAsked(Team team, RoundId id, MemberId left) {
        return team.allSections()
                .filter(section -> section.former().contains(left))
                .flatMap(section -> section.owners().stream())
                .distinct()
                .filter(heir -> rounds.ask(id, heir)
                        .filter(ask -> ask.state() == AskState.ASKED || ask.state() == AskState.ANSWERED)
                        .isPresent())
                .toList();
    }

    /** The team file may have changed since the round was laid out. */
    private void askForNewOwners(Team team, RoundId id) {
        Set<MemberId> asked = rounds.asks(id).stream().map(Ask::owner).collect(Collectors.toSet());
        List<MemberId> fresh =
                team.owners().stream().filter(owner -> !asked.contains(owner)).toList();
        if (fresh.isEmpty()) {
            return;
        }
        fresh.forEach(owner -> rounds.addAsk(Ask.waiting(id, owner)));
        // Somebody else may have written their sections before they were theirs.
        transactions.executeWithoutResult(status -> {
            hold(id);
            replies.settleAsks(team, id, clock.instant());
        });
    }

    private void take(Roster roster, RoundId id, Step step, LastWeek lastWeek) {
        Team team = roster.team();
        Instant now = clock.instant();
        if (step instanceof Step.AskOwner ask) {
            transactions.executeWithoutResult(status -> {
                if (isAskedFromNowOn(roster, id, ask.owner(), ask, now)) {
                    post.ask(roster, get(id), ask.owner(), lastWeek, new RoundPost.Occasion(false, ask.inBusyTime()));
                }
            });
        } else if (step instanceof Step.AskDeputy ask) {
            transactions.executeWithoutResult(status -> {
                if (isStillDue(roster, id, ask) && isAskedFromNowOn(roster, id, ask.owner(), ask, now)) {
                    rounds.standIn(id, ask.owner(), ask.deputy());
                    post.ask(roster, get(id), ask.owner(), lastWeek, new RoundPost.Occasion(true, ask.inBusyTime()));
                }
            });
        } else if (step instanceof Step.ExcuseOwner excuse) {
            transactions.executeWithoutResult(status -> {
                if (isStillDue(roster, id, excuse)
                        && !rounds.moveAsk(id, excuse.owner(), AskState.WAITING, AskState.EXCUSED, now)) {
                    rounds.moveAsk(id, excuse.owner(), AskState.ASKED, AskState.EXCUSED, now);
                }
            });
        } else if (step instanceof Step.RemindInOwnTime reminder) {
            remindInOwnTime(roster, id, reminder);
        } else if (step instanceof Step.RemindersDone) {
            remind(roster, id);
        } else if (step instanceof Step.Close) {
            close(team, id);
        } else if (step instanceof Step.Publish) {
            publish(team, id, true);
        }
        // Step.RemindOwner is taken together with the Step.RemindersDone that follows it.
    }

    /**
     * Whether this call put the question: to who was waiting, or was excused and is not any more. Who was waiting when the
     * step was found may have been excused since, so the latter is looked at again.
     */
    private boolean isAskedFromNowOn(Roster roster, RoundId id, MemberId owner, Step step, Instant now) {
        return rounds.moveAsk(id, owner, AskState.WAITING, AskState.ASKED, now)
                || (isStillDue(roster, id, step) && rounds.moveAsk(id, owner, AskState.EXCUSED, AskState.ASKED, now));
    }

    /** Looks again, with the round held: since the step was found the owner may have handed over, or called off a leave. */
    private boolean isStillDue(Roster roster, RoundId id, Step step) {
        return due(roster, hold(id)).contains(step);
    }

    /** The reminder and the note of it are one transaction, and an answer that came meanwhile spares it. */
    private void remindInOwnTime(Roster roster, RoundId id, Step.RemindInOwnTime reminder) {
        transactions.executeWithoutResult(status -> {
            Round round = hold(id);
            if (due(roster, round).contains(reminder) && ownTimes.reminded(id, reminder.owner(), reminder.moment())) {
                post.remindInOwnTime(roster, round, reminder.owner(), reminder.moment());
            }
        });
    }

    /**
     * All reminders of one moment, and the note that they are done, are one transaction: none goes out twice, and none
     * to whoever has answered by now.
     */
    private void remind(Roster roster, RoundId id) {
        Team team = roster.team();
        transactions.executeWithoutResult(status -> {
            Round round = hold(id);
            List<Step> steps = due(roster, round);
            boolean mine = steps.stream()
                    .filter(Step.RemindersDone.class::isInstance)
                    .map(Step.RemindersDone.class::cast)
                    .anyMatch(done -> rounds.remindersDone(id, done.nth()));
            if (mine) {
                steps.stream()
                        .filter(Step.RemindOwner.class::isInstance)
                        .map(Step.RemindOwner.class::cast)
                        .forEach(step -> post.remind(roster, round, step.owner(), step.nth()));
                nudge(roster, round, steps);
                askedBack.askWhatIsMissing(team, round, clock.instant());
            }
        });
    }

    /** The group hears once, with the last reminder, and never of somebody who cannot be written to by now. */
    private void nudge(Roster roster, Round round, List<Step> steps) {
        int last = round.moments().reminders().size();
        Team team = roster.team();
        if (!team.timetable().nudge()
                || steps.stream().noneMatch(step -> step instanceof Step.RemindersDone done && done.nth() == last)) {
            return;
        }
        Instant now = clock.instant();
        Attendance attendance = presence.attendance(roster, round, now);
        post.nudge(roster, round, RollCall.missing(round, asks(roster, round), attendance, now));
    }

    private void close(Team team, RoundId id) {
        if (get(id).state() != RoundState.OPEN) {
            return;
        }
        lastCall.getObject().collect(id);
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            if (hold(id).state() != RoundState.OPEN) {
                return;
            }
            // Sections may have changed hands since they were written.
            replies.settleAsks(team, id, now);
            rounds.close(id, now);
            Set<MemberId> unasked = outbox.unasked(id);
            for (Ask ask : rounds.asks(id)) {
                // Nobody is silent whom the question has not reached, and after the close it is not sent any more.
                if (ask.state() == AskState.ASKED && unasked.contains(ask.owner())) {
                    rounds.moveAsk(id, ask.owner(), AskState.ASKED, AskState.UNREACHABLE, now);
                } else if (ask.state() == AskState.ASKED || ask.state() == AskState.WAITING) {
                    rounds.moveAsk(id, ask.owner(), ask.state(), AskState.SILENT, now);
                }
            }
            // What is settled by now is not unanswered.
            askedBack.withdrawGone(team, get(id));
            askedBack.expire(id);
            reports.compile(team, get(id), now);
            post.closed(team, get(id));
            log.info("Round {} closed", id);
        });
    }

    /** @param byTimetable whether nobody but the timetable says so */
    private void publish(Team team, RoundId id, boolean byTimetable) {
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
            if (byTimetable && !drafts.isApproved(id)) {
                post.unapproved(team, published);
            }
            log.info("Round {} published, revision {}", id, published.revision());
        });
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
