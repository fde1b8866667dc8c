package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is due in a round. A pure function of the round, its asks and the moment, so that a late, doubled or missed
 * tick does no harm: what was done shows in the state, and what was missed is due once, in its latest form.
 */
public final class RollCall {

    /** How long before the close a question goes out that was to wait for longer than that. */
    private static final Duration LAST_CALL = Duration.ofMinutes(30);

    private RollCall() {}

    /** The steps that are due, in the order in which they are to be taken. */
    public static List<Step> due(Round round, List<Ask> asks, Attendance attendance, Instant now) {
        return switch (round.state()) {
            case OPEN ->
                now.isBefore(round.moments().close())
                        ? whileOpen(round, asks, attendance, now)
                        : afterClose(round, now);
            case CLOSED -> now.isBefore(round.moments().publish()) ? List.of() : List.of(new Step.Publish());
            case PUBLISHED -> List.of();
        };
    }

    /**
     * Who is still to answer at one of the team's reminders, and can be written to: those whom the group is told of.
     */
    public static List<MemberId> missing(Round round, List<Ask> asks, Attendance attendance, Instant now) {
        List<Instant> reached = round.moments().reminders().stream()
                .filter(moment -> !now.isBefore(moment))
                .toList();
        return asks.stream()
                .filter(ask -> !reached.isEmpty() && isToBeReminded(ask, attendance, reached.get(reached.size() - 1)))
                .filter(ask -> attendance.isFree(ask.addressee(), now))
                .map(Ask::owner)
                .toList();
    }

    private static List<Step> afterClose(Round round, Instant now) {
        return now.isBefore(round.moments().publish())
                ? List.of(new Step.Close())
                : List.of(new Step.Close(), new Step.Publish());
    }

    private static List<Step> whileOpen(Round round, List<Ask> asks, Attendance attendance, Instant now) {
        List<Step> steps = new ArrayList<>();
        if (!now.isBefore(round.moments().ask())) {
            asks.forEach(ask -> question(round, ask, attendance, now).ifPresent(steps::add));
        }
        addReminders(steps, round, asks, attendance, now);
        return steps;
    }

    /** Who was excused is asked when their leave is called off, or their deputy when there is one again. */
    private static Optional<Step> question(Round round, Ask ask, Attendance attendance, Instant now) {
        boolean ownerIsAway = attendance.excused().contains(ask.owner());
        if (ask.standsIn() != null) {
            boolean bothAreAway = ownerIsAway && attendance.excused().contains(ask.standsIn());
            return switch (ask.state()) {
                case WAITING ->
                    bothAreAway
                            ? Optional.of(new Step.ExcuseOwner(ask.owner()))
                            : put(round, ask.standsIn(), attendance, now, busy -> new Step.AskOwner(ask.owner(), busy));
                case ASKED -> bothAreAway ? Optional.of(new Step.ExcuseOwner(ask.owner())) : Optional.empty();
                default -> Optional.empty();
            };
        }
        if (ask.state() != AskState.WAITING && ask.state() != AskState.EXCUSED) {
            return Optional.empty();
        }
        if (!ownerIsAway) {
            return put(round, ask.owner(), attendance, now, busy -> new Step.AskOwner(ask.owner(), busy));
        }
        MemberId deputy = attendance.deputies().get(ask.owner());
        if (deputy != null) {
            return put(round, deputy, attendance, now, busy -> new Step.AskDeputy(ask.owner(), deputy, busy));
        }
        return ask.state() == AskState.WAITING ? Optional.of(new Step.ExcuseOwner(ask.owner())) : Optional.empty();
    }

    /** Waits until the addressee can be written to; not beyond the last moment before the close, though. */
    private static Optional<Step> put(
            Round round, MemberId addressee, Attendance attendance, Instant now, Function<Boolean, Step> step) {
        Instant free =
                attendance.ownTime(addressee).map(time -> time.freeFrom(now)).orElse(now);
        if (!free.isAfter(now)) {
            return Optional.of(step.apply(false));
        }
        Instant last = lastCall(round.moments());
        boolean tooLate = free.isAfter(last);
        return tooLate && !now.isBefore(last) ? Optional.of(step.apply(true)) : Optional.empty();
    }

    /** Half an hour before the close, or halfway to it in a round that is shorter than an hour. */
    private static Instant lastCall(Moments moments) {
        Duration half = Duration.between(moments.ask(), moments.close()).dividedBy(2);
        return moments.close().minus(half.compareTo(LAST_CALL) < 0 ? half : LAST_CALL);
    }

    /** Of several reminders missed, the latest goes out and stands for all of them; to nobody who is busy by now. */
    private static void addReminders(
            List<Step> steps, Round round, List<Ask> asks, Attendance attendance, Instant now) {
        List<Instant> reminders = round.moments().reminders();
        int reached =
                (int) reminders.stream().filter(moment -> !now.isBefore(moment)).count();
        boolean isTeamsTurn = reached > round.remindersDone();
        for (Ask ask : asks) {
            if (!attendance.isFree(ask.addressee(), now)) {
                continue;
            }
            List<Instant> own = attendance
                    .ownTime(ask.addressee())
                    .map(time -> time.reminders(round.moments()))
                    .orElse(reminders);
            if (!own.equals(reminders)) {
                inOwnTime(ask, own, attendance, now).ifPresent(steps::add);
            } else if (isTeamsTurn && isToBeReminded(ask, attendance, reminders.get(reached - 1))) {
                steps.add(new Step.RemindOwner(ask.owner(), reached));
            }
        }
        if (isTeamsTurn) {
            steps.add(new Step.RemindersDone(reached));
        }
    }

    private static Optional<Step> inOwnTime(Ask ask, List<Instant> own, Attendance attendance, Instant now) {
        Instant since = attendance.ownTime(ask.addressee()).map(OwnTime::since).orElse(Instant.MIN);
        Instant done = attendance.reminded().getOrDefault(ask.owner(), Instant.MIN);
        return own.stream()
                .filter(moment -> !now.isBefore(moment))
                .reduce((earlier, later) -> later)
                .filter(moment -> moment.isAfter(since) && moment.isAfter(done))
                .filter(moment -> isToBeReminded(ask, attendance, moment))
                .map(moment -> new Step.RemindInOwnTime(ask.owner(), moment));
    }

    /** Whoever was asked after that moment has only just got the question. */
    private static boolean isToBeReminded(Ask ask, Attendance attendance, Instant moment) {
        boolean hadTime = ask.askedAt() != null && ask.askedAt().isBefore(moment);
        return ask.state().isOutstanding() && hadTime && !attendance.unhurried().contains(ask.owner());
    }
}
