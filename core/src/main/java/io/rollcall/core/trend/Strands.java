package io.rollcall.core.trend;

import io.rollcall.core.ledger.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** The figures of one item, each followed from week to week by the rules of {@link Trends}. */
final class Strands {

    /** A line of more figures is a table in disguise; there only the same name is the same figure. */
    private static final int MOST_COMPARED = 40;

    private final List<Strand> strands = new ArrayList<>();

    private Strands() {}

    /**
     * @param said of one item, the earliest week first
     * @return what was said last first, in the order of its line
     */
    static List<Strand> of(List<Statement> said) {
        Strands all = new Strands();
        said.forEach(all::follow);
        all.strands.sort(
                Comparator.comparing((Strand strand) -> strand.lastStatement().week())
                        .reversed()
                        .thenComparing(strand -> strand.last().place()));
        return all.strands;
    }

    private void follow(Statement statement) {
        List<Sighting> sightings = Sighting.in(statement);
        Week week = new Week(sightings);
        week.take(Strand::goesOnAs);
        if (sightings.size() <= MOST_COMPARED && strands.size() <= MOST_COMPARED) {
            week.take(Strand::isOnlyCandidateFor);
            week.takeClosest();
        }
        for (Sighting sighting : sightings) {
            Strand strand = week.found.get(sighting.place());
            if (strand == null) {
                strands.add(new Strand(sighting, statement));
            } else {
                strand.add(sighting, statement);
            }
        }
    }

    /** Which of the strands goes on as which of a week's figures. */
    private final class Week {

        private final List<Sighting> sightings;
        private final Map<Integer, Strand> found = new HashMap<>();
        private final Set<Strand> taken = new HashSet<>();

        Week(List<Sighting> sightings) {
            this.sightings = sightings;
        }

        /** The strand that was seen last, where several fit. */
        void take(BiPredicate<Strand, Sighting> fits) {
            for (Sighting sighting : open()) {
                strands.stream()
                        .filter(strand -> !taken.contains(strand) && fits.test(strand, sighting))
                        .max(Comparator.comparing(
                                strand -> strand.lastStatement().week()))
                        .ifPresent(strand -> pair(strand, sighting));
            }
        }

        /** The closest first; a figure that is as close to two is neither. */
        void takeClosest() {
            record Pair(Strand strand, Sighting sighting, double likeness) {}
            List<Pair> pairs = new ArrayList<>();
            for (Sighting sighting : open()) {
                for (Strand strand : strands) {
                    double likeness = taken.contains(strand) ? 0 : strand.likeness(sighting);
                    if (likeness > 0) {
                        pairs.add(new Pair(strand, sighting, likeness));
                    }
                }
            }
            pairs.sort(Comparator.comparingDouble(Pair::likeness).reversed());
            for (Pair pair : pairs) {
                boolean isFree = !taken.contains(pair.strand) && !found.containsKey(pair.sighting.place());
                boolean isRivalled = pairs.stream()
                        .anyMatch(other -> other != pair
                                && other.likeness == pair.likeness
                                && (other.strand == pair.strand || other.sighting == pair.sighting));
                if (isFree && !isRivalled) {
                    pair(pair.strand, pair.sighting);
                }
            }
        }

        private List<Sighting> open() {
            return sightings.stream()
                    .filter(sighting -> !found.containsKey(sighting.place()))
                    .toList();
        }

        private void pair(Strand strand, Sighting sighting) {
            found.put(sighting.place(), strand);
            taken.add(strand);
        }
    }
}
