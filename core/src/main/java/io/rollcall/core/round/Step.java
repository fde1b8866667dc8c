package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;

/** Something that is due in a round. */
public sealed interface Step {

    /** Put the question to this owner. */
    record AskOwner(MemberId owner) implements Step {}

    /** Do not ask this owner, who is on leave. */
    record ExcuseOwner(MemberId owner) implements Step {}

    /** Remind this owner, who has not answered. */
    record RemindOwner(MemberId owner, int nth) implements Step {}

    /**
     * Note that the reminders up to this one have been dealt with; comes after the {@link RemindOwner} steps.
     *
     * @param nth counted from 1
     */
    record RemindersDone(int nth) implements Step {}

    /** Stop collecting and compile. */
    record Close() implements Step {}

    /** Post the report. */
    record Publish() implements Step {}
}
