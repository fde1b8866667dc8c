package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Doubt;
import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads time that begins with a number, in digits or in words:
 *
 * <pre>
 * digits  = 2024年11月28日 | 2024-11-28 | 11月28日 | 11/28 | 11.28 | 11-28 | 11月 part | 26号 | 617 | 1212 | 20241128 | 23Q4
 * shared  = 10~11月 | 26-28号 | 11、12月
 * numeral = 三季度 | 十二月底 | 二十六号
 * </pre>
 */
final class NumberReader {

    private final Cursor cursor;
    private final Days days;
    private final MonthReader months;
    private final YearReader years;

    NumberReader(Cursor cursor, Days days, MonthReader months, YearReader years) {
        this.cursor = cursor;
        this.days = days;
        this.months = months;
        this.years = years;
    }

    /** Whatever begins with a digit. */
    @Nullable
    When digits(boolean planned) {
        int start = cursor.position();
        int length = cursor.digitsAhead();
        if (length == 8) {
            return dense(start);
        }
        if (length > 4) {
            return null;
        }
        int number = cursor.number(4);
        int numberEnd = cursor.position();
        if (length == 4 || length == 2) {
            When yearly = withYear(start, number, length);
            if (yearly != null) {
                return yearly;
            }
            cursor.moveTo(numberEnd);
        }
        if (length >= 3) {
            return compact(number, start, numberEnd, planned);
        }
        if (cursor.isAtOneOf("/.-~")) {
            When split = monthAndDay(start, number, planned);
            if (split != null) {
                return split;
            }
            cursor.moveTo(numberEnd);
            return shared(start, number, planned);
        }
        if (cursor.isAtOneOf("至到、")) {
            return shared(start, number, planned);
        }
        cursor.blanks();
        if (cursor.skip('月') && number >= 1 && number <= 12) {
            When month = months.read(start, days.month(number, planned), planned, false);
            return When.doubted(month, Doubt.YEAR, planned);
        }
        cursor.moveTo(numberEnd);
        cursor.blanks();
        if (cursor.isAtOneOf("两") && "、和".indexOf(cursor.at(start - 1)) >= 0 && cursor.skipAny("两天", "两日")) {
            // "14、15两天": the second day of two.
            cursor.moveTo(numberEnd);
            return dayAlone(start, number, planned);
        }
        return cursor.skipOneOf("日号") ? dayAlone(start, number, planned) : null;
    }

    /** {@code 26号}: of the nearest month. */
    private @Nullable When dayAlone(int start, int number, boolean planned) {
        Optional<LocalDate> day = days.dayOfMonth(number, planned);
        When when = day.isPresent() ? When.day(day.get(), Form.DAY_ONLY, start, cursor.position()) : null;
        return When.doubted(when, Doubt.MONTH, planned);
    }

    /** {@code 20241128}. */
    private @Nullable When dense(int start) {
        int number = cursor.number(8);
        Optional<LocalDate> day = number / 10000 / 100 == 20
                ? Days.day(number / 10000, number / 100 % 100, number % 100)
                : Optional.empty();
        return day.isPresent() ? When.day(day.get(), Form.FULL, start, cursor.position()) : null;
    }

    /** {@code 2024年11月28日}, {@code 2024-11-28}, {@code 24年底}, {@code 23Q4}. */
    private @Nullable When withYear(int start, int number, int length) {
        int year = length == 2 ? 2000 + number : number;
        if (year < 2000 || year > 2099) {
            return null;
        }
        if (cursor.blanks().skip('年')) {
            cursor.blanks();
            if (cursor.isAtOneOf("Qq")) {
                return years.quarter(start, year);
            }
            int month = cursor.number(2);
            if (month >= 1 && month <= 12 && cursor.blanks().skip('月')) {
                return months.read(start, YearMonth.of(year, month), false, true);
            }
            return month < 0 ? years.part(start, year) : null;
        }
        if (cursor.isAtOneOf("Qq")) {
            return years.quarter(start, year);
        }
        char mark = cursor.peek();
        if (length == 4 && (mark == '-' || mark == '/' || mark == '.')) {
            cursor.skip(mark);
            int month = cursor.number(2);
            if (month > 0 && cursor.skip(mark)) {
                int day = cursor.number(2);
                Optional<LocalDate> date = Days.day(year, month, Math.max(0, day));
                return date.isPresent() ? When.day(date.get(), Form.FULL, start, cursor.position()) : null;
            }
        }
        return null;
    }

    /** {@code 617}, {@code 1212}: month and day run together. */
    private @Nullable When compact(int number, int start, int end, boolean planned) {
        if (cursor.at(start) == '0' && end - start == 3) {
            return null;
        }
        Optional<LocalDate> day = number / 100 >= 1 && number / 100 <= 12
                ? days.day(number / 100, number % 100, planned)
                : Optional.empty();
        When when = day.isPresent() ? When.day(day.get(), Form.COMPACT, start, end) : null;
        return When.doubted(when, Doubt.YEAR, planned);
    }

    /** {@code 11/28}, {@code 11.28}, {@code 11-28}. */
    private @Nullable When monthAndDay(int start, int month, boolean planned) {
        char mark = cursor.peek();
        if (mark == '~' || !cursor.skip(mark)) {
            return null;
        }
        if (mark == '.' && cursor.peek() == ' ' && cursor.peek(3) != '日' && cursor.peek(2) != '日') {
            return null;
        }
        cursor.blanks();
        int digits = cursor.digitsAhead();
        int day = cursor.number(2);
        boolean dayMark = cursor.skipOneOf("日号");
        boolean chained = cursor.peek() == mark && Fold.isDigit(cursor.peek(1)) && mark != '-';
        Optional<LocalDate> date = day > 0 && month >= 1 && month <= 12 && !chained && !cursor.isAtDigit()
                ? days.day(month, day, planned)
                : Optional.empty();
        if (date.isEmpty() || cursor.isAtOneOf("%月") || (mark == '-' && digits < 2 && !dayMark)) {
            return null;
        }
        boolean counted = !dayMark && (MonthReader.counts(cursor) || mark == '.' && measures());
        Form form = mark == '/' || (mark == '.' && dayMark) ? Form.FULL : Form.POINT;
        return counted ? null : When.doubted(When.day(date.get(), form, start, cursor.position()), Doubt.YEAR, planned);
    }

    /** {@code 1.8s}, {@code 2.5天}: a figure with a point. */
    private boolean measures() {
        return cursor.unit() != null || Fold.isLatin(cursor.peek());
    }

    /** {@code 10~11月}, {@code 26-28号}, {@code 11、12月}: two numbers that share the word after the second. */
    private @Nullable When shared(int start, int first, boolean planned) {
        boolean list = cursor.peek() == '、';
        if (!cursor.skipOneOf("-~至到、")) {
            return null;
        }
        int second = cursor.number(2);
        if (second <= 0 || list && second != first + 1) {
            return null;
        }
        if (cursor.skip('月') && first >= 1 && first <= 12 && second <= 12) {
            cursor.skip('份');
            YearMonth last = days.month(second, planned);
            YearMonth begin = YearMonth.of(second < first ? last.getYear() - 1 : last.getYear(), first);
            return new When(begin.atDay(1), last.atEndOfMonth(), Grain.MONTH, Form.FULL, start, cursor.position());
        }
        boolean number = cursor.peek() == '号' && !cursor.isFollowedBy("线楼机库");
        if (cursor.skipOneOf("日号")) {
            Form form = number ? Form.FULL : Form.DAY_ONLY;
            Optional<LocalDate> from = days.dayOfMonth(first, planned);
            Optional<LocalDate> to = from.flatMap(day -> Days.day(day.getYear(), day.getMonthValue(), second));
            return to.isPresent() && !to.get().isBefore(from.get())
                    ? new When(from.get(), to.get(), Grain.DAYS, form, start, cursor.position())
                    : null;
        }
        return null;
    }

    /** {@code 三季度}, {@code 十二月底}, {@code 二十六号}. */
    @Nullable
    When numeral(boolean planned) {
        int start = cursor.position();
        boolean within = cursor.isBehind("第周期近每这十");
        boolean ordinal = cursor.skip('第');
        int number = cursor.hanNumber();
        if (number >= 1 && number <= 4 && cursor.skip("季度")) {
            return years.quarterOf(start, days.month(number * 3 - 1, false));
        }
        if (ordinal || number < 1 || within) {
            return null;
        }
        if (number <= 12 && cursor.skip('月')) {
            When month = months.read(start, days.month(number, planned), planned, false);
            // "一月" may be a month long; only a part of it, a day or 份 makes it a name.
            boolean bare = month != null && month.grain() == Grain.MONTH && cursor.at(month.end() - 1) == '月';
            return bare ? null : month;
        }
        return number >= 10 && cursor.skip('号') ? dayAlone(start, number, planned) : null;
    }
}
