package io.rollcall.storage;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/** Stores a value as the text that its {@code toString} writes and {@code parse} reads. */
final class TextHandler<T> implements TypeHandler<T> {

    private final Function<String, T> parse;

    TextHandler(Function<String, T> parse) {
        this.parse = parse;
    }

    @Override
    public void setParameter(PreparedStatement statement, int index, @Nullable T value, @Nullable JdbcType jdbcType)
            throws SQLException {
        statement.setString(index, value == null ? null : value.toString());
    }

    @Override
    public @Nullable T getResult(ResultSet row, String column) throws SQLException {
        return toValue(row.getString(column));
    }

    @Override
    public @Nullable T getResult(ResultSet row, int column) throws SQLException {
        return toValue(row.getString(column));
    }

    @Override
    public @Nullable T getResult(CallableStatement call, int column) throws SQLException {
        return toValue(call.getString(column));
    }

    private @Nullable T toValue(@Nullable String stored) {
        return stored == null ? null : parse.apply(stored);
    }
}
