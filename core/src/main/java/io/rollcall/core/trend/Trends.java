package io.rollcall.core.trend;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the figures of items over the weeks. Only within one item of the ledger is a figure ever the same as another,
 * and there by the first of these that holds:
 *
 * <ol>
 *   <li>its name is the same, and so are its unit and the time it is about; of units that count things one may be
 *       missing;
 *   <li>it is the only figure of its unit in its line, as the other was in its own, and their names have something in
 *       common and nothing that tells them apart;
 *   <li>the names are much alike, and nothing tells them apart.
 * </ol>
 *
 * When unsure it is another figure: a course that breaks off does less harm than one that joins two. Where a line gives
 * no plain value, see {@link Sighting}, there is a gap.
 */
public final class Trends {

    private static final Comparator<Statement> LATEST_FIRST = Comparator.comparing(Statement::week)
            .reversed()
            .thenComparing(Statement::ordinal)
            .thenComparing(Statement::item);

    private Trends() {}

    /**
     * The trends of the items of a report, or of a part of it.
     *
     * @param statements of any weeks and in any order, one for an item and week; what stands above them is told by those
     *                   that are among them. Those of no item, 0, have no history and are left out
     * @return by item, those of the latest week first and in its order; within an item what was said last first, in the
     *         order of the line
     */
    public static List<Trend> of(Collection<Statement> statements) {
        Map<Long, List<Statement>> items = new HashMap<>();
        Map<Place, Statement> places = new HashMap<>();
        for (Statement statement : statements) {
            if (statement.item() != 0) {
                items.computeIfAbsent(statement.item(), item -> new ArrayList<>())
                        .add(statement);
                places.put(new Place(statement.item(), statement.week()), statement);
            }
        }
        List<Statement> latest = new ArrayList<>();
        for (List<Statement> said : items.values()) {
            said.sort(Comparator.comparing(Statement::week));
            latest.add(said.get(said.size() - 1));
        }
        latest.sort(LATEST_FIRST);
        List<Trend> trends = new ArrayList<>();
        for (Statement statement : latest) {
            for (Strand strand : Strands.of(items.getOrDefault(statement.item(), List.of()))) {
                strand.trend(above(strand.lastStatement(), places)).ifPresent(trends::add);
            }
        }
        return trends;
    }

    private record Place(long item, ReportWeek week) {}

    private static @Nullable Statement above(Statement statement, Map<Place, Statement> places) {
        Long parent = statement.parent();
        return parent == null ? null : places.get(new Place(parent, statement.week()));
    }
}
