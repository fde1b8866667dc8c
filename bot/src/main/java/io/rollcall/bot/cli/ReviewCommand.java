package io.rollcall.bot.cli;

import io.rollcall.bot.history.PastFiles;
import io.rollcall.bot.text.ReviewTexts;
import io.rollcall.bot.text.UsualTitles;
import io.rollcall.core.report.PastReport;
import io.rollcall.core.review.Finding;
import io.rollcall.core.review.ReviewedReport;
import io.rollcall.core.review.Reviewer;
import io.rollcall.core.understand.ReportParser;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code review FILE...}: what the ledger would have noticed in a team's past reports; no server, no database. */
@Command(
        name = "review",
        description = "Read a team's past reports in order of week and print what should have been noticed.",
        mixinStandardHelpOptions = true,
        versionProvider = Rollcall.Version.class)
final class ReviewCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", description = "Print one finding a line, as JSON.")
    private boolean json;

    @Option(names = "--lang", paramLabel = "LANG", defaultValue = "zh", description = "zh (default) or en.")
    private String language = "zh";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE-OR-FOLDER",
            description = "Reports as Markdown, UTF-8; of a folder every *.md at any depth.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        if (!language.equals("zh") && !language.equals("en")) {
            throw new UnusableInputException("--lang is zh or en, not " + language);
        }
        ReviewTexts texts = ReviewTexts.in(Locale.forLanguageTag(language));
        List<Page> pages = pages();
        PrintWriter out = spec.commandLine().getOut();
        ReviewPrinter printer = json ? new ReviewPrinter.Lines(out, texts) : new ReviewPrinter.People(out, texts);
        Reviewer reviewer = new Reviewer();
        ReportParser parser = new ReportParser(UsualTitles.ALL);
        for (Page page : pages) {
            PastReport past = page.report;
            // Told by its Friday: until then what was promised for this week may still come.
            ReviewedReport report = ReviewedReport.of(
                    past.weeks(),
                    past.weeks().last().day(DayOfWeek.FRIDAY),
                    parser.parse(past.body(), past.weeks().last()),
                    past.headLines());
            List<Finding> findings = reviewer.read(report);
            printer.report(past.weeks(), findings);
            out.flush();
        }
        printer.end(pages.size());
        return 0;
    }

    private List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        try {
            for (Path file : PastFiles.find(names)) {
                pages.add(page(file));
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableInputException(String.valueOf(e.getMessage()));
        }
        pages.sort(Comparator.comparing((Page page) -> page.report.weeks().first()));
        for (int i = 1; i < pages.size(); i++) {
            Page before = pages.get(i - 1);
            Page page = pages.get(i);
            if (page.report.weeks().first().compareTo(before.report.weeks().last()) <= 0) {
                throw new UnusableInputException(before.file + " (" + before.report.weeks() + ") and " + page.file
                        + " (" + page.report.weeks() + ") are of the same week; give one report a week");
            }
        }
        return pages;
    }

    private static Page page(Path file) {
        Path name = file.getFileName();
        try {
            String text = PastFiles.text(file);
            PastReport report = PastReport.read(name == null ? "" : name.toString(), text, UsualTitles.ALL)
                    .orElseThrow(() -> new UnusableInputException("nothing in " + file
                            + " tells its week; name the file like 2024-W47.md, or write 2024-W47 in its title"));
            return new Page(file, report);
        } catch (PastFiles.UnreadableException e) {
            throw new UnusableInputException(file + " " + e.getMessage());
        }
    }

    private record Page(Path file, PastReport report) {}
}
