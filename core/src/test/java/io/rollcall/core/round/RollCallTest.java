package io.rollcall.core.round;

import static io.rollcall.core.round.RoundPlannerTest.shanghai;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollCallTest {

    private static final MemberId LIN = new MemberId("lin");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final RoundId ID = new RoundId(new TeamId("payments"), ReportWeek.parse("2024-W49"));
    private static final Instant TEN = shanghai("2024-12-06T10:00");

    private final Round open = Round.open(
            ID,
            ReportWeeks.parse("2024-W49"),
            new RoundPlanner(WorkCalendar.mondayToFriday())
                    .planFor(Teams.withOwners("lin", "zhou"), ID.week())
                    .orElseThrow()
                    .moments(),
            TEN);

    @Test
    void nobodyIsAskedBeforeTheTime() {
        assertThat(due(open, List.of(waiting(LIN)), "2024-12-06T09:59:59")).isEmpty();
    }

    @Test
    void everyOwnerIsAskedWhenTheTimeComesAndThoseOnLeaveAreExcused() {
        assertThat(RollCall.due(open, List.of(waiting(LIN), waiting(ZHOU)), Set.of(ZHOU), Set.of(), TEN))
                .containsExactly(new Step.AskOwner(LIN), new Step.ExcuseOwner(ZHOU));
    }

    @Test
    void onlyThoseWhoHaveNotAnsweredAreReminded() {
        assertThat(due(open, List.of(asked(LIN), in(AskState.ANSWERED, ZHOU)), "2024-12-06T14:00"))
                .containsExactly(new Step.RemindOwner(LIN, 1), new Step.RemindersDone(1));
    }

    @Test
    void aReminderMissedIsCaughtUpOnceAndSeveralMissedAreOne() {
        assertThat(due(open, List.of(asked(LIN)), "2024-12-06T14:05"))
                .containsExactly(new Step.RemindOwner(LIN, 1), new Step.RemindersDone(1));
        assertThat(due(remindersDone(1), List.of(asked(LIN)), "2024-12-06T14:05"))
                .isEmpty();
        assertThat(due(open, List.of(asked(LIN)), "2024-12-06T16:30"))
                .containsExactly(new Step.RemindOwner(LIN, 2), new Step.RemindersDone(2));
    }

    @Test
    void whoeverIsAskedAfterAReminderMomentIsNotRemindedForIt() {
        Ask askedLate = new Ask(ID, LIN, AskState.ASKED, shanghai("2024-12-06T14:05"), null, null);

        assertThat(due(open, List.of(askedLate), "2024-12-06T14:06")).containsExactly(new Step.RemindersDone(1));
        assertThat(due(open, List.of(waiting(LIN)), "2024-12-06T14:05"))
                .containsExactly(new Step.AskOwner(LIN), new Step.RemindersDone(1));
    }

    @Test
    void ownersOfOptionalSectionsAloneAreNotReminded() {
        assertThat(RollCall.due(open, List.of(asked(LIN)), Set.of(), Set.of(LIN), shanghai("2024-12-06T14:00")))
                .containsExactly(new Step.RemindersDone(1));
    }

    @Test
    void theRoundClosesAndIsPublishedInTime() {
        assertThat(due(open, List.of(asked(LIN)), "2024-12-06T17:30")).containsExactly(new Step.Close());
        assertThat(due(in(RoundState.CLOSED), List.of(), "2024-12-06T17:59:59")).isEmpty();
        assertThat(due(in(RoundState.CLOSED), List.of(), "2024-12-06T18:00")).containsExactly(new Step.Publish());
        assertThat(due(in(RoundState.PUBLISHED), List.of(asked(LIN)), "2024-12-07T18:00"))
                .isEmpty();
    }

    @Test
    void aRoundFoundOpenAfterItsTimeIsClosedAndPublishedAtOnceWithoutNagging() {
        assertThat(due(open, List.of(waiting(LIN), asked(ZHOU)), "2024-12-08T09:00"))
                .containsExactly(new Step.Close(), new Step.Publish());
    }

    @ParameterizedTest
    @EnumSource(RoundState.class)
    void aRoundOnlyMovesForward(RoundState from) {
        for (RoundState to : RoundState.values()) {
            assertThat(from.mayBecome(to)).as(from + " to " + to).isEqualTo(to.ordinal() == from.ordinal() + 1);
        }
    }

    private List<Step> due(Round round, List<Ask> asks, String now) {
        return RollCall.due(round, asks, Set.of(), Set.of(), shanghai(now));
    }

    private Round remindersDone(int nth) {
        return new Round(ID, open.weeks(), RoundState.OPEN, open.moments(), nth, 0, TEN, null, null);
    }

    private Round in(RoundState state) {
        return new Round(ID, open.weeks(), state, open.moments(), 2, 1, TEN, null, null);
    }

    private static Ask waiting(MemberId owner) {
        return Ask.waiting(ID, owner);
    }

    private static Ask asked(MemberId owner) {
        return in(AskState.ASKED, owner);
    }

    private static Ask in(AskState state, MemberId owner) {
        return new Ask(ID, owner, state, TEN, null, null);
    }
}
