package io.rollcall.core.team;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a member likes to be written to.
 *
 * @param remindAt when they are reminded on the days of the team's reminders; null for the team's times
 * @param quiet    when they are not written to; null when there is no such time
 * @param zone     of these times; null for the team's
 */
public record Habits(
        @Nullable LocalTime remindAt,
        @Nullable QuietHours quiet,
        @Nullable ZoneId zone) {

    /** As the team does. */
    public static final Habits USUAL = new Habits(null, null, null);

    public Habits withRemindAt(LocalTime time) {
        return new Habits(time, quiet, zone);
    }

    public Habits withQuiet(@Nullable QuietHours hours) {
        return new Habits(remindAt, hours, zone);
    }

    /** The zone of these times for a member of this team. */
    public ZoneId zoneIn(Team team) {
        return Optional.ofNullable(zone).orElse(team.zone());
    }
}
