package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import java.time.Instant;

/** Something that is due in a round. */
public sealed interface Step {

    /**
     * Put the question to this owner, or to who stands in.
     *
     * @param inBusyTime whether that is at a time when they are not to be written to, which lasts until the close
     */
    record AskOwner(MemberId owner, boolean inBusyTime) implements Step {

        public AskOwner(MemberId owner) {
            this(owner, false);
        }
    }

    /**
     * Put the question to this owner's deputy, as the owner is on leave.
     *
     * @param inBusyTime as for {@link AskOwner}
     */
    record AskDeputy(MemberId owner, MemberId deputy, boolean inBusyTime) implements Step {}

    /** Do not ask this owner, who is on leave, as whoever stands in is. */
    record ExcuseOwner(MemberId owner) implements Step {}

    /** Remind this owner, who has not answered. */
    record RemindOwner(MemberId owner, int nth) implements Step {}

    /**
     * Remind this owner, who has not answered, at a time of their own.
     *
     * @param moment when it was due; stands for all before it
     */
    record RemindInOwnTime(MemberId owner, Instant moment) implements Step {}

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
