package io.rollcall.bot.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start on faulty team files with the lines to mend instead of a stack trace. */
final class TeamFilesFailureAnalyzer extends AbstractFailureAnalyzer<TeamFilesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TeamFilesException cause) {
        return new FailureAnalysis(
                String.join(System.lineSeparator(), cause.problems()),
                "Mend these lines and start again. config/teams/payments.yml.example shows every key.",
                cause);
    }
}
