package io.rollcall.core.understand;

/**
 * Where words stand in the parsed text.
 *
 * @param start the offset of the first character (UTF-16 unit), counted from the start of the whole input
 * @param end   the offset after the last one
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end + " is not in order");
        }
    }

    public int length() {
        return end - start;
    }
}
