package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.When.Form;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what follows the name of a month: a day, a part, a week, or nothing.
 *
 * <pre>
 * part = 初 | 上旬 | 中 | 中旬 | 中下旬 | 下旬 | 底 | 末 | 第二周
 * </pre>
 */
final class MonthReader {

    /** What may follow 中, 底 or 初 to make another word of it. */
    private static final String NOT_MIDDLE = "心信国台行文断继转间标金午";

    private static final String NOT_END = "层座部线稿";
    private static final String NOT_BEGIN = "审始步级稿评版衷";

    private final Cursor cursor;
    private final Days days;

    MonthReader(Cursor cursor, Days days) {
        this.cursor = cursor;
        this.days = days;
    }

    /** Moves over 初, not over the start of 初审. */
    static boolean skipBeginning(Cursor cursor) {
        return cursor.peek() == '初' && !cursor.isFollowedBy(NOT_BEGIN) && cursor.skip('初');
    }

    /** Moves over 中, not over the start of 中心. */
    static boolean skipMiddle(Cursor cursor) {
        return cursor.peek() == '中' && !cursor.isFollowedBy(NOT_MIDDLE) && cursor.skip('中');
    }

    private static boolean skipEnd(Cursor cursor) {
        return cursor.skip('末') || cursor.peek() == '底' && !cursor.isFollowedBy(NOT_END) && cursor.skip('底');
    }

    /** What follows {@code 11月}: a part of it, a day, or nothing. */
    @Nullable
    When read(int start, YearMonth month, boolean planned, boolean yearGiven) {
        int monthEnd = cursor.position();
        cursor.blanks();
        int day = cursor.number(2);
        if (day < 0) {
            day = hanDay();
        }
        if (day > 0) {
            When found = day(start, month, day, planned, yearGiven);
            if (found != null) {
                return found;
            }
        }
        cursor.moveTo(monthEnd);
        return partOrWhole(start, month);
    }

    private int hanDay() {
        int at = cursor.position();
        int day = cursor.hanNumber();
        if (day > 0 && cursor.isAtOneOf("日号")) {
            return day;
        }
        cursor.moveTo(at);
        return -1;
    }

    private @Nullable When day(int start, YearMonth month, int day, boolean planned, boolean yearGiven) {
        boolean mark = cursor.blanks().skipOneOf("日号");
        Optional<LocalDate> date = yearGiven
                ? Days.day(month.getYear(), month.getMonthValue(), day)
                : days.day(month.getMonthValue(), day, planned);
        boolean figure = !mark && (counts(cursor) || cursor.isAtOneOf(".,%个"));
        return date.isPresent() && !figure ? When.day(date.get(), Form.FULL, start, cursor.position()) : null;
    }

    /** Whether a measure word follows, so that the number is no day: {@code 3/5家}. */
    static boolean counts(Cursor cursor) {
        Units.Unit unit = cursor.unit();
        // "12/15万达开业" is the name of a place.
        boolean place = cursor.peek() == '万' && cursor.isFollowedBy("达科象豪");
        return (unit != null && "笔个条家台份套城户".contains(unit.word())) || !place && cursor.isAtOneOf("期版代级万亿%");
    }

    /** {@code 本月25号}; {@code 本月12笔} holds a figure. */
    @Nullable
    When markedDay(int start, YearMonth month) {
        int monthEnd = cursor.position();
        int day = cursor.blanks().number(2);
        if (day > 0 && cursor.skipOneOf("日号")) {
            Optional<LocalDate> date = Days.day(month.getYear(), month.getMonthValue(), day);
            if (date.isPresent()) {
                return When.day(date.get(), Form.FULL, start, cursor.position());
            }
        }
        cursor.moveTo(monthEnd);
        return null;
    }

    /** {@code 月底}: 月 with a part of the report's month; else null. */
    @Nullable
    When partOfThis(int start) {
        return cursor.skip('月') ? part(start, days.month()) : null;
    }

    /** A month with or without a part of it. */
    When partOrWhole(int start, YearMonth month) {
        int monthEnd = cursor.position();
        When part = part(start, month);
        if (part == null) {
            cursor.moveTo(monthEnd);
            cursor.skip('份');
            part = When.month(month, start, cursor.position());
        }
        return part;
    }

    private @Nullable When part(int start, YearMonth month) {
        if (!cursor.skip('份')) {
            cursor.skip('的');
        }
        When week = week(start, month);
        if (week != null) {
            return week;
        }
        int first;
        int last;
        if (cursor.skip("上中旬") || cursor.skip("中上旬")) {
            first = 1;
            last = 20;
        } else if (cursor.skip("中下旬") || cursor.skip("中下") || cursor.skip("中底")) {
            first = 11;
            last = month.lengthOfMonth();
        } else if (cursor.skip("上旬") || skipBeginning(cursor)) {
            first = 1;
            last = 10;
        } else if (cursor.skip("中旬") || skipMiddle(cursor)) {
            first = 11;
            last = 20;
        } else if (cursor.skip("下旬") || skipEnd(cursor)) {
            first = 21;
            last = month.lengthOfMonth();
        } else {
            return null;
        }
        return When.days(month.atDay(first), month.atDay(last), start, cursor.position());
    }

    /** {@code 12月第一周}: weeks are counted by their Thursdays. */
    private @Nullable When week(int start, YearMonth month) {
        int at = cursor.position();
        int number = -1;
        if (cursor.skip('第')) {
            number = cursor.isAtDigit() ? cursor.number(1) : cursor.hanNumber();
        } else if (cursor.skip('首')) {
            number = 1;
        } else if (cursor.skip("最后一")) {
            number = 5;
        }
        cursor.skip('个');
        if (number < 1 || number > 5 || !cursor.skipAny("周", "星期")) {
            cursor.moveTo(at);
            return null;
        }
        LocalDate thursday = month.atDay(1).with(TemporalAdjusters.nextOrSame(DayOfWeek.THURSDAY));
        LocalDate nth = thursday.plusWeeks(number - 1L);
        ReportWeek week = ReportWeek.of(nth.getMonth() == month.getMonth() ? nth : nth.minusWeeks(1));
        return When.week(week, start, cursor.position());
    }
}
