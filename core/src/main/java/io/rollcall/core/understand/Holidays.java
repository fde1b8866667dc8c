package io.rollcall.core.understand;

import com.tyme.holiday.LegalHoliday;
import com.tyme.lunar.LunarDay;
import com.tyme.solar.SolarDay;
import io.rollcall.core.calendar.ChineseWorkCalendar;
import io.rollcall.core.calendar.ReportWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holidays that people name instead of a date: {@code 国庆前}, {@code 端午后}, {@code 节后第一周}. The days off are those of
 * the State Council's notice where it is known, else the festival's own day.
 */
final class Holidays {

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

    private static final List<Festival> FESTIVALS = List.of(Festival.values());
    private static final ChineseWorkCalendar WORKDAYS = new ChineseWorkCalendar();
    /** By the festival's day. The library searches its table as text, which takes longer than reading a report. */
    private static final Map<LocalDate, Break> KNOWN = new ConcurrentHashMap<>();

    private final LocalDate near;
    /** Looked up once: a line may name a holiday more often than there are days in a year. */
    private final Map<Festival, List<Break>> breaks = new EnumMap<>(Festival.class);

    /** @param near the day from which the nearest holiday is meant */
    Holidays(LocalDate near) {
        this.near = near;
    }

    /** Reads the name of a holiday, or a word for the nearest one, and moves over it. */
    @Nullable
    Break read(Cursor cursor) {
        for (Festival festival : FESTIVALS) {
            int start = cursor.position();
            if (cursor.skipAny(festival.words)) {
                if (festival == Festival.NATIONAL && cursor.isAtOneOf("月日号、.个点家")) {
                    cursor.moveTo(start);
                    return null;
                }
                cursor.skipAny("假期", "节假期", "小长假", "长假", "节");
                return nearest(breaks(festival), false);
            }
        }
        return null;
    }

    /** The holiday that {@code 节后} and {@code 放假前} speak of: the next one for what comes before it, else the nearest. */
    @Nullable
    Break unnamed(boolean ahead) {
        List<Break> all = new ArrayList<>();
        for (Festival festival : FESTIVALS) {
            all.addAll(breaks(festival));
        }
        return nearest(all, ahead);
    }

    /** The first week with a workday after a break. */
    static ReportWeek firstWeekAfter(Break holiday) {
        LocalDate day = holiday.to().plusDays(1);
        return ReportWeek.of(day.getDayOfWeek().getValue() >= 6 ? day.plusDays(3) : day);
    }

    private List<Break> breaks(Festival festival) {
        return breaks.computeIfAbsent(festival, this::around);
    }

    private List<Break> around(Festival festival) {
        List<Break> around = new ArrayList<>();
        for (int year = near.getYear() - 1; year <= near.getYear() + 1; year++) {
            festival.in(year)
                    .map(day -> KNOWN.computeIfAbsent(day, Holidays::daysOff))
                    .ifPresent(around::add);
        }
        return around;
    }

    private @Nullable Break nearest(List<Break> candidates, boolean ahead) {
        Break nearest = null;
        for (Break candidate : candidates) {
            boolean fits = !ahead || candidate.to().isAfter(near);
            if (fits && (nearest == null || distance(candidate) < distance(nearest))) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private long distance(Break holiday) {
        return Math.abs(ChronoUnit.DAYS.between(near, holiday.from()));
    }

    /** The days off around a festival: its own day, and the days off on either side of it. */
    private static Break daysOff(LocalDate festival) {
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
