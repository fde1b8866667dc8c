package io.rollcall.core.merge;

import io.rollcall.core.merge.Numbers.Named;
import io.rollcall.core.merge.Numbers.Style;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reply as a whole is: orders on last week's lines, a list with numbers of its own, or a report with titles. The
 * same number means another line in each.
 */
final class ReplyShape {

    private final List<Entry> entries;
    private final EntryReader reader;

    ReplyShape(List<Entry> entries, EntryReader reader) {
        this.entries = entries;
        this.reader = reader;
    }

    /** Whether it holds any order, or says that the rest stays. */
    private boolean isOrdered() {
        return entries.stream()
                .anyMatch(entry -> entry instanceof Entry.Rest
                        || entry instanceof Entry.OfNumbers numbered
                                && (numbered.isByName()
                                        // With a colon it is the line said anew, as in any report.
                                        ? numbered.typed().indexOf('：') < 0
                                                && numbered.typed().indexOf(':') < 0
                                        : reader.isOrder(
                                                numbered.order(),
                                                numbered.named().numbers().get(0))));
    }

    /**
     * Whether it holds no order and is a report of its own: with titles, or with a number that stands in it twice, as in
     * lists below lists. Its numbers are its own then.
     */
    boolean isStructured() {
        if (isOrdered()) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        boolean titled = false;
        for (Entry entry : entries) {
            titled |= entry instanceof Entry.Plain text && text.isTitle();
            Named here = entry instanceof Entry.OfNumbers numbered && !numbered.isByName()
                    ? numbered.named()
                    : entry instanceof Entry.Repeats repeats ? repeats.named() : null;
            if (here != null && !seen.add(here.numbers().get(0))) {
                return true;
            }
        }
        return titled && (seen.isEmpty() || isSequence());
    }

    /**
     * Whether it is a list of several lines that counts from one, or does not count, and holds neither an order nor a
     * line just as it was: what it leaves out may be left out on purpose, and to keep it unasked would pass last week's
     * words off as this week's.
     */
    boolean isOwnList() {
        long lines = entries.stream()
                .filter(entry -> !(entry instanceof Entry.Plain text && text.isTitle()))
                .count();
        boolean counts = entries.stream()
                .anyMatch(entry -> entry instanceof Entry.OfNumbers numbered && !numbered.isByName()
                        || entry instanceof Entry.Repeats repeats && repeats.named() != null);
        boolean pasted = entries.stream().anyMatch(entry -> entry instanceof Entry.Repeats line && line.isExact());
        return lines > 1 && !pasted && !isOrdered() && (!counts || isSequence());
    }

    /** Whether the numbers of this message are a list's own rather than last week's. */
    boolean isList() {
        boolean free = false;
        int own = 0;
        int lines = 0;
        Style style = Style.MARKED;
        for (Entry entry : entries) {
            if (entry instanceof Entry.OfNumbers numbered) {
                boolean words = !reader.isOrder(
                        numbered.order(), numbered.named().numbers().get(0));
                if (!words && !(numbered.order() instanceof Order.Unclear)
                        || numbered.named().style() == Style.EXPLICIT
                        || !numbered.isLine()) {
                    return false;
                }
                free |= words;
                lines++;
                style = numbered.named().style();
            } else if (entry instanceof Entry.Repeats repeats && repeats.named() != null) {
                lines++;
                boolean same = repeats.named()
                        .numbers()
                        .contains(repeats.matches().get(0).line().no());
                own += same ? 1 : 0;
            }
        }
        boolean pasted = own > 0 && 2 * own >= lines;
        boolean single = lines == 1 && style == Style.BARE;
        return free && !pasted && !single && isSequence();
    }

    /** Whether lines with a name of their own may be new ones among last week's, as in a list without orders. */
    boolean mayHoldNew() {
        boolean orders = entries.stream()
                .anyMatch(entry -> entry instanceof Entry.OfNumbers numbered
                        && reader.isOrder(
                                numbered.order(), numbered.named().numbers().get(0)));
        List<Entry> lines = entries.stream()
                .filter(entry -> !(entry instanceof Entry.Plain text && text.isTitle()))
                .toList();
        boolean single = lines.size() == 1
                && lines.get(0) instanceof Entry.OfNumbers only
                && only.named().style() == Style.BARE;
        return !orders && !single && isSequence();
    }

    /** Whether the numbers count from one, as a list's do. */
    boolean isSequence() {
        String before = "";
        for (Entry entry : entries) {
            Named here = entry instanceof Entry.OfNumbers numbered && numbered.isLine()
                    ? numbered.named()
                    : entry instanceof Entry.Repeats repeats ? repeats.named() : null;
            if (here == null) {
                continue;
            }
            String number = here.numbers().get(0);
            if (!follows(before, number)) {
                return false;
            }
            before = number;
        }
        return !before.isEmpty();
    }

    private static boolean follows(String before, String number) {
        if (number.equals("1") || !before.isEmpty() && number.equals(before + ".1")) {
            return true;
        }
        String above = before;
        while (!above.isEmpty()) {
            int point = above.lastIndexOf('.');
            String next = above.substring(0, point + 1) + (Integer.parseInt(above.substring(point + 1)) + 1);
            if (next.equals(number)) {
                return true;
            }
            above = point < 0 ? "" : above.substring(0, point);
        }
        return false;
    }

    boolean holdsRepeated() {
        return entries.stream().anyMatch(Entry.Repeats.class::isInstance);
    }
}
