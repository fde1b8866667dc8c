package io.rollcall.core.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A round's timetable as moments.
 *
 * @param reminders in order of time; may be empty
 */
public record Moments(Instant ask, List<Instant> reminders, Instant close, Instant publish) {

    public Moments {
        reminders = List.copyOf(reminders);
        if (close.isBefore(ask) || publish.isBefore(close)) {
            throw new IllegalArgumentException(
                    "ask " + ask + ", close " + close + ", publish " + publish + " are not in order");
        }
    }

    /** All moments earlier or later by the same time. */
    public Moments shiftedBy(Duration time) {
        return new Moments(
                ask.plus(time),
                reminders.stream().map(moment -> moment.plus(time)).toList(),
                close.plus(time),
                publish.plus(time));
    }

    /** The same, but the asks go out at this moment. */
    public Moments askingAt(Instant moment) {
        return new Moments(moment, reminders, close, publish);
    }

    /** The same, but it closes and is published at this moment, which is none before the asks. */
    public Moments endingAt(Instant moment) {
        return new Moments(ask, reminders, moment, moment);
    }
}
