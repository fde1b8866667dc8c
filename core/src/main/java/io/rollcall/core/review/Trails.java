package io.rollcall.core.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The items that live across the weeks read so far. */
final class Trails {

    /** In weeks. What was said longer ago is held against nobody: too much may have been said in between. */
    private static final int REMEMBERED = 6;

    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<Entry, Trail> trails = new HashMap<>();

    /** What was said of one item, the latest last; one line a week. */
    static final class Trail {

        final List<Entry> entries = new ArrayList<>();
        final Promises promises = new Promises();

        Entry last() {
            return entries.get(entries.size() - 1);
        }
    }

    /** Reads on: the lines of the next report become part of their items. */
    void add(Sheet sheet) {
        Map<Entry, Entry> found = new HashMap<>();
        for (int back = sheets.size() - 1; back >= 0 && isRemembered(sheets.get(back), sheet); back--) {
            Set<Entry> open = new HashSet<>();
            sheets.get(back).entries().stream()
                    .filter(entry -> of(entry).last() == entry)
                    .forEach(open::add);
            List<Entry> before = sheets.get(back).entries().stream()
                    .filter(entry -> open.contains(entry) || found.containsValue(entry))
                    .toList();
            found.putAll(Pairing.of(before, sheet.entries(), found));
        }
        for (Entry entry : sheet.entries()) {
            Entry earlier = found.get(entry);
            Trail trail = earlier == null ? new Trail() : of(earlier);
            trail.entries.add(entry);
            trails.put(entry, trail);
        }
        sheets.add(sheet);
    }

    /** The item that a line which was read is part of. */
    Trail of(Entry entry) {
        return Objects.requireNonNull(trails.get(entry));
    }

    private static boolean isRemembered(Sheet earlier, Sheet sheet) {
        return sheet.weeksSince(earlier) <= REMEMBERED;
    }

    /** What was said of the same item before, in whichever earlier week it was mentioned last. */
    Optional<Entry> before(Entry entry) {
        List<Entry> entries = of(entry).entries;
        int at = entries.indexOf(entry);
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
        return at <= 0
                ? Optional.empty()
                : Optional.of(sheets.get(at - 1)).filter(before -> isRemembered(before, sheet));
    }

    /** Items last mentioned in an earlier report than this, of those that are remembered. */
    List<Trail> unmentioned(Sheet sheet) {
        int at = sheets.indexOf(sheet);
        List<Trail> unmentioned = new ArrayList<>();
        for (int i = at - 1; i >= 0 && isRemembered(sheets.get(i), sheet); i--) {
            for (Entry entry : sheets.get(i).entries()) {
                if (of(entry).last() == entry) {
                    unmentioned.add(of(entry));
                }
            }
        }
        return unmentioned;
    }
}
