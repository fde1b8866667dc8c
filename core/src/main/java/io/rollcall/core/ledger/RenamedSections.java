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

    /** {@code O2 仓配能力} is within {@code 干线服务与仓配能力（O1、O2）}. */
    private static final double WITHIN = 0.6;

    private RenamedSections() {}

    /**
     * By its title before, each section's title now; only those that are found. Several may have become one.
     */
    static Map<String, String> of(List<? extends Line> before, List<? extends Line> now) {
        Set<String> left = titles(before);
        Set<String> all = titles(now);
        Map<String, String> names = new HashMap<>();
        Map<String, String> byBare = new HashMap<>();
        left.forEach(title -> byBare.putIfAbsent(Bare.of(title), title));
        Set<String> open = new LinkedHashSet<>();
        for (String title : all) {
            String same = byBare.get(Bare.of(title));
            if (same == null) {
                open.add(title);
            } else {
                names.put(same, title);
            }
        }
        left.removeAll(names.keySet());
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
                names.put(best, title);
                left.remove(best);
            }
        }
        for (String title : left) {
            open.stream()
                    .filter(other -> Pairs.of(Bare.of(title)).commonShare(Pairs.of(Bare.of(other))) >= WITHIN)
                    .findFirst()
                    .ifPresent(other -> names.put(title, other));
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
