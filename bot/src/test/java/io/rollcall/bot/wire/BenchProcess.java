package io.rollcall.bot.wire;

import io.rollcall.storage.mysql.MySqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link BenchServer} in a process and on a database of its own. */
record BenchProcess(Process process, int port) implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    /**
     * Starts it and waits until it serves.
     *
     * @param database {@code h2} or {@code mysql}, either as durable as operators have it
     * @param jvm      options for its JVM
     * @param teams    their files, by name
     * @param settings as on the command line
     */
    static BenchProcess start(String database, List<String> jvm, Map<String, String> teams, List<String> settings)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rollcall-bench-");
        Path teamFolder = Files.createDirectories(folder.resolve("teams"));
        for (Map.Entry<String, String> team : teams.entrySet()) {
            Files.writeString(teamFolder.resolve(team.getKey()), team.getValue());
        }
        String url = database.equals("h2")
                ? "jdbc:h2:file:" + folder.resolve("db")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0"
                        + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE"
                : MySqlServer.durable().freshSchema("bench");
        Path log = folder.resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName()));
        command.addAll(List.of(
                "--server.port=0",
                "--rollcall.teams=" + teamFolder,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + (database.equals("h2") ? "rollcall" : "root")));
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new BenchProcess(process, port(process, log));
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int port(Process process, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            Matcher port = PORT.matcher(Files.readString(log));
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException("the server did not start; it said:\n" + Files.readString(log));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            boolean ended = process.waitFor(20, TimeUnit.SECONDS);
            if (ended) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
