package io.rollcall.core.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a member's words from being read as the structure of the report: what would open a heading, a list item, a
 * quotation, a code fence or an HTML block gets a backslash, which Markdown takes away again. Nothing else is escaped,
 * so that the text stays as its writer typed it.
 */
final class MarkdownLine {

    static final String FENCE = "```";

    /** {@code 1.} and {@code 1)}: CommonMark, "List items", wants the backslash before the delimiter. */
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(\\\\*[.)](?:\\s|$))");

    /** What begins a block of CommonMark wherever a line begins. */
    private static final Pattern BLOCK =
            Pattern.compile("\\\\*(?:#{1,6}(?:\\s|$)|>|[-+*](?:\\s|$)|" + FENCE + "|~~~|<[A-Za-z/!?])");

    /** A bracketed title alone on its line, which opens a section with or without a marker before it. */
    private static final Pattern TITLE =
            Pattern.compile("\\\\*(?:\\*\\*)?[【〖「『［\\[][^】〗」』］\\]]*[】〗」』］\\]](?:\\*\\*)?[：:]?");

    /** What people type to the same end without a blank; but {@code -3%}, {@code #1} and {@code 1.0} are none of it. */
    private static final Pattern TIGHT = Pattern.compile("\\\\*(?:#{1,6}(?!\\d)|-(?![\\d-])|\\(\\d{1,3}\\))");

    private static final Pattern SENTENCE = Pattern.compile("[，。；;！!？?]");

    private static final Pattern TIGHT_NUMBER = Pattern.compile("(\\d{1,3})(\\\\*[.)](?!\\d))");

    private MarkdownLine() {}

    /** Whether the line is a rule between paragraphs, which may stay one where it stands alone. */
    static boolean isRule(String text) {
        String marks = text.replaceAll("\\s", "");
        return marks.length() >= 3
                && "-*_=".indexOf(marks.charAt(0)) >= 0
                && marks.chars().allMatch(c -> c == marks.charAt(0));
    }

    /** Whether the line, right below a paragraph, would make that a heading or end it. */
    static boolean underlines(String text) {
        return isRule(text) || text.matches("=+|-+");
    }

    /** Whether a list right below a line without marker would be read as its own. */
    static boolean readsAsTitle(String text) {
        return text.endsWith("：")
                || text.endsWith(":")
                || (text.length() <= 40 && !SENTENCE.matcher(text).find());
    }

    /** The text as it must stand after a list marker. */
    static String afterMarker(String text) {
        boolean opensBlock =
                BLOCK.matcher(text).lookingAt() || TITLE.matcher(text).matches();
        return opensBlock || isRule(text) ? "\\" + text : numberEscaped(text, NUMBER);
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
        return TIGHT.matcher(text).lookingAt() ? "\\" + text : numberEscaped(text, TIGHT_NUMBER);
    }

    private static String numberEscaped(String text, Pattern number) {
        Matcher matcher = number.matcher(text);
        return matcher.lookingAt() ? matcher.group(1) + "\\" + text.substring(matcher.end(1)) : text;
    }
}
