package io.rollcall.core.merge;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How people write a day within a line. */
final class Day {

    /** A day, or days, as written; on folded text without blanks. */
    static final String FORM = "(?:"
            + "(?:\\d{4}[-/.年])?\\d{1,2}(?:[-/.]\\d{1,2}|月\\d{1,2})(?:[日号])?(?:[-~到至](?:\\d{1,2}[-/.月])?\\d{1,2}[日号]?(?![\\d%]))?"
            + "|\\d{1,2}月(?:底|初|末|中旬|上旬|下旬|中)?|\\d{1,2}[日号]"
            + "|(?:本|这|下下|下|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:本|这|下下|下)(?:个)?(?:周|星期)(?:初|内|底)?"
            + "|(?:本|这|下)?(?:个)?月(?:底|初|末|中旬|上旬|下旬|中)|下个?月|年底|年前|年内|季度末|明天|明日|后天|今天|今日"
            + "|next(?:week|mon|tue|wed|thu|fri)[a-z]*|(?:mon|tues|wednes|thurs|fri)day"
            + "|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\d{1,2}(?!\\d))";

    /** A day within a line, with blanks, and with what says that it is a bound. */
    private static final Pattern WITHIN = Pattern.compile("(?:"
            + "(?:\\d{4} ?[-/.年] ?)?(?<![\\d.])\\d{1,2} ?(?:[-/.]|月) ?\\d{1,2}(?! ?[%.\\d])(?: ?[日号])?"
            + "(?: ?[-~到至] ?(?:\\d{1,2} ?[-/.月] ?)?\\d{1,2} ?[日号]?(?![\\d%]))?"
            + "|(?<!\\d)\\d{1,2} ?月 ?(?:底|初|末|中旬|上旬|下旬|中)?|(?<!\\d)\\d{1,2} ?[日号]"
            + "|(?:本|这|下下|下|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:本|这|下下|下|上)(?:个)?(?:周|星期)(?:初|内|底)?"
            + "|(?:本|这|下|上)?(?:个)?月(?:底|初|末|中旬|上旬|下旬|中)|(?:下|本|上)个?月|年底|年前|年内|季度末|明天|明日|后天|今天|今日"
            + "|next (?:week|mon|tue|wed|thu|fri)[a-z]*|(?:mon|tues|wednes|thurs|fri)day"
            + "|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? ?\\d{1,2}(?!\\d))"
            + "(?:之前|以前|前后|前|左右|之内|内)?");

    private Day() {}

    /** Where a day stands within a stretch of a folded text, or null when there is none or more than one. */
    static int @Nullable [] only(String folded, int from, int to) {
        Matcher matcher = WITHIN.matcher(folded).region(from, to);
        matcher.useTransparentBounds(true);
        if (!matcher.find()) {
            return null;
        }
        int[] found = {matcher.start(), trimmed(folded, matcher.start(), matcher.end())};
        return matcher.find() ? null : found;
    }

    private static int trimmed(String folded, int from, int to) {
        int end = to;
        while (end > from && folded.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /** A day in the manner of another ({@code 12月5日}, {@code 12-05}, {@code 2024/12/5}), else as {@code 12/5}. */
    static String inMannerOf(String written, LocalDate day) {
        String bare = Typed.compact(Typed.fold(written));
        Matcher numbers = Pattern.compile("(?:(\\d{4})([-/.年]))?(\\d{1,2})([-/.]|月)(\\d{1,2})([日号])?.*")
                .matcher(bare);
        if (!numbers.matches()) {
            return day.getMonthValue() + "/" + day.getDayOfMonth();
        }
        String year = numbers.group(1) == null ? "" : day.getYear() + numbers.group(2);
        boolean padded = numbers.group(3).startsWith("0") || numbers.group(5).startsWith("0");
        String month = padded ? "%02d".formatted(day.getMonthValue()) : "" + day.getMonthValue();
        String dayOfMonth = padded ? "%02d".formatted(day.getDayOfMonth()) : "" + day.getDayOfMonth();
        String end = numbers.group(6) == null ? "" : numbers.group(6);
        return year + month + numbers.group(4) + dayOfMonth + end;
    }
}
