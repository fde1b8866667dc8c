package io.rollcall.storage;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Stores a moment as its UTC date and time, to the millisecond.
 *
 * <p>MyBatis' own handler goes through {@code java.sql.Timestamp} and thereby through the time zone of the JVM: what
 * one machine wrote, another would read hours off.
 */
final class InstantHandler implements TypeHandler<Instant> {

    @Override
    public void setParameter(
            PreparedStatement statement, int index, @Nullable Instant value, @Nullable JdbcType jdbcType)
            throws SQLException {
        // Cut here, because the databases would round up, and a moment must not be read back later than it was.
        statement.setObject(
                index,
                value == null ? null : LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
    }

    @Override
    public @Nullable Instant getResult(ResultSet row, String column) throws SQLException {
        return toInstant(row.getObject(column, LocalDateTime.class));
    }

    @Override
    public @Nullable Instant getResult(ResultSet row, int column) throws SQLException {
        return toInstant(row.getObject(column, LocalDateTime.class));
    }

    @Override
    public @Nullable Instant getResult(CallableStatement call, int column) throws SQLException {
        return toInstant(call.getObject(column, LocalDateTime.class));
    }

    private static @Nullable Instant toInstant(@Nullable LocalDateTime stored) {
        return stored == null ? null : stored.toInstant(ZoneOffset.UTC);
    }
}
