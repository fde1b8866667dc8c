package io.rollcall.core.merge;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of last week's lines a typed line repeats, word for word or with some words changed. */
final class Likeness {

    /** From here on a typed line that carries a line's number, or follows it, reads like that line. */
    static final double SAME_LINE = 0.6;

    /** From here on one reads like a line whatever its number. */
    private static final double ANY_LINE = 0.68;

    /** Names of fewer characters begin too many lines. */
    private static final int SHORTEST_NAME = 3;

    private final List<PromptLine> lines;
    private final LineEditor editor;

    Likeness(List<PromptLine> lines, LineEditor editor) {
        this.lines = lines;
        this.editor = editor;
    }

    /** How well typed words repeat a line, from 0 to 1; below the bound they do not. */
    record Match(PromptLine line, double closeness, boolean exact) {}

    /** The line that has just these words, as shown or as they stand now; the one of this number first. */
    Optional<Match> exact(String typed, String number) {
        String key = Typed.key(typed);
        return lines.stream()
                .filter(line -> Typed.key(line.shown()).equals(key)
                        || Typed.key(line.text()).equals(key))
                .min(Comparator.comparing(line -> !line.no().equals(number)))
                .map(line -> new Match(line, 1, true));
    }

    /** Every line that these words may repeat, the closest first. */
    List<Match> close(String typed, String number) {
        return lines.stream()
                .map(line -> new Match(line, saysAlready(line, typed, number) ? 1 : closeness(typed, line), false))
                .filter(match -> match.closeness >= (match.line.no().equals(number) ? SAME_LINE : ANY_LINE))
                .sorted(Comparator.comparingDouble((Match match) ->
                                match.closeness + (match.line.no().equals(number) ? 0.1 : 0))
                        .reversed())
                .toList();
    }

    /** Whether the line of this number has the words behind its name: said once more of it, they mean no other. */
    private boolean saysAlready(PromptLine line, String typed, String number) {
        return line.no().equals(number)
                && Typed.width(typed) >= 2
                && Typed.key(line.text()).endsWith(Typed.key(Typed.withoutClosing(typed)));
    }

    private double closeness(String typed, PromptLine line) {
        double words = Math.max(Typed.likeness(typed, line.shown()), Typed.likeness(typed, line.text()));
        return Math.max(words, sharesName(typed, line) ? 0.75 + 0.2 * words : 0);
    }

    /** Whether both have the same label, or the words begin with the line's name and go on as lines do. */
    private boolean sharesName(String typed, PromptLine line) {
        int typedBody = editor.bodyStart(typed);
        String name = Typed.key(editor.name(line.shown()));
        if (name.length() < SHORTEST_NAME) {
            return typedBody > 0
                    && name.length() == 2
                    && Typed.key(LineEditor.name(typed, typedBody)).equals(name);
        }
        if (typedBody > 0) {
            return Typed.key(LineEditor.name(typed, typedBody)).equals(name);
        }
        return Typed.key(editor.name(typed)).equals(name);
    }
}
