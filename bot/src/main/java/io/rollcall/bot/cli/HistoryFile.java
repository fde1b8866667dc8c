package io.rollcall.bot.cli;

import io.rollcall.core.team.TeamId;
import io.rollcall.storage.HistoryFileException;
import io.rollcall.storage.TeamHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A file that {@code export} wrote, among the files that {@code import} is given. */
final class HistoryFile {

    private static final byte[] HEAD = "{\"rollcall\":".getBytes(StandardCharsets.UTF_8);
    private static final int REFUSED = 1;

    private final Path file;

    private HistoryFile(Path file) {
        this.file = file;
    }

    /**
     * The one history file that these names mean; empty when they mean Markdown.
     *
     * @throws UnusableInputException when it is one among others
     */
    static Optional<HistoryFile> among(List<String> names) {
        Optional<String> found = names.stream().filter(HistoryFile::isHistory).findFirst();
        if (found.isPresent() && names.size() > 1) {
            throw new UnusableInputException(
                    found.get() + " is a team's whole history, which goes into an empty database; import it alone");
        }
        return found.map(name -> new HistoryFile(Path.of(name)));
    }

    /** By its name or, whatever that is, by how it begins. */
    private static boolean isHistory(String name) {
        try {
            Path path = Path.of(name);
            return Files.isRegularFile(path) && (name.toLowerCase(Locale.ROOT).endsWith(".jsonl") || begins(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean begins(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(HEAD.length), HEAD);
        } catch (IOException e) {
            return false;
        }
    }

    /** Imports it and says what became of it; returns the exit code. */
    int importTo(TeamHistory history, TeamId team, PrintWriter out) {
        TeamHistory.Imported imported;
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            imported = history.importFrom(team, in);
        } catch (HistoryFileException e) {
            throw new UnusableInputException(file + ": " + e.getMessage() + ". Nothing was imported");
        } catch (IOException e) {
            throw new UnusableInputException(
                    file + " cannot be read: " + e.getClass().getSimpleName());
        }
        switch (imported.outcome()) {
            case NEW -> out.println(team + ": imported " + imported.contents());
            case ALREADY_THERE -> out.println(team + ": already there, just as in the file; nothing was changed");
            case DIFFERENT ->
                out.println(team + ": skipped, because the database has something else of this team."
                        + " A history goes into a database without it: set another spring.datasource.url. Nothing was"
                        + " changed");
        }
        return imported.outcome() == TeamHistory.Outcome.DIFFERENT ? REFUSED : 0;
    }
}
