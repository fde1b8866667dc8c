package io.rollcall.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The options that every connection to MySQL needs, so that an operator's URL is only an address. What the URL says
 * itself, or {@code spring.datasource.hikari.data-source-properties}, goes before.
 */
final class MySqlDefaults implements BeanPostProcessor {

    private static final Map<String, String> OPTIONS = Map.of(
            // Else the JVM's own character set may decide what an emoji becomes.
            "characterEncoding", "UTF-8",
            "connectionTimeZone", "UTC",
            // Each statement is taken apart once a connection, also that of a group of deliveries, which is a long one.
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "100",
            "prepStmtCacheSqlLimit", "16384",
            // In milliseconds; without them a server that is gone holds a thread for as long as the network likes.
            "connectTimeout", "3000",
            "socketTimeout", "20000",
            // In seconds, and less than the above: else who waits for a row that another holds loses the connection.
            "sessionVariables", "innodb_lock_wait_timeout=10");

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && DatabaseAddress.isMySql(pool.getJdbcUrl())) {
            of(pool.getJdbcUrl()).forEach((option, value) -> {
                if (!pool.getDataSourceProperties().containsKey(option)) {
                    pool.addDataSourceProperty(option, value);
                }
            });
        }
        return bean;
    }

    /** Those that the URL does not say itself: the driver would let these go before what it says. */
    static Map<String, String> of(String url) {
        return OPTIONS.entrySet().stream()
                .filter(option -> !url.contains(option.getKey() + "="))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
