package io.rollcall.bot.round;

import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.delivery.Posting;
import io.rollcall.core.review.Question;
import io.rollcall.core.review.QuestionChoice;
import io.rollcall.core.review.QuestionChoice.Chosen;
import io.rollcall.core.review.RoundFinding;
import io.rollcall.core.round.Ask;
import io.rollcall.core.round.AskState;
import io.rollcall.core.round.OwnTime;
import io.rollcall.core.round.Round;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.round.RoundState;
import io.rollcall.core.team.Member;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.Team;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxKind;
import io.rollcall.storage.OutboxState;
import io.rollcall.storage.Questions;
import io.rollcall.storage.Rounds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Asks members in private about what was noticed in what they wrote, as {@link QuestionChoice} chooses it. Who is away or
 * wants to be left alone is asked afterwards, about what is there by then, and not at all where that lasts until the
 * close. Every call runs in the caller's transaction, which holds the round.
 */
@Component
public class AskedBack {

    private final Questions questions;
    private final Rounds rounds;
    private final Presence presence;
    private final RoundReports reports;
    private final Outbox outbox;
    private final Postbox postbox;
    private final RoundTimes times;

    AskedBack(
            Questions questions,
            Rounds rounds,
            Presence presence,
            RoundReports reports,
            Outbox outbox,
            Postbox postbox,
            RoundTimes times) {
        this.questions = questions;
        this.rounds = rounds;
        this.presence = presence;
        this.reports = reports;
        this.outbox = outbox;
        this.postbox = postbox;
        this.times = times;
    }

    /**
     * After what counts of a member has changed: withdraws what it settles, and asks the member about what is new. At
     * the last reminder's moment and after it that includes what is missing, as nothing else is expected any more.
     *
     * @param said what the round says now
     */
    public void lookAt(Team team, Round round, MemberId member, Supplier<RoundNow> said, Instant now) {
        look(team, round, Set.of(member), said, now);
    }

    /** Asks those who have answered about what they left out; the others are reminded of the whole. */
    void askWhatIsMissing(Team team, Round round, Instant now) {
        if (isLastCall(round, now)) {
            Set<MemberId> answered = rounds.asks(round.id()).stream()
                    .filter(ask -> ask.state() == AskState.ANSWERED)
                    .map(Ask::addressee)
                    .collect(Collectors.toSet());
            look(team, round, answered, () -> reports.now(team, round), now);
        }
    }

    /** Whether somebody could not be written to when there was something to ask. */
    boolean isHeldBack(RoundId round) {
        return !questions.heldFor(round).isEmpty();
    }

    /** Asks those who could not be written to when there was something to ask, and can be now. */
    void askWhatWasHeldBack(Team team, Round round, Instant now) {
        Map<MemberId, OwnTime> times = presence.ownTimes(team, round, now);
        Set<MemberId> free = questions.heldFor(round.id()).stream()
                .filter(member -> !isBusy(times, member, now))
                .collect(Collectors.toSet());
        if (!free.isEmpty()) {
            look(team, round, free, () -> reports.now(team, round), now);
        }
    }

    private void look(Team team, Round round, Set<MemberId> members, Supplier<RoundNow> said, Instant now) {
        if (round.state() != RoundState.OPEN) {
            return;
        }
        questions.release(round.id(), members);
        List<Question> put = questions.of(round.id());
        if (team.questions() == 0 && put.isEmpty()) {
            return;
        }
        List<RoundFinding> findings = reports.findings(said.get(), true);
        settle(put, findings, true);
        // What is changed at the last moment leaves no time to answer.
        if (findings.isEmpty() || !now.isBefore(round.moments().close())) {
            return;
        }
        Map<MemberId, OwnTime> times = presence.ownTimes(team, round, now);
        List<Chosen> chosen = QuestionChoice.choose(
                new QuestionChoice.Situation(
                        team,
                        rounds.asks(round.id()),
                        awayUntilTheClose(times, round, now),
                        members,
                        team.questions(),
                        isLastCall(round, now),
                        put,
                        questions.muted(team.id())),
                findings);
        Map<MemberId, List<Chosen>> byMember =
                chosen.stream().collect(Collectors.groupingBy(Chosen::member, LinkedHashMap::new, Collectors.toList()));
        byMember.forEach((member, about) ->
                team.member(member).ifPresent(to -> put(team, round, to, about, put, isBusy(times, member, now), now)));
    }

    private static Set<MemberId> awayUntilTheClose(Map<MemberId, OwnTime> times, Round round, Instant now) {
        return times.entrySet().stream()
                .filter(time -> time.getValue().isAwayUntil(now, round.moments().close()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isBusy(Map<MemberId, OwnTime> times, MemberId member, Instant now) {
        return times.containsKey(member) && times.get(member).isBusy(now);
    }

    private void put(
            Team team, Round round, Member to, List<Chosen> about, List<Question> before, boolean isHeld, Instant now) {
        int asked = (int) before.stream()
                .filter(question -> question.member().equals(to.id()))
                .count();
        String key = round.id() + "/question/" + to.id() + "/" + (asked + 1);
        List<Question> fresh = new ArrayList<>();
        for (Chosen each : about) {
            Question question = Question.put(round.id(), to.id(), asked + fresh.size() + 1, each.about(), key, now);
            if (questions.add(isHeld ? question.held() : question)) {
                fresh.add(question);
            }
        }
        if (!fresh.isEmpty() && !isHeld) {
            List<Question> stored = together(round.id(), key);
            postbox.post(new Posting(
                    key,
                    OutboxKind.QUESTION,
                    to.account(),
                    new QuestionMessage(team, times).of(stored),
                    round.id(),
                    to.id()));
        }
    }

    /** The questions that were put in one message. */
    public List<Question> together(RoundId round, String posted) {
        return questions.of(round).stream()
                .filter(question -> question.posted().equals(posted))
                .toList();
    }

    private static boolean isLastCall(Round round, Instant now) {
        List<Instant> reminders = round.moments().reminders();
        return reminders.isEmpty() || !now.isBefore(reminders.get(reminders.size() - 1));
    }

    /** Withdraws what is corrected by now: nobody is asked anything. */
    public void withdrawGone(Team team, Round round) {
        List<Question> put = questions.of(round.id());
        if (put.stream().anyMatch(Question::isUnanswered)) {
            settle(put, reports.findings(reports.now(team, round), true), false);
        }
    }

    /**
     * What is gone is withdrawn without a word; what comes back while answers are waited for stands as it was put, and
     * is not put again.
     */
    private void settle(List<Question> put, List<RoundFinding> findings, boolean isOpen) {
        for (Question question : put) {
            boolean isThere = findings.stream().anyMatch(question.about()::isSameAs);
            if (question.isUnanswered() && !isThere) {
                questions.move(question, Question.State.WITHDRAWN);
            } else if (isOpen && question.state() == Question.State.WITHDRAWN && isThere) {
                questions.move(question, Question.State.OPEN);
            }
        }
    }

    /** At the close: what has no answer by now will say so in the report, unless the question never arrived. */
    void expire(RoundId round) {
        questions.release(round, questions.heldFor(round));
        for (Question question : questions.of(round)) {
            if (question.state() == Question.State.OPEN) {
                // Of what was put before the team's history was moved here, nothing is known but that it was put.
                boolean arrived = outbox.find(question.posted() + "#1")
                        .map(row -> row.state() == OutboxState.SENT)
                        .orElse(true);
                questions.move(question, arrived ? Question.State.EXPIRED : Question.State.WITHDRAWN);
            }
        }
    }

    /** Whether a message with questions is still to be sent: while the round collects and one of them stands. */
    boolean isStillWanted(RoundId round, String key) {
        return rounds.find(round)
                        .filter(found -> found.state() == RoundState.OPEN)
                        .isPresent()
                && questions.of(round).stream()
                        .anyMatch(question ->
                                question.state() == Question.State.OPEN && key.startsWith(question.posted() + "#"));
    }
}
