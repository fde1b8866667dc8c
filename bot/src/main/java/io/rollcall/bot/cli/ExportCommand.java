package io.rollcall.bot.cli;

import io.rollcall.bot.config.Teams;
import io.rollcall.core.team.TeamId;
import io.rollcall.storage.TeamHistory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code export --team payments [--to FILE]}: writes all that is remembered of a team as JSON Lines. */
@Command(
        name = "export",
        description =
                "Write a team's whole history as JSON Lines; import takes it back. Takes Spring Boot's options too, such"
                        + " as --rollcall.teams=FOLDER.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--team", required = true, paramLabel = "TEAM", description = "The team's id, such as payments.")
    private String team = "";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Where to; a file of that name is replaced once the export is complete. Default: standard"
                    + " output.")
    private @Nullable String to;

    @Unmatched
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        CommandInput.refuseUnknown(options, "--team and --to");
        TeamId id = CommandInput.teamId(team);
        Path file = to == null ? null : target(to);
        try (ConfigurableApplicationContext context = OfflineApplication.start(options)) {
            TeamHistory history = context.getBean(TeamHistory.class);
            requireKnown(id, context.getBean(Teams.class), history);
            return file == null ? print(history, id) : write(history, id, file);
        }
    }

    private int print(TeamHistory history, TeamId id) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        TeamHistory.Contents contents = history.export(id, out);
        if (out.checkError()) {
            spec.commandLine().getErr().println("rollcall: the output was closed before the export was complete");
            return FAILED;
        }
        tell(id + ": " + contents);
        return 0;
    }

    /** Under another name until it is complete, so that a backup is never a half one. */
    private int write(TeamHistory history, TeamId id, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            // Such a file is its owner's alone to read.
            Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
            try {
                TeamHistory.Contents contents;
                try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    contents = history.export(id, out);
                }
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                tell(id + ": " + contents + ", in " + file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UnusableInputException(
                    file + " cannot be written (" + e.getClass().getSimpleName() + "); give --to a file in a folder"
                            + " that exists, may be written to, and has room");
        }
        return 0;
    }

    private void tell(String what) {
        spec.commandLine().getErr().println(what);
    }

    private static Path target(String name) {
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException e) {
            throw new UnusableInputException("--to: " + name + " cannot be the name of a file");
        }
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new UnusableInputException("--to: " + name + " is a folder; name a file in it, such as team.jsonl");
        }
        return file;
    }

    /** A team that is no longer configured still has its history. */
    private static void requireKnown(TeamId id, Teams teams, TeamHistory history) {
        List<TeamId> stored = history.teams();
        if (teams.find(id).isEmpty() && !stored.contains(id)) {
            String all = Stream.concat(
                            teams.all().stream().map(each -> each.id().value()),
                            stored.stream().map(TeamId::value))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new UnusableInputException("there is no team " + id + "; "
                    + (all.isEmpty() ? String.join("; ", teams.notices()) : "there are: " + all));
        }
    }
}
