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
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code import --team payments FILE-OR-FOLDER...}: brings past reports into a team's ledger. */
@Command(
        name = "import",
        description =
                "Bring past reports into a team's ledger. Safe to repeat. Takes Spring Boot's options too, such as"
                        + " --rollcall.teams=FOLDER.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    /** What the command ends with when a file was skipped. */
    private static final int SKIPPED = 1;

    private static final Pattern SPRING_OPTION = Pattern.compile("--[a-z]+\\.[^=]+=.*");

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
            description = "Reports as Markdown, UTF-8; of a folder every *.md at any depth.")
    private List<String> names = new ArrayList<>();

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        refuseUnknown();
        TeamId id = teamId();
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

    /** What is not meant for Spring Boot is a slip. */
    private void refuseUnknown() {
        options.stream()
                .filter(option -> !SPRING_OPTION.matcher(option).matches())
                .findFirst()
                .ifPresent(option -> {
                    throw new UnusableInputException(
                            "there is no option " + option
                                    + "; there are --team, --week, --replace, and Spring Boot's such as --rollcall.teams=FOLDER");
                });
    }

    private TeamId teamId() {
        try {
            return new TeamId(team);
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("--team: " + e.getMessage());
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
