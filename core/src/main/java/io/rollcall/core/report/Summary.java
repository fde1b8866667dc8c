package io.rollcall.core.report;

import io.rollcall.core.team.SectionId;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wants to know first. It repeats words of the report and adds none.
 *
 * @param done       finished this week; of an item and the items below it the uppermost
 * @param incidents  what went wrong in production
 * @param stuck      blocked or paused
 * @param slipped    put off since it was promised first
 * @param due        announced for the seven days after the report's last week, by date
 * @param asLastWeek titles of the sections that have none but last week's lines
 * @param quiet      sections of which something must be said: no lines, or an owner who gave none
 * @param sections   how many sections were asked for
 * @param updated    how many of them have lines
 */
public record Summary(
        List<Point> done,
        List<Point> incidents,
        List<Point> stuck,
        List<Slip> slipped,
        List<Point> due,
        List<String> asLastWeek,
        List<ReportSection> quiet,
        int sections,
        int updated) {

    private static final int DAYS_AHEAD = 7;
    private static final int SHORT_NAME = 20;
    private static final Set<String> NOTHING = Set.of("无", "暂无", "没有", "none", "n/a", "nil");

    public Summary {
        done = List.copyOf(done);
        incidents = List.copyOf(incidents);
        stuck = List.copyOf(stuck);
        slipped = List.copyOf(slipped);
        due = List.copyOf(due);
        asLastWeek = List.copyOf(asLastWeek);
        quiet = List.copyOf(quiet);
    }

    static Summary of(Report report) {
        Finder found = new Finder(report.weeks().to());
        report.allSections().forEach(found::section);
        List<ReportSection> asked =
                report.allSections().filter(ReportSection::isAsked).toList();
        return new Summary(
                found.done,
                found.incidents,
                found.stuck,
                report.slips(),
                found.due.stream()
                        .sorted(Comparator.comparing(point -> point.day().orElse(LocalDate.MAX)))
                        .toList(),
                report.allSections()
                        .filter(section -> !section.passages().isEmpty()
                                && section.passages().stream().allMatch(Passage::fromLastWeek))
                        .map(ReportSection::title)
                        .toList(),
                asked.stream()
                        .filter(section -> section.standing() != Standing.UPDATED
                                || !section.worthNaming().isEmpty())
                        .toList(),
                asked.size(),
                (int) asked.stream()
                        .filter(section -> section.standing() == Standing.UPDATED)
                        .count());
    }

    /** Whether every section that was asked for has lines, or its owners said that there are none. */
    public boolean isComplete() {
        return quiet.stream()
                .allMatch(section -> section.worthNaming().stream()
                        .allMatch(owner -> owner.standing().isAnswered()));
    }

    /**
     * A line of the report.
     *
     * @param path the short names of what it stands under, outermost first
     * @param due  the day by which it was announced, or null where that is not why it is here
     */
    public record Point(
            SectionId section,
            String sectionTitle,
            List<String> path,
            String text,
            @Nullable LocalDate due) {

        public Point {
            path = List.copyOf(path);
        }

        public Optional<LocalDate> day() {
            return Optional.ofNullable(due);
        }
    }

    private static final class Finder {

        private final List<Point> done = new ArrayList<>();
        private final List<Point> incidents = new ArrayList<>();
        private final List<Point> stuck = new ArrayList<>();
        private final List<Point> due = new ArrayList<>();
        private final LocalDate lastDay;

        Finder(LocalDate lastDay) {
            this.lastDay = lastDay;
        }

        void section(ReportSection section) {
            for (Passage passage : section.passages()) {
                List<String> path = passage.heading().map(List::of).orElse(List.of());
                switch (section.kind()) {
                    case INCIDENTS -> incidents(section, passage, path);
                    case ITEMS -> {
                        if (!passage.fromLastWeek()) {
                            uppermost(section, passage.nodes(), path, Set.of(Status.DONE), done);
                        }
                        uppermost(section, passage.nodes(), path, Set.of(Status.BLOCKED, Status.PAUSED), stuck);
                        due(section, passage.nodes(), path);
                    }
                    case PLANS -> due(section, passage.nodes(), path);
                    case METRICS, TEXT -> {
                        // Figures are compared by the ledger; prose is no list of work.
                    }
                }
            }
        }

        private void incidents(ReportSection section, Passage passage, List<String> path) {
            if (passage.fromLastWeek()) {
                return;
            }
            for (ParsedNode node : passage.nodes()) {
                if (node instanceof ParsedNode.Item item && !NOTHING.contains(bare(item.text()))) {
                    incidents.add(point(section, path, item, null));
                }
            }
        }

        private static void uppermost(
                ReportSection section,
                List<ParsedNode> nodes,
                List<String> path,
                Set<Status> wanted,
                List<Point> into) {
            for (ParsedNode node : nodes) {
                if (node instanceof ParsedNode.Item item) {
                    if (item.state().filter(wanted::contains).isPresent()) {
                        into.add(point(section, path, item, null));
                    } else {
                        uppermost(section, item.children(), below(path, item), wanted, into);
                    }
                }
            }
        }

        private void due(ReportSection section, List<ParsedNode> nodes, List<String> path) {
            for (ParsedNode node : nodes) {
                if (node instanceof ParsedNode.Item item) {
                    if (item.state().filter(Status.DONE::equals).isEmpty()) {
                        nextDate(item).ifPresent(day -> due.add(point(section, path, item, day)));
                    }
                    due(section, item.children(), below(path, item));
                }
            }
        }

        private Optional<LocalDate> nextDate(ParsedNode.Item item) {
            return item.facts().stream()
                    .filter(Fact.Dated.class::isInstance)
                    .map(Fact.Dated.class::cast)
                    .filter(date -> date.role() == Fact.Role.PLANNED)
                    // 原定, 原计划: said of a day that no longer holds.
                    .filter(date -> !date.quote().startsWith("原"))
                    .flatMap(date -> lastDayOf(date).stream())
                    .filter(day -> day.isAfter(lastDay) && !day.isAfter(lastDay.plusDays(DAYS_AHEAD)))
                    .min(Comparator.naturalOrder());
        }

        /** What is announced for a span is due when the span ends. */
        private static Optional<LocalDate> lastDayOf(Fact.Dated date) {
            return Optional.ofNullable(date.to()).or(() -> Optional.ofNullable(date.from()));
        }

        private static Point point(
                ReportSection section, List<String> path, ParsedNode.Item item, @Nullable LocalDate due) {
            return new Point(section.id(), section.title(), path, sentence(item), due);
        }

        /** The line, with the rest of its sentence where that stands on the next one. */
        private static String sentence(ParsedNode.Item item) {
            String text = item.text().strip();
            boolean goesOn = !text.isEmpty() && "，、,（(".indexOf(text.charAt(text.length() - 1)) >= 0;
            if (goesOn
                    && !item.children().isEmpty()
                    && item.children().get(0) instanceof ParsedNode.Text rest
                    && !rest.quoted()) {
                return text + rest.text().strip();
            }
            return text;
        }

        private static List<String> below(List<String> path, ParsedNode.Item item) {
            String name = item.title().orElse(item.text()).strip().replaceFirst("[：:]$", "");
            if (name.isEmpty() || name.codePointCount(0, name.length()) > SHORT_NAME) {
                return path;
            }
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            return longer;
        }

        private static String bare(String text) {
            return text.strip().toLowerCase(Locale.ROOT).replaceFirst("[。.！!]$", "");
        }
    }
}
