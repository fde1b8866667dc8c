package io.rollcall.core.team;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of every day in which somebody does not want to be written to, such as 20:00 to 09:00 of the next morning.
 *
 * @param from included
 * @param to   no longer included; earlier than {@code from} for a time over midnight
 */
public record QuietHours(LocalTime from, LocalTime to) {

    /** What {@link #parse} reads, for messages. */
    public static final String EXAMPLE = "20:00-09:00";

    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,2})[:：](\\d{2})\\s*(?:-|~|～|—|–|至|到|to|until)\\s*(\\d{1,2})[:：](\\d{2})", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours from " + from + " to " + to
                    + " have no length; what works: two different times, such as " + EXAMPLE);
        }
    }

    /**
     * Reads {@code 20:00-09:00}; {@code 24:00} is midnight.
     *
     * @throws IllegalArgumentException when the text is not of that form; the message says what would work
     */
    public static QuietHours parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw unreadable(text);
        }
        return new QuietHours(
                time(matcher.group(1), matcher.group(2), text), time(matcher.group(3), matcher.group(4), text));
    }

    public boolean covers(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** When these hours are over that the moment lies in; the moment itself where it lies in none. */
    public ZonedDateTime endAfter(ZonedDateTime moment) {
        if (!covers(moment.toLocalTime())) {
            return moment;
        }
        boolean endsToday = moment.toLocalTime().isBefore(to);
        return moment.toLocalDate().plusDays(endsToday ? 0 : 1).atTime(to).atZone(moment.getZone());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return TIME.format(from) + "-" + TIME.format(to);
    }

    private static LocalTime time(String hour, String minute, String text) {
        int hours = Integer.parseInt(hour);
        int minutes = Integer.parseInt(minute);
        if (hours == 24 && minutes == 0) {
            return LocalTime.MIDNIGHT;
        }
        if (hours > 23 || minutes > 59) {
            throw unreadable(text);
        }
        return LocalTime.of(hours, minutes);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" are no quiet hours; what works: from and to as times of the day, such as " + EXAMPLE);
    }
}
