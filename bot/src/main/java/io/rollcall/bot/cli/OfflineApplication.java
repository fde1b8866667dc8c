package io.rollcall.bot.cli;

import io.rollcall.bot.RollcallApplication;
import io.rollcall.bot.config.TeamFilesException;
import io.rollcall.storage.UnusableDatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The application without its server, and with nothing in it that acts by itself: for commands on the database. */
final class OfflineApplication {

    /** H2's {@code DATABASE_ALREADY_OPEN_1}. */
    private static final int IN_USE = 90020;

    private static final Map<String, Object> AT_REST = Map.of(
            "rollcall.schedule.enabled", false,
            "rollcall.inbox.enabled", false,
            "rollcall.delivery.enabled", false,
            "rollcall.wecom.connect", false,
            "rollcall.dingtalk.connect", false);

    private OfflineApplication() {}

    /**
     * Starts it; the caller closes it.
     *
     * @param options Spring Boot's own
     * @throws UnusableInputException when it cannot be started; it says why and what would work
     */
    static ConfigurableApplicationContext start(List<String> options) {
        SpringApplication application = RollcallApplication.application();
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(starting ->
                starting.getEnvironment().getPropertySources().addFirst(new MapPropertySource("offline", AT_REST)));
        try {
            return application.run(quietly(options));
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    /** What goes wrong is told in one line by the command, so the console stays free of the log unless it is asked for. */
    static String[] quietly(List<String> options) {
        List<String> all = new ArrayList<>(options);
        if (options.stream().noneMatch(option -> option.startsWith("--logging."))) {
            all.add("--logging.threshold.console=off");
        }
        return all.toArray(String[]::new);
    }

    private static UnusableInputException explained(RuntimeException failure) {
        Optional<TeamFilesException> teamFiles = cause(failure, TeamFilesException.class);
        if (teamFiles.isPresent()) {
            return new UnusableInputException("the team files cannot be used: "
                    + String.join("; ", teamFiles.get().problems()));
        }
        if (cause(failure, SQLException.class)
                .filter(e -> e.getErrorCode() == IN_USE)
                .isPresent()) {
            return new UnusableInputException("the database is in use, most likely by the running bot, and an H2 file"
                    + " admits one process; stop the bot (Ctrl-C where it runs, or the service that runs it), do this,"
                    + " and start the bot again. On MySQL the bot may keep running");
        }
        Optional<UnusableDatabaseException> database = cause(failure, UnusableDatabaseException.class);
        if (database.isPresent()) {
            return new UnusableInputException(database.get().getMessage());
        }
        String reason = causes(failure)
                .reduce((one, other) -> other)
                .map(root -> root.getClass().getSimpleName() + ": " + root.getMessage())
                .orElse("");
        return new UnusableInputException(
                "cannot start: " + reason + "; --logging.level.root=warn tells more, and config/ holds the settings");
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause);
    }
}
