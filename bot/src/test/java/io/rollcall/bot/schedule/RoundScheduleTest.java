package io.rollcall.bot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.StorageForTests;
import io.rollcall.bot.config.Teams;
import io.rollcall.storage.mysql.MySqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.spi.TriggerFiredBundle;
import org.springframework.boot.quartz.autoconfigure.QuartzProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/** Several instances on one MySQL database. */
class RoundScheduleTest {

    private static final int INSTANCES = 4;

    private final String url = MySqlServer.shared().freshSchema("schedule");
    private final StorageForTests storage = StorageForTests.on(url);
    private final List<SchedulerFactoryBean> schedulers = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(INSTANCES);

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        for (SchedulerFactoryBean scheduler : schedulers) {
            scheduler.destroy();
        }
        storage.close();
    }

    @Test
    void instancesThatStartAtTheSameMomentStoreOneSchedule() throws Exception {
        for (int time = 0; time < 5; time++) {
            List.of("QRTZ_SIMPLE_TRIGGERS", "QRTZ_TRIGGERS", "QRTZ_JOB_DETAILS", "QRTZ_LOCKS")
                    .forEach(table -> JdbcClient.create(storage.get(DataSource.class))
                            .sql("DELETE FROM " + table)
                            .update());
            CyclicBarrier together = new CyclicBarrier(INSTANCES);
            List<Future<?>> begun = new ArrayList<>();
            for (int i = 0; i < INSTANCES; i++) {
                RoundSchedule schedule = another();
                begun.add(threads.submit(() -> {
                    together.await();
                    schedule.begin();
                    return null;
                }));
            }
            for (Future<?> one : begun) {
                one.get();
            }

            Scheduler any = schedulers.get(0).getObject();
            assertThat(any).isNotNull();
            assertThat(any.getTrigger(new TriggerKey("heartbeat", "rollcall"))).isNotNull();
            assertThat(any.getTrigger(new TriggerKey("look-again", "rollcall"))).isNotNull();
            for (SchedulerFactoryBean scheduler : schedulers) {
                assertThat(scheduler.isRunning()).isTrue();
                scheduler.destroy();
            }
            schedulers.clear();
        }
    }

    private RoundSchedule another() throws Exception {
        SchedulerFactoryBean factory = new SchedulerFactoryBean();
        QuartzProperties settings = new QuartzProperties();
        settings.getProperties().put("org.quartz.threadPool.threadCount", "1");
        new ClusteredStore(storage.get(DataSource.class), settings, url).customize(factory);
        factory.setTransactionManager(storage.get(PlatformTransactionManager.class));
        factory.setAutoStartup(false);
        // What is fired here is somebody else's test.
        factory.setJobFactory((TriggerFiredBundle fired, Scheduler scheduler) -> (Job) context -> {});
        factory.afterPropertiesSet();
        schedulers.add(factory);
        Scheduler scheduler = factory.getObject();
        assertThat(scheduler).isNotNull();
        return new RoundSchedule(
                scheduler,
                Teams.of(),
                new ScheduleSettings(true, Duration.ofHours(1), Duration.ofHours(1)),
                storage.transactions());
    }
}
