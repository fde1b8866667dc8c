package io.rollcall.bot.cli;

import io.rollcall.bot.json.UnderstandingJson;
import io.rollcall.bot.text.UsualTitles;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ReportParser;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parse --week 2024-W49 FILE}: prints what is understood of a report or a reply, as JSON or for people. */
@Command(
        name = "parse",
        description = "Print what is understood of a report, as JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class)
final class ParseCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--week",
            required = true,
            paramLabel = "WEEK",
            description = "The report's week, such as 2024-W49; dates without a year are placed by it.")
    private String week = "";

    @Option(names = "--explain", description = "Print the text instead, with each fact underlined and named.")
    private boolean explain;

    @Parameters(paramLabel = "FILE", description = "The report, UTF-8 text; - for the standard input.")
    private String file = "";

    @Override
    public Integer call() {
        ReportParser parser = new ReportParser(UsualTitles.ALL);
        ReportWeek reportWeek = reportWeek();
        String text = InputText.read(file, System.in);
        PrintWriter out = spec.commandLine().getOut();
        ParsedReport report = parser.parse(text, reportWeek);
        if (explain) {
            Explanation.print(text, report, out);
        } else {
            out.println(UnderstandingJson.write(report));
        }
        return 0;
    }

    /** Of merged weeks, the last: that is when the report was written. */
    private ReportWeek reportWeek() {
        try {
            return ReportWeeks.parse(week).last();
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException("--week: " + e.getMessage());
        }
    }
}
