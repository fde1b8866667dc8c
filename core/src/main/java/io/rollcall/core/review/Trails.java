package io.rollcall.core.review;

import io.rollcall.core.ledger.Match;
import io.rollcall.core.ledger.Pairing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items that live across the weeks read so far. */
final class Trails {

    /** In weeks. What was said longer ago is held against nobody: too much may have been said in between. */
    private static final int REMEMBERED = 6;

    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<Entry, Trail> trails = new HashMap<>();

    /** What was said of one item, one line a week; of what is long past only what still matters. */
    static final class Trail {

        private final List<Entry> entries = new ArrayList<>();
        private boolean isNew = true;
        private @Nullable Entry sameSince;
        private int timesSame;

        final Promises promises;

        private Trail(Promises promises) {
            this.promises = promises;
        }

        private Trail copy() {
            Trail copy = new Trail(promises.copy());
            copy.entries.addAll(entries);
            copy.isNew = isNew;
            copy.sameSince = sameSince;
            copy.timesSame = timesSame;
            return copy;
        }

        private void add(Entry entry) {
            isNew = entries.isEmpty();
            if (sameSince == null || !last().bare().equals(entry.bare())) {
                sameSince = entry;
                timesSame = 0;
            }
            timesSame++;
            entries.add(entry);
        }

        Entry last() {
            return entries.get(entries.size() - 1);
        }

        /** Whether only the latest report speaks of it. */
        boolean isNew() {
            return isNew;
        }

        /** The first of the reports in a row, up to the latest that speaks of it, that say the same. */
        Entry sameSince() {
            return Objects.requireNonNull(sameSince);
        }

        /** How many reports in a row, up to the latest that speaks of it, say the same. */
        int timesSame() {
            return timesSame;
        }
    }

    /** The same, to be changed without changing this. */
    Trails copy() {
        Trails copy = new Trails();
        copy.sheets.addAll(sheets);
        Map<Trail, Trail> copies = new IdentityHashMap<>();
        trails.forEach((entry, trail) -> copy.trails.put(entry, copies.computeIfAbsent(trail, Trail::copy)));
        return copy;
    }

    /** Reads on: the lines of the next report become part of their items. */
    void add(Sheet sheet) {
        forget(sheet);
        Map<Entry, Entry> found = sheet.isIdentified() ? identified(sheet) : paired(sheet);
        Map<Entry, Entry> parts =
                sheets.isEmpty() ? Map.of() : Unfolding.of(sheets.get(sheets.size() - 1), sheet, found);
        for (Entry entry : sheet.entries()) {
            Entry earlier = found.get(entry);
            Entry part = parts.get(entry);
            Trail trail = earlier != null ? of(earlier) : part == null ? new Trail(new Promises()) : apart(part);
            trail.add(entry);
            trails.put(entry, trail);
        }
        sheets.add(sheet);
    }

    /** An item that until now was only part of a line: what that line promised of it goes with it. */
    private Trail apart(Entry part) {
        Trail trail = new Trail(of(part.whole()).promises.split(part));
        trail.add(part);
        return trail;
    }

    private Map<Entry, Entry> identified(Sheet sheet) {
        Map<Long, Entry> last = new HashMap<>();
        sheets.forEach(earlier -> earlier.entries().forEach(entry -> last.put(entry.item, entry)));
        Map<Entry, Entry> found = new HashMap<>();
        for (Entry entry : sheet.entries()) {
            Entry earlier = entry.item == 0 ? null : last.get(entry.item);
            if (earlier != null) {
                found.put(entry, earlier);
            }
        }
        return found;
    }

    private Map<Entry, Entry> paired(Sheet sheet) {
        Map<Entry, Entry> found = new HashMap<>();
        for (int back = sheets.size() - 1; back >= 0; back--) {
            Set<Entry> taken = new HashSet<>(found.values());
            List<Entry> before = sheets.get(back).entries().stream()
                    .filter(entry -> of(entry).last() == entry || taken.contains(entry))
                    .toList();
            Map<Entry, Match<Entry>> more = Pairing.of(before, sheet.entries(), found);
            more.forEach((entry, match) -> found.put(entry, match.earlier()));
        }
        return found;
    }

    /** What a report is held against is no more than a few weeks old. */
    private void forget(Sheet sheet) {
        while (!sheets.isEmpty() && !isRemembered(sheets.get(0), sheet)) {
            for (Entry entry : sheets.remove(0).entries()) {
                Trail trail = of(entry);
                trail.entries.remove(entry);
                trails.remove(entry);
            }
        }
    }

    /** The item that a line which was read of late is part of. */
    Trail of(Entry entry) {
        return Objects.requireNonNull(trails.get(entry));
    }

    /** The same of an item by the ledger's number. */
    Optional<Trail> of(long item) {
        return sheets.stream()
                .flatMap(sheet -> sheet.entries().stream())
                .filter(entry -> entry.item == item)
                .reduce((first, second) -> second)
                .map(this::of);
    }

    private static boolean isRemembered(Sheet earlier, Sheet sheet) {
        return sheet.weeksSince(earlier) <= REMEMBERED;
    }

    /** What was said of the same item before, in whichever earlier week it was mentioned last. */
    Optional<Entry> before(Entry entry) {
        if (entry.whole() != entry) {
            // What was only part of a line had no name of its own by which it could be told any further back.
            return Optional.empty();
        }
        List<Entry> entries = of(entry).entries;
        int last = entries.size() - 1;
        int at = last >= 0 && entries.get(last) == entry ? last : entries.indexOf(entry);
        return at <= 0 ? Optional.empty() : Optional.of(entries.get(at - 1));
    }

    /** The same, but only when that was in the report before this one. */
    Optional<Entry> lastTime(Entry entry) {
        return before(entry)
                .filter(earlier -> previous(entry.sheet)
                        .filter(sheet -> sheet == earlier.sheet)
                        .isPresent());
    }

    Optional<Sheet> previous(Sheet sheet) {
        int at = sheets.indexOf(sheet);
        return at <= 0 ? Optional.empty() : Optional.of(sheets.get(at - 1));
    }

    /** Items last mentioned in an earlier report than this, of those that are remembered. */
    List<Trail> unmentioned(Sheet sheet) {
        int at = sheets.indexOf(sheet);
        List<Trail> unmentioned = new ArrayList<>();
        for (int i = at - 1; i >= 0; i--) {
            for (Entry entry : sheets.get(i).entries()) {
                if (of(entry).last() == entry) {
                    unmentioned.add(of(entry));
                }
            }
        }
        return unmentioned;
    }
}
