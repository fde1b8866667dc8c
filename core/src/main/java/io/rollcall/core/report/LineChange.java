package io.rollcall.core.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a line from one text to the next.
 *
 * @param before the line as it was; empty for a new one
 * @param after  the line as it is; empty for one that is gone
 */
public record LineChange(String before, String after) {

    /** Lines that share less say something else. */
    private static final double ALIKE = 0.3;

    public LineChange {
        if (before.isEmpty() == after.isEmpty() && before.isEmpty()) {
            throw new IllegalArgumentException("a change of nothing into nothing");
        }
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    public boolean isGone() {
        return after.isEmpty();
    }

    /** The lines that differ, in the order of the texts; blank lines make no difference. */
    public static List<LineChange> between(List<String> before, List<String> after) {
        List<String> old = before.stream().filter(line -> !line.isBlank()).toList();
        List<String> now = after.stream().filter(line -> !line.isBlank()).toList();
        int[] places = Alignment.of(keys(old), keys(now));
        List<LineChange> changes = new ArrayList<>();
        int next = 0;
        int start = 0;
        for (int i = 0; i <= old.size(); i++) {
            if (i == old.size() || places[i] >= 0) {
                int until = i == old.size() ? now.size() : places[i];
                between(old.subList(start, i), now.subList(next, until), changes);
                next = until + 1;
                start = i + 1;
            }
        }
        return List.copyOf(changes);
    }

    private static List<String> keys(List<String> lines) {
        return lines.stream().map(LineMerge::key).toList();
    }

    private static void between(List<String> gone, List<String> fresh, List<LineChange> into) {
        int next = 0;
        for (String old : gone) {
            int like = next;
            while (like < fresh.size() && likeness(old, fresh.get(like)) < ALIKE) {
                like++;
            }
            if (like == fresh.size()) {
                into.add(new LineChange(old.strip(), ""));
                continue;
            }
            for (; next < like; next++) {
                into.add(new LineChange("", fresh.get(next).strip()));
            }
            into.add(new LineChange(old.strip(), fresh.get(next++).strip()));
        }
        for (; next < fresh.size(); next++) {
            into.add(new LineChange("", fresh.get(next).strip()));
        }
    }

    /** Of the pairs of characters that both have, the share that they have in common. */
    static double likeness(String one, String other) {
        Set<String> pairs = pairs(one);
        Set<String> others = pairs(other);
        Set<String> common = new HashSet<>(pairs);
        common.retainAll(others);
        int all = pairs.size() + others.size();
        return all == 0 ? 0 : 2.0 * common.size() / all;
    }

    private static Set<String> pairs(String line) {
        String text = LineMerge.key(line).replaceAll("\\s", "");
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }
}
