package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One life of a {@link BreakableBot}: it is killed (SIGKILL) the moment it says that it is at the point to stop at. */
final class BotProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String GONE = "gone";

    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> output = new ArrayList<>();
    private volatile String killedAt = "";
    private int port;

    /**
     * Starts it.
     *
     * @param jvm   the options of its JVM, with the class path
     * @param clock what its clock shows then
     * @param stop  the point to be killed at; empty for none
     */
    BotProcess(Path folder, List<String> jvm, List<String> arguments, Instant clock, String stop) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add(BreakableBot.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        process = builder.start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "bot-output");
        reader.setDaemon(true);
        reader.start();
        commands.println("clock " + clock);
        commands.println("stop " + stop);
        commands.println("go");
        answer("ok");
        answer("ok");
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            // It was killed while it spoke.
            heard(e.toString());
        } finally {
            answers.add(GONE);
        }
    }

    private void heard(String line) {
        if (line.startsWith(BreakableBot.MARK + "at ")) {
            killedAt = line.substring((BreakableBot.MARK + "at ").length());
            process.destroyForcibly();
        } else if (line.startsWith(BreakableBot.MARK)) {
            answers.add(line.substring(BreakableBot.MARK.length()));
        }
        synchronized (output) {
            output.add(line);
        }
    }

    /** Waits until it serves; false when it was killed before that. */
    boolean awaitReady() {
        if (port == 0) {
            String ready = answer("ready ");
            port = ready.equals(GONE) ? 0 : Integer.parseInt(ready.substring("ready ".length()));
        }
        return port > 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int port() {
        return port;
    }

    void setClock(Instant now) {
        commands.println("clock " + now);
        answer("ok");
    }

    /** Has it killed at that point when it next comes by; not at all when it is empty. */
    void stopAt(String point) {
        commands.println("stop " + point);
        answer("ok");
    }

    /** Whether it has worked off all that came in, and sent all that was to go out. */
    boolean isIdle() {
        commands.println("idle");
        return answer("left ").equals("left 0");
    }

    /** Kills it now (SIGKILL). */
    void kill(String at) {
        killedAt = at;
        process.destroyForcibly();
        ended();
    }

    /** Asks it to end (SIGTERM), and returns its exit code. */
    int terminate() {
        // Not by the process itself, which would also close its input.
        process.toHandle().destroy();
        return ended();
    }

    /** Waits until it has been killed. */
    void awaitKilledAt(String point) {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "killed at \"" + point + "\"; it never came there:\n" + output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(killedAt).as(this::output).isEqualTo(point);
        // 128 and the number of SIGKILL.
        assertThat(process.exitValue()).isEqualTo(137);
    }

    private int ended() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(this::output)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Its next answer, which begins like this, or that it is gone because it was killed. */
    private String answer(String beginning) {
        try {
            String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer)
                    .as(() -> "an answer within " + PATIENCE + ":\n" + output())
                    .isNotNull();
            if (answer.equals(GONE)) {
                assertThat(killedAt)
                        .as(() -> "it ended by itself:\n" + output())
                        .isNotEmpty();
                answers.add(GONE);
                return GONE;
            }
            assertThat(answer).startsWith(beginning);
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String output() {
        synchronized (output) {
            return output.stream().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        ended();
    }
}
