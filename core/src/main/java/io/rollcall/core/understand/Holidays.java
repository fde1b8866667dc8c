package io.rollcall.core.understand;

import com.tyme.holiday.LegalHoliday;
import com.tyme.lunar.LunarDay;
import com.tyme.solar.SolarDay;
import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holidays that people name instead of a date: {@code 国庆前}, {@code 端午后}, {@code 节后第一周}. The days off are those of
 * the State Council's notice where it is known, else the festival's own day.
 */
final class Holidays {

    /** How far from the report a holiday is looked for. */
    private static final int REACH_DAYS = 180;

    /** A holiday by the words for it; lunar where {@code lunar}. */
    private enum Festival {
        NEW_YEAR(false, 1, 1, "元旦"),
        SPRING(true, 1, 1, "春节", "过年", "年关"),
        TOMB_SWEEPING(false, 4, 4, "清明"),
        LABOUR(false, 5, 1, "五一", "劳动节"),
        DRAGON_BOAT(true, 5, 5, "端午"),
        MID_AUTUMN(true, 8, 15, "中秋"),
        NATIONAL(false, 10, 1, "国庆", "十一");

        private final boolean lunar;
        private final int month;
        private final int day;
        private final String[] words;

        Festival(boolean lunar, int month, int day, String... words) {
            this.lunar = lunar;
            this.month = month;
            this.day = day;
            this.words = words;
        }

        private Optional<LocalDate> in(int year) {
            if (!lunar) {
                return Days.day(year, month, day);
            }
            SolarDay solar = LunarDay.fromYmd(year, month, day).getSolarDay();
            return Days.day(solar.getYear(), solar.getMonth(), solar.getDay());
        }
    }

    /** Days off in a row. */
    record Break(LocalDate from, LocalDate to) {}

    private static final ChineseWorkCalendar WORKDAYS = new ChineseWorkCalendar();

    private Holidays() {}

    /** Reads the name of a holiday, or a word for the nearest one, and moves over it. */
    static @Nullable Break read(Cursor cursor, Days days) {
        for (Festival festival : Festival.values()) {
            int start = cursor.position();
            if (cursor.skipAny(festival.words)) {
                if (festival == Festival.NATIONAL && cursor.isAtOneOf("月日号、.个点家")) {
                    cursor.moveTo(start);
                    return null;
                }
                cursor.skipAny("假期", "节假期", "小长假", "长假", "节");
                return nearest(festival, days);
            }
        }
        return null;
    }

    /** The holiday that {@code 节后} and {@code 放假前} speak of: the next one for what comes before it, else the last. */
    static @Nullable Break unnamed(Days days, boolean ahead) {
        Break found = null;
        for (Festival festival : Festival.values()) {
            for (int year = days.friday().getYear() - 1; year <= days.friday().getYear() + 1; year++) {
                Break candidate = festival.in(year).map(Holidays::around).orElse(null);
                if (candidate != null
                        && near(candidate, days, ahead)
                        && (found == null || closer(candidate, found, days))) {
                    found = candidate;
                }
            }
        }
        return found;
    }

    /** The first week with a workday after a break. */
    static ReportWeek firstWeekAfter(Break holiday) {
        LocalDate day = holiday.to().plusDays(1);
        return ReportWeek.of(day.getDayOfWeek().getValue() >= 6 ? day.plusDays(3) : day);
    }

    private static boolean near(Break holiday, Days days, boolean ahead) {
        boolean within = days.distance(holiday.from()) <= REACH_DAYS;
        return within && (!ahead || holiday.to().isAfter(days.friday()));
    }

    private static boolean closer(Break candidate, Break found, Days days) {
        return days.distance(candidate.from()) < days.distance(found.from());
    }

    private static @Nullable Break nearest(Festival festival, Days days) {
        LocalDate nearest = null;
        for (int year = days.friday().getYear() - 1; year <= days.friday().getYear() + 1; year++) {
            LocalDate day = festival.in(year).orElse(null);
            if (day != null && (nearest == null || days.distance(day) < days.distance(nearest))) {
                nearest = day;
            }
        }
        return nearest == null ? null : around(nearest);
    }

    /** The days off around a festival: its own day, and the days off on either side of it. */
    private static Break around(LocalDate festival) {
        LocalDate from = festival;
        LocalDate to = festival;
        while (isOff(from.minusDays(1)) && from.isAfter(festival.minusDays(10))) {
            from = from.minusDays(1);
        }
        while (isOff(to.plusDays(1)) && to.isBefore(festival.plusDays(10))) {
            to = to.plusDays(1);
        }
        return new Break(from, to);
    }

    /** Whether the notice gives the day off; a weekend beside a holiday counts, as people count it. */
    private static boolean isOff(LocalDate day) {
        LegalHoliday listed = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        return listed != null ? !listed.isWork() : !WORKDAYS.isWorkday(day);
    }
}
