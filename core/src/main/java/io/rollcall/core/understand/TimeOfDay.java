package io.rollcall.core.understand;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When on a day:
 *
 * <pre>
 * time  = [ part ] clock
 * part  = 上午 | 下午 | 晚上 | 凌晨 …                    a {@link DayPart}
 * clock = 14:20 | 9:05:30 | 22点 | 3点20分 | 3点半 | 14时
 * </pre>
 */
final class TimeOfDay {

    private TimeOfDay() {}

    /** Moves over a part of the day, a clock, or both; elsewhere over nothing. */
    static void skip(Cursor cursor) {
        int start = cursor.position();
        boolean part = DayPart.skip(cursor) != null;
        cursor.blanks();
        int clock = cursor.position();
        if (minuteOfDay(cursor, null) < 0) {
            cursor.moveTo(part ? clock : start);
        }
    }

    /** Moves over a clock, with or without a part of the day before it; false, without moving, elsewhere. */
    static boolean skipClock(Cursor cursor) {
        int start = cursor.position();
        if (minuteOfDay(cursor.blanks()) < 0) {
            cursor.moveTo(start);
            return false;
        }
        return true;
    }

    /** Moves over a clock, with or without a part of the day before it; null, without moving, elsewhere. */
    static @Nullable LocalTime read(Cursor cursor) {
        int start = cursor.position();
        int minute = minuteOfDay(cursor.blanks());
        if (minute < 0) {
            cursor.moveTo(start);
            return null;
        }
        return LocalTime.of(minute / 60, minute % 60);
    }

    private static int minuteOfDay(Cursor cursor) {
        DayPart part = DayPart.skip(cursor);
        return minuteOfDay(cursor.blanks(), part);
    }

    /** The minutes since midnight that the clock here shows; -1, having moved or not, when there is none. */
    private static int minuteOfDay(Cursor cursor, @Nullable DayPart part) {
        int hour = cursor.number(2);
        if (hour < 0 || hour > 24) {
            return -1;
        }
        int minute = 0;
        if (cursor.skip(':')) {
            minute = cursor.number(2);
            if (cursor.peek() == ':' && Fold.isDigit(cursor.peek(1))) {
                cursor.skip(':');
                cursor.number(2);
            }
        } else if (cursor.skipOneOf("点时")) {
            int stated = cursor.number(2);
            minute = Math.max(0, stated);
            if (stated >= 0) {
                cursor.skip('分');
            } else if (cursor.skip('半')) {
                minute = 30;
            }
        } else {
            return -1;
        }
        if (minute < 0 || minute > 59) {
            return -1;
        }
        return (part == null ? hour % 24 : part.hour(hour)) * 60 + minute;
    }
}
