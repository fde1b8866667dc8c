package io.rollcall.storage.mysql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real MySQL server for tests: one a JVM, started when first asked for and gone with the JVM, however that ends. Its
 * program comes from the class path and runs as any user; where there is none for the machine, or another server is to
 * be used, the environment variable {@value #URL_VARIABLE} names one.
 */
public final class MySqlServer {

    static final String URL_VARIABLE = "ROLLCALL_TEST_MYSQL_URL";
    static final String URL_EXAMPLE = "jdbc:mysql://127.0.0.1:3306/?user=root&password=secret";

    private static final Pattern URL = Pattern.compile("(jdbc:mysql://[^/?]+)(?:/[^?]*)?(\\?.*)?");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * Keeps the server until its own input ends, which it does when the JVM is gone, then clears up behind it. It says
     * nothing itself, because nobody would be there to read it.
     */
    private static final String UNTIL_THE_JVM_ENDS = """
            exec >/dev/null 2>&1
            folder="$1"; shift
            "$@" </dev/null >"$folder/server.log" 2>&1 &
            server=$!
            cat >/dev/null
            kill -9 $server
            wait $server
            rm -rf "$folder"
            """;

    private final String address;
    private final String options;
    private final Set<String> schemas = ConcurrentHashMap.newKeySet();

    private MySqlServer(String address, String options) {
        this.address = address;
        this.options = options;
    }

    /**
     * The server of this JVM.
     *
     * @throws IllegalStateException when there is none for this machine or it does not start, saying what to do
     */
    public static MySqlServer shared() {
        return Shared.SERVER;
    }

    /**
     * Another server, with MySQL's own defaults: what it has committed is on disk. For measuring; the one that the
     * environment variable names is not asked.
     *
     * @throws IllegalStateException when there is none for this machine or it does not start, saying what to do
     */
    public static MySqlServer durable() throws IOException {
        return start(MySqlFiles::durableCommand);
    }

    /**
     * Makes an empty schema, in place of one of the same name, that is dropped when the JVM ends.
     *
     * @param name of {@code a-z 0-9 _}; other processes may use the same one
     * @return a JDBC URL that holds user and password
     */
    public String freshSchema(String name) {
        if (!name.matches("[a-z0-9_]{1,30}")) {
            throw new IllegalArgumentException("\"" + name + "\" is no schema name; use 1 to 30 of a-z, 0-9 and _");
        }
        String schema = "rollcall_test_" + name + "_" + ProcessHandle.current().pid();
        schemas.add(schema);
        execute("DROP DATABASE IF EXISTS " + schema, "CREATE DATABASE " + schema + " CHARACTER SET utf8mb4");
        return address + "/" + schema + options;
    }

    private static MySqlServer at(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            // The value may hold a password and is not repeated.
            throw new IllegalStateException(
                    "the value of " + URL_VARIABLE + " is not the URL of a MySQL server; write it like " + URL_EXAMPLE);
        }
        MySqlServer server = new MySqlServer(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> server.schemas.forEach(schema -> server.execute("DROP DATABASE IF EXISTS " + schema))));
        return server;
    }

    private static MySqlServer start(BiFunction<MySqlFiles, Path, List<String>> program) throws IOException {
        MySqlFiles files = MySqlFiles.prepare();
        Path folder = Files.createTempDirectory("rollcall-mysql-");
        Path data = folder.resolve("data");
        files.copyEmptyDataTo(data);
        int port = freePort();
        List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_THE_JVM_ENDS, "sh", folder.toString()));
        command.addAll(program.apply(files, data));
        command.addAll(List.of(
                "--skip-mysqlx",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid")));
        Process keeper = new ProcessBuilder(command).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keeper)));
        MySqlServer server = new MySqlServer("jdbc:mysql://127.0.0.1:" + port, "?user=root");
        server.awaitConnections(keeper, folder.resolve("server.log"));
        return server;
    }

    private void awaitConnections(Process keeper, Path log) {
        long start = System.nanoTime();
        SQLException last = null;
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            try (Connection connection = DriverManager.getConnection(address + "/" + options)) {
                return;
            } catch (SQLException e) {
                last = e;
            }
            String said = MySqlFiles.endOf(log);
            if (said.contains("Aborting") || said.contains("loading shared libraries") || waited(keeper)) {
                break;
            }
        }
        throw new IllegalStateException(
                "the MySQL server does not accept connections; it said:\n"
                        + MySqlFiles.endOf(log) + "\nAnother server may be named in " + URL_VARIABLE + ", such as "
                        + URL_EXAMPLE,
                last);
    }

    /** Waits a moment; whether the process has ended. */
    private static boolean waited(Process process) {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void stop(Process keeper) {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            keeper.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(address + "/" + options);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the MySQL server refused: " + String.join("; ", statements), e);
        }
    }

    private static final class Shared {
        static final MySqlServer SERVER = find(System.getenv(URL_VARIABLE));

        private static MySqlServer find(@Nullable String url) {
            try {
                return url == null || url.isBlank() ? start(MySqlFiles::command) : at(url);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
