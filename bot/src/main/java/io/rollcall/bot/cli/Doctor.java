package io.rollcall.bot.cli;

import io.rollcall.bot.DoctorApplication;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Checkup;
import io.rollcall.bot.chat.Checkup.Outcome;
import io.rollcall.bot.chat.Checkup.Person;
import io.rollcall.bot.chat.Checkup.Step;
import io.rollcall.bot.chat.Checkup.Task;
import io.rollcall.bot.config.AccountsCheck;
import io.rollcall.bot.config.TeamFiles;
import io.rollcall.bot.config.TeamFilesException;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.text.Texts;
import io.rollcall.bot.work.Failures;
import io.rollcall.storage.DatabaseLook;
import io.rollcall.storage.DatabaseLook.Found;
import io.rollcall.storage.UnusableDatabaseException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Goes through a configuration: what it says, the database, and each platform. What fails leaves the rest to be seen. */
final class Doctor {

    private final Texts texts;
    private final Consumer<Step> told;

    Doctor(Texts texts, Consumer<Step> told) {
        this.texts = texts;
        this.told = told;
    }

    /** @param options Spring Boot's own */
    void examine(List<String> options, @Nullable URI publicUrl, boolean connect, boolean send) {
        Optional<ConfigurableApplicationContext> started = started(options);
        if (started.isEmpty()) {
            return;
        }
        try (ConfigurableApplicationContext context = started.get()) {
            settings(context);
            Optional<Teams> teams = teams(context.getEnvironment());
            guarded("database", () -> database(context.getEnvironment()));
            List<Checkup> checkups = checkups(context);
            teams.ifPresent(read -> accounts(read, context, checkups));
            Task task = task(teams, publicUrl, connect, send);
            for (Checkup checkup : checkups) {
                guarded("platform." + checkup.platform().name(), () -> checkup.run(task, texts, told));
            }
        }
    }

    /**
     * Empty, and told, when {@code application.yml} is no YAML: there is nothing to go on with. What Spring Boot would
     * log then, before it knows that it is to log nothing, quotes the file, and so maybe a secret; so the one logger that
     * does is silent meanwhile.
     */
    private Optional<ConfigurableApplicationContext> started(List<String> options) {
        LoggingSystem logging = LoggingSystem.get(Doctor.class.getClassLoader());
        String quoting = SpringApplication.class.getName();
        LoggerConfiguration before = logging.getLoggerConfiguration(quoting);
        logging.setLogLevel(quoting, LogLevel.OFF);
        try {
            return Optional.of(DoctorApplication.application().run(OfflineApplication.quietly(options)));
        } catch (RuntimeException e) {
            tell("settings", Outcome.FAILED, reason(e), texts.get("settings.todo"));
            return Optional.empty();
        } finally {
            logging.setLogLevel(quoting, before == null ? null : before.getConfiguredLevel());
        }
    }

    /** What nobody has foreseen in one step leaves the others to be taken; its message may quote anything. */
    private void guarded(String step, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            tell(step, Outcome.FAILED, texts.get("unforeseen", Failures.describe(e)), "");
        }
    }

    private void settings(ConfigurableApplicationContext context) {
        boolean usable = true;
        for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            try {
                context.getBean(bean);
            } catch (RuntimeException e) {
                usable = false;
                tell("settings", Outcome.FAILED, reason(e), texts.get("settings.todo"));
            }
        }
        if (usable) {
            tell("settings", Outcome.OK, texts.get("settings.ok"), "");
        }
    }

    private Optional<Teams> teams(Environment environment) {
        String folder = environment.getProperty("rollcall.teams", "config/teams");
        try {
            Teams teams = TeamFiles.read(Path.of(folder));
            if (teams.all().isEmpty()) {
                tell("teams", Outcome.FAILED, String.join("; ", teams.notices()), "");
                return Optional.empty();
            }
            String names = teams.all().stream().map(team -> team.id().value()).collect(Collectors.joining(", "));
            tell("teams", Outcome.OK, names, "");
            return Optional.of(teams);
        } catch (TeamFilesException e) {
            e.problems().forEach(problem -> tell("teams", Outcome.FAILED, problem, texts.get("teams.todo")));
            return Optional.empty();
        } catch (InvalidPathException e) {
            tell("teams", Outcome.FAILED, "rollcall.teams: " + folder, texts.get("settings.todo"));
            return Optional.empty();
        }
    }

    private void database(Environment environment) {
        String url = environment.getProperty("spring.datasource.url", "");
        try {
            Found found = DatabaseLook.look(
                    url,
                    environment.getProperty("spring.datasource.username", ""),
                    environment.getProperty("spring.datasource.password", ""));
            if (found instanceof Found.Current current) {
                tell("database", Outcome.OK, texts.get("database.current", current.version()), "");
            } else if (found instanceof Found.Behind behind) {
                tell("database", Outcome.OK, texts.get("database.behind", behind.version(), behind.steps()), "");
            } else if (found instanceof Found.New) {
                tell("database", Outcome.OK, texts.get("database.new"), "");
            } else {
                tell("database", Outcome.SKIPPED, texts.get("database.inUse"), "");
            }
        } catch (UnusableDatabaseException e) {
            tell("database", Outcome.FAILED, e.getMessage(), texts.get("database.todo"));
        }
    }

    private List<Checkup> checkups(ConfigurableApplicationContext context) {
        List<Checkup> checkups = new ArrayList<>();
        for (String bean : context.getBeanNamesForType(Checkup.class)) {
            try {
                checkups.add(context.getBean(bean, Checkup.class));
            } catch (RuntimeException e) {
                // The settings that it needs were told of already.
                tell(
                        "platform." + bean.replace("Checkup", "").toLowerCase(Locale.ROOT),
                        Outcome.SKIPPED,
                        texts.get("platform.unread"),
                        "");
            }
        }
        return checkups;
    }

    private void accounts(Teams teams, ConfigurableApplicationContext context, List<Checkup> checkups) {
        if (checkups.size() < context.getBeanNamesForType(Checkup.class).length) {
            tell("accounts", Outcome.SKIPPED, texts.get("platform.unread"), "");
            return;
        }
        ChatPlatforms platforms =
                new ChatPlatforms(checkups.stream().map(Checkup::platform).toList());
        List<String> problems = AccountsCheck.problems(teams, platforms);
        if (problems.isEmpty()) {
            tell("accounts", Outcome.OK, "", "");
        } else {
            problems.forEach(problem -> tell("accounts", Outcome.FAILED, problem, texts.get("teams.todo")));
        }
    }

    /** Everybody once, though they be in several teams. */
    private static Task task(Optional<Teams> teams, @Nullable URI publicUrl, boolean connect, boolean send) {
        List<Person> people = teams.stream()
                .flatMap(read -> read.all().stream())
                .flatMap(team -> team.members().stream())
                .map(member -> new Person(member.name(), member.account()))
                .distinct()
                .toList();
        return new Task(
                people,
                teams.stream()
                        .flatMap(read -> read.all().stream())
                        .flatMap(team -> team.places().stream())
                        .distinct()
                        .toList(),
                publicUrl,
                connect,
                send);
    }

    private void tell(String step, Outcome outcome, String seen, String todo) {
        told.accept(new Step(step, texts.get("step." + step), outcome, seen, todo));
    }

    /** What is wrong with a setting, and which it is; what no setting is to blame for goes by its kind. */
    private static String reason(RuntimeException failure) {
        Optional<BindValidationException> invalid = cause(failure, BindValidationException.class);
        if (invalid.isPresent()) {
            return invalid.get().getValidationErrors().getAllErrors().stream()
                    .map(error -> (error instanceof FieldError field
                                    ? invalid.get().getValidationErrors().getName() + "." + field.getField() + " "
                                    : "")
                            + error.getDefaultMessage())
                    .collect(Collectors.joining("; "));
        }
        Optional<MarkedYAMLException> noYaml = cause(failure, MarkedYAMLException.class);
        if (noYaml.isPresent()) {
            // Its message quotes the line, which may hold a secret.
            Mark mark = noYaml.get().getProblemMark();
            return "application.yml" + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": "
                    + noYaml.get().getProblem();
        }
        String key = cause(failure, BindException.class)
                .map(bind -> bind.getName() + ": ")
                .orElse("");
        Throwable root = causes(failure).reduce((one, other) -> other).orElse(failure);
        return key
                + Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
