package io.rollcall.storage;

import java.time.Duration;

class OutboxGrowthOnMySqlTest extends OutboxGrowthSuite {

    OutboxGrowthOnMySqlTest() {
        super(TestDatabase.mySql(), 200_000);
    }

    @Override
    long rowsReadForAClaim() {
        return database.inTransaction(() -> {
            long before = rowsRead();
            outbox.claimDue(MAIN, NOW, Duration.ofSeconds(60), 8);
            return rowsRead() - before;
        });
    }

    /** By this transaction's connection, of tables and indexes. */
    private long rowsRead() {
        return jdbc().sql("""
                        SELECT SUM(variable_value) FROM performance_schema.session_status
                        WHERE variable_name LIKE 'Handler_read%'
                        """).query(Long.class).single();
    }

    @Override
    void analyse() {
        jdbc().sql("ANALYZE TABLE outbox").query().listOfRows();
    }
}
