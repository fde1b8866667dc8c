package io.rollcall.bot;

import java.util.Arrays;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.core.env.StandardEnvironment;

/** The log of the tests' process, which every application that a test starts sets up by its own settings. */
public final class ProcessLog {

    private ProcessLog() {}

    /**
     * Leaves nothing of how the application before had set it up, such as its format or its levels: an application takes
     * over the log as it finds it, and settings of an earlier one outlive it as system properties.
     */
    public static void startAnew() {
        Arrays.stream(LoggingSystemProperty.values())
                .map(LoggingSystemProperty::getEnvironmentVariableName)
                .forEach(System::clearProperty);
        LoggingSystem log = LoggingSystem.get(ProcessLog.class.getClassLoader());
        log.cleanUp();
        log.beforeInitialize();
        log.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        // Set up by nobody, so that the next application does it.
        log.cleanUp();
    }
}
