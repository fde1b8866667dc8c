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

/** The storage by itself, for tests of what works on it: on a database in memory, one for all tests of a run, or on another. */
public final class StorageForTests implements AutoCloseable {

    private static final String URL = "jdbc:h2:mem:bot;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
            + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";

    private final ConfigurableApplicationContext context;

    private StorageForTests(String url, String user) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "spring.quartz.auto-startup", "false",
                        "spring.datasource.hikari.transaction-isolation", "TRANSACTION_READ_COMMITTED"))
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--logging.level.root=warn");
    }

    /** Emptied of what an earlier test left in its queues. */
    public static StorageForTests empty() {
        JdbcClient jdbc = JdbcClient.create(Shared.STORAGE.get(DataSource.class));
        List.of("inbox", "outbox", "outbox_sender")
                .forEach(table -> jdbc.sql("DELETE FROM " + table).update());
        return Shared.STORAGE;
    }

    /**
     * As one more instance has it, which is to be closed.
     *
     * @param url of a schema on the MySQL server of the tests
     */
    public static StorageForTests on(String url) {
        return new StorageForTests(url, url.replaceFirst(".*[?&]user=([^&]*).*", "$1"));
    }

    @Override
    public void close() {
        context.close();
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
        static final StorageForTests STORAGE = new StorageForTests(URL, "rollcall");
    }
}
