package io.rollcall.bot.browser;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fetches a Chromium that needs nothing of the system but its C library: an npm package that holds the browser and the
 * libraries it links against, packed with Brotli. It is fetched by the npm client, as that is set up here, and unpacked by
 * Node, which comes with it; about 70 MB over the network once, 230 MB in the user's cache.
 */
final class ChromiumFetch implements ChromiumFinder.Fetch {

    private static final String PACKAGE = "@sparticuz/chromium@153.0.0";

    /** Stands in the folder when everything else does: a fetch that was cut off starts over. */
    private static final String MARKER = "complete";

    private static final String UNPACK = """
            const fs = require('fs'), zlib = require('zlib');
            for (const [from, to] of [['chromium', 'chromium'], ['al2023.tar', 'libraries.tar'], ['fonts.tar', 'fonts.tar']]) {
              fs.writeFileSync(to, zlib.brotliDecompressSync(fs.readFileSync('package/bin/' + from + '.br')));
            }
            fs.chmodSync('chromium', 0o755);
            """;

    private final Path cache;
    private final String system;
    private final String machine;

    /** @param cache a folder of the user's to keep it in */
    ChromiumFetch(Path cache) {
        this(cache, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    ChromiumFetch(Path cache, String system, String machine) {
        this.cache = cache;
        this.system = system;
        this.machine = machine;
    }

    /** The user's cache, by the convention of the desktop. */
    static Path userCache(Map<String, String> env) {
        String named = env.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return caches.resolve("rollcall");
    }

    @Override
    public Chromium fetch() throws IOException, InterruptedException {
        if (!system.toLowerCase(Locale.ROOT).contains("linux")
                || !List.of("amd64", "x86_64").contains(machine)) {
            throw new IOException("there is none to fetch for " + system + " on " + machine);
        }
        Files.createDirectories(cache);
        Path home = cache.resolve("chromium-153.0.0");
        // Two builds on one machine may come here at once; the second waits and finds it done.
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("chromium.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!Files.exists(home.resolve(MARKER))) {
                delete(home);
                download(home);
            }
        }
        return new Chromium(home.resolve("chromium"), environment(home));
    }

    private static Map<String, String> environment(Path home) {
        Map<String, String> env = new HashMap<>();
        env.put("LD_LIBRARY_PATH", home.resolve("lib").toString());
        if (!Files.exists(Path.of("/etc/fonts/fonts.conf"))) {
            // Without any font a page has no text, and what has no size cannot be clicked.
            env.put("FONTCONFIG_PATH", home.toString());
        }
        return env;
    }

    private void download(Path home) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(cache, "fetching-");
        try {
            run(work, 300, "npm", "pack", "--silent", PACKAGE);
            run(work, 60, "tar", "-xzf", only(work, ".tgz").getFileName().toString());
            run(work, 120, "node", "-e", UNPACK);
            run(work, 60, "tar", "-xf", "libraries.tar");
            run(work, 60, "tar", "-xf", "fonts.tar");
            // The one that comes along points at folders of another system.
            Files.writeString(
                    work.resolve("fonts.conf"),
                    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>"
                            + home.resolve("fonts") + "</dir><cachedir>" + home.resolve("fonts-cache")
                            + "</cachedir></fontconfig>");
            delete(work.resolve("package"));
            for (String used : List.of("libraries.tar", "fonts.tar")) {
                Files.delete(work.resolve(used));
            }
            Files.delete(only(work, ".tgz"));
            Files.writeString(work.resolve(MARKER), PACKAGE + "\n");
            Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private static Path only(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm brought no " + ending + " file"));
        }
    }

    private static void run(Path folder, int seconds, String... command) throws IOException, InterruptedException {
        File said = Files.createTempFile(folder, "said-", ".txt").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException(command[0] + " took longer than " + seconds + " s");
            }
            if (process.exitValue() != 0) {
                String output = Files.readString(said.toPath()).strip().replace('\n', ' ');
                throw new IOException(command[0] + " ended with " + process.exitValue() + ": "
                        + output.substring(0, Math.min(300, output.length())));
            }
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(said.toPath());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
