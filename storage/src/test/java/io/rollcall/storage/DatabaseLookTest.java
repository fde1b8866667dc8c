package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.storage.DatabaseLook.Found;
import io.rollcall.storage.mysql.MySqlServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseLookTest {

    private static final String USER = "rollcall";

    @TempDir
    Path folder;

    @Test
    void anH2FileThatIsNotThereIsNotMade() throws IOException {
        assertThat(DatabaseLook.look(h2(), USER, "")).isEqualTo(new Found.New());

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anH2FileThatABotHasUsedIsCurrent() {
        migrate(h2(), USER, null);

        assertThat(DatabaseLook.look(h2(), USER, "")).isInstanceOf(Found.Current.class);
    }

    @Test
    void anOlderSchemaIsBehindAndStaysSo() {
        migrate(h2(), USER, "2");

        for (int look = 0; look < 2; look++) {
            assertThat(DatabaseLook.look(h2(), USER, "")).isInstanceOfSatisfying(Found.Behind.class, behind -> {
                assertThat(behind.version()).isEqualTo("2");
                assertThat(behind.steps()).isGreaterThan(3);
            });
        }
    }

    @Test
    void anH2FileThatAnotherProcessHasIsInUse() throws IOException {
        migrate(h2(), USER, null);
        try (FileChannel file = FileChannel.open(
                        folder.resolve("db.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(DatabaseLook.look(h2(), USER, "")).isEqualTo(new Found.InUse());
        }
    }

    @Test
    void anotherPasswordIsToldWithoutIt() {
        migrate(h2(), USER, null);

        assertThatThrownBy(() -> DatabaseLook.look(h2(), USER, "s3cret"))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("spring.datasource.username and .password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aNewerSchemaIsNoneForThisRelease() throws SQLException {
        migrate(h2(), USER, null);
        try (Connection connection = DriverManager.getConnection(h2(), USER, "");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                            + " \"script\", \"installed_by\", \"execution_time\", \"success\") VALUES (99, '999',"
                            + " 'later', 'SQL', 'V999__later.sql', 'x', 1, TRUE)");
        }

        assertThatThrownBy(() -> DatabaseLook.look(h2(), USER, ""))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("migrated by a newer Rollcall");
    }

    @Test
    void whatIsNoDatabaseIsToldWithAnExample() {
        assertThatThrownBy(() -> DatabaseLook.look("jdbc:nothing:here?password=s3cret", USER, ""))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("jdbc:mysql://127.0.0.1:3306/rollcall")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void mySqlIsLookedAtLikewise() {
        String url = MySqlServer.shared().freshSchema("look");

        assertThat(DatabaseLook.look(url, "", "")).isEqualTo(new Found.New());
        assertThat(tables(url)).isEmpty();

        migrate(url, null, "2");
        assertThat(DatabaseLook.look(url, "", "")).isInstanceOf(Found.Behind.class);
        migrate(url, null, null);
        assertThat(DatabaseLook.look(url, "", "")).isInstanceOf(Found.Current.class);
        assertThatThrownBy(() -> DatabaseLook.look(url.replaceFirst("/rollcall_test_look[^?]*", "/nowhere"), "", ""))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("there is no database nowhere");
    }

    private String h2() {
        return "jdbc:h2:file:" + folder.resolve("db")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
    }

    private static void migrate(String url, String user, String target) {
        var flyway = Flyway.configure().dataSource(url, user, user == null ? null : "");
        if (target != null) {
            flyway.target(target);
        }
        flyway.javaMigrations(new ItemGramsMigration()).load().migrate();
    }

    private static Stream<String> tables(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            Stream.Builder<String> names = Stream.builder();
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
            return names.build();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
