package io.rollcall.core.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When somebody is away: whole days, or from noon of the first and until noon of the last.
 *
 * @param from      the first day
 * @param fromNoon  whether the morning of the first day is worked
 * @param to        the last day, included
 * @param untilNoon whether the afternoon of the last day is worked
 */
public record Leave(LocalDate from, boolean fromNoon, LocalDate to, boolean untilNoon) {

    public Leave {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a leave cannot end on " + to + ", before it begins on " + from);
        }
        if (from.equals(to) && fromNoon && untilNoon) {
            throw new IllegalArgumentException(
                    "a leave cannot end at noon of " + to + ", which is when it begins; leave out one of both");
        }
    }

    /** Whole days. */
    public static Leave days(LocalDate from, LocalDate to) {
        return new Leave(from, false, to, false);
    }

    public LocalDateTime start() {
        return from.atTime(fromNoon ? LocalTime.NOON : LocalTime.MIDNIGHT);
    }

    /** When it is over, no longer included. */
    public LocalDateTime end() {
        return untilNoon ? to.atTime(LocalTime.NOON) : to.plusDays(1).atStartOfDay();
    }

    /**
     * What is left of it when the member is back from this half of a day on.
     *
     * @param half midnight or noon
     */
    public Optional<Leave> before(LocalDateTime half) {
        return between(start(), end().isBefore(half) ? end() : half);
    }

    /**
     * What is left of it when the member is there until this half of a day.
     *
     * @param half midnight or noon
     */
    public Optional<Leave> since(LocalDateTime half) {
        return between(start().isAfter(half) ? start() : half, end());
    }

    private static Optional<Leave> between(LocalDateTime start, LocalDateTime end) {
        boolean untilNoon = isNoon(end);
        return start.isBefore(end)
                ? Optional.of(new Leave(
                        start.toLocalDate(),
                        isNoon(start),
                        untilNoon ? end.toLocalDate() : end.toLocalDate().minusDays(1),
                        untilNoon))
                : Optional.empty();
    }

    private static boolean isNoon(LocalDateTime half) {
        return half.toLocalTime().equals(LocalTime.NOON);
    }

    public boolean covers(LocalDateTime moment) {
        return !moment.isBefore(start()) && moment.isBefore(end());
    }
}
