package io.rollcall.bot.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Runs the application until it is stopped. */
final class Servers {

    private static final int FAILED = 1;

    private Servers() {}

    /**
     * Returns when the application has ended; with 1 when it could not start, which Spring Boot then has explained.
     *
     * @throws UnusableInputException when an option is not of Spring Boot's form, which would ignore it
     */
    static int run(SpringApplication application, List<String> options) {
        for (String option : options) {
            if (!option.startsWith("--")) {
                throw new UnusableInputException(
                        "\"" + option + "\" is no option; options are written like --server.port=9090");
            }
        }
        ConfigurableApplicationContext context;
        try {
            context = application.run(options.toArray(String[]::new));
        } catch (RuntimeException e) {
            return FAILED;
        }
        try {
            CountDownLatch ended = new CountDownLatch(1);
            context.addApplicationListener((ContextClosedEvent event) -> ended.countDown());
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
