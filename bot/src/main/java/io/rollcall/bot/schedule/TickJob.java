package io.rollcall.bot.schedule;

import io.rollcall.bot.round.RoundService;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** It is now: whatever is due is done. */
@DisallowConcurrentExecution
public class TickJob implements Job {

    private final RoundService rounds;

    public TickJob(RoundService rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(JobExecutionContext context) {
        rounds.tick();
    }
}
