package io.rollcall.core.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many lines of two reports begin alike: what only one line begins with is a name. */
final class Names {

    /** In characters as compared. */
    private static final int LONG = 7;

    private final Map<String, Integer> before;
    private final Map<String, Integer> now;

    Names(List<? extends Line> before, List<? extends Line> now) {
        this.before = beginnings(before);
        this.now = beginnings(now);
    }

    /** Whether the two begin with the same long name, and no other line of either report does. */
    boolean isOnly(Line old, Line fresh) {
        if (Bare.commonBeginning(old.bare(), fresh.bare()) < LONG) {
            return false;
        }
        String name = beginning(fresh);
        return before.getOrDefault(name, 0) == 1 && now.getOrDefault(name, 0) == 1;
    }

    private static Map<String, Integer> beginnings(List<? extends Line> lines) {
        Map<String, Integer> beginnings = new HashMap<>();
        for (Line line : lines) {
            if (line.bare().length() >= LONG) {
                beginnings.merge(beginning(line), 1, Integer::sum);
            }
        }
        return beginnings;
    }

    /** Plans for a piece of work may well begin as it does. */
    private static String beginning(Line line) {
        return line.purpose() + line.bare().substring(0, LONG);
    }
}
