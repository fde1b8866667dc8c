package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.team.TeamId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A ledger that was there before its items could be looked up by words. */
abstract class ItemGramsMigrationSuite {

    private static final TeamId HARBOUR = new TeamId("harbour");
    private static final TeamId QUAY = new TeamId("quay");

    @Test
    void what_an_older_rollcall_stored_is_found_after_the_upgrade() {
        String url = freshDatabase("older");
        Flyway.configure().dataSource(url, user(url), "").target("7").load().migrate();
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, user(url), ""));
        for (int item = 1; item <= 260; item++) {
            jdbc.sql("INSERT INTO item (id, team, section, title, first_week, last_week)"
                            + " VALUES (?, ?, 'cranes', ?, '2024-W48', '2024-W49')")
                    .params(item * 100, item % 2 == 0 ? "harbour" : "quay", "吊机 " + item)
                    .update();
            for (int week = 48; week < 50; week++) {
                jdbc.sql("INSERT INTO statement (item, week, team, section, ordinal, depth, text, facts)"
                                + " VALUES (?, ?, ?, 'cranes', ?, 1, ?, '[]')")
                        .params(item * 100, "2024-W" + week, item % 2 == 0 ? "harbour" : "quay", item)
                        .param("检修 " + item + "/" + week + " 🏗️ " + rare(item, week))
                        .update();
            }
        }

        try (TestDatabase upgraded = TestDatabase.at(url)) {
            Ledger ledger = upgraded.get(Ledger.class);
            assertThat(ledger.items(HARBOUR, "检修 104/48", 10))
                    .extracting(LedgerItem::title)
                    .containsExactly("吊机 104");
            assertThat(ledger.items(QUAY, "吊机 259", 10)).hasSize(1);
            assertThat(ledger.items(QUAY, "检修 104/48", 10)).isEmpty();
            assertThat(ledger.items(HARBOUR, "🏗", 500)).hasSize(130);
            // More pairs of characters than are held in memory at a time.
            assertThat(upgraded.jdbc()
                            .sql("SELECT COUNT(*) FROM item_gram")
                            .query(Integer.class)
                            .single())
                    .isGreaterThan(30_000);
            for (int item = 2; item <= 260; item += 43) {
                assertThat(ledger.items(
                                item % 2 == 0 ? HARBOUR : QUAY, rare(item, 48).substring(9), 10))
                        .extracting(LedgerItem::id)
                        .containsExactly(item * 100L);
            }
        }
    }

    @Test
    void what_is_filled_in_finds_the_same_and_interrupted_it_comes_to_the_same_the_next_time() {
        String url = freshDatabase("halfway");
        LedgerOfRandomWords random = new LedgerOfRandomWords(4711);
        try (TestDatabase database = TestDatabase.at(url, "9")) {
            // Today's ledger writes what a later migration adds.
            database.jdbc()
                    .sql("ALTER TABLE statement ADD COLUMN known_by VARCHAR(20) NULL")
                    .update();
            random.fill(database.get(Ledger.class), HARBOUR);
            new LedgerOfRandomWords(4712).fill(database.get(Ledger.class), QUAY);
            lose(database.jdbc(), "1 = 1");
        }

        List<String> filled;
        try (TestDatabase database = TestDatabase.at(url, "9")) {
            for (int i = 0; i < 50; i++) {
                String query = random.query();
                assertThat(database.get(Ledger.class).items(HARBOUR, query, 500))
                        .as("query <%s>", query)
                        .extracting(LedgerItem::id)
                        .isEqualTo(random.holding(query, 500));
            }
            filled = rows(database.jdbc());
            lose(database.jdbc(), "gram % 3 = 0");
            assertThat(rows(database.jdbc())).hasSizeBetween(200, filled.size() - 200);
        }

        try (TestDatabase again = TestDatabase.at(url, "9")) {
            assertThat(rows(again.jdbc())).isEqualTo(filled);
        }
    }

    private static void lose(JdbcClient jdbc, String which) {
        jdbc.sql("DELETE FROM item_gram WHERE " + which).update();
        jdbc.sql("DELETE FROM flyway_schema_history WHERE version = '9'").update();
    }

    /** Characters that hardly two items share a pair of. */
    private static String rare(int item, int week) {
        return new Random(item * 100L + week)
                .ints(60, 0x4e00, 0x9f00)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The URL of an empty database. */
    abstract String freshDatabase(String name);

    /** As Spring Boot names it. */
    private static @Nullable String user(String url) {
        return url.startsWith("jdbc:h2:") ? "sa" : null;
    }

    private static List<String> rows(JdbcClient jdbc) {
        return jdbc.sql("SELECT team, gram, block, items FROM item_gram ORDER BY team, gram, block")
                .query((row, n) -> row.getString("team") + " " + row.getLong("gram") + " " + row.getInt("block") + " "
                        + Arrays.toString(row.getBytes("items")))
                .list();
    }
}
