package io.rollcall.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.storage.mysql.MySqlServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the real migrations, and the repositories on it as an application gets them. */
final class TestDatabase implements AutoCloseable {

    /** What the URL of an H2 database holds in production. */
    static final String H2_OPTIONS =
            ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000"
                    + ";DB_CLOSE_ON_EXIT=FALSE";

    private static final List<String> TABLES = List.of(
            "finding",
            "item_correction",
            "prompt_line",
            "ask",
            "report",
            "reply",
            "round",
            "absence",
            "own_time",
            "own_reminder",
            "inbox",
            "outbox",
            "outbox_sender",
            "item_gram",
            "statement",
            "item",
            "team_opening",
            "outbox_loss",
            "account_looked_up",
            "question",
            "muted_item",
            "draft_change",
            "revision_due");

    private final ConfigurableApplicationContext context;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    private TestDatabase(String url) {
        this(url, "latest");
    }

    private TestDatabase(String url, String version) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "spring.datasource.url", url,
                        "spring.flyway.target", version,
                        "spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED"))
                .run();
        jdbc = JdbcClient.create(context.getBean(DataSource.class));
        transactions = context.getBean(TransactionTemplate.class);
    }

    /** Shared by the tests of one run. */
    static TestDatabase h2() {
        return SharedH2.DATABASE;
    }

    /** Shared by the tests of one run. */
    static TestDatabase mySql() {
        return SharedMySql.DATABASE;
    }

    static TestDatabase h2(Path file) {
        return at("jdbc:h2:file:" + file.toAbsolutePath() + H2_OPTIONS);
    }

    static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    /** As an earlier Rollcall left it: migrated up to this version only. */
    static TestDatabase at(String url, String version) {
        return new TestDatabase(url, version);
    }

    <T> T get(Class<T> repository) {
        return context.getBean(repository);
    }

    org.apache.ibatis.session.Configuration mappings() {
        return context.getBean(SqlSessionFactory.class).getConfiguration();
    }

    /** Plain JDBC, so that a mapper need not be its own witness. */
    JdbcClient jdbc() {
        return jdbc;
    }

    <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    void inTransaction(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }

    void inTransactionRolledBack(Runnable work) {
        transactions.executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }

    /** Has what follows run on new connections. */
    void reconnect() {
        context.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    void clear() {
        TABLES.forEach(table -> jdbc.sql("DELETE FROM " + table).update());
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StorageConfiguration.class)
    static class Application {}

    private static final class SharedH2 {
        static final TestDatabase DATABASE = at("jdbc:h2:mem:suite;DB_CLOSE_DELAY=-1" + H2_OPTIONS);
    }

    private static final class SharedMySql {
        static final TestDatabase DATABASE = at(MySqlServer.shared().freshSchema("suite"));
    }
}
