package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.ledger.LedgerItem;
import io.rollcall.core.ledger.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class LedgerOnMySqlTest extends LedgerSuite {

    LedgerOnMySqlTest() {
        super(TestDatabase.mySql());
    }

    /** What it took to find the same by comparing texts were 40,000 rows. */
    @Test
    void a_search_reads_few_rows_of_a_large_ledger() throws SQLException {
        fill(20_000);

        assertThat(read("堤坝", 0)).as("said of no item").isLessThan(20);
        assertThat(read("第19000次", 1)).as("said of one item").isLessThan(150);
        assertThat(read("浮标", 20)).as("said of a few items").isLessThan(200);
        assertThat(read("检修", 500)).as("said of every item").isLessThan(2500);
    }

    private void fill(int items) throws SQLException {
        try (Connection connection = database.get(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (LedgerRows rows = new LedgerRows(connection, HARBOUR)) {
                for (int n = 1; n <= items; n++) {
                    ReportWeek week = WEEK.plus(n / 100);
                    String text = (n % 1000 == 0 ? "浮标" : "吊机") + "检修第" + n + "次";
                    rows.add(new LedgerItem(n, HARBOUR, CRANES, text, week, week));
                    rows.add(new Statement(
                            n, week, null, CRANES, 1 + n % 100, 1, null, null, text, null, List.of(), null, null));
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** How many rows are read, from tables and indexes, to find this. */
    private long read(String query, int found) {
        return database.inTransaction(() -> {
            long before = rowsRead();
            assertThat(database.get(Ledger.class).items(HARBOUR, query, 500))
                    .as(query)
                    .hasSize(found);
            return rowsRead() - before;
        });
    }

    private long rowsRead() {
        return jdbc()
                .sql("SHOW SESSION STATUS LIKE 'Handler_read%'")
                .query((row, number) -> row.getLong("Value"))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
