package io.rollcall.bot.conversation;

import io.rollcall.core.calendar.Leave;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days of {@code 请假}: {@code 12/16-12/20}, {@code 12.16～20}, {@code 12月16日到12月20日}, {@code 2024-12-16 至
 * 2024-12-20}, {@code 今天}, {@code 明天}, {@code 后天}, {@code 周四}, {@code 下周二}, {@code 本周}, {@code 下周}, {@code 到周五},
 * {@code 周三到周五}, {@code 3 天}, {@code 明天起两天}, {@code 一周}; nothing at all is today. A half of a day stands behind its
 * day: {@code 12/16下午}, {@code 12/16下午-12/17上午}, {@code 明天上午}, {@code 12/16 pm}; alone it is today's. Days are
 * counted by the calendar, days off among them.
 *
 * @param fromNoon  whether the morning of the first day is worked
 * @param to        included
 * @param untilNoon whether the afternoon of the last day is worked
 */
record LeaveDays(LocalDate from, boolean fromNoon, LocalDate to, boolean untilNoon) {

    /** Whole days. */
    LeaveDays(LocalDate from, LocalDate to) {
        this(from, false, to, false);
    }

    /** Longer is taken for a slip of the pen. */
    static final int MOST_DAYS = 200;

    /** Beyond any way of naming days; no pattern is tried on what is longer. */
    private static final int LONGEST = 100;

    private static final String DAY = "(?:(\\d{4})[-/.年])?(\\d{1,2})[-/.月](\\d{1,2})[日号]?";
    private static final String DASHES = "\\s*[-~～—–至到]+\\s*";
    private static final Pattern ONE = Pattern.compile(DAY);
    private static final Pattern TWO = Pattern.compile(DAY + DASHES + DAY);
    private static final Pattern SAME_MONTH = Pattern.compile(DAY + DASHES + "(\\d{1,2})[日号]?");
    private static final Pattern WEEKDAY = Pattern.compile("(下|本|这)?(?:周|星期|礼拜)([一二三四五六日天])");

    private static final String POINT = "(今天|今日|明天|明日|后天|today|tomorrow|(?:下|本|这)?(?:周|星期|礼拜)[一二三四五六日天]"
            + "|(?:\\d{4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}[日号]?)";
    private static final Pattern UNTIL =
            Pattern.compile("(?:从?" + POINT + ")?\\s*(到|至|until|till|[-~～—–]+)\\s*" + POINT + "(?:为止|止)?");
    private static final Pattern COUNTED = Pattern.compile("(?:从?" + POINT
            + "|(下周))?\\s*(?:起|开始)?\\s*(\\d{1,3}|[一二两三四五六七八九十])(\\.5)?\\s*个?" + "(?:(天半?|days?)|(?:周|星期|礼拜|weeks?))");
    private static final Pattern WHOLE_DAY = Pattern.compile(POINT + "?\\s*(?:一整天|全天|all day)");

    private static final String MORNING = "上午|早上|(?<![a-z])(?:this morning|morning|am|a\\.m\\.)(?![a-z])";
    private static final String AFTERNOON =
            "下午|晚上|(?<![a-z])(?:this afternoon|afternoon|this evening|evening|pm|p\\.m\\.)(?![a-z])";
    private static final Pattern HALF = Pattern.compile("(" + MORNING + ")|(" + AFTERNOON + ")");

    /** Half a day, and no word of which. */
    private static final Pattern SOME_HALF =
            Pattern.compile(POINT + "?\\s*(?:请|休)?\\s*(?:半天|中午|0\\.5\\s*个?天|half a day|a half day)");

    private static final String NUMERALS = "零一二三四五六七八九十";

    /** Whether this can be meant for days only, though it may name days that do not exist, such as {@code 2/30}. */
    static boolean looksLikeDays(String words) {
        return areDays(words) || words.strip().matches("[\\d\\s/.\\-~～—–至到年月日号]+");
    }

    /** Whether these words name days, be they ever so many, or half of one. */
    static boolean areDays(String words) {
        return isSomeHalf(words) || anyDays(words, LocalDate.of(2000, 1, 1)).isPresent();
    }

    /** Whether these words name half a day without saying which half. */
    static boolean isSomeHalf(String words) {
        String text = withoutClosing(words.strip()).toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST && SOME_HALF.matcher(text).matches();
    }

    Leave toLeave() {
        return new Leave(from, fromNoon, to, untilNoon);
    }

    /** @param today by which words and dates without a year are placed: the nearest that fits, ahead or behind */
    static Optional<LeaveDays> read(String words, LocalDate today) {
        return anyDays(words, today)
                .filter(days -> !days.to.isBefore(days.from) && !days.to.isAfter(days.from.plusDays(MOST_DAYS)));
    }

    private static Optional<LeaveDays> anyDays(String words, LocalDate today) {
        String text = withoutClosing(words.strip()).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return halves(text, today);
        } catch (DateTimeException e) {
            // No such day, such as 2/30: the answer says what would work.
            return Optional.empty();
        }
    }

    /** Reads the days as if they stood there without their halves, and then those. */
    private static Optional<LeaveDays> halves(String text, LocalDate today) {
        List<Half> halves = new ArrayList<>();
        Matcher matcher = HALF.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(rest, "");
            halves.add(new Half(
                    matcher.group(1) != null, text.substring(matcher.end()).isBlank()));
        }
        matcher.appendTail(rest);
        if (halves.isEmpty()) {
            return wholeDays(text, today);
        }
        // What is left of "下午到周五" is "到周五"; of "明天 上午" it is "明天 ".
        String days = rest.toString().strip().replaceAll("\\s+(?=[-~～—–至到])", "");
        return halves.size() > 2
                ? Optional.empty()
                : wholeDays(days, today)
                        .flatMap(leave -> leave.withHalves(halves))
                        .filter(leave -> !leave.from.equals(leave.to) || !(leave.fromNoon && leave.untilNoon));
    }

    /** @param isLast whether nothing stands behind it */
    private record Half(boolean isMorning, boolean isLast) {}

    /** One half belongs to the end it stands behind; of a single day it is all there is. */
    private Optional<LeaveDays> withHalves(List<Half> halves) {
        Half first = halves.get(0);
        Half last = halves.get(halves.size() - 1);
        if (halves.size() == 2) {
            return first.isLast || !last.isLast
                    ? Optional.empty()
                    : Optional.of(new LeaveDays(from, !first.isMorning, to, last.isMorning));
        }
        if (from.equals(to)) {
            return Optional.of(new LeaveDays(from, !first.isMorning, to, first.isMorning));
        }
        return Optional.of(
                first.isLast
                        ? new LeaveDays(from, false, to, first.isMorning)
                        : new LeaveDays(from, !first.isMorning, to, false));
    }

    private static Optional<LeaveDays> wholeDays(String text, LocalDate today) {
        return word(text, today)
                .or(() -> dates(text, today))
                .or(() -> until(text, today))
                .or(() -> counted(text, today))
                .or(() -> wholeDay(text, today));
    }

    private static String withoutClosing(String text) {
        int end = text.length();
        while (end > 0 && "。.!！".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Optional<LeaveDays> word(String text, LocalDate today) {
        LocalDate monday = today.with(DayOfWeek.MONDAY);
        return switch (text) {
            case "" -> Optional.of(new LeaveDays(today, today));
            case "本周", "这周", "this week" -> Optional.of(new LeaveDays(today, monday.plusDays(6)));
            case "下周", "next week" -> Optional.of(new LeaveDays(monday.plusDays(7), monday.plusDays(13)));
            default -> day(text, today).map(day -> new LeaveDays(day, day));
        };
    }

    /** One day by its name or date. */
    private static Optional<LocalDate> day(String text, LocalDate today) {
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches()) {
            int day = "一二三四五六日天".indexOf(weekday.group(2));
            return Optional.of(today.with(DayOfWeek.MONDAY)
                    .plusDays(Math.min(day, 6))
                    .plusWeeks("下".equals(weekday.group(1)) ? 1 : 0));
        }
        Matcher one = ONE.matcher(text);
        if (one.matches()) {
            return Optional.of(date(one.group(1), one.group(2), one.group(3), today));
        }
        return switch (text) {
            case "今天", "今日", "today" -> Optional.of(today);
            case "明天", "明日", "tomorrow" -> Optional.of(today.plusDays(1));
            case "后天" -> Optional.of(today.plusDays(2));
            default -> Optional.empty();
        };
    }

    private static Optional<LeaveDays> dates(String text, LocalDate today) {
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
        return Optional.empty();
    }

    /** {@code 到周五} begins today; a dash alone does not say so. */
    private static Optional<LeaveDays> until(String text, LocalDate today) {
        Matcher until = UNTIL.matcher(text);
        if (!until.matches()
                || (until.group(1) == null && "-~～—–".indexOf(until.group(2).charAt(0)) >= 0)) {
            return Optional.empty();
        }
        LocalDate from =
                until.group(1) == null ? today : day(until.group(1), today).orElseThrow();
        return Optional.of(new LeaveDays(from, end(until.group(3), from, today)));
    }

    /** The first such day that is not before the beginning. */
    private static LocalDate end(String text, LocalDate from, LocalDate today) {
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.matches() && weekday.group(1) == null) {
            int day = Math.min("一二三四五六日天".indexOf(weekday.group(2)), 6) + 1;
            return from.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(day)));
        }
        Matcher one = ONE.matcher(text);
        if (one.matches() && one.group(1) == null) {
            return onOrAfter(from, Integer.parseInt(one.group(2)), Integer.parseInt(one.group(3)));
        }
        return day(text, today).orElseThrow();
    }

    private static Optional<LeaveDays> counted(String text, LocalDate today) {
        Matcher counted = COUNTED.matcher(text);
        if (!counted.matches()) {
            return Optional.empty();
        }
        LocalDate nextMonday = today.with(DayOfWeek.MONDAY).plusWeeks(1);
        LocalDate from = counted.group(2) != null
                ? nextMonday
                : counted.group(1) == null
                        ? today
                        : day(counted.group(1), today).orElseThrow();
        boolean inDays = counted.group(5) != null;
        boolean andAHalf =
                counted.group(4) != null || (inDays && counted.group(5).endsWith("半"));
        int days = (number(counted.group(3)) + (andAHalf ? 1 : 0)) * (inDays ? 1 : 7);
        return Optional.of(new LeaveDays(from, false, from.plusDays(days - 1L), inDays && andAHalf));
    }

    private static int number(String text) {
        int numeral = text.equals("两") ? 2 : NUMERALS.indexOf(text);
        return numeral >= 0 ? numeral : Integer.parseInt(text);
    }

    private static Optional<LeaveDays> wholeDay(String text, LocalDate today) {
        Matcher whole = WHOLE_DAY.matcher(text);
        if (!whole.matches()) {
            return Optional.empty();
        }
        LocalDate day =
                whole.group(1) == null ? today : day(whole.group(1), today).orElseThrow();
        return Optional.of(new LeaveDays(day, day));
    }

    private static LocalDate date(@Nullable String year, String month, String day, LocalDate today) {
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
