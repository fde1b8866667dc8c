package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** Reads parts of a year: {@code 年底}, {@code 明年初}, {@code 今年3月}, {@code Q3}, {@code Q3底}. */
final class YearReader {

    private final Cursor cursor;
    private final Days days;
    private final MonthReader months;

    YearReader(Cursor cursor, Days days, MonthReader months) {
        this.cursor = cursor;
        this.days = days;
        this.months = months;
    }

    /** {@code 年底}, {@code 明年初}, {@code 今年3月}, or null. */
    @Nullable
    When read() {
        int start = cursor.position();
        int year = days.friday().getYear();
        boolean within = Fold.isDigit(cursor.peek(-1)) || cursor.isBehind("半每全整一两几周近上");
        if (cursor.skip('明')) {
            year++;
        } else if (!cursor.skip('今') && within) {
            return null;
        }
        if (!cursor.skip('年')) {
            return null;
        }
        int month = cursor.position() - start > 1 ? cursor.number(2) : -1;
        if (month >= 1 && month <= 12 && cursor.skip('月')) {
            return months.read(start, YearMonth.of(year, month), false, true);
        }
        return month < 0 ? part(start, year) : null;
    }

    /** What follows a year: its end, its beginning or its middle; else null. */
    @Nullable
    When part(int start, int year) {
        int first;
        int last;
        if (cursor.skipOneOf("底末")) {
            first = 12;
            last = 12;
        } else if (MonthReader.skipBeginning(cursor)) {
            first = 1;
            last = 1;
        } else if (MonthReader.skipMiddle(cursor)) {
            first = 6;
            last = 6;
        } else {
            return null;
        }
        return When.days(
                LocalDate.of(year, first, 1), YearMonth.of(year, last).atEndOfMonth(), start, cursor.position());
    }

    /** {@code Q3} of the given year, or for 0 the nearest; null elsewhere. */
    @Nullable
    When quarter(int start, int year) {
        char before = cursor.at(start - 1);
        cursor.skipOneOf("Qq");
        char number = cursor.peek();
        if (Fold.isLatin(before)
                || number < '1'
                || number > '4'
                || Fold.isDigit(cursor.peek(1))
                || cursor.peek(1) == '.') {
            return null;
        }
        cursor.skip(number);
        int middle = (number - '1') * 3 + 2;
        return quarterOf(start, year == 0 ? days.month(middle, false) : YearMonth.of(year, middle));
    }

    /** The quarter that holds a month, its last month's end for {@code Q3底}, its first's beginning for {@code Q3初}. */
    When quarterOf(int start, YearMonth month) {
        YearMonth first = month.withMonth((month.getMonthValue() - 1) / 3 * 3 + 1);
        YearMonth last = first.plusMonths(2);
        if (cursor.skipOneOf("末底")) {
            return When.days(last.atDay(21), last.atEndOfMonth(), start, cursor.position());
        }
        if (MonthReader.skipBeginning(cursor)) {
            return When.days(first.atDay(1), first.atDay(10), start, cursor.position());
        }
        return new When(first.atDay(1), last.atEndOfMonth(), Grain.QUARTER, Form.FULL, start, cursor.position());
    }
}
