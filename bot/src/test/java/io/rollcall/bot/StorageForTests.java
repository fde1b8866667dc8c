package io.rollcall.bot;

import io.rollcall.storage.StorageConfiguration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The storage by itself on a database in memory, for tests of what works on it; one for all tests of a run. */
public final class StorageForTests {

    private static final String URL = "jdbc:h2:mem:bot;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";

    private final ConfigurableApplicationContext context;

    private StorageForTests() {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "spring.quartz.auto-startup", "false",
                        "spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED"))
                .run("--spring.datasource.url=" + URL, "--logging.level.root=warn");
    }

    /** Emptied of what an earlier test left in its queues. */
    public static StorageForTests empty() {
        JdbcClient jdbc = JdbcClient.create(Shared.STORAGE.get(DataSource.class));
        List.of("inbox", "outbox")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        return Shared.STORAGE;
    }

    public <T> T get(Class<T> repository) {
        return context.getBean(repository);
    }

    public TransactionTemplate transactions() {
        return get(TransactionTemplate.class);
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StorageConfiguration.class)
    static class Application {}

    private static final class Shared {
        static final StorageForTests STORAGE = new StorageForTests();
    }
}
