package io.rollcall.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Makes sure at the start that the database can be used, brings it up to date, and checks what it is set to. Anything
 * that is wrong ends the start with one line for the operator, before a pool has begun to try and to complain.
 */
final class DatabaseStart implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(DatabaseStart.class);

    private final DataSource dataSource;
    private final DatabaseCheck check;

    DatabaseStart(DataSource dataSource, DatabaseCheck check) {
        this.dataSource = dataSource;
        this.check = check;
    }

    /** @throws UnusableDatabaseException when the database cannot be used as it is set up */
    @Override
    public void migrate(Flyway flyway) {
        try {
            if (dataSource instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
                migrate(flyway, pool);
            } else {
                bringUpToDate(flyway, new DatabaseFaults(new DatabaseAddress("", "")));
            }
            check.settings(dataSource);
        } catch (UnusableDatabaseException e) {
            log.debug("The database cannot be used", e);
            throw e;
        } catch (SQLException e) {
            throw new UnusableDatabaseException("the database cannot be asked for its settings", e);
        }
    }

    private void migrate(Flyway flyway, HikariDataSource pool) throws SQLException {
        String url = pool.getJdbcUrl();
        DatabaseFaults faults = new DatabaseFaults(DatabaseAddress.of(url));
        Direct direct = new Direct(url, pool);
        // Held until the pool has connections of its own: an H2 database in memory is gone with its last one.
        try (Connection first = connect(direct, faults)) {
            if (DatabaseAddress.isMySql(url)) {
                check.mySql(first, faults);
                // Not through the pool, whose connections give up on a statement that takes long, as a change of a
                // large table does.
                bringUpToDate(
                        Flyway.configure()
                                .configuration(flyway.getConfiguration())
                                .dataSource(direct)
                                .load(),
                        faults);
            } else {
                bringUpToDate(flyway, faults);
            }
        }
    }

    private static Connection connect(Direct direct, DatabaseFaults faults) {
        Driver driver;
        try {
            driver = DriverManager.getDriver(direct.url);
        } catch (SQLException e) {
            // Its message would quote the URL.
            throw DatabaseFaults.unknownUrl();
        }
        try {
            return direct.connect(driver);
        } catch (SQLException e) {
            throw faults.noConnection(e);
        }
    }

    private static void bringUpToDate(Flyway flyway, DatabaseFaults faults) {
        try {
            MigrationInfo[] all = flyway.info().all();
            UnusableDatabaseException problem = faults.schema(all, latestKnown(all));
            if (problem != null) {
                throw problem;
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw faults.migration(e);
        }
    }

    static String latestKnown(MigrationInfo[] all) {
        return Arrays.stream(all)
                .filter(one -> one.getState().isResolved() && one.getVersion() != null)
                .map(one -> Objects.toString(one.getVersion()))
                .reduce("0", (before, version) -> version);
    }

    /** Connections as the pool would make them, but without a pool, and with all the time a statement may take. */
    private static final class Direct extends AbstractDataSource {

        private final String url;
        private final Properties properties = new Properties();

        Direct(String url, HikariDataSource pool) {
            this.url = url;
            pool.getDataSourceProperties()
                    .forEach((key, value) -> properties.setProperty((String) key, value.toString()));
            if (pool.getUsername() != null) {
                properties.setProperty("user", pool.getUsername());
            }
            if (pool.getPassword() != null) {
                properties.setProperty("password", pool.getPassword());
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            return connect(DriverManager.getDriver(url));
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        private Connection connect(Driver driver) throws SQLException {
            Connection connection = driver.connect(url, properties);
            if (connection == null) {
                throw new SQLException("the driver does not take this URL", "08001");
            }
            if (DatabaseAddress.isMySql(url)) {
                connection.setNetworkTimeout(Runnable::run, 0);
            }
            return connection;
        }
    }
}
