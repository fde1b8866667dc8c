package io.rollcall.bot.round;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code rollcall.calendar}: days that the built-in holiday table does not know yet.
 *
 * @param workdays make-up workdays, such as {@code 2027-02-07}
 * @param daysOff  statutory days off
 * @param folder   of the calendar files, each with days off and make-up workdays; what is set here goes before them
 */
@ConfigurationProperties(prefix = "rollcall.calendar", ignoreUnknownFields = false)
record CalendarSettings(
        @DefaultValue List<LocalDate> workdays,
        @DefaultValue List<LocalDate> daysOff,
        @DefaultValue("config/calendar") Path folder) {}
