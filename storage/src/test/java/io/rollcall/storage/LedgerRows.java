package io.rollcall.storage;

import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import io.rollcall.core.team.TeamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a ledger as {@link Ledger} would, but many at once, for whoever needs years of them. Nothing is
 * committed.
 */
public final class LedgerRows implements AutoCloseable {

    private final Connection connection;
    private final TeamId team;
    private final PreparedStatement items;
    private final PreparedStatement statements;
    private final ItemGrams.Batch findable = new ItemGrams.Batch();

    /** @param connection best to MySQL with {@code rewriteBatchedStatements} */
    public LedgerRows(Connection connection, TeamId team) throws SQLException {
        this.connection = connection;
        this.team = team;
        this.items = connection.prepareStatement(insertInto("item", LedgerMapper.ITEM));
        this.statements = connection.prepareStatement(insertInto("statement", "team, " + LedgerMapper.STATEMENT));
    }

    private static String insertInto(String table, String columns) {
        int count = columns.split(",").length;
        return "INSERT INTO " + table + " (" + columns + ") VALUES ("
                + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** To be called for every item once, before its statements are {@linkplain #flush flushed}. */
    public void add(LedgerItem item) throws SQLException {
        add(items, item.id(), team, item.section(), item.title(), item.firstWeek(), item.lastWeek());
    }

    /** @param statement as stored, with item, ordinal and parent */
    public void add(Statement statement) throws SQLException {
        StatementRow row = StatementRow.of(statement);
        add(
                statements,
                team,
                row.item(),
                row.week(),
                row.round(),
                row.section(),
                row.ordinal(),
                row.depth(),
                row.parent(),
                row.label(),
                row.text(),
                row.status(),
                row.facts(),
                row.member(),
                row.reply(),
                row.knownBy());
        findable.add(statement.item(), statement.title());
        findable.add(statement.item(), statement.text());
    }

    /** Writes what was added. */
    public void flush() throws SQLException {
        items.executeBatch();
        statements.executeBatch();
        if (findable.isFull()) {
            ItemGrams.write(connection, team.value(), findable);
        }
    }

    @Override
    public void close() throws SQLException {
        flush();
        ItemGrams.write(connection, team.value(), findable);
        items.close();
        statements.close();
    }

    private static void add(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        int parameter = 0;
        for (Object value : Arrays.asList(values)) {
            statement.setObject(++parameter, value == null || value instanceof Number ? value : value.toString());
        }
        statement.addBatch();
    }
}
