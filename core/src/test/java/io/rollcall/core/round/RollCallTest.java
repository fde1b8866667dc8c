package io.rollcall.core.round;

import static io.rollcall.core.round.RoundPlannerTest.shanghai;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.team.MemberId;
import io.rollcall.core.team.QuietHours;
import io.rollcall.core.team.TeamId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        assertThat(RollCall.due(open, List.of(waiting(LIN), waiting(ZHOU)), Attendance.of(Set.of(ZHOU), Set.of()), TEN))
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
        assertThat(RollCall.due(
                        open, List.of(asked(LIN)), Attendance.of(Set.of(), Set.of(LIN)), shanghai("2024-12-06T14:00")))
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

    @Test
    void whoIsAwayIsAskedWhenTheyAreBackAndNotBefore() {
        Attendance backAtNoon = times(LIN, time(List.of(span("2024-12-05T00:00", "2024-12-06T12:00")), null, null));

        assertThat(due(open, List.of(waiting(LIN)), backAtNoon, "2024-12-06T10:00"))
                .isEmpty();
        assertThat(due(open, List.of(waiting(LIN)), backAtNoon, "2024-12-06T11:59:59"))
                .isEmpty();
        assertThat(due(open, List.of(waiting(LIN)), backAtNoon, "2024-12-06T12:00"))
                .containsExactly(new Step.AskOwner(LIN));
    }

    @Test
    void aReminderWaitsWhileTheyAreAwayAndIsSparedWhereThatLastsUntilTheClose() {
        Attendance awayAroundThree =
                times(LIN, time(List.of(span("2024-12-06T13:00", "2024-12-06T15:00")), null, null));
        Attendance awayAllAfternoon =
                times(LIN, time(List.of(span("2024-12-06T12:00", "2024-12-09T09:00")), null, null));

        assertThat(due(open, List.of(asked(LIN)), awayAroundThree, "2024-12-06T14:00"))
                .containsExactly(new Step.RemindersDone(1));
        assertThat(due(remindersDone(1), List.of(asked(LIN)), awayAroundThree, "2024-12-06T15:00"))
                .containsExactly(new Step.RemindInOwnTime(LIN, shanghai("2024-12-06T15:00")));
        assertThat(due(open, List.of(asked(LIN)), awayAllAfternoon, "2024-12-06T16:00"))
                .containsExactly(new Step.RemindersDone(2));
    }

    @Test
    void inPlaceOfWhoIsAwayForTheRoundTheirDeputyIsAskedOnceFree() {
        Attendance away = new Attendance(
                Set.of(LIN),
                Set.of(),
                Map.of(LIN, ZHOU),
                Map.of(ZHOU, time(List.of(), QuietHours.parse("09:00-11:00"), null)),
                Map.of());

        for (AskState state : List.of(AskState.WAITING, AskState.EXCUSED)) {
            List<Ask> asks = List.of(new Ask(ID, LIN, state, null, null, null));
            assertThat(due(open, asks, away, "2024-12-06T10:00")).isEmpty();
            assertThat(due(open, asks, away, "2024-12-06T11:00")).containsExactly(new Step.AskDeputy(LIN, ZHOU, false));
        }
    }

    @Test
    void whereBothAreAwayTheOwnerIsExcusedAlsoOfWhatTheDeputyWasAsked() {
        Attendance both = Attendance.of(Set.of(LIN, ZHOU), Set.of());
        Ask withDeputy = new Ask(ID, LIN, AskState.ASKED, TEN, null, ZHOU);

        assertThat(due(open, List.of(withDeputy), both, "2024-12-06T11:00")).containsExactly(new Step.ExcuseOwner(LIN));
        assertThat(due(open, List.of(withDeputy), Attendance.of(Set.of(LIN), Set.of()), "2024-12-06T11:00"))
                .isEmpty();
    }

    @Test
    void whoWasExcusedAndIsBackIsAskedAgain() {
        assertThat(due(open, List.of(in(AskState.EXCUSED, LIN)), "2024-12-06T11:00"))
                .containsExactly(new Step.AskOwner(LIN));
        assertThat(due(
                        open,
                        List.of(in(AskState.EXCUSED, LIN)),
                        Attendance.of(Set.of(LIN), Set.of()),
                        "2024-12-06T11:00"))
                .isEmpty();
    }

    @Test
    void theQuestionWaitsForTheEndOfQuietHours() {
        Attendance quiet = times(LIN, time(List.of(), QuietHours.parse("20:00-11:30"), null));

        assertThat(due(open, List.of(waiting(LIN)), quiet, "2024-12-06T11:29:59"))
                .isEmpty();
        assertThat(due(open, List.of(waiting(LIN)), quiet, "2024-12-06T11:30")).containsExactly(new Step.AskOwner(LIN));
    }

    @Test
    void quietHoursBeyondTheCloseAreBrokenOnceAtTheLastMoment() {
        Attendance quiet = times(LIN, time(List.of(), QuietHours.parse("09:00-18:00"), null));

        assertThat(due(open, List.of(waiting(LIN)), quiet, "2024-12-06T16:59:59"))
                .containsExactly(new Step.RemindersDone(2));
        assertThat(due(remindersDone(2), List.of(waiting(LIN)), quiet, "2024-12-06T17:00"))
                .containsExactly(new Step.AskOwner(LIN, true));
        assertThat(due(remindersDone(2), List.of(asked(LIN)), quiet, "2024-12-06T17:10"))
                .isEmpty();
    }

    @Test
    void aRoundShorterThanAnHourIsAskedHalfwayAtTheLatest() {
        Moments brief = new Moments(TEN, List.of(), TEN.plusSeconds(1200), TEN.plusSeconds(1200));
        Round round = Round.open(ID, open.weeks(), brief, TEN);
        Attendance quiet = times(LIN, time(List.of(), QuietHours.parse("09:00-18:00"), null));

        assertThat(due(round, List.of(waiting(LIN)), quiet, "2024-12-06T10:09:59"))
                .isEmpty();
        assertThat(due(round, List.of(waiting(LIN)), quiet, "2024-12-06T10:10"))
                .containsExactly(new Step.AskOwner(LIN, true));
    }

    @Test
    void whoHasATimeOfTheirOwnIsRemindedThenAndOnlyThen() {
        Attendance three = times(LIN, time(List.of(), null, LocalTime.of(15, 0)));
        List<Ask> both = List.of(asked(LIN), asked(ZHOU));
        Step.RemindInOwnTime own = new Step.RemindInOwnTime(LIN, shanghai("2024-12-06T15:00"));

        assertThat(due(open, both, three, "2024-12-06T14:00"))
                .containsExactly(new Step.RemindOwner(ZHOU, 1), new Step.RemindersDone(1));
        assertThat(due(remindersDone(1), both, three, "2024-12-06T14:59:59")).isEmpty();
        assertThat(due(remindersDone(1), both, three, "2024-12-06T15:00")).containsExactly(own);
        assertThat(due(remindersDone(1), both, reminded(three, "2024-12-06T15:00"), "2024-12-06T15:01"))
                .isEmpty();
        assertThat(due(remindersDone(2), List.of(in(AskState.ANSWERED, LIN)), three, "2024-12-06T15:00"))
                .isEmpty();
    }

    @Test
    void aTimeOfTheirOwnOutsideOfTheRoundLeavesTheTeamsTimes() {
        for (LocalTime never : List.of(LocalTime.of(9, 0), LocalTime.of(18, 0))) {
            assertThat(due(open, List.of(asked(LIN)), times(LIN, time(List.of(), null, never)), "2024-12-06T14:00"))
                    .as("%s", never)
                    .containsExactly(new Step.RemindOwner(LIN, 1), new Step.RemindersDone(1));
        }
    }

    @Test
    void aTimeThatIsNamedAfterItHasPassedRemindsNobodyAtOnce() {
        OwnTime told = new OwnTime(
                List.of(), null, LocalTime.of(11, 0), ZoneId.of("Asia/Shanghai"), shanghai("2024-12-06T14:30"));

        assertThat(due(remindersDone(1), List.of(asked(LIN)), times(LIN, told), "2024-12-06T14:31"))
                .isEmpty();
    }

    @Test
    void quietHoursAndRemindersAreOnTheMembersOwnClock() {
        OwnTime inBerlin =
                new OwnTime(List.of(), QuietHours.parse("18:00-08:00"), null, ZoneId.of("Europe/Berlin"), Instant.MIN);

        assertThat(due(open, List.of(waiting(LIN)), times(LIN, inBerlin), "2024-12-06T14:59"))
                .containsExactly(new Step.RemindersDone(1));
        assertThat(due(open, List.of(waiting(LIN)), times(LIN, inBerlin), "2024-12-06T15:00"))
                .contains(new Step.AskOwner(LIN));
    }

    @Test
    void aReminderThatComesLateIsNotForWhoIsBusyByThen() {
        Attendance late = times(LIN, time(List.of(), QuietHours.parse("14:30-15:30"), null));
        assertThat(due(open, List.of(asked(LIN), asked(ZHOU)), late, "2024-12-06T15:00"))
                .containsExactly(new Step.RemindOwner(ZHOU, 1), new Step.RemindersDone(1));

        Attendance own = times(LIN, time(List.of(), QuietHours.parse("14:30-15:30"), LocalTime.of(14, 15)));
        assertThat(due(remindersDone(1), List.of(asked(LIN)), own, "2024-12-06T15:00"))
                .isEmpty();
        assertThat(due(remindersDone(1), List.of(asked(LIN)), own, "2024-12-06T15:30"))
                .containsExactly(new Step.RemindInOwnTime(LIN, shanghai("2024-12-06T14:15")));
    }

    @Test
    void whoIsAwayTwiceInARowIsAwayUntilTheSecondLeaveEnds() {
        OwnTime time = time(
                List.of(span("2024-12-06T12:00", "2024-12-06T18:00"), span("2024-12-06T09:00", "2024-12-06T12:00")),
                QuietHours.parse("08:00-19:00"),
                null);
        Instant close = shanghai("2024-12-06T17:30");

        assertThat(time.isAwayUntil(TEN, close)).isTrue();
        assertThat(time.isAwayUntil(TEN, shanghai("2024-12-06T18:30"))).isFalse();
        assertThat(time.isAwayUntil(shanghai("2024-12-06T08:30"), close))
                .as("only quiet yet")
                .isFalse();
    }

    @Test
    void theGroupIsToldOfNobodyWhoCannotBeWrittenTo() {
        Attendance quiet = times(LIN, time(List.of(), QuietHours.parse("15:30-17:00"), null));

        assertThat(RollCall.missing(open, List.of(asked(LIN), asked(ZHOU)), quiet, shanghai("2024-12-06T16:00")))
                .containsExactly(ZHOU);
    }

    private static OwnTime time(List<OwnTime.Span> away, @Nullable QuietHours quiet, @Nullable LocalTime remindAt) {
        return new OwnTime(away, quiet, remindAt, ZoneId.of("Asia/Shanghai"), Instant.MIN);
    }

    private static OwnTime.Span span(String from, String to) {
        return new OwnTime.Span(shanghai(from), shanghai(to));
    }

    private static Attendance times(MemberId member, OwnTime time) {
        return new Attendance(Set.of(), Set.of(), Map.of(), Map.of(member, time), Map.of());
    }

    private static Attendance reminded(Attendance attendance, String upTo) {
        return new Attendance(Set.of(), Set.of(), Map.of(), attendance.ownTimes(), Map.of(LIN, shanghai(upTo)));
    }

    private static List<Step> due(Round round, List<Ask> asks, Attendance attendance, String now) {
        return RollCall.due(round, asks, attendance, shanghai(now));
    }

    private List<Step> due(Round round, List<Ask> asks, String now) {
        return RollCall.due(round, asks, Attendance.of(Set.of(), Set.of()), shanghai(now));
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
