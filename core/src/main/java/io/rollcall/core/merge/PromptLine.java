package io.rollcall.core.merge;

import java.util.regex.Pattern;

/**
 * A line of last week's report as the prompt numbered it.
 *
 * @param no    its number, such as {@code 2}, or {@code 2.1} for the first line below that
 * @param shown its words as the prompt showed them, without number and indent
 * @param text  its words as they stand now, after what was said of it since; the same at first
 */
public record PromptLine(String no, String shown, String text) {

    private static final Pattern NO = Pattern.compile("[1-9]\\d{0,2}(?:\\.[1-9]\\d{0,2}){0,9}");

    public PromptLine {
        if (!isNumber(no)) {
            throw new IllegalArgumentException("\"" + no + "\" is no line's number; write it like 2 or 2.1");
        }
    }

    /** A line of which nothing was said yet. */
    public static PromptLine of(String no, String text) {
        return new PromptLine(no, text, text);
    }

    /** Whether a line can have this number. */
    public static boolean isNumber(String no) {
        return no.length() <= 40 && NO.matcher(no).matches();
    }

    /** Whether this line stands, at any depth, below the one of that number. */
    public boolean isBelow(String other) {
        return no.startsWith(other + ".");
    }

    /** 1 for {@code 2}, 2 for {@code 2.1}. */
    public int depth() {
        return 1 + (int) no.chars().filter(c -> c == '.').count();
    }
}
