package io.rollcall.core.understand;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.When.Doubt;
import io.rollcall.core.understand.When.Form;
import io.rollcall.core.understand.When.Grain;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads calendar time, one method a rule:
 *
 * <pre>
 * when     = moment [ to moment ] [ 前 | 后 | 左右 | 前后 | 内 ]
 * moment   = digits | day | week | weekday | month | quarter | year | holiday
 * digits   = 2024年11月28日 | 2024-11-28 | 11月28日 | 11/28 | 11.28 | 11-28 | 11月 part | 26号 | 617 | 1212 | 20241128 | 23Q4
 * part     = 初 | 上旬 | 中 | 中旬 | 中下旬 | 下旬 | 底 | 末
 * day      = 昨天 | 今天 | 明天 | 后天 …
 * week     = 本周 | 下周 | 上周 | 下下周   followed or not by a weekday
 * weekday  = 周四 | 星期四 | 礼拜四 | 周末
 * month    = 本月 | 下月 | 上月 | 月 part  (of this month)
 * quarter  = Q3 | 三季度 | 本季度
 * year     = 年底 | 明年初
 * holiday  = 国庆 | 端午 | 节 …
 * to       = - | ~ | 至 | 到
 * </pre>
 */
final class DateReader {

    /** Characters that may start calendar time other than a digit. */
    private static final BitSet STARTS = characters("昨前后下本这上周星礼月年今明当次同第一二三四五六七八九十Qq元春过清劳端中国节放假");

    private static final String WEEKDAYS = "一二三四五六日天末";
    /** What may follow 前, 后, 中 or 底 to make another word of it. */
    private static final String NOT_BEFORE = "端置台述期往景沿进";

    private static final String NOT_AFTER = "端台续期置面来勤果";
    private static final String NOT_MIDDLE = "心信国台行文断继转间标金午";
    private static final String NOT_END = "层座部线稿";
    private static final String NOT_BEGIN = "审始步级稿评版衷";

    private final String text;
    private final Days days;
    private final Cursor cursor;
    private final boolean ahead;

    DateReader(String text, Days days) {
        this(text, days, false);
    }

    /** @param ahead whether the words tell of the week after the report's, so that a weekday is one of that week */
    DateReader(String text, Days days, boolean ahead) {
        this.text = text;
        this.days = days;
        this.ahead = ahead;
        this.cursor = new Cursor(text, 0);
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
        return bounded(weekdayBehind(span));
    }

    // ---- ranges and bounds

    private When range(When first, boolean planned) {
        cursor.moveTo(first.end());
        cursor.blanks();
        timeOfDay();
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
            boolean later = last.isPresent() && last.get().isAfter(from) && Units.at(text, cursor.position()) == null;
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

    /** {@code 12/6（周五）}: the weekday in parentheses belongs to the day before it. */
    private When weekdayBehind(When when) {
        int end = cursor.position();
        boolean weekday = when.grain() == Grain.DAY
                && cursor.skip('(')
                && cursor.skipAny("周", "星期", "礼拜")
                && cursor.skipOneOf(WEEKDAYS)
                && cursor.skip(')');
        if (!weekday) {
            cursor.moveTo(end);
        }
        return weekday ? when.endingAt(cursor.position()) : when;
    }

    private When bounded(When when) {
        cursor.blanks();
        int end = cursor.position();
        if (cursor.skip("前后") || cursor.skip("左右") || cursor.skip("附近")) {
            return when.endingAt(cursor.position());
        }
        timeOfDay();
        if (cursor.skip("之前") || cursor.skip("以前") || (isBefore() && cursor.skip('前'))) {
            return when.before(cursor.position());
        }
        cursor.moveTo(end);
        if (cursor.skip("之后")
                || cursor.skip("以后")
                || (cursor.peek() == '后' && !follows(NOT_AFTER) && cursor.skip('后'))) {
            return when.after(cursor.position());
        }
        if (cursor.skip("之内")
                || cursor.skip("以内")
                || (cursor.peek() == '内' && cursor.peek(1) != '部' && cursor.skip('内'))) {
            return when.endingAt(cursor.position());
        }
        return when;
    }

    /** {@code 9月30日中午前}, {@code 周五下班前}, {@code 12/20 18:00前}: the bound is the day. */
    private void timeOfDay() {
        int start = cursor.position();
        boolean part = cursor.skipAny("上午", "中午", "下午", "晚上", "凌晨", "早上", "下班", "零点", "晚", "早");
        cursor.blanks();
        int clock = cursor.position();
        boolean hour = cursor.number(2) >= 0 && (cursor.skipOneOf("点时") || cursor.skip(':') && cursor.number(2) >= 0);
        if (!hour) {
            cursor.moveTo(part ? clock : start);
        } else {
            cursor.skip('半');
        }
    }

    /** 前 as a bound, not as the start of 前端 or 前提. */
    private boolean isBefore() {
        boolean premise = cursor.peek(1) == '提' && (cursor.peek(2) == 0 || "测交供审报".indexOf(cursor.peek(2)) < 0);
        return cursor.peek() == '前' && !follows(NOT_BEFORE) && !premise;
    }

    private boolean follows(String characters) {
        char next = cursor.peek(1);
        return next != 0 && characters.indexOf(next) >= 0;
    }

    // ---- moments

    private @Nullable When moment(boolean planned) {
        int start = cursor.position();
        char c = cursor.peek();
        if (Fold.isDigit(c)) {
            return digits(planned);
        }
        When when = switch (c) {
            case '下', '本', '这', '上', '当', '次' -> relative();
            case '周', '星', '礼' -> bareWeekday(start, planned);
            case '月' -> Fold.isDigit(cursor.peek(-1)) ? null : monthPart(start, days.month(), true);
            case '年' -> year();
            case '今', '明' -> {
                When day = dayByWord();
                yield day == null ? year() : day;
            }
            case '昨', '前', '后' -> dayByWord();
            case 'Q', 'q' -> quarter(start, 0);
            case '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十' -> numeral(planned);
            default -> null;
        };
        if (when == null) {
            cursor.moveTo(start);
            when = holiday(planned);
        }
        if (when == null) {
            cursor.moveTo(start);
        }
        return when;
    }

    /** Whatever begins with a digit. */
    private @Nullable When digits(boolean planned) {
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
            return doubted(month(start, days.month(number, planned), planned, false), Doubt.YEAR, planned);
        }
        cursor.moveTo(numberEnd);
        cursor.blanks();
        if (cursor.skipOneOf("日号")) {
            Optional<LocalDate> day = days.dayOfMonth(number, planned);
            When when = day.isPresent() ? When.day(day.get(), Form.DAY_ONLY, start, cursor.position()) : null;
            return doubted(when, Doubt.MONTH, planned);
        }
        return null;
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
            if (cursor.peek() == 'Q' || cursor.peek() == 'q') {
                return quarter(start, year);
            }
            int month = cursor.number(2);
            if (month >= 1 && month <= 12 && cursor.blanks().skip('月')) {
                return month(start, YearMonth.of(year, month), false, true);
            }
            if (month < 0) {
                return yearPart(start, year);
            }
            return null;
        }
        if (cursor.peek() == 'Q' || cursor.peek() == 'q') {
            return quarter(start, year);
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
        if (text.charAt(start) == '0' && end - start == 3) {
            return null;
        }
        Optional<LocalDate> day = number / 100 >= 1 && number / 100 <= 12
                ? days.day(number / 100, number % 100, planned)
                : Optional.empty();
        return doubted(day.isPresent() ? When.day(day.get(), Form.COMPACT, start, end) : null, Doubt.YEAR, planned);
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
        boolean counted = !dayMark && (counts() || mark == '.' && measures());
        Form form = mark == '/' || (mark == '.' && dayMark) ? Form.FULL : Form.POINT;
        return counted ? null : doubted(When.day(date.get(), form, start, cursor.position()), Doubt.YEAR, planned);
    }

    /** Whether a measure word follows, so that the number is no day: {@code 3/5家}. */
    private boolean counts() {
        Units.Unit unit = Units.at(text, cursor.position());
        return (unit != null && "笔个条家台份套城户".contains(unit.word())) || cursor.isAtOneOf("期版代级万亿%");
    }

    /** {@code 1.8s}, {@code 2.5天}: a figure with a point. */
    private boolean measures() {
        return Units.at(text, cursor.position()) != null || Fold.isLatin(cursor.peek());
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
        boolean number = cursor.peek() == '号' && "线楼机库".indexOf(cursor.peek(1)) < 0;
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

    /** What follows {@code 11月}: a part of it, a day, or nothing. */
    private @Nullable When month(int start, YearMonth month, boolean planned, boolean yearGiven) {
        int monthEnd = cursor.position();
        cursor.blanks();
        int day = cursor.number(2);
        if (day < 0) {
            day = hanDay();
        }
        if (day > 0) {
            When found = dayOf(start, month, day, planned, yearGiven);
            if (found != null) {
                return found;
            }
        }
        cursor.moveTo(monthEnd);
        return monthPart(start, month, false);
    }

    /** The time as read, with what its words leave open where no word of expectation settles it. */
    private static @Nullable When doubted(@Nullable When when, Doubt doubt, boolean planned) {
        return when == null || planned ? when : when.doubted(doubt);
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

    private @Nullable When dayOf(int start, YearMonth month, int day, boolean planned, boolean yearGiven) {
        boolean mark = cursor.blanks().skipOneOf("日号");
        Optional<LocalDate> date = yearGiven
                ? Days.day(month.getYear(), month.getMonthValue(), day)
                : days.day(month.getMonthValue(), day, planned);
        boolean figure = !mark && (counts() || cursor.isAtOneOf(".,%个"));
        return date.isPresent() && !figure ? When.day(date.get(), Form.FULL, start, cursor.position()) : null;
    }

    /** A month with or without a part of it; {@code needed}: only with one. */
    private @Nullable When monthPart(int start, YearMonth month, boolean needed) {
        if (needed && !cursor.skip('月')) {
            return null;
        }
        int monthEnd = cursor.position();
        boolean share = cursor.skip('份') || cursor.skip("的");
        When week = weekOfMonth(start, month);
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
        } else if (cursor.skip("上旬") || (cursor.peek() == '初' && !follows(NOT_BEGIN) && cursor.skip('初'))) {
            first = 1;
            last = 10;
        } else if (cursor.skip("中旬") || (cursor.peek() == '中' && !follows(NOT_MIDDLE) && cursor.skip('中'))) {
            first = 11;
            last = 20;
        } else if (cursor.skip("下旬")
                || cursor.skip('末')
                || (cursor.peek() == '底' && !follows(NOT_END) && cursor.skip('底'))) {
            first = 21;
            last = month.lengthOfMonth();
        } else if (needed) {
            return null;
        } else {
            cursor.moveTo(monthEnd);
            if (share) {
                cursor.skip('份');
            }
            return When.month(month, start, cursor.position());
        }
        return new When(month.atDay(first), month.atDay(last), Grain.DAYS, Form.FULL, start, cursor.position());
    }

    /** {@code 12月第一周}: weeks are counted by their Thursdays. */
    private @Nullable When weekOfMonth(int start, YearMonth month) {
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
        return weekly(week, start, cursor.position());
    }

    /** {@code 下周二}, {@code 本月底}, {@code 下季度}. */
    private @Nullable When relative() {
        int start = cursor.position();
        int shift = shift();
        if (shift == Integer.MIN_VALUE) {
            return null;
        }
        cursor.skip('个');
        if (cursor.isAtOneOf("周星礼")) {
            return weekday(start, shift);
        }
        if (Math.abs(shift) > 1) {
            return null;
        }
        YearMonth month = days.month().plusMonths(shift);
        if (cursor.skip('月')) {
            When day = markedDay(start, month);
            return day == null ? monthPart(start, month, false) : day;
        }
        if (cursor.skip("季度")) {
            return quarterEnd(start, quarterOf(days.month().plusMonths(3L * shift)));
        }
        return null;
    }

    /** {@code 本月25号}; {@code 本月12笔} holds a figure. */
    private @Nullable When markedDay(int start, YearMonth month) {
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

    /** How many weeks or months away a word points; the least integer when it points nowhere. */
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
        return cursor.skip('上') ? -1 : Integer.MIN_VALUE;
    }

    private @Nullable When weekday(int start, int shift) {
        boolean prefixed = cursor.position() > start;
        char before = start > 0 ? text.charAt(start - 1) : 0;
        boolean counted = before != 0 && "一二两三四五六七八九十几每整双单隔近半".indexOf(before) >= 0 || Fold.isDigit(before);
        if (!cursor.skipAny("周", "星期", "礼拜") || (counted && !prefixed)) {
            return null;
        }
        ReportWeek week = days.week(shift);
        char next = cursor.peek();
        int day = next == 0 ? -1 : WEEKDAYS.indexOf(next);
        boolean count = day >= 0 && cursor.peek(1) != 0 && "次个期度".indexOf(cursor.peek(1)) >= 0;
        if (day < 0 || count) {
            if (next == '初' || next == '中') {
                cursor.skipOneOf("初中");
            }
            boolean other = cursor.isAtOneOf("报会期度年转例");
            return prefixed && !other ? weekly(week, start, cursor.position()) : null;
        }
        cursor.skip(next);
        if (next == '末') {
            LocalDate saturday = week.day(DayOfWeek.SATURDAY);
            return new When(saturday, saturday.plusDays(1), Grain.DAYS, Form.FULL, start, cursor.position());
        }
        DayOfWeek weekday = DayOfWeek.of(Math.min(day, 6) + 1);
        return When.day(week.day(weekday), Form.FULL, start, cursor.position());
    }

    /** {@code 周三}, of the report's week; what is planned on Friday for a day already past is for the next. */
    private @Nullable When bareWeekday(int start, boolean planned) {
        When when = weekday(start, 0);
        boolean past = when != null && when.from() != null && when.from().isBefore(days.friday());
        if (when == null || when.grain() != Grain.DAY || !(ahead || planned && past)) {
            return when;
        }
        cursor.moveTo(start);
        return weekday(start, 1);
    }

    private static When weekly(ReportWeek week, int start, int end) {
        return new When(week.monday(), week.sunday(), Grain.WEEK, Form.FULL, start, end);
    }

    /** {@code 明天}, {@code 昨晚}: told from the report's Friday. */
    private @Nullable When dayByWord() {
        int start = cursor.position();
        for (DayWord word : DayWord.values()) {
            if (cursor.skipAny(word.words)) {
                if (cursor.isAtOneOf("津头猫气")) {
                    break;
                }
                return When.day(days.friday().plusDays(word.later), Form.FULL, start, cursor.position());
            }
        }
        cursor.moveTo(start);
        return null;
    }

    /** Words for days near the one on which the report is written. */
    private enum DayWord {
        BEFORE_YESTERDAY(-2, "前天", "前日"),
        YESTERDAY(-1, "昨天", "昨日", "昨晚", "昨夜"),
        TODAY(0, "今天", "今日", "今晚", "今早"),
        TOMORROW(1, "明天", "明日", "明早", "明晚"),
        AFTER_TOMORROW(2, "后天", "后日");

        private final int later;
        private final String[] words;

        DayWord(int later, String... words) {
            this.later = later;
            this.words = words;
        }
    }

    /** {@code 年底}, {@code 明年初}, {@code 今年3月}. */
    private @Nullable When year() {
        int start = cursor.position();
        int year = days.friday().getYear();
        char before = start > 0 ? text.charAt(start - 1) : 0;
        if (cursor.skip('明')) {
            year++;
        } else if (!cursor.skip('今') && (Fold.isDigit(before) || "半每全整一两几周近上".indexOf(before) >= 0 && before != 0)) {
            return null;
        }
        if (!cursor.skip('年')) {
            return null;
        }
        int month = cursor.position() - start > 1 ? cursor.number(2) : -1;
        if (month >= 1 && month <= 12 && cursor.skip('月')) {
            return month(start, YearMonth.of(year, month), false, true);
        }
        return month < 0 ? yearPart(start, year) : null;
    }

    private @Nullable When yearPart(int start, int year) {
        int first;
        int last;
        if (cursor.skipOneOf("底末")) {
            first = 12;
            last = 12;
        } else if (cursor.peek() == '初' && !follows(NOT_BEGIN) && cursor.skip('初')) {
            first = 1;
            last = 1;
        } else if (cursor.peek() == '中' && !follows(NOT_MIDDLE) && cursor.skip('中')) {
            first = 6;
            last = 6;
        } else {
            return null;
        }
        return new When(
                LocalDate.of(year, first, 1),
                YearMonth.of(year, last).atEndOfMonth(),
                Grain.DAYS,
                Form.FULL,
                start,
                cursor.position());
    }

    /** {@code Q3}; the year given, or 0 for the nearest such quarter. */
    private @Nullable When quarter(int start, int year) {
        char before = start > 0 ? text.charAt(start - 1) : 0;
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
        YearMonth nearest = year == 0 ? days.month(middle, false) : YearMonth.of(year, middle);
        return quarterEnd(start, quarterOf(nearest));
    }

    private static YearMonth quarterOf(YearMonth month) {
        return month.withMonth((month.getMonthValue() - 1) / 3 * 3 + 1);
    }

    /** A quarter, or its last month for {@code Q3底}, its first for {@code Q3初}. */
    private When quarterEnd(int start, YearMonth first) {
        YearMonth last = first.plusMonths(2);
        if (cursor.skipOneOf("末底")) {
            return new When(last.atDay(21), last.atEndOfMonth(), Grain.DAYS, Form.FULL, start, cursor.position());
        }
        if (cursor.peek() == '初' && !follows(NOT_BEGIN) && cursor.skip('初')) {
            return new When(first.atDay(1), first.atDay(10), Grain.DAYS, Form.FULL, start, cursor.position());
        }
        return new When(first.atDay(1), last.atEndOfMonth(), Grain.QUARTER, Form.FULL, start, cursor.position());
    }

    /** {@code 三季度}, {@code 十二月底}, {@code 二十六号}. */
    private @Nullable When numeral(boolean planned) {
        int start = cursor.position();
        char before = start > 0 ? text.charAt(start - 1) : 0;
        boolean ordinal = cursor.skip('第');
        int number = cursor.hanNumber();
        if (number >= 1 && number <= 4 && cursor.skip("季度")) {
            return quarterEnd(start, quarterOf(days.month(number * 3 - 1, false)));
        }
        if (ordinal || number < 1 || "第周期近每这十".indexOf(before) >= 0 && before != 0) {
            return null;
        }
        if (number <= 12 && cursor.skip('月')) {
            When month = month(start, days.month(number, planned), planned, false);
            // "一月" may be a month long; only a part of it, a day or 份 makes it a name.
            boolean bare = month != null && month.grain() == Grain.MONTH && text.charAt(month.end() - 1) == '月';
            return bare ? null : month;
        }
        if (number >= 10 && cursor.skip('号')) {
            Optional<LocalDate> day = days.dayOfMonth(number, planned);
            When when = day.isPresent() ? When.day(day.get(), Form.DAY_ONLY, start, cursor.position()) : null;
            return doubted(when, Doubt.MONTH, planned);
        }
        return null;
    }

    /** {@code 国庆前}, {@code 端午节期间}, {@code 节后第一周}, {@code 放假前}. */
    private @Nullable When holiday(boolean planned) {
        int start = cursor.position();
        char before = start > 0 ? text.charAt(start - 1) : 0;
        if (cursor.isAtOneOf("节放假")) {
            boolean part = "环细季调章春佳情".indexOf(before) >= 0 && before != 0;
            boolean named = !part && (cursor.skipAny("放假", "假期", "节假日") || cursor.skipOneOf("节假"));
            boolean ahead = cursor.isAtOneOf("前") || cursor.peek() == '之' && cursor.peek(1) == '前';
            boolean behind = cursor.isAtOneOf("后") || cursor.peek() == '之' && cursor.peek(1) == '后';
            Holidays.Break unnamed =
                    named && (ahead || behind) ? days.holidays().unnamed(ahead) : null;
            return unnamed == null ? null : holiday(start, unnamed);
        }
        if (!cursor.isAtOneOf("元春过年清五劳端中国十")) {
            return null;
        }
        Holidays.Break named = days.holidays().read(cursor);
        boolean bound = cursor.isAtOneOf("前后") || cursor.skip("期间") || cursor.skip("当天");
        boolean tied = cursor.peek() == '之' && (cursor.peek(1) == '前' || cursor.peek(1) == '后');
        return named != null && (bound || tied) ? holiday(start, named) : null;
    }

    private When holiday(int start, Holidays.Break holiday) {
        if (cursor.skipAny("后第一周", "后首周", "后一周", "之后第一周")) {
            return weekly(Holidays.firstWeekAfter(holiday), start, cursor.position());
        }
        return new When(holiday.from(), holiday.to(), Grain.HOLIDAY, Form.FULL, start, cursor.position());
    }
}
