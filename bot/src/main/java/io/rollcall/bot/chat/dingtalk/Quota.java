package io.rollcall.bot.chat.dingtalk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calls that an organisation's edition allows in a month ("接口调用量"). Once they are used up, nothing goes out until
 * the month ends, or until somebody buys more; which of the two, only trying can tell, so now and then it is tried.
 */
final class Quota {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration LOOK = Duration.ofHours(6);
    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(1);

    private Quota() {}

    static Duration pause(Instant now) {
        LocalDate next = now.atZone(ZONE).toLocalDate().withDayOfMonth(1).plusMonths(1);
        Duration toTheEnd = Duration.between(now, next.atStartOfDay(ZONE)).plus(AFTER_MIDNIGHT);
        return toTheEnd.compareTo(LOOK) < 0 ? toTheEnd : LOOK;
    }
}
