package io.rollcall.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the table of {@link ItemGrams}, and fills it with what the ledger holds already: a part of the items at a time,
 * each part committed by itself, so that neither memory nor the database's log has to hold all of it. Interrupted, it
 * begins anew and finds most of it done.
 */
final class ItemGramsMigration implements JavaMigration {

    /** So many items' statements are read at a time. */
    private static final int ITEMS = 50;

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS item_gram (
                team  VARCHAR(40)     NOT NULL,
                gram  BIGINT          NOT NULL COMMENT 'a character, or two that stand side by side: first * 2^21 + second',
                block INT             NOT NULL COMMENT 'the items from block * 8192 on',
                items VARBINARY(1024) NOT NULL COMMENT 'which of them: places of two bytes each, or, when 1024 bytes, a bit each',
                PRIMARY KEY (team, gram, block)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='By which characters items can be found'
            """;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("9");
    }

    @Override
    public String getDescription() {
        return "search";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        boolean commitsByItself = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            fill(connection);
        } finally {
            connection.setAutoCommit(commitsByItself);
        }
    }

    private static void fill(Connection connection) throws SQLException {
        Map<String, ItemGrams.Batch> batches = new HashMap<>();
        long last = 0;
        for (Map<Long, String> teams = titles(connection, last, batches);
                !teams.isEmpty();
                teams = titles(connection, last, batches)) {
            long first = last;
            last = teams.keySet().stream().max(Long::compare).orElse(last);
            statements(connection, first, last, teams, batches);
            if (ItemGrams.Batch.areFull(batches.values())) {
                write(connection, batches);
            }
        }
        write(connection, batches);
    }

    private static void write(Connection connection, Map<String, ItemGrams.Batch> batches) throws SQLException {
        for (Map.Entry<String, ItemGrams.Batch> batch : batches.entrySet()) {
            ItemGrams.write(connection, batch.getKey(), batch.getValue());
            connection.commit();
        }
    }

    /** Takes the titles of the next items, and returns whose they are. */
    private static Map<Long, String> titles(Connection connection, long after, Map<String, ItemGrams.Batch> batches)
            throws SQLException {
        Map<Long, String> teams = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, team, title FROM item WHERE id > ? ORDER BY id LIMIT " + ITEMS)) {
            statement.setLong(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String team = rows.getString("team");
                    teams.put(rows.getLong("id"), team);
                    batches.computeIfAbsent(team, any -> new ItemGrams.Batch())
                            .add(rows.getLong("id"), rows.getString("title"));
                }
            }
        }
        return teams;
    }

    private static void statements(
            Connection connection, long after, long last, Map<Long, String> teams, Map<String, ItemGrams.Batch> batches)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT item, text FROM statement WHERE item > ? AND item <= ?")) {
            statement.setLong(1, after);
            statement.setLong(2, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String team = teams.get(rows.getLong("item"));
                    ItemGrams.Batch batch = team == null ? null : batches.get(team);
                    if (batch != null) {
                        batch.add(rows.getLong("item"), rows.getString("text"));
                    }
                }
            }
        }
    }
}
