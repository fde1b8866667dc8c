package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads time told from the report's: {@code 下周二}, {@code 本月底}, {@code 下季度}, {@code 周三}, {@code 明天}. */
final class RelativeReader {

    static final String WEEKDAYS = "一二三四五六日天末";

    /** Where {@link #shift} points nowhere. */
    private static final int NOWHERE = Integer.MIN_VALUE;

    private final Cursor cursor;
    private final Days days;
    private final boolean ahead;
    private final MonthReader months;
    private final YearReader years;

    /** @param ahead whether the words tell of the week after the report's, so that a weekday is one of that week */
    RelativeReader(Cursor cursor, Days days, boolean ahead, MonthReader months, YearReader years) {
        this.cursor = cursor;
        this.days = days;
        this.ahead = ahead;
        this.months = months;
        this.years = years;
    }

    /** {@code 下周二}, {@code 本月底}, {@code 下季度}, or null. */
    @Nullable
    When read() {
        int start = cursor.position();
        int shift = shift();
        if (shift == NOWHERE) {
            return null;
        }
        cursor.skip('个');
        if (cursor.isAtOneOf("周星礼")) {
            return weekday(start, shift);
        }
        if (Math.abs(shift) > 1) {
            return null;
        }
        if (cursor.skip('月')) {
            YearMonth month = days.month().plusMonths(shift);
            When day = months.markedDay(start, month);
            return day == null ? months.partOrWhole(start, month) : day;
        }
        return cursor.skip("季度") ? years.quarterOf(start, days.month().plusMonths(3L * shift)) : null;
    }

    /** How many weeks or months away a word points. */
    private int shift() {
        if (cursor.skip("下下")) {
            return 2;
        }
        if (cursor.skip("上上")) {
            return -2;
        }
        if (cursor.skipOneOf("下次")) {
            return 1;
        }
        if (cursor.skipOneOf("本这当")) {
            return 0;
        }
        return cursor.skip('上') ? -1 : NOWHERE;
    }

    private @Nullable When weekday(int start, int shift) {
        boolean prefixed = cursor.position() > start;
        char before = cursor.at(start - 1);
        // "2周一次" counts weeks; "3.8.0周四发版" does not.
        boolean version = cursor.at(start - 2) == '.' && Fold.isDigit(cursor.at(start - 3));
        boolean counted = before != 0 && "一二两三四五六七八九十几每整双单隔近半".indexOf(before) >= 0 || Fold.isDigit(before) && !version;
        if (!cursor.skipAny("周", "星期", "礼拜") || (counted && !prefixed)) {
            return null;
        }
        ReportWeek week = days.week(shift);
        char next = cursor.peek();
        int day = next == 0 ? -1 : WEEKDAYS.indexOf(next);
        if (day < 0 || cursor.isFollowedBy("次个期度")) {
            if (next == '初' || next == '中') {
                cursor.skipOneOf("初中");
            }
            boolean other = cursor.isAtOneOf("报会期度年转例");
            return prefixed && !other ? When.week(week, start, cursor.position()) : null;
        }
        cursor.skip(next);
        if (next == '末') {
            LocalDate saturday = week.day(DayOfWeek.SATURDAY);
            return When.days(saturday, saturday.plusDays(1), start, cursor.position());
        }
        DayOfWeek weekday = DayOfWeek.of(Math.min(day, 6) + 1);
        return When.day(week.day(weekday), Form.FULL, start, cursor.position());
    }

    /** {@code 周三}, of the report's week; what is planned on Friday for a day already past is for the next. */
    @Nullable
    When bareWeekday(boolean planned) {
        int start = cursor.position();
        When when = weekday(start, 0);
        boolean past = when != null && when.from() != null && when.from().isBefore(days.friday());
        if (when == null || when.grain() != Grain.DAY || !(ahead || planned && past)) {
            return when;
        }
        cursor.moveTo(start);
        return weekday(start, 1);
    }

    /** {@code 明天}, {@code 昨晚}, or null: told from the report's Friday. */
    @Nullable
    When dayByWord() {
        int start = cursor.position();
        DayWord word = DayWord.skip(cursor);
        return word == null
                ? null
                : When.day(days.friday().plusDays(word.later()), Form.FULL, start, cursor.position());
    }
}
