package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {

    @TempDir
    Path folder;

    @Test
    void a_database_that_writes_after_the_commit_is_refused() {
        try (HikariDataSource late = dataSource("file:" + folder.resolve("late"), "")) {
            assertThatExceptionOfType(UnusableDatabaseException.class)
                    .isThrownBy(() -> new DatabaseCheck().settings(late))
                    .withMessage("this H2 database writes 500 ms after a commit, so that a crash would lose what was"
                            + " acknowledged; add ;WRITE_DELAY=0 to spring.datasource.url");
        }
    }

    @Test
    void a_database_in_memory_has_nothing_to_write() {
        try (HikariDataSource memory = dataSource("mem:check", "")) {
            assertThatCode(() -> new DatabaseCheck().settings(memory)).doesNotThrowAnyException();
        }
    }

    @Test
    void transactions_that_are_not_read_committed_are_refused() {
        try (HikariDataSource repeatable = dataSource("mem:check", ";WRITE_DELAY=0")) {
            repeatable.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");

            assertThatExceptionOfType(UnusableDatabaseException.class)
                    .isThrownBy(() -> new DatabaseCheck().settings(repeatable))
                    .withMessage("transactions on this database are not READ COMMITTED; set"
                            + " spring.datasource.hikari.transaction-isolation to TRANSACTION_READ_COMMITTED");
        }
    }

    private static HikariDataSource dataSource(String database, String options) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl("jdbc:h2:" + database + options);
        return dataSource;
    }
}
