package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be known of a team's members when the roll is called.
 *
 * @param excused   who is away for this round, see {@link LeaveRule}
 * @param unhurried who is asked but not reminded: those who own nothing but optional sections
 * @param deputies  by owners who are away, who is there to be asked in their place
 * @param ownTimes  of those who cannot be written to at any time, or have a time of their own for reminders
 * @param reminded  by owners, up to when their reminders at times of their own have been dealt with
 */
public record Attendance(
        Set<MemberId> excused,
        Set<MemberId> unhurried,
        Map<MemberId, MemberId> deputies,
        Map<MemberId, OwnTime> ownTimes,
        Map<MemberId, Instant> reminded) {

    public Attendance {
        excused = Set.copyOf(excused);
        unhurried = Set.copyOf(unhurried);
        deputies = Map.copyOf(deputies);
        ownTimes = Map.copyOf(ownTimes);
        reminded = Map.copyOf(reminded);
    }

    /** Everybody keeps to the team's times. */
    static Attendance of(Set<MemberId> excused, Set<MemberId> unhurried) {
        return new Attendance(excused, unhurried, Map.of(), Map.of(), Map.of());
    }

    Optional<OwnTime> ownTime(MemberId member) {
        return Optional.ofNullable(ownTimes.get(member));
    }

    /** Whether the member can be written to. */
    public boolean isFree(MemberId member, Instant now) {
        return ownTime(member).filter(time -> time.isBusy(now)).isEmpty();
    }
}
