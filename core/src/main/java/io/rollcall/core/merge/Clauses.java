package io.rollcall.core.merge;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into what its commas part; marks within brackets, and commas within a number, part nothing. */
final class Clauses {

    private Clauses() {}

    /** A clause and where it stands; the mark behind it is not part of it. */
    record Clause(int start, int end) {

        String of(String line) {
            return line.substring(start, end);
        }
    }

    static List<String> of(String text) {
        return places(text, 0).stream().map(clause -> clause.of(text)).toList();
    }

    static List<Clause> places(String text, int from) {
        List<Clause> clauses = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += "（([【「《".indexOf(c) >= 0 ? 1 : 0;
            depth -= "）)]】」》".indexOf(c) >= 0 && depth > 0 ? 1 : 0;
            boolean groups = c == ','
                    && i > 0
                    && i + 1 < text.length()
                    && Typed.isDigit(text.charAt(i - 1))
                    && Typed.isDigit(text.charAt(i + 1));
            if (depth == 0 && "，,；;。".indexOf(c) >= 0 && !groups) {
                clauses.add(new Clause(start, i));
                start = i + 1;
            }
        }
        clauses.add(new Clause(start, text.length()));
        return clauses;
    }
}
