package io.rollcall.core.round;

import io.rollcall.core.calendar.Leave;
import io.rollcall.core.calendar.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What leave means for a round.
 *
 * <p>Noon parts a day into two halves. Excused is who is away at the close, and there for fewer than half of the half
 * days on which the round collects; a half day that is off counts only where all of them are. So half a day of leave
 * does not excuse from a round of one day, and a day of leave does not excuse who is back before the close: they are
 * asked when they are back.
 */
public final class LeaveRule {

    /** When who comes back for a whole day is written to. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** Longer than any leave that is taken in. */
    private static final int MOST_DAYS = 400;

    private final WorkCalendar calendar;
    private final ZoneId zone;

    /** @param zone of the team's days */
    public LeaveRule(WorkCalendar calendar, ZoneId zone) {
        this.calendar = calendar;
        this.zone = zone;
    }

    /** @param leaves of one member */
    public boolean excuses(Moments moments, List<Leave> leaves) {
        if (leaves.isEmpty() || !isAway(lastHalf(moments), leaves)) {
            return false;
        }
        List<LocalDateTime> all = halves(moments);
        List<LocalDateTime> worked = all.stream()
                .filter(half -> calendar.isWorkday(half.toLocalDate()))
                .toList();
        List<LocalDateTime> counted = worked.isEmpty() ? all : worked;
        long there = counted.stream().filter(half -> !isAway(half, leaves)).count();
        return 2 * there < counted.size();
    }

    /** The times at which a member is not to be written to; each ends when they are back at work. */
    public List<OwnTime.Span> away(List<Leave> leaves) {
        return leaves.stream()
                .map(leave -> new OwnTime.Span(instant(leave.start()), back(leave, leaves)))
                .toList();
    }

    /** The first half of a workday after the leave which is not taken off by another leave either. */
    private Instant back(Leave leave, List<Leave> leaves) {
        LocalDateTime half = leave.end();
        for (int i = 0; i < 2 * MOST_DAYS; i++) {
            LocalDateTime at = half;
            Optional<Leave> other =
                    leaves.stream().filter(any -> any.covers(at)).findFirst();
            if (other.isPresent()) {
                half = other.get().end();
            } else if (!calendar.isWorkday(half.toLocalDate())) {
                half = half.toLocalDate().plusDays(1).atStartOfDay();
            } else {
                break;
            }
        }
        return instant(isMorning(half) ? half.toLocalDate().atTime(MORNING) : half);
    }

    private LocalDateTime lastHalf(Moments moments) {
        return half(moments.close().minusNanos(1).atZone(zone).toLocalDateTime());
    }

    /** The beginnings of all half days on which the round collects. */
    private List<LocalDateTime> halves(Moments moments) {
        LocalDateTime last = lastHalf(moments);
        LocalDateTime first = half(moments.ask().atZone(zone).toLocalDateTime());
        return Stream.iterate(first.isAfter(last) ? last : first, half -> !half.isAfter(last), LeaveRule::next)
                .limit(2L * MOST_DAYS)
                .toList();
    }

    private static LocalDateTime half(LocalDateTime moment) {
        LocalDate day = moment.toLocalDate();
        return moment.toLocalTime().isBefore(LocalTime.NOON) ? day.atStartOfDay() : day.atTime(LocalTime.NOON);
    }

    private static LocalDateTime next(LocalDateTime half) {
        LocalDate day = half.toLocalDate();
        return isMorning(half) ? day.atTime(LocalTime.NOON) : day.plusDays(1).atStartOfDay();
    }

    private static boolean isMorning(LocalDateTime half) {
        return half.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static boolean isAway(LocalDateTime half, List<Leave> leaves) {
        return leaves.stream().anyMatch(leave -> leave.covers(half));
    }

    private Instant instant(LocalDateTime local) {
        return local.atZone(zone).toInstant();
    }
}
