package io.rollcall.bot.schedule;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the schedule in the database where several processes may share it, so that each tick is taken by one of them and
 * those of a process that is gone by the others. An embedded database has one process, and a schedule in memory.
 */
@Component
class ClusteredStore implements SchedulerFactoryBeanCustomizer {

    private static final String SHARED = "jdbc:mysql:";

    /** A process that has not been heard of for this, and 7.5 s besides, is gone, and its ticks are taken over. */
    private static final String CHECK_IN_MILLIS = "2500";

    private final DataSource dataSource;
    private final QuartzProperties quartz;
    private final String url;

    ClusteredStore(DataSource dataSource, QuartzProperties quartz, @Value("${spring.datasource.url:}") String url) {
        this.dataSource = dataSource;
        this.quartz = quartz;
        this.url = url;
    }

    @Override
    public void customize(SchedulerFactoryBean factory) {
        if (!url.startsWith(SHARED)) {
            return;
        }
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate",
                "org.quartz.jobStore.isClustered", "true",
                "org.quartz.jobStore.clusterCheckinInterval", CHECK_IN_MILLIS,
                "org.quartz.jobStore.useProperties", "true",
                // After the database was away.
                "org.quartz.scheduler.dbFailureRetryInterval", "5000",
                // Quartz's own would ask for the machine's name, which not every container can tell.
                "org.quartz.scheduler.instanceId", UUID.randomUUID().toString()));
        properties.putAll(quartz.getProperties());
        factory.setSchedulerName("rollcall");
        factory.setQuartzProperties(properties);
        factory.setDataSource(dataSource);
    }
}
