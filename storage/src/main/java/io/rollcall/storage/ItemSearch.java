package io.rollcall.storage;

import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.team.TeamId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a team's items by words. {@link ItemGrams} tells which items hold all the characters and pairs of the words;
 * those are gone through from the one that was stated most recently, what they really say is compared with the words,
 * and the search ends when it has found enough.
 *
 * <p>What it costs: at most {@value #GRAMS} index rows for every {@value PackedItems#BLOCK} items of all teams, and the
 * title and the latest statement of every item that it goes through. Only where these have not the words are the item's
 * other statements read. At the worst, therefore, each of the items that hold every pair of the words, but not the words,
 * is read once from end to end; for words that next to no item comes near to, nothing but the index is read. Where more
 * than {@value #FEW} items come near, the numbers of the team's other items are passed over on the way, in order of week.
 */
final class ItemSearch {

    /** The rest of a longer query is left to the comparison. */
    private static final int GRAMS = 24;

    /** So few are fetched and put in order; more are met on the way through all items. */
    private static final int FEW = 1000;

    /** At least so many are looked at together. */
    private static final int AT_ONCE = 100;

    /** So many items of whose latest statements the words are not: all that was said of them is read at once. */
    private static final int WHOLE = 20;

    private static final Comparator<LedgerMapper.PlacedItem> LATEST_FIRST = Comparator.comparing(
                    LedgerMapper.PlacedItem::lastWeek)
            .thenComparing(LedgerMapper.PlacedItem::id)
            .reversed();

    private final LedgerMapper mapper;

    ItemSearch(LedgerMapper mapper) {
        this.mapper = mapper;
    }

    /** @param words folded, not blank */
    List<LedgerItem> find(TeamId team, String words, int limit) {
        Candidates candidates = candidates(team, Grams.sought(words, GRAMS));
        List<LedgerItem> found = new ArrayList<>();
        if (candidates.count() <= FEW) {
            List<Long> ids = candidates.all();
            if (!ids.isEmpty()) {
                List<LedgerMapper.PlacedItem> placed = new ArrayList<>(mapper.placed(ids));
                placed.sort(LATEST_FIRST);
                take(placed, words, limit, found);
            }
            return found;
        }
        List<LedgerMapper.PlacedItem> page = mapper.latest(team, FEW);
        while (!page.isEmpty()) {
            take(page.stream().filter(item -> candidates.hold(item.id())).toList(), words, limit, found);
            if (found.size() == limit || page.size() < FEW) {
                break;
            }
            LedgerMapper.PlacedItem last = page.get(page.size() - 1);
            page = mapper.before(team, last.lastWeek(), last.id(), FEW);
        }
        return found;
    }

    /** Which items hold every one of the grams, or held it once. */
    private Candidates candidates(TeamId team, Set<Long> grams) {
        Map<Integer, BitSet> common = new HashMap<>();
        Map<Integer, Integer> seen = new HashMap<>();
        if (!grams.isEmpty()) {
            for (LedgerMapper.GramRow row : mapper.grams(team, grams)) {
                BitSet items = PackedItems.unpack(row.items());
                common.merge(row.block(), items, (one, other) -> {
                    one.and(other);
                    return one;
                });
                seen.merge(row.block(), 1, Integer::sum);
            }
        }
        Map<Integer, BitSet> all = new TreeMap<>();
        common.forEach((block, items) -> {
            if (seen.getOrDefault(block, 0) == grams.size() && !items.isEmpty()) {
                all.put(block, items);
            }
        });
        return new Candidates(all);
    }

    private record Candidates(Map<Integer, BitSet> blocks) {

        int count() {
            return blocks.values().stream().mapToInt(BitSet::cardinality).sum();
        }

        boolean hold(long item) {
            BitSet items = blocks.get(PackedItems.block(item));
            return items != null && items.get(PackedItems.place(item));
        }

        List<Long> all() {
            List<Long> ids = new ArrayList<>();
            blocks.forEach((block, items) -> items.stream().forEach(place -> ids.add(PackedItems.item(block, place))));
            return ids;
        }
    }

    /** Adds those that hold the words, in their order, until there are so many. */
    private void take(List<LedgerMapper.PlacedItem> placed, String words, int limit, List<LedgerItem> found) {
        int from = 0;
        while (from < placed.size() && found.size() < limit) {
            int to = Math.min(placed.size(), from + Math.max(AT_ONCE, limit - found.size()));
            List<Long> ids = placed.subList(from, to).stream()
                    .map(LedgerMapper.PlacedItem::id)
                    .toList();
            holding(ids, words).stream().limit(limit - found.size()).forEach(found::add);
            from = to;
        }
    }

    private List<LedgerItem> holding(List<Long> ids, String words) {
        Map<Long, LedgerMapper.LatestRow> rows = new HashMap<>();
        mapper.withLatest(ids).forEach(row -> rows.put(row.id(), row));
        List<Long> unsure = new ArrayList<>();
        for (Long id : ids) {
            LedgerMapper.LatestRow row = rows.get(id);
            if (row != null && !holds(row.title(), words) && !holds(row.text(), words)) {
                unsure.add(id);
            }
        }
        Set<Long> out = new HashSet<>(unsure);
        out.removeAll(everHolding(unsure, words));
        return ids.stream()
                .filter(id -> !out.contains(id))
                .map(rows::get)
                .filter(Objects::nonNull)
                .map(LedgerMapper.LatestRow::toItem)
                .toList();
    }

    private Set<Long> everHolding(List<Long> ids, String words) {
        Set<Long> holding = new HashSet<>();
        for (int from = 0; from < ids.size(); from += WHOLE) {
            Collection<Long> some = ids.subList(from, Math.min(ids.size(), from + WHOLE));
            for (LedgerMapper.TextRow row : mapper.texts(some)) {
                if (!holding.contains(row.item()) && holds(row.text(), words)) {
                    holding.add(row.item());
                }
            }
        }
        return holding;
    }

    private static boolean holds(@Nullable String text, String words) {
        return text != null && Grams.fold(text).contains(words);
    }
}
