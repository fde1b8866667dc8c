package io.rollcall.bot.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the ticking when the application ends: no tick begins any more, those that wait for their time are given back for
 * other processes to take, and one that is under way is waited for, but not for ever. Its steps are transactions, so what
 * is cut off is done by a later tick.
 */
@Component
class ScheduleStop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ScheduleStop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final Scheduler scheduler;
    private volatile boolean running;

    ScheduleStop(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            scheduler.standby();
            long start = System.nanoTime();
            while (!scheduler.getCurrentlyExecutingJobs().isEmpty()) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    log.warn(
                            "A tick did not finish within {} s; what it left undone is done by a later one",
                            PATIENCE.toSeconds());
                    return;
                }
                LockSupport.parkNanos(GLANCE.toNanos());
            }
        } catch (SchedulerException e) {
            log.debug("The scheduler was gone already", e);
        }
    }

    /** At the same time as the workers. */
    @Override
    public void stop(Runnable callback) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        stop();
                    } finally {
                        callback.run();
                    }
                },
                "schedule-stop");
        stopping.setDaemon(true);
        stopping.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
