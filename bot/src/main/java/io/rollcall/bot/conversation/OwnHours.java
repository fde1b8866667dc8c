package io.rollcall.bot.conversation;

import io.rollcall.core.team.QuietHours;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times that members name: {@code 15:00}, {@code 下午3点半}, {@code 3pm}, and {@code 20:00-09:00}, {@code 晚上8点到早上9点}.
 */
final class OwnHours {

    /** Beyond any way of naming times; no pattern is tried on what is longer. */
    private static final int LONGEST = 40;

    private static final Pattern TIME = Pattern.compile(
            "(早上|上午|中午|下午|晚上)?\\s*(\\d{1,2})\\s*" + "(?:[:：](\\d{2})|[点时]\\s*(?:(半)|(\\d{1,2})分?)?)?\\s*(am|pm)?");
    private static final Pattern DASH =
            Pattern.compile("\\s*(?:[-~～—–至到]+|(?<=[\\s\\dm])(?:to|until)(?=[\\s\\d]))\\s*");
    private static final Pattern LIKE_TIMES =
            Pattern.compile("(?:[\\d:：\\s点时半分\\-~～—–至到]|早上|上午|中午|下午|晚上|am|pm|to|until)+");

    private OwnHours() {}

    /** Whether this can be meant for a time only, though it may be one that does not exist, such as {@code 25:00}. */
    static boolean looksLikeTime(String words) {
        return looksLikeHours(words);
    }

    static boolean looksLikeHours(String words) {
        String text = clean(words);
        return text.length() <= LONGEST
                && text.chars().anyMatch(Character::isDigit)
                && LIKE_TIMES.matcher(text).matches();
    }

    /** One time of the day. */
    static Optional<LocalTime> time(String words) {
        String text = clean(words);
        Matcher matcher = TIME.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        boolean isBare = matcher.group(3) == null && !text.matches(".*[点时].*") && matcher.group(6) == null;
        int hour = Integer.parseInt(matcher.group(2));
        int minute = matcher.group(3) != null
                ? Integer.parseInt(matcher.group(3))
                : matcher.group(4) != null ? 30 : matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
        String part = matcher.group(1) == null ? "" : matcher.group(1);
        boolean isLater = part.equals("下午")
                || part.equals("晚上")
                || (part.equals("中午") && hour < 11)
                || "pm".equals(matcher.group(6));
        if (isLater && hour < 12) {
            hour += 12;
        } else if ("am".equals(matcher.group(6)) && hour == 12) {
            hour = 0;
        }
        if (hour == 24 && minute == 0) {
            hour = 0;
        }
        return isBare || hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    /** From and to; empty also where both are the same. */
    static Optional<QuietHours> hours(String words) {
        String[] ends = DASH.split(clean(words), -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        Optional<LocalTime> from = time(ends[0]);
        return time(ends[1])
                .flatMap(to -> from.filter(other -> !other.equals(to)).map(other -> new QuietHours(other, to)));
    }

    private static String clean(String words) {
        return words.strip().toLowerCase(Locale.ROOT);
    }
}
