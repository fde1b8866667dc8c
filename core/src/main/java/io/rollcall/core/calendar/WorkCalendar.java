package io.rollcall.core.calendar;

import java.time.LocalDate;

/** Which days people work. */
public interface WorkCalendar {

    /**
     * Whether people work on this day: statutory holidays are off, make-up workdays are on. For a year without data
     * Monday to Friday are workdays.
     */
    boolean isWorkday(LocalDate day);

    /** Whether the holidays of this year have been published to this calendar. */
    boolean knows(int year);

    /** Monday to Friday, every year; for places without a holiday table, and for tests. */
    static WorkCalendar mondayToFriday() {
        return new WorkCalendar() {
            @Override
            public boolean isWorkday(LocalDate day) {
                return day.getDayOfWeek().getValue() <= 5;
            }

            @Override
            public boolean knows(int year) {
                return true;
            }
        };
    }
}
