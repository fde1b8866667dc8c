package io.rollcall.bot.round;

import io.rollcall.core.team.Team;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Writes moments as a team reads them: the time alone on the same day, else with its day. */
public final class RoundTimes {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d", Locale.ROOT);

    private final Clock clock;

    public RoundTimes(Clock clock) {
        this.clock = clock;
    }

    /** {@code 17:30} today, {@code 周五 12/6 17:30} on another day. */
    public String write(Team team, Instant moment) {
        ZonedDateTime then = moment.atZone(team.zone());
        boolean today = clock.instant().atZone(team.zone()).toLocalDate().equals(then.toLocalDate());
        if (today) {
            return TIME.format(then);
        }
        return then.getDayOfWeek().getDisplayName(TextStyle.SHORT, team.language()) + " " + DATE.format(then) + " "
                + TIME.format(then);
    }
}
