package io.rollcall.core.team;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A day of the week and a time of that day.
 *
 * <p>Written {@code FRI 10:00} or {@code 周五 10:00}, or as a weekly cron expression, in Quartz's six fields
 * ({@code 0 0 10 ? * FRI}) or Unix's five ({@code 0 10 * * 5}).
 */
public record WeeklyTime(DayOfWeek day, LocalTime time) implements Comparable<WeeklyTime> {

    /** What {@link #parse} reads, for messages. */
    public static final List<String> EXAMPLES = List.of("FRI 10:00", "周五 10:00", "0 0 10 ? * FRI");

    private static final Pattern DAY_AND_TIME = Pattern.compile("(\\S+)\\s+(\\d{1,2}:\\d{2})");
    private static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .flatMap(day -> {
                String english = day.name();
                String chinese = "一二三四五六日".substring(day.getValue() - 1, day.getValue());
                return Stream.of(english, english.substring(0, 3), "周" + chinese, "星期" + chinese)
                        .map(name -> Map.entry(name, day));
            })
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /**
     * @throws IllegalArgumentException when the text is none of the forms; the message lists what would work
     */
    public static WeeklyTime parse(String text) {
        return dayAndTime(text.strip())
                .or(() -> cron(text.strip().split("\\s+")))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text
                        + "\" is not a weekly time; what works: " + String.join(", or ", EXAMPLES)
                        + " (one day of the week, one time of the day)"));
    }

    /** The same moment, counted from the Monday of any week, so many days later. */
    public LocalDateTime from(java.time.LocalDate monday) {
        return monday.plusDays(day.getValue() - 1L).atTime(time);
    }

    @Override
    public int compareTo(WeeklyTime other) {
        int days = day.compareTo(other.day);
        return days != 0 ? days : time.compareTo(other.time);
    }

    @Override
    public String toString() {
        return day.name().substring(0, 3) + " " + time;
    }

    private static Optional<WeeklyTime> dayAndTime(String text) {
        Matcher matcher = DAY_AND_TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        DayOfWeek day = DAYS.get(matcher.group(1).toUpperCase(Locale.ROOT));
        if (day == null) {
            return Optional.empty();
        }
        String clock = matcher.group(2);
        try {
            return Optional.of(new WeeklyTime(day, LocalTime.parse(clock.length() == 4 ? "0" + clock : clock)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<WeeklyTime> cron(String[] fields) {
        // Quartz: seconds minutes hours day-of-month month day-of-week [year]; Unix: the same without seconds and year.
        boolean quartz = fields.length == 6 || fields.length == 7;
        if (!quartz && fields.length != 5) {
            return Optional.empty();
        }
        int at = quartz ? 1 : 0;
        boolean everyDate = isAny(fields[at + 2]) && isAny(fields[at + 3]) && (fields.length < 7 || isAny(fields[6]));
        Optional<Integer> second = quartz ? number(fields[0], 59) : Optional.of(0);
        Optional<Integer> minute = number(fields[at], 59);
        Optional<Integer> hour = number(fields[at + 1], 23);
        Optional<DayOfWeek> day = cronDay(fields[at + 4], quartz);
        if (!everyDate || second.isEmpty() || minute.isEmpty() || hour.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WeeklyTime(day.get(), LocalTime.of(hour.get(), minute.get(), second.get())));
    }

    private static boolean isAny(String field) {
        return field.equals("*") || field.equals("?");
    }

    private static Optional<Integer> number(String field, int max) {
        return IntStream.rangeClosed(0, max)
                .boxed()
                .filter(n -> field.equals(Integer.toString(n)) || field.equals("%02d".formatted(n)))
                .findFirst();
    }

    private static Optional<DayOfWeek> cronDay(String field, boolean quartz) {
        DayOfWeek named = DAYS.get(field.toUpperCase(Locale.ROOT));
        if (named != null) {
            return Optional.of(named);
        }
        // Quartz counts from Sunday = 1; Unix from Sunday = 0, with 7 as another Sunday.
        return number(field, 7)
                .filter(n -> !quartz || n >= 1)
                .map(n -> quartz ? DayOfWeek.SUNDAY.plus(n - 1L) : DayOfWeek.SUNDAY.plus(n));
    }
}
