package io.rollcall.bot.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line of Rollcall. */
@Command(
        name = "rollcall",
        description = "Calls the roll for the weekly report, and remembers what was promised.",
        subcommands = {ParseCommand.class},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Rollcall implements Runnable {

    /** What a command ends with when its arguments or its input cannot be used. */
    static final int UNUSABLE = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code. Output is UTF-8 whatever the locale. */
    static int run(String... arguments) {
        PrintWriter out = new PrintWriter(new java.io.OutputStreamWriter(System.out, StandardCharsets.UTF_8), false);
        PrintWriter err = new PrintWriter(new java.io.OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int code = run(out, err, arguments);
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

    /** One line, which says what would work. */
    private static int explain(ParameterException problem, String[] arguments) {
        problem.getCommandLine().getErr().println(oneLine(problem.getMessage()));
        return UNUSABLE;
    }

    private static int fail(Exception problem, CommandLine command) throws Exception {
        if (problem instanceof UnusableInputException) {
            command.getErr().println(oneLine(problem.getMessage()));
            return UNUSABLE;
        }
        throw problem;
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return "rollcall: " + (message == null ? "unusable arguments" : message.replaceAll("\\s*\\R\\s*", " "));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; try rollcall --help");
    }
}
