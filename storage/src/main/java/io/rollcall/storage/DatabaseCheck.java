package io.rollcall.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the start when the database is set up in a way that would lose or miss something later. */
final class DatabaseCheck {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCheck.class);

    private static final String UTF8 = "utf8mb4";
    private static final int OLDEST_MYSQL = 8;

    /** Whether a MySQL server can hold everything, and knows what is asked of it; before anything is written to it. */
    void mySql(Connection connection, DatabaseFaults faults) throws SQLException {
        if (connection.getCatalog() == null || connection.getCatalog().isEmpty()) {
            throw faults.noName();
        }
        try (Statement statement = connection.createStatement();
                ResultSet server = statement.executeQuery(
                        "SELECT VERSION(), @@character_set_database, @@character_set_client, @@character_set_connection,"
                                + " @@innodb_flush_log_at_trx_commit")) {
            server.next();
            String version = server.getString(1);
            if (version.contains("MariaDB") || connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MYSQL) {
                throw faults.notMySql8(version);
            }
            if (!server.getString(2).equals(UTF8)) {
                throw faults.databaseCharacterSet(server.getString(2));
            }
            for (int column = 3; column <= 4; column++) {
                if (!server.getString(column).equals(UTF8)) {
                    throw faults.connectionCharacterSet(server.getString(column));
                }
            }
            warnOfLateWriting(server.getString(5));
        }
    }

    /** No reason not to start, as somebody may want it so; but nobody should come by it unawares. */
    private static void warnOfLateWriting(String flush) {
        if (!flush.equals("1")) {
            log.warn(
                    "The MySQL server writes up to a second after a commit (innodb_flush_log_at_trx_commit is {}), so that"
                            + " what was acknowledged may be lost with its machine; set it to 1 there",
                    flush);
        }
    }

    /** How the application's own connections are set. */
    void settings(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            requireReadCommitted(connection);
            requireAutoCommit(connection);
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                requireWriteAtCommit(connection);
            }
        }
    }

    /**
     * Under MySQL's default, {@code REPEATABLE READ}, a transaction that waited for a round to be free would go on
     * reading the replies as they were before the wait.
     */
    private static void requireReadCommitted(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            throw new UnusableDatabaseException("transactions on this database are not READ COMMITTED; set"
                    + " spring.datasource.hikari.transaction-isolation to TRANSACTION_READ_COMMITTED");
        }
    }

    /** What is stored outside of a transaction would be acknowledged, then rolled back when its connection is returned. */
    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new UnusableDatabaseException(
                    "connections to this database do not commit by themselves, so that what was acknowledged would be"
                            + " lost; take spring.datasource.hikari.auto-commit away or set it to true");
        }
    }

    /** By default H2 writes up to half a second after the commit; a message would be acknowledged, then lost. */
    private static void requireWriteAtCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SELECT setting_value FROM information_schema.settings"
                        + " WHERE setting_name = 'WRITE_DELAY'")) {
            if (setting.next() && !setting.getString(1).equals("0")) {
                throw new UnusableDatabaseException("this H2 database writes " + setting.getString(1)
                        + " ms after a commit, so that a crash would lose what was acknowledged; add ;WRITE_DELAY=0 to"
                        + " spring.datasource.url");
            }
        }
    }
}
