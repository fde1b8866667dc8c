package io.rollcall.bot.schedule;

import io.rollcall.bot.round.RoundService;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Messages that were edited in the chat are found. */
@DisallowConcurrentExecution
public class LookAgainJob implements Job {

    private final RoundService rounds;

    public LookAgainJob(RoundService rounds) {
        this.rounds = rounds;
    }

    @Override
    public void execute(JobExecutionContext context) {
        rounds.lookAgain();
    }
}
