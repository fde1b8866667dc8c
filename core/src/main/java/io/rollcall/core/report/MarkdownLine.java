package io.rollcall.core.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a member's words from being read as the structure of the report: what would open a heading, a list item, a
 * quotation, a code fence or an HTML block gets a backslash, which both Markdown and Rollcall's own parser take away
 * again. Nothing else is escaped, so that the text stays as its writer typed it.
 */
final class MarkdownLine {

    /** {@code 1.} and {@code 1)}: CommonMark, "List items", wants the backslash before the delimiter. */
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(\\\\*[.)](?:\\s|$))");

    /** The same without a blank after it, but not a decimal or a version. */
    private static final Pattern TIGHT_NUMBER = Pattern.compile("(\\d{1,9})(\\\\*[.)](?!\\d))");

    /** What begins a block of CommonMark wherever a line begins. */
    private static final Pattern BLOCK =
            Pattern.compile("\\\\*(?:#{1,6}(?:\\s|$)|>|[-+*](?:\\s|$)|```|~~~|<[A-Za-z/!?]|=+\\s*$|【[^】]*】[：:]?\\s*$)");

    /** What people type to the same end. */
    private static final Pattern HABIT =
            Pattern.compile("\\\\*(?:#|＃|＞|-(?!\\d)|[•·●○■□◆◇▪▸►]|\\d{1,3}[、．]|[（(]\\d{1,3}[)）]"
                    + "|[（(]?[一二三四五六七八九十]{1,3}(?:[、．)）]|\\.(?!\\d))|[①-⒛㈠-㈩])");

    private MarkdownLine() {}

    /** Whether the line is a rule between paragraphs, which may stay one where it stands alone. */
    static boolean isRule(String text) {
        String marks = text.replaceAll("\\s", "");
        return marks.length() >= 3
                && "-*_".indexOf(marks.charAt(0)) >= 0
                && marks.chars().allMatch(c -> c == marks.charAt(0));
    }

    /** The text as it must stand after a list marker. */
    static String afterMarker(String text) {
        return isRule(text) || BLOCK.matcher(text).lookingAt() ? "\\" + text : numberEscaped(text, NUMBER);
    }

    /** The text as it must stand at the beginning of a line. */
    static String alone(String text) {
        if (isRule(text)) {
            return text;
        }
        String escaped = afterMarker(text);
        if (!escaped.equals(text)) {
            return escaped;
        }
        return HABIT.matcher(text).lookingAt() ? "\\" + text : numberEscaped(text, TIGHT_NUMBER);
    }

    private static String numberEscaped(String text, Pattern number) {
        Matcher matcher = number.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) + "\\" + text.substring(matcher.end(1)) : text;
    }
}
