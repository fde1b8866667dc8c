package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is due in a round. A pure function of the round, its asks and the moment, so that a late, doubled or missed
 * tick does no harm: what was done shows in the state, and what was missed is due once, in its latest form.
 */
public final class RollCall {

    private RollCall() {}

    /**
     * The steps that are due, in the order in which they are to be taken.
     *
     * @param onLeave  who is away on the day of {@code now}
     * @param unhurried who is asked but not reminded: those who own nothing but optional sections
     */
    public static List<Step> due(
            Round round, List<Ask> asks, Set<MemberId> onLeave, Set<MemberId> unhurried, Instant now) {
        return switch (round.state()) {
            case OPEN ->
                now.isBefore(round.moments().close())
                        ? whileOpen(round, asks, onLeave, unhurried, now)
                        : afterClose(round, now);
            case CLOSED -> now.isBefore(round.moments().publish()) ? List.of() : List.of(new Step.Publish());
            case PUBLISHED -> List.of();
        };
    }

    private static List<Step> afterClose(Round round, Instant now) {
        return now.isBefore(round.moments().publish())
                ? List.of(new Step.Close())
                : List.of(new Step.Close(), new Step.Publish());
    }

    private static List<Step> whileOpen(
            Round round, List<Ask> asks, Set<MemberId> onLeave, Set<MemberId> unhurried, Instant now) {
        List<Step> steps = new ArrayList<>();
        if (!now.isBefore(round.moments().ask())) {
            for (Ask ask : asks) {
                if (ask.state() == AskState.WAITING) {
                    steps.add(
                            onLeave.contains(ask.owner())
                                    ? new Step.ExcuseOwner(ask.owner())
                                    : new Step.AskOwner(ask.owner()));
                }
            }
        }
        addReminders(steps, round, asks, unhurried, now);
        return steps;
    }

    /** Of several reminders missed, the latest goes out and stands for all of them. */
    private static void addReminders(
            List<Step> steps, Round round, List<Ask> asks, Set<MemberId> unhurried, Instant now) {
        List<Instant> reminders = round.moments().reminders();
        int reached =
                (int) reminders.stream().filter(moment -> !now.isBefore(moment)).count();
        if (reached <= round.remindersDone()) {
            return;
        }
        Instant moment = reminders.get(reached - 1);
        for (Ask ask : asks) {
            // Whoever was asked after that moment has only just got the question.
            boolean hadTime = ask.askedAt() != null && ask.askedAt().isBefore(moment);
            if (ask.state().isOutstanding() && hadTime && !unhurried.contains(ask.owner())) {
                steps.add(new Step.RemindOwner(ask.owner(), reached));
            }
        }
        steps.add(new Step.RemindersDone(reached));
    }
}
