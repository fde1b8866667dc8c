package io.rollcall.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks at a database from outside, without changing it, so that it can be told before a start how one would go. */
public final class DatabaseLook {

    /** H2's {@code DATABASE_ALREADY_OPEN_1}, {@code DATABASE_NOT_FOUND_WITH_IF_EXISTS_1}. */
    private static final int H2_IN_USE = 90020;

    private static final int H2_MISSING = 90146;

    private DatabaseLook() {}

    /** How a database was found. */
    public sealed interface Found {

        /** A start would have nothing to do. */
        record Current(String version) implements Found {}

        /** The next start brings it up to date. */
        record Behind(String version, int steps) implements Found {}

        /** There is none yet, or nothing in it; the first start makes what it needs. */
        record New() implements Found {}

        /** An H2 file admits one process, and another one has it, most likely the bot. */
        record InUse() implements Found {}
    }

    /**
     * Looks at the database that these settings name.
     *
     * @param url      {@code spring.datasource.url}
     * @param user     {@code spring.datasource.username}; empty where the URL names the user
     * @param password {@code spring.datasource.password}
     * @throws UnusableDatabaseException when the bot could not be started on it; the message says what to do
     */
    public static Found look(String url, String user, String password) {
        DatabaseFaults faults = new DatabaseFaults(DatabaseAddress.of(url));
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            // Its message would quote the URL.
            throw DatabaseFaults.unknownUrl();
        }
        DataSource source = source(url, user, password);
        try (Connection connection = source.getConnection()) {
            if (DatabaseAddress.isMySql(url)) {
                new DatabaseCheck().mySql(connection, faults);
            }
            // Of an H2 database in memory nothing would be left without this connection.
            return schema(source, faults);
        } catch (SQLException e) {
            if (e.getErrorCode() == H2_MISSING) {
                return new Found.New();
            }
            if (e.getErrorCode() == H2_IN_USE) {
                return new Found.InUse();
            }
            throw faults.noConnection(e);
        }
    }

    private static DataSource source(String url, String user, String password) {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        if (DatabaseAddress.isMySql(url)) {
            MySqlDefaults.of(url).forEach(properties::setProperty);
        }
        // H2 makes a database that is not there, unless it is told not to.
        return new DriverManagerDataSource(url.startsWith("jdbc:h2:") ? url + ";IFEXISTS=TRUE" : url, properties);
    }

    private static Found schema(DataSource source, DatabaseFaults faults) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(source)
                    .javaMigrations(new ItemGramsMigration())
                    .load();
            MigrationInfo[] all = flyway.info().all();
            UnusableDatabaseException problem = faults.schema(all, DatabaseStart.latestKnown(all));
            if (problem != null) {
                throw problem;
            }
            MigrationInfo current = flyway.info().current();
            if (current == null) {
                return new Found.New();
            }
            int pending = flyway.info().pending().length;
            String version = Objects.toString(current.getVersion(), "?");
            return pending == 0 ? new Found.Current(version) : new Found.Behind(version, pending);
        } catch (FlywayException e) {
            throw faults.migration(e);
        }
    }
}
