package io.rollcall.bot.history;

import io.rollcall.bot.round.RoundHistory;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.report.PastReport;
import io.rollcall.core.report.SectionNames;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Team;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings files with past reports into a team's ledger, the earliest week first, so that each week's lines find the items
 * of the week before. Every report is one transaction: an import that was interrupted is taken up by running it again.
 */
public final class HistoryImport {

    private final RoundHistory history;
    private final Team team;
    private final Set<String> titles;
    private final ImportProgress progress;

    public HistoryImport(RoundHistory history, Team team, ImportProgress progress) {
        this.history = history;
        this.team = team;
        this.titles = new SectionNames(team).all();
        this.progress = progress;
    }

    /**
     * Imports the files.
     *
     * @param weeks   what they cover, whatever they say themselves; null to take it from each of them
     * @param replace whether a changed file takes the place of what was imported for its weeks before
     */
    public ImportSummary run(List<Path> files, @Nullable ReportWeeks weeks, boolean replace) {
        progress.begin(files.size());
        ImportSummary summary = new ImportSummary(team, files.size());
        int done = 0;
        List<Candidate> candidates = new ArrayList<>();
        for (Path file : files) {
            Optional<String> trouble = read(file, weeks, candidates);
            if (trouble.isPresent()) {
                summary.skipped(shown(file), trouble.get());
                progress.done(++done, shown(file));
            }
        }
        candidates.sort(
                Comparator.comparing(candidate -> candidate.report.weeks().first()));
        Map<RoundId, String> seen = new HashMap<>();
        for (Candidate candidate : candidates) {
            take(candidate, replace, seen, summary);
            progress.done(++done, candidate.name);
        }
        progress.end();
        return summary;
    }

    private record Candidate(String name, PastReport report, Understood understood) {}

    /** Why the file cannot be imported; empty when it became a candidate. */
    private Optional<String> read(Path file, @Nullable ReportWeeks weeks, List<Candidate> candidates) {
        String page;
        try {
            page = PastFiles.text(file);
        } catch (PastFiles.UnreadableException e) {
            return Optional.ofNullable(e.getMessage());
        }
        if (page.isBlank()) {
            return Optional.of("is empty");
        }
        Optional<PastReport> read = weeks == null
                ? PastReport.read(nameOf(file), page, titles)
                : Optional.of(PastReport.of(weeks, page, titles));
        if (read.isEmpty()) {
            return Optional.of(
                    "tells no week in its title, its name or a line such as \"Created: 2024-11-22\"; import it alone"
                            + " with --week 2024-W47");
        }
        if (read.get().isEmpty()) {
            return Optional.of("holds nothing below its title");
        }
        Understood understood = Understood.of(team, read.get());
        if (!understood.isPlaced()) {
            return Optional.of("has no line under a title that names a section of " + team.id()
                    + "; check --team, or add its titles to the aliases of the team's sections"
                    + understood.unknown().stream()
                            .findFirst()
                            .map(line -> " (its first title: " + ImportSummary.quote(line.words()) + ")")
                            .orElse(""));
        }
        candidates.add(new Candidate(shown(file), read.get(), understood));
        return Optional.empty();
    }

    private void take(Candidate candidate, boolean replace, Map<RoundId, String> seen, ImportSummary summary) {
        ReportWeeks weeks = candidate.report.weeks();
        @Nullable String first = seen.putIfAbsent(new RoundId(team.id(), weeks.first()), candidate.name);
        // Two files for a week would take each other's place in turns.
        RoundHistory.Recorded recorded = history.record(team, candidate.report, replace && first == null);
        switch (recorded.outcome()) {
            case NEW, REPLACED, ALREADY_THERE ->
                summary.imported(recorded.outcome(), weeks, candidate.name, candidate.understood);
            case DIFFERENT ->
                summary.skipped(
                        candidate.name,
                        first == null
                                ? "differs from what was imported for " + weeks + "; --replace takes the new text"
                                : "is another report of " + weeks + " than " + first
                                        + "; import it alone with the --week that is meant");
            case COLLECTED ->
                summary.skipped(
                        candidate.name, "is a report of " + weeks + ", which the bot collected itself; that stays");
            case OVERLAPPING ->
                summary.skipped(
                        candidate.name,
                        "covers " + weeks + ", but there is a report that covers part of that and more or less: "
                                + recorded.round());
            case TOO_EARLY ->
                summary.skipped(
                        candidate.name,
                        "covers " + weeks + ", which is still to be collected; --week names another week if that is"
                                + " not what is meant");
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The same on every system, and nothing that a terminal would obey. */
    private static String shown(Path file) {
        return file.toString().replace('\\', '/').replaceAll("\\p{Cc}", "?");
    }
}
