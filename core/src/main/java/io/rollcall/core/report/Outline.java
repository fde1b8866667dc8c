package io.rollcall.core.report;

import io.rollcall.core.understand.ParsedNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A line as it is to be shown: numbered lines counted 1, 2, 3 among their siblings, whatever their writers typed.
 *
 * @param number  counted from 1; 0 when the line is not numbered
 * @param box     for a line that can be ticked off: {@code [x]} or {@code [ ]}; else empty
 * @param joins   whether the line goes on with the one right before it: the rest of a sentence on a further line
 */
record Outline(Mark mark, int number, String box, boolean joins, String text, List<Outline> children) {

    enum Mark {
        NUMBER,
        BULLET,
        /** A line of its own without a marker. */
        BARE,
        TEXT,
        QUOTE
    }

    /** The lines of one section; numbering goes on from one passage to the next. */
    static List<Outline> of(List<List<ParsedNode>> passages) {
        List<Outline> lines = new ArrayList<>();
        Numbers numbers = new Numbers();
        for (List<ParsedNode> passage : passages) {
            siblings(passage, numbers, false, lines);
            numbers.endPassage();
        }
        return lines;
    }

    private static void siblings(List<ParsedNode> nodes, Numbers numbers, boolean belowItem, List<Outline> into) {
        boolean joins = belowItem;
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                List<Outline> children = new ArrayList<>();
                siblings(item.children(), new Numbers(), true, children);
                Mark mark = markOf(item);
                into.add(new Outline(
                        mark,
                        numbers.next(mark, item.marker()),
                        boxOf(item.marker()),
                        false,
                        oneLine(item.text()),
                        List.copyOf(children)));
                joins = false;
            } else if (node instanceof ParsedNode.Text text) {
                numbers.next(Mark.TEXT, "");
                joins &= !text.quoted();
                into.add(new Outline(
                        text.quoted() ? Mark.QUOTE : Mark.TEXT, 0, "", joins, oneLine(text.text()), List.of()));
            }
        }
    }

    private static Mark markOf(ParsedNode.Item item) {
        if (item.marker().isBlank()) {
            return Mark.BARE;
        }
        String marker = item.marker().replace(boxOf(item.marker()), "");
        return marker.codePoints().anyMatch(Outline::counts) ? Mark.NUMBER : Mark.BULLET;
    }

    /** Digits, Chinese numerals and letters count; so do numbers in a circle and Roman ones. */
    private static boolean counts(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.OTHER_NUMBER
                || type == Character.LETTER_NUMBER;
    }

    private static String boxOf(String marker) {
        if (marker.endsWith("[ ]")) {
            return "[ ]";
        }
        return marker.endsWith("[x]") || marker.endsWith("[X]") ? "[x]" : "";
    }

    /** Whether the line has a marker. */
    boolean isListed() {
        return mark == Mark.NUMBER || mark == Mark.BULLET;
    }

    /** The box as a character, for where it cannot be ticked; with a blank after it. */
    String tick() {
        return box.isEmpty() ? "" : box.equals("[x]") ? "☑ " : "☐ ";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\R", " ");
    }

    /** Counts among siblings. */
    private static final class Numbers {

        private static final Set<String> FIRST = Set.of("1", "一", "a", "i", "❶", "⓵", "➀", "➊");

        private int last;
        private boolean interrupted;

        /** The line's number; a list that starts over after a line of another kind is a new list. */
        int next(Mark mark, String marker) {
            if (mark != Mark.NUMBER) {
                interrupted |= mark != Mark.BULLET;
                return 0;
            }
            if (interrupted && isFirst(marker)) {
                last = 0;
            }
            interrupted = false;
            return ++last;
        }

        /** The next reply starts counting at 1 again by its nature; here it goes on. */
        void endPassage() {
            interrupted = false;
        }

        private static boolean isFirst(String marker) {
            return FIRST.contains(Normalizer.normalize(marker, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}]", ""));
        }
    }
}
