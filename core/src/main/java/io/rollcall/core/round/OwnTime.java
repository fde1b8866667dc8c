package io.rollcall.core.round;

import io.rollcall.core.team.QuietHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When one member can be written to, and when they are to be reminded.
 *
 * @param away     their leaves
 * @param quiet    their quiet hours, or null
 * @param remindAt their own time for reminders, or null for the team's
 * @param zone     of the quiet hours and of the reminder
 * @param since    when they last said so; no reminder is due for what lies before that
 */
public record OwnTime(
        List<Span> away,
        @Nullable QuietHours quiet,
        @Nullable LocalTime remindAt,
        ZoneId zone,
        Instant since) {

    /** Spans that follow one another: quiet hours after a leave, another leave after them. */
    private static final int MOST_SPANS = 100;

    public OwnTime {
        away = List.copyOf(away);
    }

    /** A stretch of time. */
    public record Span(Instant from, Instant to) {

        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** Whether they are away, or in their quiet hours. */
    public boolean isBusy(Instant moment) {
        return freeFrom(moment).isAfter(moment);
    }

    /** Whether they are on leave from this moment on, and not back before that one. */
    public boolean isAwayUntil(Instant moment, Instant end) {
        Instant back = moment;
        for (int i = 0; i < MOST_SPANS && back.isBefore(end); i++) {
            back = afterLeave(back);
        }
        return !back.isBefore(end);
    }

    /** The first moment, from this one on, at which they are neither away nor in their quiet hours. */
    public Instant freeFrom(Instant moment) {
        Instant free = moment;
        for (int i = 0; i < MOST_SPANS; i++) {
            Instant later = afterQuiet(afterLeave(free));
            if (later.equals(free)) {
                break;
            }
            free = later;
        }
        return free;
    }

    /**
     * When this member is to be reminded in a round, in order: at their own time on the days of the team's reminders,
     * or of the close where it has none, and at the team's where their own would come before the question or after the
     * close; later where they cannot be written to then, and not at all where that lasts until the close.
     */
    List<Instant> reminders(Moments moments) {
        Stream<Instant> wanted = remindAt == null
                ? moments.reminders().stream()
                : days(moments).flatMap(day -> onDay(day, remindAt, moments));
        return wanted.map(this::freeFrom)
                .filter(moment -> moment.isBefore(moments.close()))
                .sorted()
                .distinct()
                .toList();
    }

    private Stream<LocalDate> days(Moments moments) {
        return moments.reminders().isEmpty()
                ? Stream.of(day(moments.close()))
                : moments.reminders().stream().map(this::day).distinct();
    }

    private Stream<Instant> onDay(LocalDate day, LocalTime time, Moments moments) {
        Instant own = day.atTime(time).atZone(zone).toInstant();
        return own.isAfter(moments.ask()) && own.isBefore(moments.close())
                ? Stream.of(own)
                : moments.reminders().stream().filter(team -> day(team).equals(day));
    }

    private Instant afterLeave(Instant moment) {
        return away.stream()
                .filter(span -> span.holds(moment))
                .map(Span::to)
                .max(Instant::compareTo)
                .orElse(moment);
    }

    private Instant afterQuiet(Instant moment) {
        return Optional.ofNullable(quiet)
                .map(hours -> hours.endAfter(moment.atZone(zone)).toInstant())
                .orElse(moment);
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
