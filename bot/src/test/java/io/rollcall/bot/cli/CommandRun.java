package io.rollcall.bot.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** A command run within this process, with what it printed. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Rollcall.run(new PrintWriter(out), new PrintWriter(err, true), arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Of a command on the application, which takes Spring Boot's options. */
    public static CommandRun of(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        // The command would turn the log off for good, and with it what the tests after this one look at.
        all.add("--logging.threshold.console=trace");
        return of(all.toArray(String[]::new));
    }

    /** The only line that holds this. */
    public String line(String part) {
        List<String> lines = out.lines().filter(line -> line.contains(part)).toList();
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " lines hold \"" + part + "\" in\n" + out + err);
        }
        return lines.get(0);
    }
}
