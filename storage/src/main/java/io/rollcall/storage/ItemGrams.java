package io.rollcall.storage;

import io.rollcall.core.team.TeamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps by which {@link Grams} a team's items can be found. Only ever added to: what an item no longer says may still
 * lead to it, and whoever looks it up reads what it does say.
 *
 * <p>A row tells for one gram which items of a block have it, see {@link PackedItems}. A report of a thousand lines so
 * touches a few thousand rows instead of a row for every gram of every line, and a search reads a few rows a gram
 * however many items there are. Writers of one team take turns, from their first write until they commit.
 */
final class ItemGrams {

    /** So many rows in one statement. */
    private static final int ROWS = 500;

    /** No character, so it is no gram; its row is what the writers of a team take turns by. */
    private static final long TURN = 0;

    private final JdbcTemplate jdbc;

    ItemGrams(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what was gathered, in the caller's transaction, and empties the batch. */
    void add(TeamId team, Batch batch) {
        Transactions.require("ItemGrams.add");
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            write(connection, team.value(), batch);
            return true;
        });
    }

    /** The same on a connection that commits when the caller has it commit. */
    static void write(Connection connection, String team, Batch batch) throws SQLException {
        if (batch.rows == 0) {
            return;
        }
        upsert(connection, team, List.of(new Row(TURN, 0, new byte[0])));
        for (Map.Entry<Integer, Map<Long, BitSet>> block : batch.blocks.entrySet()) {
            List<Long> grams = new ArrayList<>(block.getValue().keySet());
            for (int from = 0; from < grams.size(); from += ROWS) {
                List<Long> some = grams.subList(from, Math.min(grams.size(), from + ROWS));
                List<Row> changed = merged(connection, team, block.getKey(), some, block.getValue());
                if (!changed.isEmpty()) {
                    upsert(connection, team, changed);
                }
            }
        }
        batch.clear();
    }

    /** What is to be found by what, until it is written. */
    static final class Batch {

        /** Takes some twenty megabytes at most. */
        private static final int FULL = 20_000;

        private final TreeMap<Integer, Map<Long, BitSet>> blocks = new TreeMap<>();
        private int rows;

        void add(long item, String text) {
            Map<Long, BitSet> block = blocks.computeIfAbsent(PackedItems.block(item), any -> new TreeMap<>());
            int before = block.size();
            for (long gram : Grams.of(Grams.fold(text))) {
                block.computeIfAbsent(gram, any -> new BitSet()).set(PackedItems.place(item));
            }
            rows += block.size() - before;
        }

        /** Whether it is time to write. */
        boolean isFull() {
            return areFull(List.of(this));
        }

        /** Whether it is time to write these, which are held together. */
        static boolean areFull(Collection<Batch> batches) {
            return batches.stream().mapToInt(batch -> batch.rows).sum() >= FULL;
        }

        private void clear() {
            blocks.clear();
            rows = 0;
        }
    }

    private record Row(long gram, int block, byte[] items) {}

    private static List<Row> merged(
            Connection connection, String team, int block, List<Long> grams, Map<Long, BitSet> added)
            throws SQLException {
        Map<Long, BitSet> stored = stored(connection, team, block, grams);
        List<Row> changed = new ArrayList<>();
        for (long gram : grams) {
            BitSet items = stored.getOrDefault(gram, new BitSet());
            int before = items.cardinality();
            items.or(added.getOrDefault(gram, new BitSet()));
            if (items.cardinality() > before) {
                changed.add(new Row(gram, block, PackedItems.pack(items)));
            }
        }
        return changed;
    }

    private static Map<Long, BitSet> stored(Connection connection, String team, int block, List<Long> grams)
            throws SQLException {
        String sql = "SELECT gram, items FROM item_gram WHERE team = ? AND block = ? AND gram IN (?"
                + ", ?".repeat(grams.size() - 1) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 0;
            statement.setString(++parameter, team);
            statement.setInt(++parameter, block);
            for (long gram : grams) {
                statement.setLong(++parameter, gram);
            }
            Map<Long, BitSet> stored = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getLong("gram"), PackedItems.unpack(rows.getBytes("items")));
                }
            }
            return stored;
        }
    }

    private static void upsert(Connection connection, String team, List<Row> rows) throws SQLException {
        String sql = "INSERT INTO item_gram (team, gram, block, items) VALUES (?, ?, ?, ?)"
                + ", (?, ?, ?, ?)".repeat(rows.size() - 1) + " ON DUPLICATE KEY UPDATE items = VALUES(items)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 0;
            for (Row row : rows) {
                statement.setString(++parameter, team);
                statement.setLong(++parameter, row.gram());
                statement.setInt(++parameter, row.block());
                statement.setBytes(++parameter, row.items());
            }
            statement.executeUpdate();
        }
    }
}
