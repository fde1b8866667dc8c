package io.rollcall.core.merge;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Pairs;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of last week's lines a typed line repeats, word for word or with some words changed. */
final class Likeness {

    /** From here on a typed line that carries a line's number, or follows it, reads like that line. */
    static final double SAME_LINE = 0.6;

    /** From here on one reads like a line whatever its number. */
    private static final double ANY_LINE = 0.68;

    /** Names of fewer characters begin too many lines. */
    private static final int SHORTEST_NAME = 3;

    private final List<Known> lines;
    private final LineNames names;

    Likeness(List<PromptLine> lines, LineNames names) {
        this.lines = lines.stream().map(line -> new Known(line, names)).toList();
        this.names = names;
    }

    /** A line as compared, made once for all typed lines. */
    private static final class Known {
        private final PromptLine line;
        private final LineNames names;
        private final String shownKey;
        private final String textKey;
        private @Nullable Pairs shown;
        private @Nullable Pairs text;
        private @Nullable String name;

        Known(PromptLine line, LineNames names) {
            this.line = line;
            this.names = names;
            this.shownKey = Typed.key(line.shown());
            this.textKey = Typed.key(line.text());
        }

        double likeness(Pairs typed) {
            if (shown == null || text == null) {
                shown = Typed.pairs(line.shown());
                text = line.text().equals(line.shown()) ? shown : Typed.pairs(line.text());
            }
            return Math.max(typed.likeness(shown), typed.likeness(text));
        }

        boolean isLabelled() {
            return names.bodyStart(line.shown()) > 0;
        }

        String name() {
            if (name == null) {
                name = Typed.key(names.name(line.shown()));
            }
            return name;
        }
    }

    /** What was typed, as compared with every line. */
    private record Said(String words, Pairs pairs, boolean hasLabel, String name) {}

    /** How well typed words repeat a line, from 0 to 1; below the bound they do not. */
    record Match(PromptLine line, double closeness, boolean exact) {}

    /** The line that has just these words, as shown or as they stand now; the one of this number first. */
    Optional<Match> exact(String typed, String number) {
        String key = Typed.key(typed);
        return lines.stream()
                .filter(known -> known.shownKey.equals(key) || known.textKey.equals(key))
                .min(Comparator.comparing(known -> !known.line.no().equals(number)))
                .map(known -> new Match(known.line, 1, true));
    }

    /** Every line that these words may repeat, the closest first. */
    List<Match> close(String typed, String number) {
        int body = names.bodyStart(typed);
        String name = Typed.key(body > 0 ? LineNames.name(typed, body) : names.name(typed));
        Said said = new Said(typed, Typed.pairs(typed), body > 0, name);
        return lines.stream()
                .map(known ->
                        new Match(known.line, saysAlready(known, typed, number) ? 1 : closeness(said, known), false))
                .filter(match -> match.closeness >= (match.line.no().equals(number) ? SAME_LINE : ANY_LINE))
                .sorted(Comparator.comparingDouble((Match match) ->
                                match.closeness + (match.line.no().equals(number) ? 0.1 : 0))
                        .reversed())
                .toList();
    }

    /** Whether the line of this number has the words behind its name: said once more of it, they mean no other. */
    private static boolean saysAlready(Known known, String typed, String number) {
        return known.line.no().equals(number)
                && Typed.width(typed) >= 2
                && known.textKey.endsWith(Typed.key(Typed.withoutClosing(typed)));
    }

    private static double closeness(Said said, Known known) {
        if (said.hasLabel() && known.isLabelled() && isAnotherOfItsKind(said.name(), known.name())) {
            return 0;
        }
        double words = known.likeness(said.pairs());
        return Math.max(words, sharesName(said, known.name()) ? 0.75 + 0.2 * words : 0);
    }

    /** {@code 扣款成功率} and {@code 退款成功率}. */
    private static boolean isAnotherOfItsKind(String one, String other) {
        return one.length() >= SHORTEST_NAME
                && other.length() >= SHORTEST_NAME
                && Bare.nameThingsOfAKind(one, other)
                && !one.contains(other)
                && !other.contains(one);
    }

    /** Whether both have the same label, or the words begin with the line's name and go on as lines do. */
    private static boolean sharesName(Said said, String name) {
        boolean tells = name.length() >= SHORTEST_NAME || said.hasLabel() && name.length() == 2;
        return tells && said.name().equals(name);
    }
}
