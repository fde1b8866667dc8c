package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

class ScheduleTest extends WireTest {

    /** Long enough for no tick to come while the test looks. */
    private static final Map<String, String> SCHEDULED =
            Map.of("rollcall.schedule.enabled", "true", "rollcall.schedule.heartbeat", "1h");

    /** Whether the schedule is kept in the database. */
    boolean isKept() {
        return false;
    }

    @Test
    void everyTimeOfTheTimetableTicksOnceHoweverOftenTheBotIsStarted() throws SchedulerException, IOException {
        scheduled();
        scheduled();
        Scheduler scheduler = bot.bean(Scheduler.class);

        assertThat(scheduler.getMetaData().isJobStoreClustered()).isEqualTo(isKept());
        assertThat(scheduler.getMetaData().isJobStoreSupportsPersistence()).isEqualTo(isKept());
        assertThat(scheduler.getJobKeys(GroupMatcher.anyGroup()))
                .extracting(JobKey::getName)
                .containsExactlyInAnyOrder("tick", "look-again");
        assertThat(ticks(scheduler))
                .containsExactlyInAnyOrder(
                        "payments@10:00",
                        "payments@14:00",
                        "payments@16:00",
                        "payments@17:30",
                        "payments@18:00",
                        "heartbeat");

        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml") + "timetable:\n  remind: [FRI 15:00]\n  ask: FRI 10:00\n");
        scheduled();

        assertThat(ticks(bot.bean(Scheduler.class)))
                .containsExactlyInAnyOrder(
                        "payments@10:00", "payments@15:00", "payments@17:30", "payments@18:00", "heartbeat");
    }

    @Test
    void whoSchedulesNothingTakesNoTicksOfOthers() throws SchedulerException {
        assertThat(bot.bean(Scheduler.class).isStarted()).isFalse();
    }

    private void scheduled() {
        bot.close();
        bot = started(SCHEDULED);
    }

    private static Set<String> ticks(Scheduler scheduler) throws SchedulerException {
        return scheduler.getTriggersOfJob(new JobKey("tick", "rollcall")).stream()
                .map(trigger -> trigger.getKey().getName())
                .collect(Collectors.toSet());
    }
}
