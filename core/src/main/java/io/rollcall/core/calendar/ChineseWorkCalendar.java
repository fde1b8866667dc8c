package io.rollcall.core.calendar;

import com.tyme.holiday.LegalHoliday;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/**
 * Mainland China's workdays, from the State Council's yearly holiday notices as tyme4j carries them (2001 to 2026 in
 * version 1.4.9), with days added or corrected by the operator.
 */
public final class ChineseWorkCalendar implements WorkCalendar {

    private final Map<LocalDate, Boolean> overrides;

    public ChineseWorkCalendar() {
        this(Map.of());
    }

    /**
     * @param overrides days whose notice is newer than the library's: true for a workday, false for a day off; a year
     *                  counts as known by them when 1 January is among its days off, as it is in every notice, and not
     *                  by a single day that is corrected
     */
    public ChineseWorkCalendar(Map<LocalDate, Boolean> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    @Override
    public boolean isWorkday(LocalDate day) {
        Boolean override = overrides.get(day);
        if (override != null) {
            return override;
        }
        LegalHoliday holiday = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        if (holiday != null) {
            return holiday.isWork();
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** New Year's Day is a statutory holiday, so a year whose 1 January is listed has been published. */
    @Override
    public boolean knows(int year) {
        return Boolean.FALSE.equals(overrides.get(LocalDate.of(year, 1, 1)))
                || LegalHoliday.fromYmd(year, 1, 1) != null;
    }
}
