package io.rollcall.core.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the State Council's General Office announced (国务院办公厅关于部分节假日安排的通知), written down from the notices and
 * not taken from any library: days off as they are named there, weekends among them, and make-up workdays.
 */
public final class Notices {

    /** The years that are written down here. */
    public static final List<Integer> YEARS = List.of(2024, 2025, 2026);

    private static final Set<LocalDate> DAYS_OFF = days(
            // 2024: 国办发明电〔2023〕7号, 25 October 2023.
            "2024-01-01", // 元旦, with the weekend before
            "2024-02-10..2024-02-17", // 春节
            "2024-04-04..2024-04-06", // 清明节
            "2024-05-01..2024-05-05", // 劳动节
            "2024-06-10", // 端午节, with the weekend before
            "2024-09-15..2024-09-17", // 中秋节
            "2024-10-01..2024-10-07", // 国庆节
            // 2025: 国办发明电〔2024〕12号, 12 November 2024.
            "2025-01-01", // 元旦, a Wednesday without any exchange
            "2025-01-28..2025-02-04", // 春节
            "2025-04-04..2025-04-06", // 清明节
            "2025-05-01..2025-05-05", // 劳动节
            "2025-05-31..2025-06-02", // 端午节
            "2025-10-01..2025-10-08", // 国庆节、中秋节
            // 2026: 国办发明电〔2025〕7号, 4 November 2025.
            "2026-01-01..2026-01-03", // 元旦
            "2026-02-15..2026-02-23", // 春节
            "2026-04-04..2026-04-06", // 清明节
            "2026-05-01..2026-05-05", // 劳动节
            "2026-06-19..2026-06-21", // 端午节
            "2026-09-25..2026-09-27", // 中秋节
            "2026-10-01..2026-10-07" // 国庆节
            );

    private static final Set<LocalDate> MAKE_UP_WORKDAYS = days(
            // 2024
            "2024-02-04", // Sunday, 春节
            "2024-02-18", // Sunday, 春节
            "2024-04-07", // Sunday, 清明节
            "2024-04-28", // Sunday, 劳动节
            "2024-05-11", // Saturday, 劳动节
            "2024-09-14", // Saturday, 中秋节
            "2024-09-29", // Sunday, 国庆节
            "2024-10-12", // Saturday, 国庆节
            // 2025
            "2025-01-26", // Sunday, 春节
            "2025-02-08", // Saturday, 春节
            "2025-04-27", // Sunday, 劳动节
            "2025-09-28", // Sunday, 国庆节
            "2025-10-11", // Saturday, 国庆节
            // 2026
            "2026-01-04", // Sunday, 元旦
            "2026-02-14", // Saturday, 春节
            "2026-02-28", // Saturday, 春节
            "2026-05-09", // Saturday, 劳动节
            "2026-09-20", // Sunday, 国庆节
            "2026-10-10" // Saturday, 国庆节
            );

    private Notices() {}

    /** Whether people worked on this day of {@link #YEARS}. */
    public static boolean isWorkday(LocalDate day) {
        if (!YEARS.contains(day.getYear())) {
            throw new IllegalArgumentException(day + " is in none of " + YEARS);
        }
        return MAKE_UP_WORKDAYS.contains(day) || (!isWeekend(day) && !DAYS_OFF.contains(day));
    }

    static boolean isMakeUpWorkday(LocalDate day) {
        return MAKE_UP_WORKDAYS.contains(day);
    }

    static boolean isNamedDayOff(LocalDate day) {
        return DAYS_OFF.contains(day);
    }

    static Set<LocalDate> makeUpWorkdays() {
        return MAKE_UP_WORKDAYS;
    }

    /** Every day of the years. */
    static Stream<LocalDate> everyDay() {
        return LocalDate.of(YEARS.get(0), 1, 1)
                .datesUntil(LocalDate.of(YEARS.get(YEARS.size() - 1), 12, 31).plusDays(1));
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Set<LocalDate> days(String... written) {
        return Stream.of(written)
                .flatMap(text -> {
                    String[] ends = text.split("\\.\\.");
                    LocalDate from = LocalDate.parse(ends[0]);
                    return from.datesUntil(
                            LocalDate.parse(ends[ends.length - 1]).plusDays(1));
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
