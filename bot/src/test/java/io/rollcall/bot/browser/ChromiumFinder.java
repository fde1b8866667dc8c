package io.rollcall.bot.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Looks for a Chromium: where the environment says, then among the commands, else it has one fetched. */
final class ChromiumFinder {

    static final String VARIABLE = "CHROME_BIN";
    static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Map<String, String> env;
    private final Fetch fetch;

    /** Brings a browser onto this machine, once. */
    interface Fetch {
        Chromium fetch() throws IOException, InterruptedException;
    }

    ChromiumFinder(Map<String, String> env, Fetch fetch) {
        this.env = env;
        this.fetch = fetch;
    }

    /** @throws IllegalStateException in one line that names the three ways to have a browser */
    Chromium find() {
        String named = env.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            Path path = Path.of(named);
            if (!isProgram(path)) {
                throw none(VARIABLE + "=" + named + " is no program");
            }
            return new Chromium(path, Map.of());
        }
        for (String command : COMMANDS) {
            for (String folder : env.getOrDefault("PATH", "").split(File.pathSeparator)) {
                Path path = Path.of(folder.isEmpty() ? "." : folder, command);
                if (isProgram(path)) {
                    return new Chromium(path, Map.of());
                }
            }
        }
        try {
            return fetch.fetch();
        } catch (IOException e) {
            throw none("fetching one failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none("fetching one was interrupted");
        }
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static IllegalStateException none(String because) {
        return new IllegalStateException(
                "no browser for the tests (" + because.lines().findFirst().orElse("") + "); either set "
                        + VARIABLE + " to a Chromium or Chrome, or put one of " + String.join(", ", COMMANDS)
                        + " on the PATH, or have npm installed on 64-bit Intel Linux so that one can be fetched");
    }
}
