package io.rollcall.bot.demo;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.round.QuestionMessage;
import io.rollcall.bot.round.RoundHistory;
import io.rollcall.bot.round.RoundService;
import io.rollcall.bot.sandbox.Sandbox;
import io.rollcall.bot.sandbox.SandboxPost;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.round.Moments;
import io.rollcall.core.round.PlannedRound;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundPlanner;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Plays a week in under a minute: last week's report is put into the ledger, this week's round is opened on a timetable
 * of seconds, and the members answer, each in their own manner. Everything after that goes the way it does on any
 * Friday; a person who joins in is one more member.
 */
@Component
@Profile("demo")
class DemoDirector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DemoDirector.class);

    private static final Duration ASK = Duration.ofSeconds(2);
    private static final Duration FIRST_REMINDER = Duration.ofSeconds(24);
    private static final Duration CLOSE = Duration.ofSeconds(36);
    private static final Duration PUBLISH = Duration.ofSeconds(39);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Teams teams;
    private final RoundService rounds;
    private final RoundHistory history;
    private final Sandbox sandbox;
    private final DemoNarrator narrator;
    private final Clock clock;
    private final ScheduledExecutorService stage = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo");
        thread.setDaemon(true);
        return thread;
    });

    DemoDirector(
            Teams teams,
            RoundService rounds,
            RoundHistory history,
            Sandbox sandbox,
            DemoNarrator narrator,
            Clock clock) {
        this.teams = teams;
        this.rounds = rounds;
        this.history = history;
        this.sandbox = sandbox;
        this.narrator = narrator;
        this.clock = clock;
    }

    /** First of all that begin then: on a Friday the schedule would open the round by the team's own timetable. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void play() {
        Team team = teams.all().get(0);
        ReportWeek week = RoundPlanner.weekOf(team, clock.instant());
        DemoScript script = new DemoScript(week);
        narrator.begin();
        List<RoundHistory.Said> said = script.lastWeek().stream()
                .map(line -> new RoundHistory.Said(new MemberId(line.member()), line.text()))
                .toList();
        history.record(team, ReportWeeks.of(week.previous()), said);
        Instant now = clock.instant();
        Moments moments =
                new Moments(now.plus(ASK), List.of(now.plus(FIRST_REMINDER)), now.plus(CLOSE), now.plus(PUBLISH));
        Round round = rounds.open(team, new PlannedRound(ReportWeeks.of(week), moments))
                .round();
        cue(script);
        stage.scheduleWithFixedDelay(() -> narrator.watch(finished(round.id())), 500, 300, TimeUnit.MILLISECONDS);
    }

    /**
     * Who says what, and when, in seconds from the start. Zhou says nothing. Su puts a day off, and says why once she is
     * asked; Fang claims more than the figures hold, and corrects it once she is asked; Chen copies a line of last week,
     * and does not answer.
     */
    private void cue(DemoScript script) {
        CompletableFuture<String> mistaken = new CompletableFuture<>();
        CompletableFuture<String> corrected = new CompletableFuture<>();
        CompletableFuture<String> claimed = new CompletableFuture<>();
        at(5, () -> sandbox.say("ou_demo_lin", script.linOnTapGo()));
        at(8, () -> sandbox.say("ou_demo_chen", script.chenFirst()));
        at(10, () -> mistaken.complete(sandbox.say("ou_demo_su", script.suWithAMistake())));
        at(13, () -> sandbox.say("ou_demo_chen", script.chenMore()));
        at(15, () -> sandbox.recall(mistaken.join()));
        at(17, () -> corrected.complete(sandbox.say("ou_demo_su", script.suCorrected())));
        at(19, () -> sandbox.say("ou_demo_he", script.he()));
        at(20, () -> answer("ou_demo_su", corrected.join(), script.suExplains()));
        at(22, () -> sandbox.say("ou_demo_lin", script.linOnPlans()));
        // Fang answers only when she is reminded, in the group, which the bot reads as she mentions it.
        at(28, () -> claimed.complete(sandbox.sayInGroup("ou_demo_fang", "oc_demo_payments", script.fang(), true)));
        at(31, () -> sandbox.say("ou_demo_fang", "预览"));
        at(33, () -> answer("ou_demo_fang", claimed.join(), script.fangCorrects()));
    }

    /** Says this once the bot has asked about that message; on a slow machine that may be some time later. */
    private void answer(String openId, String message, String words) {
        if (isAskedAbout(openId, message)) {
            sandbox.say(openId, words);
        } else {
            in(PAUSE, () -> answer(openId, message, words));
        }
    }

    private boolean isAskedAbout(String openId, String message) {
        long said = sandbox.post(message).map(SandboxPost::sequence).orElse(Long.MAX_VALUE);
        return sandbox.privateChat(openId).stream()
                .filter(post -> post.fromBot() && post.sequence() > said)
                .flatMap(post -> post.buttonValues().stream())
                .anyMatch(value -> QuestionMessage.ANSWER.equals(value.get("act")));
    }

    private void at(int seconds, Runnable line) {
        in(Duration.ofSeconds(seconds), line);
    }

    private void in(Duration time, Runnable line) {
        stage.schedule(
                () -> {
                    try {
                        line.run();
                    } catch (IllegalArgumentException e) {
                        // A person who joined in was faster, such as by recalling the message first.
                        log.debug("The scene went another way", e);
                    }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private boolean finished(RoundId id) {
        return rounds.get(id).state() == RoundState.PUBLISHED
                && sandbox.group("oc_demo_payments").stream().anyMatch(SandboxPost::fromBot);
    }

    @Override
    public void close() {
        stage.shutdownNow();
    }
}
