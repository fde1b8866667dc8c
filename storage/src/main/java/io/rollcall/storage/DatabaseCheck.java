package io.rollcall.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;

/** Stops the start when the database is set up in a way that would lose or miss something later. */
final class DatabaseCheck implements InitializingBean {

    private final DataSource dataSource;

    DatabaseCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            requireReadCommitted(connection);
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
            throw new IllegalStateException("transactions on this database are not READ COMMITTED; set"
                    + " spring.datasource.hikari.transaction-isolation to TRANSACTION_READ_COMMITTED");
        }
    }

    /** By default H2 writes up to half a second after the commit; a message would be acknowledged, then lost. */
    private static void requireWriteAtCommit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SELECT setting_value FROM information_schema.settings"
                        + " WHERE setting_name = 'WRITE_DELAY'")) {
            if (setting.next() && !setting.getString(1).equals("0")) {
                throw new IllegalStateException("this H2 database writes " + setting.getString(1)
                        + " ms after a commit, so that a crash would lose what was acknowledged; add ;WRITE_DELAY=0 to"
                        + " spring.datasource.url");
            }
        }
    }
}
