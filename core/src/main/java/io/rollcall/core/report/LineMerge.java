package io.rollcall.core.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings together what two people made of the same text, line by line: where only one of them changed a line, the change
 * stands; where both changed it differently, the later hand's does; what either added stays. How lines are numbered makes
 * no difference.
 */
final class LineMerge {

    private LineMerge() {}

    /**
     * What came of it.
     *
     * @param lines     numbered as they were written
     * @param overruled whether a line that the earlier hand changed gave way to the later one's
     */
    record Merged(List<String> lines, boolean overruled) {}

    /**
     * @param base    what both began with
     * @param earlier what the one made of it
     * @param later   what the other made of it, who wins where they disagree
     */
    static Merged merge(List<String> base, List<String> earlier, List<String> later) {
        Hand one = Hand.of(base, earlier);
        Hand other = Hand.of(base, later);
        List<String> merged = new ArrayList<>(additions(one.added.get(0), other.added.get(0)));
        boolean overruled = false;
        for (int i = 0; i < base.size(); i++) {
            List<String> mine = one.lines.get(i);
            List<String> theirs = other.lines.get(i);
            if (!one.changed(i)) {
                merged.addAll(theirs);
            } else if (!other.changed(i)) {
                merged.addAll(mine);
            } else {
                overruled |= !keys(mine).equals(keys(theirs));
                merged.addAll(theirs);
            }
            merged.addAll(additions(one.added.get(i + 1), other.added.get(i + 1)));
        }
        return new Merged(List.copyOf(merged), overruled);
    }

    /** Both, but for what both have added: that is there once. */
    private static List<String> additions(List<String> earlier, List<String> later) {
        List<String> known = new ArrayList<>(keys(earlier));
        List<String> all = new ArrayList<>(earlier);
        later.stream().filter(line -> !known.remove(key(line))).forEach(all::add);
        return all;
    }

    private static List<String> keys(List<String> lines) {
        return lines.stream().map(LineMerge::key).toList();
    }

    /** The line without its number, which is counted anew in any case. */
    static String key(String line) {
        return line.replaceFirst("^(\\s*)\\d{1,4}\\. ", "$1#. ");
    }

    /**
     * What one hand made of the text.
     *
     * @param lines for each line what stands in its place: itself, another, or nothing
     * @param added what was added before the first line, and after each
     * @param kept  whether the line is as it was
     */
    private record Hand(List<List<String>> lines, List<List<String>> added, boolean[] kept) {

        boolean changed(int line) {
            return !kept[line];
        }

        static Hand of(List<String> base, List<String> text) {
            int[] places = Alignment.of(keys(base), keys(text));
            List<List<String>> lines = new ArrayList<>();
            List<List<String>> added = new ArrayList<>();
            boolean[] kept = new boolean[base.size()];
            int next = 0;
            int i = 0;
            added.add(new ArrayList<>());
            while (i <= base.size()) {
                int end = i;
                while (end < base.size() && places[end] < 0) {
                    end++;
                }
                int until = end < base.size() ? places[end] : text.size();
                // What is new in the place of what is gone: the first for the first, and the rest below.
                for (; i < end; i++) {
                    lines.add(next < until ? List.of(text.get(next++)) : List.of());
                    added.add(new ArrayList<>());
                }
                while (next < until) {
                    added.get(added.size() - 1).add(text.get(next++));
                }
                if (end < base.size()) {
                    kept[end] = true;
                    lines.add(List.of(text.get(next++)));
                    added.add(new ArrayList<>());
                }
                i = end + 1;
            }
            return new Hand(lines, added, kept);
        }
    }
}
