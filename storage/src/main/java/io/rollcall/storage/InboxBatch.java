package io.rollcall.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many deliveries in one statement, by plain JDBC: a statement of several rows is all or nothing by itself, so it needs
 * no transaction around it and goes to the server and back once. MyBatis would build it row by row for longer than the
 * database takes to store it.
 */
final class InboxBatch {

    private static final String INTO = "INSERT INTO inbox (platform, app, delivery_key, sender, lane, payload,"
            + " received_at, state, attempts, next_try_at) VALUES ";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, 'NEW', 0, ?)";

    private final JdbcTemplate jdbc;

    InboxBatch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores all of them, or none.
     *
     * @param within for how long the database's answer is waited for, where its driver can tell
     * @throws DataIntegrityViolationException when one of them is stored already or does not fit
     */
    void insert(List<Delivery> deliveries, Duration within) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            waitAtMost(connection, within);
            return insert(connection, deliveries);
        });
    }

    /** Has the caller's transaction wait no longer than this for each of the database's answers. */
    void waitAtMost(Duration within) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            waitAtMost(connection, within);
            return true;
        });
    }

    /**
     * Otherwise a server that has gone without a word would be waited for as long as the operating system does. The pool
     * sets it back when it gets the connection back; H2 has no network to wait for and ignores it.
     */
    private static void waitAtMost(Connection connection, Duration within) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(within.toMillis()));
    }

    private static int insert(Connection connection, List<Delivery> deliveries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql(deliveries.size()))) {
            int parameter = 0;
            for (Delivery delivery : deliveries) {
                LocalDateTime receivedAt = utc(delivery.receivedAt());
                statement.setString(++parameter, delivery.platform());
                statement.setString(++parameter, delivery.app());
                statement.setString(++parameter, delivery.key());
                statement.setString(++parameter, delivery.sender());
                statement.setString(++parameter, delivery.lane());
                statement.setString(++parameter, delivery.payload());
                statement.setObject(++parameter, receivedAt);
                statement.setObject(++parameter, receivedAt);
            }
            return statement.executeUpdate();
        }
    }

    private static String sql(int rows) {
        return INTO + ROW + (", " + ROW).repeat(rows - 1);
    }

    /** As {@link InstantHandler} stores it. */
    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }
}
