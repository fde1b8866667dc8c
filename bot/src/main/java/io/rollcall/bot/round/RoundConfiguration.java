package io.rollcall.bot.round;

import io.rollcall.bot.config.CalendarFiles;
import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.WorkCalendar;
import io.rollcall.core.round.RoundPlanner;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What rounds are planned by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CalendarSettings.class, RevisionSettings.class})
class RoundConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RoundConfiguration.class);

    @Bean
    WorkCalendar workCalendar(CalendarSettings settings, Clock clock) {
        Map<LocalDate, Boolean> overrides = new HashMap<>(CalendarFiles.read(settings.folder()));
        settings.workdays().forEach(day -> overrides.put(day, true));
        settings.daysOff().forEach(day -> overrides.put(day, false));
        WorkCalendar calendar = new ChineseWorkCalendar(overrides);
        LocalDate today = clock.instant().atOffset(ZoneOffset.ofHours(8)).toLocalDate();
        warnOf(calendar, today.getYear());
        if (today.getMonthValue() == 12) {
            warnOf(calendar, today.getYear() + 1);
        }
        return calendar;
    }

    @Bean
    RoundPlanner roundPlanner(WorkCalendar calendar) {
        return new RoundPlanner(calendar);
    }

    @Bean
    RoundTimes roundTimes(Clock clock) {
        return new RoundTimes(clock);
    }

    private static void warnOf(WorkCalendar calendar, int year) {
        if (!calendar.knows(year)) {
            log.warn(
                    "NO HOLIDAY DATA FOR {}: Monday to Friday count as workdays. Write the statutory days off, 1 January"
                            + " among them, and the make-up workdays to {}.yml in the folder of rollcall.calendar.folder,"
                            + " config/calendar, as 2027.yml.example there shows.",
                    year,
                    year);
        }
    }
}
