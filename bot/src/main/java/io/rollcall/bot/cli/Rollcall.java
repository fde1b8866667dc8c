package io.rollcall.bot.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of Rollcall. */
@Command(
        name = "rollcall",
        description = "Calls the roll for the weekly report, and remembers what was promised.",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ParseCommand.class,
            ReviewCommand.class,
            MergeCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            DoctorCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class,
        sortOptions = false)
public final class Rollcall implements Callable<Integer> {

    /** What a command ends with when its arguments or its input cannot be used. */
    static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code. Output is UTF-8 whatever the locale. */
    static int run(String... arguments) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int code = run(out, err, withCommand(arguments));
        out.flush();
        return code;
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Rollcall())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Rollcall::explain)
                .setExecutionExceptionHandler((problem, command, result) -> fail(problem, command))
                .execute(arguments);
    }

    /** The bot is served where no command is given, or options of Spring Boot's alone. */
    private static String[] withCommand(String... arguments) {
        boolean serve = arguments.length == 0
                || (arguments[0].startsWith("--")
                        && !arguments[0].equals("--help")
                        && !arguments[0].equals("--version"));
        return serve ? Stream.concat(Stream.of("serve"), Stream.of(arguments)).toArray(String[]::new) : arguments;
    }

    /** One line, which says what would work. */
    private static int explain(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        boolean noSuchCommand = command.getParent() == null
                && problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        String message = noSuchCommand
                ? "there is no command \"" + arguments[0] + "\"; there are: "
                        + String.join(", ", command.getSubcommands().keySet())
                : problem.getMessage();
        command.getErr().println(oneLine(message));
        return UNUSABLE;
    }

    private static int fail(Exception problem, CommandLine command) throws Exception {
        if (problem instanceof UnusableInputException) {
            command.getErr().println(oneLine(problem.getMessage()));
            return UNUSABLE;
        }
        throw problem;
    }

    private static String oneLine(@Nullable String message) {
        return "rollcall: " + (message == null ? "unusable arguments" : message.replaceAll("\\s*\\R\\s*", " "));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command given; try rollcall --help");
    }

    /** As the jar's manifest tells it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Rollcall.class.getPackage().getImplementationVersion();
            return new String[] {"rollcall " + (version == null ? "(not packaged)" : version)};
        }
    }
}
