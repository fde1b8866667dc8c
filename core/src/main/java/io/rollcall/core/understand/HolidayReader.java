package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import org.jspecify.annotations.Nullable;

/** Reads holidays that bound or hold something: {@code 国庆前}, {@code 端午节期间}, {@code 节后第一周}, {@code 放假前}. */
final class HolidayReader {

    private final Cursor cursor;
    private final Holidays holidays;

    HolidayReader(Cursor cursor, Days days) {
        this.cursor = cursor;
        this.holidays = days.holidays();
    }

    /** The holiday that starts here, or null. */
    @Nullable
    When read() {
        int start = cursor.position();
        if (cursor.isAtOneOf("节放假")) {
            return unnamed(start);
        }
        if (!cursor.isAtOneOf("元春过年清五劳端中国十")) {
            return null;
        }
        Holidays.Break named = holidays.read(cursor);
        boolean bound = cursor.isAtOneOf("前后") || cursor.skip("期间") || cursor.skip("当天");
        return named != null && (bound || isAt('之', '前') || isAt('之', '后')) ? holiday(start, named) : null;
    }

    private @Nullable When unnamed(int start) {
        boolean part = cursor.isBehind("环细季调章春佳情");
        boolean named = !part && (cursor.skipAny("放假", "假期", "节假日") || cursor.skipOneOf("节假"));
        boolean ahead = cursor.isAtOneOf("前") || isAt('之', '前');
        boolean behind = cursor.isAtOneOf("后") || isAt('之', '后');
        Holidays.Break holiday = named && (ahead || behind) ? holidays.unnamed(ahead) : null;
        return holiday == null ? null : holiday(start, holiday);
    }

    private boolean isAt(char first, char second) {
        return cursor.peek() == first && cursor.peek(1) == second;
    }

    private When holiday(int start, Holidays.Break holiday) {
        if (cursor.skipAny("后第一周", "后首周", "后一周", "之后第一周")) {
            return When.week(Holidays.firstWeekAfter(holiday), start, cursor.position());
        }
        return new When(holiday.from(), holiday.to(), Grain.HOLIDAY, Form.FULL, start, cursor.position());
    }
}
