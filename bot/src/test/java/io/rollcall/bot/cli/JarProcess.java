package io.rollcall.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged bot as a process of its own, as an operator runs it. What it prints is kept in files of a folder. */
public final class JarProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "rollcall.jar").toAbsolutePath();
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** How the bot is to be run. */
    public static final class Start {

        private final Path folder;
        private final List<String> options = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private byte[] input = {};

        private Start(Path folder) {
            this.folder = folder;
        }

        /** With an option of the JVM. */
        public Start jvm(String option) {
            options.add(option);
            return this;
        }

        public Start env(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** What it reads from its standard input, as UTF-8. */
        public Start input(String text) {
            input = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        public JarProcess run(String... arguments) {
            return run(List.of(arguments));
        }

        public JarProcess run(List<String> arguments) {
            assertThat(JAR).as("package the bot first: mvn -pl bot -am package").exists();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            // A short life is not worth compiling for: starts in half the time.
            command.add("-XX:TieredStopAtLevel=1");
            command.addAll(options);
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(arguments);
            try {
                Path out = Files.createTempFile(folder, "out", ".txt");
                Path err = Files.createTempFile(folder, "err", ".txt");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                // Such as the options that a build passes on, which the JVM would mention on standard error.
                builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
                builder.environment().putAll(environment);
                Process process = builder.start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input);
                }
                return new JarProcess(process, out, err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param folder where it runs, and where its output is kept */
    public static Start in(Path folder) {
        return new Start(folder);
    }

    /** Waits for its end and returns the exit code. */
    public int exitCode() {
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "still running after " + LONGEST + ":\n" + out() + err())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far, read as UTF-8. */
    public String out() {
        return read(out);
    }

    /** What it has printed to standard error so far, read as UTF-8. */
    public String err() {
        return read(err);
    }

    /** Asks it to end, as an operator's {@code kill} does (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without letting it do anything more, as a crash does (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
