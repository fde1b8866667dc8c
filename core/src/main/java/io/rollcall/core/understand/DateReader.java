package io.rollcall.core.understand;

import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads calendar time, one method a rule:
 *
 * <pre>
 * when     = moment [ to moment ] [ 前 | 后 | 左右 | 前后 | 内 ]
 * moment   = number | day | week | weekday | month | quarter | year | holiday
 * number   = 2024年11月28日 | 11/28 | 11.28 | 11月 part | 26号 | 617 …        see {@link NumberReader}
 * part     = 初 | 上旬 | 中 | 中旬 | 中下旬 | 下旬 | 底 | 末                    see {@link MonthReader}
 * day      = 昨天 | 今天 | 明天 | 后天 …                                       see {@link DayWord}
 * week     = 本周 | 下周 | 上周 | 下下周   followed or not by a weekday          see {@link RelativeReader}
 * weekday  = 周四 | 星期四 | 礼拜四 | 周末
 * month    = 本月 | 下月 | 上月 | 月 part  (of this month)
 * quarter  = Q3 | 三季度 | 本季度                                             see {@link YearReader}
 * year     = 年底 | 明年初
 * holiday  = 国庆 | 端午 | 节 …                                               see {@link HolidayReader}
 * to       = - | ~ | 至 | 到
 * </pre>
 */
final class DateReader {

    /** Characters that may start calendar time other than a digit. */
    private static final BitSet STARTS = characters("昨前后下本这上周星礼月年今明当次同第一二三四五六七八九十Qq元春过清劳端中国节放假");

    /** What may follow 前 or 后 to make another word of it. */
    private static final String NOT_BEFORE = "端置台述期往景沿进";

    private static final String NOT_AFTER = "端台续期置面来勤果";

    private final Cursor cursor;
    private final MonthReader months;
    private final YearReader years;
    private final RelativeReader relatives;
    private final NumberReader numbers;
    private final HolidayReader holidays;

    DateReader(String text, Days days) {
        this(text, days, false);
    }

    /** @param ahead whether the words tell of the week after the report's, so that a weekday is one of that week */
    DateReader(String text, Days days, boolean ahead) {
        this.cursor = new Cursor(text, 0);
        this.months = new MonthReader(cursor, days);
        this.years = new YearReader(cursor, days, months);
        this.relatives = new RelativeReader(cursor, days, ahead, months, years);
        this.numbers = new NumberReader(cursor, days, months, years);
        this.holidays = new HolidayReader(cursor, days);
    }

    static boolean mayStart(char c) {
        return Fold.isDigit(c) || STARTS.get(c);
    }

    private static BitSet characters(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }

    /**
     * The calendar time that starts here, or null.
     *
     * @param planned whether the line plans it, which tells {@code 26号} of this month from that of the next
     */
    @Nullable
    When read(int at, boolean planned) {
        cursor.moveTo(at);
        When first = moment(planned);
        if (first == null) {
            return null;
        }
        When span = range(first, planned);
        cursor.moveTo(span.end());
        return bounded(weekdayBehind(dayBehind(span)));
    }

    /** Where the clock after a date ends, {@code 12/5 14:20}; the same place where none follows. */
    int clockEnd(int at) {
        cursor.moveTo(at);
        return TimeOfDay.skipClock(cursor) ? cursor.position() : at;
    }

    // ---- ranges and bounds

    private When range(When first, boolean planned) {
        cursor.moveTo(first.end());
        cursor.blanks();
        TimeOfDay.skip(cursor);
        cursor.blanks();
        boolean sign =
                cursor.skipOneOf("-~") || ((cursor.peek() == '至' || cursor.peek() == '到') && cursor.skipOneOf("至到"));
        if (!sign || first.from() == null) {
            return first;
        }
        cursor.blanks();
        int start = cursor.position();
        // "11/25-29", "11月25-29日": the day alone belongs to the month before it.
        int day = cursor.number(2);
        boolean dayAlone = day > 0 && !cursor.isAtOneOf("月/.%年:-");
        if (dayAlone && first.grain() == Grain.DAY) {
            boolean mark = cursor.skipOneOf("日号");
            LocalDate from = first.from();
            Optional<LocalDate> last = Days.day(from.getYear(), from.getMonthValue(), day);
            boolean later = last.isPresent() && last.get().isAfter(from) && (mark || cursor.unit() == null);
            Form form = mark ? Form.FULL : first.form();
            return later ? first.until(When.day(last.get(), form, start, cursor.position())) : first;
        }
        cursor.moveTo(start);
        When second = moment(planned);
        if (second == null || second.to() == null || second.form() == Form.COMPACT) {
            return first;
        }
        if (second.to().isBefore(first.from())) {
            return first;
        }
        return first.until(second);
    }

    /** {@code 周五（12/6）}: the day in parentheses is the weekday before it, whichever week that would be of. */
    private When dayBehind(When when) {
        int end = cursor.position();
        boolean weekday = when.grain() == Grain.DAY && RelativeReader.WEEKDAYS.indexOf(cursor.at(end - 1)) >= 0;
        if (weekday && when.from() != null && cursor.skip('(') && cursor.isAtDigit()) {
            When day = numbers.digits(true);
            LocalDate date = day == null || day.grain() != Grain.DAY ? null : day.from();
            if (date != null && date.getDayOfWeek() == when.from().getDayOfWeek() && cursor.skip(')')) {
                return When.day(date, Form.FULL, when.start(), cursor.position());
            }
        }
        cursor.moveTo(end);
        return when;
    }

    /** {@code 12/6（周五）}: the weekday in parentheses belongs to the day before it. */
    private When weekdayBehind(When when) {
        int end = cursor.position();
        boolean weekday = when.grain() == Grain.DAY
                && cursor.skip('(')
                && cursor.skipAny("周", "星期", "礼拜")
                && cursor.skipOneOf(RelativeReader.WEEKDAYS)
                && cursor.skip(')');
        if (!weekday) {
            cursor.moveTo(end);
        }
        return weekday ? when.endingAt(cursor.position()) : when;
    }

    /** {@code 9月30日中午前}, {@code 周五下班前}, {@code 12/20 18:00前}: the bound is the day. */
    private When bounded(When when) {
        cursor.blanks();
        int end = cursor.position();
        if (cursor.skip("前后") || cursor.skip("左右") || cursor.skip("附近")) {
            return when.endingAt(cursor.position());
        }
        TimeOfDay.skip(cursor);
        if (cursor.skip("之前") || cursor.skip("以前") || (isBefore() && cursor.skip('前'))) {
            return when.before(cursor.position());
        }
        cursor.moveTo(end);
        if (cursor.skip("之后")
                || cursor.skip("以后")
                || (cursor.peek() == '后' && !cursor.isFollowedBy(NOT_AFTER) && cursor.skip('后'))) {
            return when.after(cursor.position());
        }
        if (cursor.skip("之内")
                || cursor.skip("以内")
                || (cursor.peek() == '内' && cursor.peek(1) != '部' && cursor.skip('内'))) {
            return when.endingAt(cursor.position());
        }
        return when;
    }

    /** 前 as a bound, not as the start of 前端 or 前提. */
    private boolean isBefore() {
        boolean premise = cursor.peek(1) == '提' && (cursor.peek(2) == 0 || "测交供审报".indexOf(cursor.peek(2)) < 0);
        return cursor.peek() == '前' && !cursor.isFollowedBy(NOT_BEFORE) && !premise;
    }

    // ---- moments

    private @Nullable When moment(boolean planned) {
        int start = cursor.position();
        char c = cursor.peek();
        if (Fold.isDigit(c)) {
            return numbers.digits(planned);
        }
        When when = switch (c) {
            case '下', '本', '这', '上', '当', '次' -> relatives.read();
            case '周', '星', '礼' -> relatives.bareWeekday(planned);
            case '月' -> Fold.isDigit(cursor.peek(-1)) ? null : months.partOfThis(start);
            case '年' -> years.read();
            case '今', '明' -> {
                When day = relatives.dayByWord();
                yield day == null ? years.read() : day;
            }
            case '昨', '前', '后' -> relatives.dayByWord();
            case 'Q', 'q' -> years.quarter(start, 0);
            case '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十' -> numbers.numeral(planned);
            default -> null;
        };
        if (when == null) {
            cursor.moveTo(start);
            when = holidays.read();
        }
        if (when == null) {
            cursor.moveTo(start);
        }
        return when;
    }
}
