package io.rollcall.core.review;

import io.rollcall.core.ledger.Bare;
import io.rollcall.core.ledger.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lines that were part of one line the week before: {@code 运单补录60%；旧运价表清点20%} and then a line for each. Only
 * where one clause of one earlier line begins with the new line's name, and only one new line does so.
 */
final class Unfolding {

    /** Names shorter than this may stand anywhere. */
    private static final int NAME = 4;

    /** Beneath the line that it was part of, a name may be shorter. */
    private static final int NAME_BENEATH = 2;

    /** Beginnings that name nothing, and rows of tables. */
    private static final Pattern NO_NAME = Pattern.compile("^(?:其他|其它|其余|目前|当前|本周|上周|下周|预计|计划|整体|业务|系统|产品|项目|需求|\\|)");

    private final Sheet before;
    private final Map<Entry, Entry> earlier;
    private final Map<Entry, Place> places = new HashMap<>();

    private record Place(Entry line, int clause) {}

    private Unfolding(Sheet before, Map<Entry, Entry> earlier) {
        this.before = before;
        this.earlier = earlier;
    }

    /**
     * @param earlier the lines of the report that are known to go on an earlier line
     * @return by the report's new lines, the parts of lines that they go on
     */
    static Map<Entry, Entry> of(Sheet before, Sheet now, Map<Entry, Entry> earlier) {
        Unfolding unfolding = new Unfolding(before, earlier);
        now.entries().stream()
                .filter(entry -> !earlier.containsKey(entry) && entry.purpose() == Purpose.WORK)
                .forEach(unfolding::find);
        return unfolding.parts();
    }

    private void find(Entry entry) {
        String name = nameOf(entry);
        Entry above = entry.parent() == null ? null : earlier.get(entry.parent());
        if (NO_NAME.matcher(entry.text()).find()) {
            return;
        }
        List<Place> found = new ArrayList<>();
        for (Entry line : before.entries()) {
            if (line.purpose() != Purpose.WORK
                    || name.length() < (line == above ? NAME_BENEATH : NAME)
                    || !line.bare().contains(name)) {
                continue;
            }
            for (int i = 0; i < line.clauses().size(); i++) {
                if (nameIn(line.clauses().get(i), line).startsWith(name)) {
                    found.add(new Place(line, i));
                }
            }
        }
        if (found.size() == 1) {
            places.put(entry, found.get(0));
        }
    }

    /** What the line calls itself, before it says how far it has come. */
    private static String nameOf(Entry entry) {
        return entry.bareLabel().isEmpty() ? Bare.of(Stage.beforeAny(entry.name())) : entry.bareLabel();
    }

    private static String nameIn(Clause clause, Entry line) {
        String words = clause.text();
        if (!line.label().isEmpty() && words.startsWith(line.label())) {
            words = words.substring(line.label().length());
        }
        return Bare.of(words.replaceFirst("^[：:\\s]*(?:同时|另外|此外|以及|其中|并)", ""));
    }

    /** A part goes on to where the next one begins, at most to the end of its sentence. */
    private Map<Entry, Entry> parts() {
        Map<Entry, Entry> parts = new HashMap<>();
        Set<Place> taken = new HashSet<>();
        Set<Place> twice = new HashSet<>();
        places.values().forEach(place -> {
            if (!taken.add(place)) {
                twice.add(place);
            }
        });
        places.forEach((entry, place) -> {
            if (!twice.contains(place)) {
                List<Clause> clauses = place.line.clauses();
                int end = place.clause + 1;
                while (end < clauses.size()
                        && clauses.get(end).sentence()
                                == clauses.get(place.clause).sentence()
                        && !taken.contains(new Place(place.line, end))) {
                    end++;
                }
                parts.put(entry, place.line.part(clauses.subList(place.clause, end)));
            }
        });
        return parts;
    }
}
