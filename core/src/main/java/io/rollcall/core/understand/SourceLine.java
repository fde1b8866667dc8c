package io.rollcall.core.understand;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the input, blanks at its end left out.
 *
 * @param number  1-based
 * @param start   offset of its first character in the input
 * @param content offset of its first character that shows
 * @param end     offset after its last character that shows; equal to {@code content} for a blank line
 * @param indent  columns before the content
 */
record SourceLine(int number, int start, int content, int end, int indent) {

    boolean isBlank() {
        return content == end;
    }

    /** Lines end with LF, CR LF or CR. */
    static List<SourceLine> of(String text) {
        List<SourceLine> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean atEnd = i == text.length();
            char c = atEnd ? '\n' : text.charAt(i);
            if (c != '\n' && c != '\r') {
                continue;
            }
            if (!atEnd || start < i) {
                lines.add(line(text, lines.size() + 1, start, i));
            }
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                i++;
            }
            start = i + 1;
        }
        return lines;
    }

    private static SourceLine line(String text, int number, int start, int lineEnd) {
        int content = start;
        int indent = 0;
        while (content < lineEnd && Fold.isBlank(text.charAt(content))) {
            indent += Fold.width(text.charAt(content));
            content++;
        }
        int end = lineEnd;
        while (end > content && Fold.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new SourceLine(number, start, content, end, indent);
    }
}
