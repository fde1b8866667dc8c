package io.rollcall.core.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which lines a reply names: {@code 2}, {@code 2.1}, {@code 第3条}, {@code (2)}, {@code ②}, {@code #2}, {@code 2-4},
 * {@code 2、3、5}, {@code 1和3}.
 */
final class Numbers {

    /** How a number is dressed. */
    enum Style {
        /** {@code 2 …}: hardly ever a list's. */
        BARE,
        /** {@code 2. …}, {@code (2) …}: might be a list's as well. */
        MARKED,
        /** {@code 第2条}, {@code #2}, or several numbers: none of a list's. */
        EXPLICIT
    }

    /**
     * The lines that are named.
     *
     * @param numbers as the prompt writes them, whether there are such lines or not
     * @param end     the place behind them and the marks that belong to them
     * @param asRange whether they stand for a range
     */
    record Named(List<String> numbers, Style style, int end, boolean asRange) {}

    private static final Pattern NO_NUMBER_UNIT = Pattern.compile(
            ",\\d{3}(?!\\d)|小时|分钟|[%‰/秒个笔万亿倍折种张千kw:方遍]|大(?![额促屏数盘客商])|年(?![度终检])|天(?!猫)|时(?![长效])|分(?![账户润析配支销流拨库片公行享类批部段级发布期])|家(?![装电])"
                    + "|元(?!数)|人(?![工行脸力员民审])|次(?![日月周])|台(?!账)|单(?![据笔测点边元独])|户(?![口名])|期(?![初末货权])|版(?!权)|份(?!额)|批(?![量次扣处跑付])"
                    + "|城(?![市商])|省(?!级)|市(?!场)|类(?![目型])|款(?!项)|套(?![餐利])|页(?!面)|百(?!度)|轮(?![询岗])|名(?![单称])|位(?!置)|[层步组波级代成](?![件装织长单动员本品功交立])"
                    + "|阶段|月(?![报结末度初])|日(?![终切志报间均])|号(?![码段])|周(?![一二三四五六日天末五])|点(?!完成|同|不|删|已|进)|条(?! |[完已进同不没])|项(?!目)|[a-z]\\d|[dgh](?![a-z])");
    private static final Pattern COUNTS_AFTER_BLANK =
            Pattern.compile(" +(?:[%家笔万亿元台单户]|[轮次期批项条种款组层段步]|个(?!别|人|性|体)|人(?!员|力|工|行|脸|审))");
    private static final String CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
    private static final String PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇";
    private static final String POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛";
    private static final String DARK = "❶❷❸❹❺❻❼❽❾❿";
    private static final String HAN = "一二三四五六七八九十";
    private static final int MOST = 60;
    private static final int DEEPEST = 11;
    private static final Pattern PREFIX = Pattern.compile("(?:第|#|no\\.? ?|item ?|编号 ?|序号 ?|条目 ?|line ?)");
    private static final Pattern RANGE = Pattern.compile(" ?(?:-|~|到|至|--) ?第?");
    private static final Pattern COUNTER = Pattern.compile("[条项]");
    private static final Pattern BETWEEN = Pattern.compile(" ?(?:、|,|，|和|与|及|以及|&|跟|\\+|and ) ?(?:第|#)?|第| ");
    private static final Pattern ORDINAL = Pattern.compile("[条项点个行]");
    private static final Pattern COUNTED = Pattern.compile("(?:这?[两三几]?[条项])");

    private final Set<String> known = new LinkedHashSet<>();

    Numbers(List<PromptLine> lines) {
        lines.forEach(line -> known.add(line.no()));
    }

    boolean exists(String number) {
        return known.contains(number);
    }

    boolean allExist(Named named) {
        return known.containsAll(named.numbers());
    }

    /** Whether lines stand behind another in the prompt. */
    boolean follow(Named named, Named before) {
        List<String> order = all();
        int last = order.indexOf(before.numbers().get(before.numbers().size() - 1));
        return order.indexOf(named.numbers().get(0)) > last;
    }

    List<String> all() {
        return List.copyOf(known);
    }

    /** What is named right here, or null when nothing is. */
    @Nullable
    Named at(String folded, int from) {
        return new Reader(folded, from, MOST).read();
    }

    /** At most so many of those that are named right here, or null when nothing is. */
    @Nullable
    Named at(String folded, int from, int most) {
        return new Reader(folded, from, most).read();
    }

    /** {@code 十二} is 12. */
    static int valueOf(String han) {
        int value = 0;
        for (int i = 0; i < han.length(); i++) {
            int digit = HAN.indexOf(han.charAt(i)) + 1;
            value = digit == 10 ? Math.max(1, value) * 10 : value + digit;
        }
        return value;
    }

    private record Number(String number, int end) {}

    private final class Reader {

        private final String text;
        private final int most;
        private int at;
        private Style style = Style.BARE;
        private boolean ordinal;
        private boolean bracket;
        private boolean asRange;
        private boolean isLoose;
        private boolean isCounted;
        private final Set<String> numbers = new LinkedHashSet<>();

        Reader(String text, int from, int most) {
            this.most = most;
            this.text = text;
            this.at = from;
        }

        @Nullable
        Named read() {
            prefix();
            Number first = number(at);
            if (first == null || !take(first)) {
                return null;
            }
            counter();
            int behindFirst = at;
            boolean isFirstCounted = isCounted;
            List<String> firstOnly = List.copyOf(numbers);
            while (numbers.size() < most && more()) {
                counter();
            }
            if (isLoose && !OrderReader.opens(text, behindMarks(at))) {
                // "7 5" may be a figure of the seventh line.
                numbers.clear();
                numbers.addAll(firstOnly);
                at = behindFirst;
                isCounted = isFirstCounted;
            }
            if (!suffix()) {
                return null;
            }
            return new Named(List.copyOf(numbers), numbers.size() > 1 ? Style.EXPLICIT : style, at, asRange);
        }

        /** {@code 第一条和第三条}, {@code 第一、三条}: behind each, or behind the last. */
        private void counter() {
            Matcher counter = ORDINAL.matcher(text).region(at, text.length());
            isCounted = ordinal && counter.lookingAt();
            at = isCounted ? counter.end() : at;
        }

        private void prefix() {
            Matcher explicit = PREFIX.matcher(text).region(at, text.length());
            if (explicit.lookingAt()) {
                ordinal = text.charAt(at) == '第';
                style = Style.EXPLICIT;
                at = explicit.end();
            } else if (at < text.length() && "([".indexOf(text.charAt(at)) >= 0) {
                bracket = true;
                style = Style.MARKED;
                at++;
            }
        }

        /** Takes one number, or a range that begins with it. */
        private boolean take(Number number) {
            Matcher dash = RANGE.matcher(text).region(number.end, text.length());
            if (dash.lookingAt()) {
                Number to = number(dash.end());
                List<String> range = to == null || !endsWell(to.end) ? null : range(number.number, to.number);
                if (to != null && range != null) {
                    numbers.addAll(range);
                    asRange = true;
                    at = to.end;
                    return true;
                }
                if (to != null && text.charAt(number.end) == '-' && exists(number.number) && endsWell(to.end)) {
                    // "2-1": no range, so a line below the second, whether there is such a one or not.
                    numbers.add(number.number + "." + to.number);
                    at = to.end;
                    return true;
                }
            }
            if (!endsWell(number.end)) {
                return false;
            }
            numbers.add(number.number);
            at = number.end;
            return true;
        }

        /** Whether what follows does not make a figure or a day of the number. */
        private boolean endsWell(int end) {
            if (ordinal || bracket) {
                return true;
            }
            if (end < text.length()
                    && text.charAt(end) == ':'
                    && end + 1 < text.length()
                    && Typed.isDigit(text.charAt(end + 1))) {
                return !text.substring(end + 1).matches("(?s)[0-5]\\d(?:[^\\d/月.%家笔万亿元个-].*)?");
            }
            if (end < text.length() && text.charAt(end) == ':') {
                return true;
            }
            if (numbers.size() > 0
                    && COUNTER.matcher(text).region(end, text.length()).lookingAt()) {
                return true;
            }
            return !NO_NUMBER_UNIT.matcher(text).region(end, text.length()).lookingAt()
                    && !COUNTS_AFTER_BLANK
                            .matcher(text)
                            .region(end, text.length())
                            .lookingAt();
        }

        private boolean more() {
            Matcher separator = BETWEEN.matcher(text).region(at, text.length());
            if (!separator.lookingAt()) {
                return false;
            }
            Number next = number(separator.end());
            if (next == null || !endsWell(next.end)) {
                return false;
            }
            String mark = separator.group().strip();
            boolean loose = mark.isEmpty() || mark.equals(",");
            if (loose && !exists(next.number) || !exists(next.number) && !OrderReader.opens(text, next.end)) {
                return false;
            }
            // "2 12/20" and "2、95%" are no lists; nor is "2.1 80".
            int before = at;
            if (!take(next)) {
                at = before;
                return false;
            }
            isLoose |= mark.isEmpty();
            return true;
        }

        /** The marks that belong to the number. */
        private boolean suffix() {
            if (bracket) {
                if (at >= text.length() || ")]".indexOf(text.charAt(at)) < 0) {
                    return false;
                }
                at++;
            }
            if (ordinal && !isCounted) {
                return false;
            }
            if (numbers.size() > 1) {
                Matcher counter = COUNTED.matcher(text).region(at, text.length());
                at = counter.lookingAt() ? counter.end() : at;
            }
            int marks = at;
            at = behindMarks(at);
            if (style == Style.BARE && at > marks && !text.substring(marks, at).isBlank()) {
                style = Style.MARKED;
            }
            if (at < text.length() && text.charAt(at) == '的') {
                at++;
            }
            return true;
        }

        private int behindMarks(int from) {
            int end = from;
            if (end < text.length() && text.charAt(end) == '条') {
                end++;
            }
            while (end < text.length() && " .、:)],，-=\u20E3\uFE0F".indexOf(text.charAt(end)) >= 0 && !isMinus(end)) {
                end++;
            }
            return end;
        }

        private boolean isMinus(int i) {
            return (text.charAt(i) == '-' || text.charAt(i) == '=')
                    && i + 1 < text.length()
                    && text.charAt(i + 1) == '>';
        }

        private @Nullable Number number(int from) {
            if (from >= text.length()) {
                return null;
            }
            char c = text.charAt(from);
            for (String row : List.of(CIRCLED, PARENTHESISED, POINTED, DARK)) {
                if (row.indexOf(c) >= 0) {
                    style = style == Style.BARE ? Style.MARKED : style;
                    return new Number(Integer.toString(row.indexOf(c) + 1), from + 1);
                }
            }
            if (ordinal && HAN.indexOf(c) >= 0) {
                return hanNumber(from);
            }
            return digits(from);
        }

        private Number hanNumber(int from) {
            int end = from;
            while (end < text.length() && HAN.indexOf(text.charAt(end)) >= 0 && end < from + 3) {
                end++;
            }
            return new Number(Integer.toString(valueOf(text.substring(from, end))), end);
        }

        /** The longest number that is a line's; else all of it. */
        private @Nullable Number digits(int from) {
            Number longest = null;
            Number longestKnown = null;
            int i = from;
            StringBuilder number = new StringBuilder();
            for (int depth = 0; depth < DEEPEST; depth++) {
                int start = i;
                while (i < text.length() && Typed.isDigit(text.charAt(i)) && i - start < 4) {
                    i++;
                }
                if (depth > 0 && i > start && text.charAt(start) == '0') {
                    // "2.0" is a version.
                    return null;
                }
                if (i == start || i - start > 3 || text.charAt(start) == '0') {
                    break;
                }
                number.append(text, start, i);
                longest = new Number(number.toString(), i);
                if (exists(longest.number)) {
                    longestKnown = longest;
                }
                if (!Typed.isDigit(charAt(i + 1)) || charAt(i) != '.' && !isStopForPoint(number, i)) {
                    break;
                }
                number.append('.');
                i++;
            }
            if (longest == null || Typed.isDigit(charAt(longest.end))) {
                return null;
            }
            if (longestKnown != null && longestKnown != longest) {
                // "2.12/20" is a day of the second line; "2.9 完成" is a line that there is not.
                char next = charAt(longest.end);
                return next == '/' || next == '月' ? longestKnown : longest;
            }
            return longest;
        }

        /** Whether the full stop here stands for a point: {@code 2。1}, where there is such a line. */
        private boolean isStopForPoint(CharSequence number, int at) {
            int end = at + 1;
            while (Typed.isDigit(charAt(end))) {
                end++;
            }
            return charAt(at) == '。' && exists(number + "." + text.substring(at + 1, end));
        }

        private char charAt(int i) {
            return i < text.length() ? text.charAt(i) : 0;
        }

        /** The lines from one to the other, at the same depth below the same line; null when they are none. */
        private @Nullable List<String> range(String from, String to) {
            int point = from.lastIndexOf('.');
            String above = from.substring(0, point + 1);
            String last = to.startsWith(above) && !above.isEmpty() ? to.substring(above.length()) : to;
            if (last.indexOf('.') >= 0) {
                return null;
            }
            int first = Integer.parseInt(from.substring(point + 1));
            int end = Integer.parseInt(last);
            if (end <= first || end - first > MOST) {
                return null;
            }
            List<String> range = new ArrayList<>();
            for (int i = first; i <= end; i++) {
                range.add(above + i);
            }
            return range;
        }
    }
}
