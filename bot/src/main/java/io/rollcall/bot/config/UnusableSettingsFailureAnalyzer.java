package io.rollcall.bot.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Ends a start with settings that do not go together with the line that says so instead of a stack trace. */
final class UnusableSettingsFailureAnalyzer extends AbstractFailureAnalyzer<UnusableSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableSettingsException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
