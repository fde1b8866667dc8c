package io.rollcall.bot.cli;

import io.rollcall.bot.config.Teams;
import io.rollcall.bot.history.HistoryImport;
import io.rollcall.bot.history.ImportProgress;
import io.rollcall.bot.history.ImportSummary;
import io.rollcall.bot.history.PastFiles;
import io.rollcall.bot.round.RoundHistory;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.TeamHistory;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code import --team payments FILE-OR-FOLDER...}: brings past reports, or an exported history, into the database. */
@Command(
        name = "import",
        description =
                "Bring past reports, or a history that export wrote, into a team's ledger. Safe to repeat. Takes Spring"
                        + " Boot's options too, such as --rollcall.teams=FOLDER.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    /** What the command ends with when a file was skipped. */
    private static final int SKIPPED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--team", required = true, paramLabel = "TEAM", description = "The team's id, such as payments.")
    private String team = "";

    @Option(
            names = "--week",
            paramLabel = "WEEK",
            description = "What the one FILE covers, such as 2024-W47 or 2024-W38&W39, whatever it says itself.")
    private @Nullable String week;

    @Option(
            names = "--replace",
            description = "Let a changed file take the place of what was imported for its week before.")
    private boolean replace;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE-OR-FOLDER",
            description = "Reports as Markdown, UTF-8; of a folder every *.md at any depth. Or one *.jsonl of export.")
    private List<String> names = new ArrayList<>();

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        CommandInput.refuseUnknown(options, "--team, --week, --replace");
        TeamId id = CommandInput.teamId(team);
        Optional<HistoryFile> history = HistoryFile.among(names);
        if (history.isPresent()) {
            return history(history.get(), id);
        }
        List<Path> files = files();
        ReportWeeks weeks = weeks(files);
        ImportSummary summary;
        try (ConfigurableApplicationContext context = OfflineApplication.start(options)) {
            ImportProgress progress = new ImportProgress(spec.commandLine().getErr(), isTerminal());
            Team known = known(id, context.getBean(Teams.class));
            summary =
                    new HistoryImport(context.getBean(RoundHistory.class), known, progress).run(files, weeks, replace);
        }
        spec.commandLine().getOut().print(summary.text());
        return summary.isComplete() ? 0 : SKIPPED;
    }

    private int history(HistoryFile file, TeamId id) {
        if (week != null || replace) {
            throw new UnusableInputException(
                    "--week and --replace are for Markdown reports; a team's exported history is taken as it is");
        }
        try (ConfigurableApplicationContext context = OfflineApplication.start(options)) {
            return file.importTo(
                    context.getBean(TeamHistory.class), id, spec.commandLine().getOut());
        }
    }

    private List<Path> files() {
        try {
            return PastFiles.find(names);
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ReportWeeks weeks(List<Path> files) {
        if (week == null) {
            return null;
        }
        if (files.size() > 1) {
            throw new UnusableInputException("--week is for one file, and these are " + files.size()
                    + "; import that one alone, and the others without --week");
        }
        try {
            return ReportWeeks.parse(week);
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("--week: " + e.getMessage());
        }
    }

    private static Team known(TeamId id, Teams teams) {
        return teams.find(id).orElseThrow(() -> {
            String all = teams.all().stream().map(each -> each.id().value()).collect(Collectors.joining(", "));
            return new UnusableInputException("there is no team " + id + "; "
                    + (all.isEmpty() ? String.join("; ", teams.notices()) : "there are: " + all));
        });
    }

    /** Whether somebody watches. A console of Java 22 and later is there also where nobody does, and says so. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
