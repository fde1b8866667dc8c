package io.rollcall.bot.schedule;

import io.rollcall.bot.config.Teams;
import io.rollcall.core.team.Team;
import io.rollcall.core.team.Timetable;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.SchedulingException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells Quartz when to tick: every day at each of a team's times, in the team's zone, and besides at a steady
 * heartbeat. Which day counts is for the round to decide, since holidays move it; a tick for nothing does nothing. The
 * heartbeat begins at once, so that what was missed while the process was down is caught up at the start. Processes that
 * share a schedule should have the same teams: the one that started last sets its times.
 */
@Component
@EnableConfigurationProperties(ScheduleSettings.class)
class RoundSchedule {

    private final Scheduler scheduler;
    private final Teams teams;
    private final ScheduleSettings settings;
    private final TransactionTemplate transactions;

    RoundSchedule(Scheduler scheduler, Teams teams, ScheduleSettings settings, TransactionTemplate transactions) {
        this.scheduler = scheduler;
        this.teams = teams;
        this.settings = settings;
        this.transactions = transactions;
    }

    /** Several processes may do this at the same moment on one schedule. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() throws SchedulerException {
        if (!settings.enabled()) {
            return;
        }
        // Quartz locks a kept schedule with a row, so for no longer than the transaction it is called in. Outside of
        // any
        // the lock is gone as soon as it is taken, and two processes store the same trigger twice.
        transactions.executeWithoutResult(status -> {
            try {
                store();
            } catch (SchedulerException e) {
                throw new SchedulingException("the schedule could not be stored", e);
            }
        });
        // Only now: a scheduler that runs would look for ticks before they are committed, and then not for half a
        // minute.
        scheduler.start();
    }

    private void store() throws SchedulerException {
        JobDetail tick = job(TickJob.class, "tick");
        Set<Trigger> ticks = new HashSet<>();
        for (Team team : teams.all()) {
            for (LocalTime time : timesOf(team.timetable())) {
                ticks.add(trigger(tick, team.id() + "@" + time, daily(time, TimeZone.getTimeZone(team.zone()))));
            }
        }
        ticks.add(trigger(tick, "heartbeat", every(settings.heartbeat())));
        JobDetail look = job(LookAgainJob.class, "look-again");
        scheduler.scheduleJobs(
                Map.of(tick, ticks, look, Set.of(trigger(look, "look-again", every(settings.lookAgain())))), true);
        forgetAllBut(ticks, tick);
    }

    /** A kept schedule may hold the times of teams that are gone, or were given others. */
    private void forgetAllBut(Set<Trigger> ticks, JobDetail tick) throws SchedulerException {
        Set<TriggerKey> current = ticks.stream().map(Trigger::getKey).collect(Collectors.toSet());
        List<TriggerKey> gone = scheduler.getTriggersOfJob(tick.getKey()).stream()
                .map(Trigger::getKey)
                .filter(key -> !current.contains(key))
                .toList();
        if (!gone.isEmpty()) {
            scheduler.unscheduleJobs(gone);
        }
    }

    private static Trigger trigger(JobDetail job, String name, ScheduleBuilder<?> when) {
        return TriggerBuilder.newTrigger()
                .withIdentity(name, "rollcall")
                .forJob(job)
                .withSchedule(when)
                .startNow()
                .build();
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type)
                .withIdentity(name, "rollcall")
                .storeDurably()
                .build();
    }

    private static Set<LocalTime> timesOf(Timetable times) {
        Set<LocalTime> all = new TreeSet<>();
        Stream.concat(Stream.of(times.ask(), times.close(), times.publish()), times.reminders().stream())
                .forEach(time -> all.add(time.time()));
        return all;
    }

    /** A firing missed for whatever reason is made up for by one. */
    private static ScheduleBuilder<?> daily(LocalTime time, TimeZone zone) {
        return CronScheduleBuilder.cronSchedule(
                        "%d %d %d ? * *".formatted(time.getSecond(), time.getMinute(), time.getHour()))
                .inTimeZone(zone)
                .withMisfireHandlingInstructionFireAndProceed();
    }

    private static ScheduleBuilder<?> every(Duration interval) {
        return SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(interval.toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount();
    }
}
