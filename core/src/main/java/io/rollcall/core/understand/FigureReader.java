package io.rollcall.core.understand;

import io.rollcall.core.understand.Units.Kind;
import io.rollcall.core.understand.Units.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads figures out of a line:
 *
 * <pre>
 * figure = number [rest] [ ("~" | "-" | "至" | "到") number [rest] ]
 * number = digits { "," 3 digits } [ "." digits ]
 * rest   = [scale] [ "多" | "余" | "几" | "+" ] [unit [per]] [ digits smaller ]
 * smaller = a unit of time one step below the unit: {@code 3h20min} is 200 min
 * scale  = "百" | "千" | "万" | "百万" | "千万" | "亿" | "万亿" | "w" | "k"
 * per    = "/天" | "/日" | …
 * </pre>
 *
 * Digits that are no figure: codes ({@code O1}, {@code M6V}, {@code W47}), versions ({@code 1.0版本}, {@code v2.1}),
 * ordinals and phases ({@code 第3次}, {@code 2期}), times ({@code 15:15}), fractions, long identifiers.
 */
final class FigureReader {

    private static final int MAX_DIGITS = 15;

    /** Things that there are no parts of, though other counts have fractions ({@code 平均1.5次}). */
    private static final Set<String> THINGS = Set.of("需求", "接口", "用例", "门店", "商户", "用户", "订单", "节点");

    /** A unit of time, the one below it, longer words first, and how many make one. */
    private static final String[][] TIME_STEPS = {
        {"h 小时 个小时", "分钟 分 min m", "60"},
        {"min 分钟 分", "秒钟 秒 s", "60"},
        {"天 d", "个小时 小时 h", "24"}
    };

    private final String text;
    private final Words words;

    /** Where the last number read ended, figure or not. */
    private int after;

    FigureReader(String text, Words words) {
        this.text = text;
        this.words = words;
    }

    /** Where to look on after {@link #read}. */
    int after() {
        return after;
    }

    /** The figure whose first digit is here, or null when these digits are none. */
    @Nullable
    Figure read(int start) {
        int end = numberEnd(start);
        after = end;
        if (end - start > MAX_DIGITS || isCode(start, end)) {
            after = codeEnd(end);
            return null;
        }
        Figure figure = withUnit(start, end);
        if (figure == null || figure.kind() == Kind.ORDINAL) {
            return null;
        }
        if (start > 0 && Fold.isLatin(text.charAt(start - 1)) && !mayFollowLatin(start, figure)) {
            after = figure.end();
            return null;
        }
        Figure composed = composed(figure);
        if (composed != null) {
            after = composed.end();
            return composed;
        }
        Figure range = range(figure);
        Figure read = range == null ? figure : range;
        after = read.end();
        return read;
    }

    private int numberEnd(int start) {
        int i = digits(start);
        if (i - start <= 3) {
            while (at(i) == ',' && digits(i + 1) == i + 4) {
                i += 4;
            }
        }
        if (at(i) == '.' && Fold.isDigit(at(i + 1))) {
            i = digits(i + 1);
        }
        return i;
    }

    private int digits(int start) {
        int i = start;
        while (Fold.isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private boolean isCode(int start, int end) {
        char before = at(start - 1);
        char next = at(end);
        boolean digitNext = Fold.isDigit(at(end + 1));
        boolean rank = before == '前' && "目以之日月周".indexOf(at(start - 2)) < 0;
        return rank
                || ("第._#@".indexOf(before) > -1 && before != 0)
                || (before == '-' && (Fold.isLatin(at(start - 2)) || at(start - 2) == '_'))
                || (":/*xX×".indexOf(before) > -1 && before != 0 && Fold.isDigit(at(start - 2)))
                || (":/.*xX×".indexOf(next) > -1 && next != 0 && digitNext);
    }

    private int codeEnd(int end) {
        int i = end;
        while (i < text.length() && (Fold.isDigit(at(i)) || ".:/*_×".indexOf(at(i)) > -1 && Fold.isDigit(at(i + 1)))) {
            i++;
        }
        return i;
    }

    /** {@code GMV3000}, {@code QPS500}, {@code OCR95%}; but {@code M6个} and {@code O1} are names. */
    private boolean mayFollowLatin(int start, Figure figure) {
        if (words.endsAt(start, Sense.QUANTITY)) {
            return true;
        }
        return Fold.isLatin(at(start - 2)) && (figure.isShare() || figure.scaled() || figure.kind() == Kind.COUNT);
    }

    private @Nullable Figure withUnit(int start, int end) {
        BigDecimal value = value(start, end);
        int i = end;
        i = roughly(i);
        int spaced = at(i) == ' ' ? i + 1 : i;
        int power = 0;
        int scaleEnd = scaleEnd(spaced);
        if (scaleEnd > spaced) {
            power = power(spaced, scaleEnd);
            i = roughly(scaleEnd);
            spaced = at(i) == ' ' ? i + 1 : i;
        }
        BigDecimal scaled = power == 0 ? value : value.scaleByPowerOfTen(power);
        Unit unit = Units.at(text, spaced);
        if (unit != null && power == 0 && value.scale() > 0 && THINGS.contains(unit.word())) {
            // "2.2需求" is the second version's.
            return null;
        }
        if (unit == null || (spaced > i && unit.kind() == Kind.ORDINAL)) {
            return Fold.isLatin(at(i)) || at(i) == '_'
                    ? null
                    : new Figure(start, i, plain(scaled), null, null, null, power > 0);
        }
        int unitEnd = per(spaced + unit.word().length());
        String written = text.substring(spaced, unitEnd).strip();
        return new Figure(start, unitEnd, plain(scaled), null, written, unit.kind(), power > 0);
    }

    /** At most {@link #MAX_DIGITS} digits, which a long holds. */
    private BigDecimal value(int start, int end) {
        long digits = 0;
        int scale = 0;
        boolean fraction = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Fold.isDigit(c)) {
                digits = digits * 10 + c - '0';
                scale += fraction ? 1 : 0;
            }
            fraction |= c == '.';
        }
        return BigDecimal.valueOf(digits, scale);
    }

    private int roughly(int i) {
        return "多余几+".indexOf(at(i)) >= 0 && i < text.length() ? i + 1 : i;
    }

    private int scaleEnd(int i) {
        char c = at(i);
        if ((c == 'w' || c == 'W' || c == 'k' || c == 'K') && !Fold.isLatin(at(i + 1)) && !Fold.isDigit(at(i + 1))) {
            return i + 1;
        }
        int end = i;
        while ("百千万亿".indexOf(at(end)) >= 0 && end < text.length() && end < i + 2) {
            end++;
        }
        return at(end) == '分' && at(end - 1) == '百' ? i : end;
    }

    private int power(int start, int end) {
        int power = 0;
        for (int i = start; i < end; i++) {
            power += switch (at(i)) {
                case '百' -> 2;
                case '千', 'k', 'K' -> 3;
                case '亿' -> 8;
                default -> 4;
            };
        }
        return power;
    }

    private int per(int i) {
        if (at(i) != '/') {
            return i;
        }
        for (String time :
                new String[] {"工作日", "分钟", "小时", "天", "日", "周", "月", "年", "秒", "人", "笔", "次", "单", "s", "d"}) {
            if (text.startsWith(time, i + 1)) {
                return i + 1 + time.length();
            }
        }
        return i;
    }

    /** {@code 3h20min}, {@code 1小时45分}: one length of time, in the smaller unit. */
    private @Nullable Figure composed(Figure first) {
        int next = first.end();
        if (first.unit() == null || first.scaled() || !Fold.isDigit(at(next)) || digits(next) > next + 2) {
            return null;
        }
        for (String[] step : TIME_STEPS) {
            if (isOneOf(step[0], first.unit())) {
                int end = digits(next);
                for (String smaller : step[1].split(" ")) {
                    boolean whole = text.startsWith(smaller, end)
                            && (!Fold.isLatin(smaller.charAt(0)) || !Fold.isLatin(at(end + smaller.length())));
                    if (whole) {
                        BigDecimal value =
                                first.value().multiply(new BigDecimal(step[2])).add(value(next, end));
                        return new Figure(
                                first.start(), end + smaller.length(), value, null, smaller, Kind.TIME, false);
                    }
                }
            }
        }
        return null;
    }

    private static boolean isOneOf(String words, String word) {
        return List.of(words.split(" ")).contains(word);
    }

    private @Nullable Figure range(Figure first) {
        int i = first.end();
        char sign = at(i);
        boolean word = sign == '至' || sign == '到';
        if (!(sign == '~' || sign == '-' || word) || !Fold.isDigit(at(i + 1)) || (word && isMove(first.start()))) {
            return null;
        }
        int end = numberEnd(i + 1);
        if (end - i > MAX_DIGITS || isCode(i + 1, end) && sign != '-') {
            return null;
        }
        Figure second = withUnit(i + 1, end);
        if (second == null || second.kind() == Kind.ORDINAL || second.to() != null) {
            return null;
        }
        boolean unitOnce = first.unit() == null && !first.scaled();
        BigDecimal from = unitOnce && second.scaled() ? first.value().scaleByPowerOfTen(power(second)) : first.value();
        boolean alike = unitOnce || first.kind() == second.kind();
        if (!alike || from.compareTo(second.value()) >= 0) {
            return null;
        }
        return new Figure(
                first.start(),
                second.end(),
                plain(from),
                second.value(),
                second.unit(),
                second.kind(),
                second.scaled());
    }

    private int power(Figure figure) {
        int end = numberEnd(figure.start());
        int spaced = at(end) == ' ' ? end + 1 : end;
        return power(spaced, scaleEnd(spaced));
    }

    /** {@code 从10%到15%}, {@code 提升3%至99%} are no ranges. */
    private boolean isMove(int start) {
        int from = Math.max(0, start - 12);
        for (int i = from; i < start; i++) {
            if ("从由自".indexOf(at(i)) >= 0) {
                return true;
            }
        }
        return words.has(Sense.UP, from, start) || words.has(Sense.DOWN, from, start);
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private char at(int i) {
        return i >= 0 && i < text.length() ? text.charAt(i) : 0;
    }
}
