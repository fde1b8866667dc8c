package io.rollcall.core.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which section of a report was called what in the one before: teams rename them, too. */
final class RenamedSections {

    private static final double ALIKE = 0.4;

    private RenamedSections() {}

    /** By its title now, each section's title before; only those that are found. */
    static Map<String, String> of(List<? extends Line> before, List<? extends Line> now) {
        Set<String> old = titles(before);
        Map<String, String> names = new HashMap<>();
        Map<String, String> byBare = new HashMap<>();
        old.forEach(title -> byBare.putIfAbsent(Bare.of(title), title));
        Set<String> open = new LinkedHashSet<>();
        for (String title : titles(now)) {
            String same = byBare.get(Bare.of(title));
            if (same == null) {
                open.add(title);
            } else {
                names.put(title, same);
            }
        }
        Set<String> left = new LinkedHashSet<>(old);
        left.removeAll(names.values());
        for (String title : open) {
            String best = null;
            double closest = ALIKE;
            for (String candidate : left) {
                double close = Math.max(
                        Pairs.of(Bare.of(title)).likeness(Pairs.of(Bare.of(candidate))),
                        common(lines(before, candidate), lines(now, title)));
                if (close >= closest) {
                    best = candidate;
                    closest = close;
                }
            }
            if (best != null) {
                names.put(title, best);
                left.remove(best);
            }
        }
        return names;
    }

    private static Set<String> titles(List<? extends Line> entries) {
        return entries.stream().map(Line::section).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> lines(List<? extends Line> entries, String title) {
        return entries.stream()
                .filter(entry -> entry.section().equals(title))
                .map(entry -> entry.bareLabel().isEmpty() ? entry.bare() : entry.bareLabel())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static double common(Set<String> one, Set<String> other) {
        int smaller = Math.min(one.size(), other.size());
        return smaller < 2 ? 0 : (double) one.stream().filter(other::contains).count() / smaller;
    }
}
