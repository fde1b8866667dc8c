package io.rollcall.core.trend;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.Section;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.SectionKind;
import io.rollcall.core.team.Team;
import io.rollcall.core.trend.Trend.Point;
import io.rollcall.core.understand.Fact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trends that a report shows.
 *
 * @param weeks  of the reports that they were looked for in, the earliest first; of merged weeks the last
 * @param trends the one that helps most first; each has points in these weeks only
 */
public record ReportTrends(List<ReportWeek> weeks, List<Trend> trends) {

    /** Of a report without any. */
    public static final ReportTrends NONE = new ReportTrends(List.of(), List.of());

    /** How many reports are looked at, this one included. */
    public static final int WEEKS = 8;

    /** Fewer values make no course. */
    public static final int FEWEST_VALUES = 4;

    /** In a section of figures. */
    public static final int MOST_OF_FIGURES = 4;

    /** In a section of work. */
    public static final int MOST_OF_WORK = 1;

    public static final int MOST = 10;

    /** How many lines of a section are looked at for each figure that may be shown of it. */
    private static final int CANDIDATES = 4;

    private static final int MOST_CANDIDATES = 120;

    public ReportTrends {
        weeks = List.copyOf(weeks);
        trends = List.copyOf(trends);
    }

    /**
     * The items of a report whose course is worth looking up: the first lines with a figure of each section, those of
     * figures first. Of a large report these are few, so that what they cost does not depend on its size.
     *
     * @param now what the report says, in its order
     */
    public static Set<Long> candidates(Team team, Collection<Statement> now) {
        Map<SectionId, List<Long>> lines = new HashMap<>();
        now.stream()
                .filter(statement -> statement.item() != 0
                        && statement.facts().stream()
                                .anyMatch(fact -> fact instanceof Fact.Metric || fact instanceof Fact.Progress))
                .forEach(statement -> lines.computeIfAbsent(statement.section(), section -> new ArrayList<>())
                        .add(statement.item()));
        return Stream.concat(
                        sections(team, SectionKind.METRICS)
                                .flatMap(section -> lines.getOrDefault(section, List.of()).stream()
                                        .limit(CANDIDATES * MOST_OF_FIGURES)),
                        sections(team, SectionKind.ITEMS)
                                .flatMap(section -> lines.getOrDefault(section, List.of()).stream()
                                        .limit(CANDIDATES * MOST_OF_WORK)))
                .limit(MOST_CANDIDATES)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Chooses what helps a reader of the report of the last of these weeks: figures that stand in it, have at least
     * {@value #FEWEST_VALUES} values in these weeks, and are not always the same. Of those the first
     * {@value #MOST_OF_FIGURES} of each section of figures, then the first {@value #MOST_OF_WORK} of each section of
     * work, measured figures before progress; {@value #MOST} in all. Which come first is told by their place in the
     * report and nothing else, so that the same are shown week after week.
     *
     * @param weeks      of the reports to look at, the earliest first; of merged weeks the last
     * @param statements what was said in these weeks, of the {@linkplain #candidates candidates} at least, and in the last
     *                   of them of what stands above these; what was said in others is left out
     */
    public static ReportTrends choose(Team team, List<ReportWeek> weeks, Collection<Statement> statements) {
        if (weeks.size() < FEWEST_VALUES) {
            return NONE;
        }
        ReportWeek now = weeks.get(weeks.size() - 1);
        List<Trend> helpful =
                Trends.of(statements.stream()
                                .filter(statement -> weeks.contains(statement.week()))
                                .toList())
                        .stream()
                        .filter(trend -> trend.last().week().equals(now)
                                && trend.points().size() >= FEWEST_VALUES
                                && !trend.isFlat())
                        .sorted(Comparator.comparing(Trend::kind))
                        .toList();
        List<Trend> chosen = Stream.concat(
                        first(team, SectionKind.METRICS, MOST_OF_FIGURES, helpful),
                        first(team, SectionKind.ITEMS, MOST_OF_WORK, helpful))
                .limit(MOST)
                .toList();
        return chosen.isEmpty() ? NONE : new ReportTrends(weeks, chosen);
    }

    private static Stream<Trend> first(Team team, SectionKind kind, int most, List<Trend> helpful) {
        return sections(team, kind)
                .flatMap(section -> helpful.stream()
                        .filter(trend -> trend.section().equals(section))
                        .limit(most));
    }

    private static Stream<SectionId> sections(Team team, SectionKind kind) {
        return team.allSections().filter(section -> section.kind() == kind).map(Section::id);
    }

    /** Those of a section, the one that helps most first. */
    public List<Trend> of(SectionId section) {
        return trends.stream().filter(trend -> trend.section().equals(section)).toList();
    }

    /** How many others help more; what has the highest number goes first where there is no room for all. */
    public int rank(Trend trend) {
        return trends.indexOf(trend);
    }

    /** The weeks from a trend's first value on, each with its point, or null where there is a gap. */
    public List<@Nullable Point> course(Trend trend) {
        List<@Nullable Point> course = new ArrayList<>();
        for (ReportWeek week : weeks(trend)) {
            course.add(trend.points().stream()
                    .filter(point -> point.week().equals(week))
                    .findFirst()
                    .orElse(null));
        }
        return course;
    }

    /** The weeks from a trend's first value on. */
    public List<ReportWeek> weeks(Trend trend) {
        ReportWeek first = trend.points().get(0).week();
        return weeks.stream().filter(week -> week.compareTo(first) >= 0).toList();
    }
}
