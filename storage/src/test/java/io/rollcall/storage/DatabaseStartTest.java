package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.storage.mysql.MySqlServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way in which a database is not as it should be ends the start with one line that says what to do. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseStartTest {

    private static final Pattern URL = Pattern.compile("jdbc:mysql://([^/]+)/([^?]+)(.*)");
    private static final String USER = "rollcall_start";
    private static final String PASSWORD = "s3cret-Pa55word";

    @TempDir
    Path folder;

    private String url = "";
    private String server = "";
    private String schema = "";

    @BeforeEach
    void makeAnEmptyDatabase() {
        url = MySqlServer.shared().freshSchema("start");
        Matcher parts = URL.matcher(url);
        assertThat(parts.matches()).isTrue();
        server = parts.group(1);
        schema = parts.group(2);
    }

    @AfterEach
    void dropTheUser() {
        execute("DROP USER IF EXISTS " + USER);
    }

    @Test
    void an_empty_database_is_filled_and_a_second_start_finds_it_ready() {
        start(url, null, null);
        start(url, null, null);

        assertThat(tables()).contains("round", "reply", "inbox", "outbox");
    }

    @Test
    void an_older_schema_is_brought_up_to_date_with_what_is_in_it() {
        Flyway.configure().dataSource(url, null, null).target("2").load().migrate();
        execute("INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload, received_at, state, attempts,"
                + " next_try_at) VALUES ('feishu', 'main', 'k', 's', 'l', '{\"text\":\"🏗️\"}', '2024-12-06', 'NEW', 0,"
                + " '2024-12-06')");

        start(url, null, null);

        assertThat(tables()).contains("item", "statement");
        assertThat(one("SELECT payload FROM inbox")).isEqualTo("{\"text\":\"🏗️\"}");
    }

    /** As the server of these tests is set up, for speed. */
    @Test
    void a_server_that_writes_late_is_warned_of(CapturedOutput output) {
        start(url, null, null);
        assertThat(output).contains("innodb_flush_log_at_trx_commit is ", "set it to 1 there");
    }

    @Test
    void a_server_that_writes_at_the_commit_is_not(CapturedOutput output) {
        String before = one("SELECT @@innodb_flush_log_at_trx_commit");
        execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
        try {
            start(url, null, null);
        } finally {
            execute("SET GLOBAL innodb_flush_log_at_trx_commit = " + before);
        }
        assertThat(output).doesNotContain("innodb_flush_log_at_trx_commit");
    }

    @Test
    void nobody_listens_at_the_port() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(refusal("jdbc:mysql://127.0.0.1:" + free + "/rollcall?password=" + PASSWORD))
                .isEqualTo(
                        "no MySQL server answers at 127.0.0.1:" + free + "; check host and port in"
                                + " spring.datasource.url, that the server runs, and that a firewall lets this machine through");
    }

    @Test
    void the_host_is_not_known() {
        assertThat(refusal("jdbc:mysql://db.invalid:3306/rollcall"))
                .isEqualTo("no machine is known by the name in db.invalid:3306; check the host in"
                        + " spring.datasource.url, and the DNS");
    }

    @Test
    void the_port_is_somebody_elses() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThat(refusal("jdbc:mysql://" + address + "/rollcall?socketTimeout=200"))
                    .startsWith("no MySQL server answers at " + address + "; check host and port");
        }
    }

    @Test
    void the_url_is_no_url_of_a_database() {
        assertThat(refusal("jdbc:mysq://127.0.0.1/rollcall?password=" + PASSWORD))
                .isEqualTo("spring.datasource.url is no URL of a database that Rollcall knows; write it like"
                        + " jdbc:mysql://127.0.0.1:3306/rollcall, or leave it out for the embedded database");
    }

    @Test
    void an_option_of_the_url_is_mistyped() {
        assertThat(refusal(url + "&connectTimeout=soon&password=" + PASSWORD))
                .isEqualTo("the option connectTimeout in spring.datasource.url has a value that it cannot have; mend"
                        + " it, or take it out");
    }

    @Test
    void the_url_names_no_database() {
        assertThat(refusal(url.replace("/" + schema, "/")))
                .isEqualTo("spring.datasource.url names no database on " + server
                        + "; write it like jdbc:mysql://127.0.0.1:3306/rollcall");
    }

    @Test
    void the_password_is_wrong() {
        createUser("ALL PRIVILEGES ON " + schema + ".*");

        assertThat(refusal(address(), USER, "guessed-" + PASSWORD))
                .matches("the MySQL server at " + Pattern.quote(server) + " refused the user '" + USER
                        + "'@'[^']+'; check spring\\.datasource\\.username and \\.password, and that the user may"
                        + " connect from this machine");
    }

    @Test
    void there_is_no_such_database() {
        assertThat(refusal(url.replace(schema, "rollcall_absent")))
                .isEqualTo("there is no database rollcall_absent on " + server + "; run CREATE DATABASE rollcall_absent"
                        + " CHARACTER SET utf8mb4 there, or correct the name in spring.datasource.url");
    }

    @Test
    void the_user_has_no_rights_on_the_database() {
        createUser("USAGE ON *.*");

        assertThat(refusal(address(), USER, PASSWORD))
                .matches("the user '" + USER + "'@'[^']+' lacks rights on the database " + schema + " on "
                        + Pattern.quote(server) + "; run GRANT ALL PRIVILEGES ON " + schema + "\\.\\* TO that user"
                        + " there");
    }

    @Test
    void the_user_lacks_some_of_the_rights() {
        // Not REFERENCES, which the first migration needs.
        createUser("SELECT, INSERT, UPDATE, DELETE, CREATE ON " + schema + ".*");

        assertThat(refusal(address(), USER, PASSWORD)).contains("lacks rights on the database " + schema);
    }

    @Test
    void the_password_would_have_to_go_over_an_open_line() {
        createUser("ALL PRIVILEGES ON " + schema + ".*");

        assertThat(refusal(address() + "?sslMode=DISABLED", USER, PASSWORD))
                .isEqualTo("the MySQL server at " + server + " would take the password only over TLS; turn TLS on"
                        + " there, or add allowPublicKeyRetrieval=true to spring.datasource.url where the network is"
                        + " trusted");
        start(address() + "?sslMode=DISABLED&allowPublicKeyRetrieval=true", USER, PASSWORD);
    }

    @Test
    void the_database_cannot_hold_every_text() {
        execute("ALTER DATABASE " + schema + " CHARACTER SET latin1");

        assertThat(refusal(url))
                .isEqualTo("the database " + schema + " on " + server + " has the character set latin1, which cannot"
                        + " hold every text; run ALTER DATABASE " + schema + " CHARACTER SET utf8mb4 there");
        assertThat(tables()).isEmpty();
    }

    @Test
    void the_connection_cannot_carry_every_text() {
        assertThat(refusal(url + "&characterEncoding=latin1"))
                .isEqualTo("connections to " + server + " use the character set latin1, which cannot hold every text;"
                        + " take characterEncoding, characterSetResults and connectionCollation out of"
                        + " spring.datasource.url");
    }

    @Test
    void a_newer_rollcall_was_here() {
        start(url, null, null);
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) VALUES (900, '901', 'later', 'SQL', 'V901__later.sql', 1,"
                + " 'root', 1, 1)");

        assertThat(refusal(url))
                .matches("the database " + schema + " on " + Pattern.quote(server) + " was migrated by a newer"
                        + " Rollcall, to version 901, and this one knows it up to \\d+; start the newer Rollcall, or"
                        + " restore the backup from before the upgrade");
    }

    @Test
    void a_migration_ended_halfway() {
        start(url, null, null);
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '4'");

        assertThat(refusal(url))
                .isEqualTo("the migration of the database " + schema + " on " + server + " to version 4 (first try)"
                        + " ended halfway; restore the backup from before the upgrade and start again");
    }

    @Test
    void a_migration_is_not_the_one_that_was_run() {
        start(url, null, null);
        execute("UPDATE flyway_schema_history SET checksum = 4711 WHERE version = '3'");

        assertThat(refusal(url))
                .isEqualTo("the database " + schema + " on " + server + " was made by another build of Rollcall: its"
                        + " version 3 is not this one's; start that build, or give this one an empty database");
    }

    @Test
    void a_migration_does_not_fit_what_is_there() {
        start(url, null, null);
        execute("DELETE FROM flyway_schema_history WHERE installed_rank > 2");

        assertThat(refusal(url))
                .startsWith(
                        "the database " + schema + " on " + server + " could not be brought up to date (error 1050,")
                .contains("Table 'item' already exists")
                .doesNotContain("\n");
    }

    @Test
    void the_database_is_somebody_elses() {
        execute("CREATE TABLE orders (id INT)");

        assertThat(refusal(url))
                .isEqualTo("the database " + schema + " on " + server
                        + " holds tables that are not Rollcall's; give it a database of its own");
    }

    @Test
    void the_embedded_database_is_in_use() {
        String file = "jdbc:h2:file:" + folder.resolve("db") + TestDatabase.H2_OPTIONS;
        try (HikariDataSource other = pool(file, "rollcall", "")) {
            JdbcClient.create(other).sql("SELECT 1").query().singleValue();

            // One process opens a file as often as it likes; the lock between two is tried by the packaged bot.
            start(file, "rollcall", "");
            assertThat(refusal(file, "rollcall", PASSWORD))
                    .isEqualTo("the database file was made with another user or password; check"
                            + " spring.datasource.username and .password");
        }
    }

    private void createUser(String rights) {
        execute("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'", "GRANT " + rights + " TO " + USER);
    }

    /** The database without a user. */
    private String address() {
        return "jdbc:mysql://" + server + "/" + schema;
    }

    private String refusal(String database) {
        return refusal(database, null, null);
    }

    private String refusal(String database, String user, String password) {
        UnusableDatabaseException refusal =
                catchThrowableOfType(UnusableDatabaseException.class, () -> start(database, user, password));
        assertThat(refusal).isNotNull();
        assertThat(refusal).hasMessageNotContaining(PASSWORD).hasMessageNotContaining("\n");
        // At debug the log holds the causes.
        assertThat(Stream.iterate((Throwable) refusal, each -> each != null, Throwable::getCause))
                .noneMatch(cause -> String.valueOf(cause.getMessage()).contains(PASSWORD));
        return refusal.getMessage();
    }

    private static void start(String database, String user, String password) {
        try (HikariDataSource pool = pool(database, user, password)) {
            new DatabaseStart(pool, new DatabaseCheck())
                    .migrate(Flyway.configure()
                            .dataSource(pool)
                            .javaMigrations(new ItemGramsMigration())
                            .load());
        }
    }

    private static HikariDataSource pool(String database, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(2);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return (HikariDataSource) new MySqlDefaults().postProcessAfterInitialization(pool, "dataSource");
    }

    private List<String> tables() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW TABLES")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String one(String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String... commands) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
