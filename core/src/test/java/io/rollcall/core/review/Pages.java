package io.rollcall.core.review;

import io.rollcall.core.report.PastReport;
import io.rollcall.core.understand.ReportParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reports of invented teams, as a note system exports them. */
final class Pages {

    private static final ReportParser PARSER = new ReportParser(Set.of("系统运行数据", "生产事件", "收获与反思", "下周工作及目标", "下周计划"));

    private Pages() {}

    static Path folder(String name) {
        try {
            return Path.of(Pages.class.getResource("/review/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** Every page of a folder, in the order of their weeks. */
    static List<ReviewedReport> of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> read(file.getFileName().toString(), text(file)))
                    .sorted(Comparator.comparing(report -> report.weeks().first()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReviewedReport read(String name, String page) {
        PastReport past = PastReport.read(name, page, List.of()).orElseThrow();
        return ReviewedReport.of(
                past.weeks(),
                past.weeks().last().day(DayOfWeek.FRIDAY),
                PARSER.parse(past.body(), past.weeks().last()),
                past.headLines());
    }

    static List<Finding> review(List<ReviewedReport> reports) {
        Reviewer reviewer = new Reviewer();
        List<Finding> findings = new ArrayList<>();
        reports.forEach(report -> findings.addAll(reviewer.read(report)));
        return findings;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
