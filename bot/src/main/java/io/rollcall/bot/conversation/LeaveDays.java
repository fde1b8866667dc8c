package io.rollcall.bot.conversation;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The days of {@code 请假}: {@code 12/16-12/20}, {@code 12.16～20}, {@code 12月16日到12月20日}, {@code 2024-12-16 至
 * 2024-12-20}, {@code 今天}, {@code 明天}, {@code 后天}, {@code 周四}, {@code 下周二}, {@code 本周}, {@code 下周}; nothing at all is today.
 *
 * @param to included
 */
record LeaveDays(LocalDate from, LocalDate to) {

    /** Longer is taken for a slip of the pen. */
    static final int MOST_DAYS = 200;

    private static final String DAY = "(?:(\\d{4})[-/.年])?(\\d{1,2})[-/.月](\\d{1,2})[日号]?";
    private static final Pattern ONE = Pattern.compile(DAY);
    private static final Pattern TWO = Pattern.compile(DAY + "\\s*(?:-|~|～|—|–|至|到)+\\s*" + DAY);
    private static final Pattern SAME_MONTH = Pattern.compile(DAY + "\\s*(?:-|~|～|—|–|至|到)+\\s*(\\d{1,2})[日号]?");
    private static final Pattern WEEKDAY = Pattern.compile("(下)?(?:周|星期)([一二三四五六日天])");

    static boolean looksLikeDays(String words) {
        return read(words, LocalDate.of(2000, 1, 1)).isPresent()
                || words.strip().matches("[\\d\\s/.\\-~～—–至到年月日号]+");
    }

    /** @param today by which words and dates without a year are placed: the nearest that fits, ahead or behind */
    static Optional<LeaveDays> read(String words, LocalDate today) {
        String text = words.strip().replaceFirst("(?i)[。.!！]+$", "");
        return word(text, today)
                .or(() -> dates(text, today))
                .filter(days -> !days.to.isBefore(days.from) && !days.to.isAfter(days.from.plusDays(MOST_DAYS)));
    }

    private static Optional<LeaveDays> word(String text, LocalDate today) {
        LocalDate monday = today.with(DayOfWeek.MONDAY);
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches()) {
            int day = "一二三四五六日天".indexOf(weekday.group(2));
            LocalDate date = monday.plusDays(Math.min(day, 6)).plusWeeks(weekday.group(1) == null ? 0 : 1);
            return Optional.of(new LeaveDays(date, date));
        }
        return switch (text) {
            case "", "今天", "today" -> Optional.of(new LeaveDays(today, today));
            case "明天", "tomorrow" -> Optional.of(new LeaveDays(today.plusDays(1), today.plusDays(1)));
            case "后天" -> Optional.of(new LeaveDays(today.plusDays(2), today.plusDays(2)));
            case "本周", "这周", "this week" -> Optional.of(new LeaveDays(today, monday.plusDays(6)));
            case "下周", "next week" -> Optional.of(new LeaveDays(monday.plusDays(7), monday.plusDays(13)));
            default -> Optional.empty();
        };
    }

    private static Optional<LeaveDays> dates(String text, LocalDate today) {
        try {
            Matcher two = TWO.matcher(text);
            if (two.matches()) {
                LocalDate from = date(two.group(1), two.group(2), two.group(3), today);
                LocalDate to = two.group(4) == null
                        ? onOrAfter(from, Integer.parseInt(two.group(5)), Integer.parseInt(two.group(6)))
                        : date(two.group(4), two.group(5), two.group(6), today);
                return Optional.of(new LeaveDays(from, to));
            }
            Matcher sameMonth = SAME_MONTH.matcher(text);
            if (sameMonth.matches()) {
                LocalDate from = date(sameMonth.group(1), sameMonth.group(2), sameMonth.group(3), today);
                return Optional.of(new LeaveDays(from, from.withDayOfMonth(Integer.parseInt(sameMonth.group(4)))));
            }
            Matcher one = ONE.matcher(text);
            if (one.matches()) {
                LocalDate date = date(one.group(1), one.group(2), one.group(3), today);
                return Optional.of(new LeaveDays(date, date));
            }
        } catch (DateTimeException e) {
            // No such day, such as 2/30: the answer says what would work.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static LocalDate date(
            @org.jspecify.annotations.Nullable String year, String month, String day, LocalDate today) {
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(day);
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), m, d);
        }
        LocalDate thisYear = LocalDate.of(today.getYear(), m, d);
        return Stream.of(thisYear.minusYears(1), thisYear, thisYear.plusYears(1))
                .min(Comparator.comparingLong((LocalDate date) -> Math.abs(date.toEpochDay() - today.toEpochDay())))
                .orElseThrow();
    }

    private static LocalDate onOrAfter(LocalDate from, int month, int day) {
        LocalDate sameYear = LocalDate.of(from.getYear(), month, day);
        return sameYear.isBefore(from) ? sameYear.plusYears(1) : sameYear;
    }
}
