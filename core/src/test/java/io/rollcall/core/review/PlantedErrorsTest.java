package io.rollcall.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weeks of reports of invented teams with errors of every kind planted among honest look-alikes, labelled by people who
 * had not seen the rules: {@code expected.tsv} names week, line (or - for what is missing), kind, the earlier statement,
 * and why; what its last column calls optional neither counts nor costs.
 */
class PlantedErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"wallet", "clearing"})
    void ofThePlantedErrorsNearlyAllAreFoundAndHardlyAnHonestLineIsAccused(String team) throws IOException {
        Path folder = Pages.folder(team + "/planted");
        List<ReviewedReport> reports = Pages.of(folder);
        List<Finding> findings = Pages.review(reports);
        Set<String> found = new HashSet<>();
        findings.forEach(finding -> found.add(key(finding)));

        Set<String> labelled = new HashSet<>();
        Set<String> accusable = new HashSet<>();
        List<String> missed = new ArrayList<>();
        int planted = 0;
        for (String row : Files.readAllLines(folder.resolve("expected.tsv"))) {
            String[] cells = row.split("\t", -1);
            if (row.isBlank() || row.startsWith("#") || cells[0].equals("week")) {
                continue;
            }
            boolean missing = cells[1].equals("-");
            String key = cells[0] + " " + (missing ? "after " + cells[3] : cells[1]) + " " + cells[2];
            labelled.add(key);
            accusable.add(missing ? cells[0] + " after " + cells[3] : cells[0] + " " + cells[1]);
            if (cells.length < 6 || cells[5].isBlank()) {
                planted++;
                if (!found.contains(key)) {
                    missed.add(row);
                }
            }
        }
        List<String> accused = findings.stream()
                .filter(finding -> !labelled.contains(key(finding)) && !accusable.contains(place(finding)))
                .map(Finding::toString)
                .toList();
        long lines = reports.stream().mapToLong(report -> report.lines().size()).sum();

        assertThat(planted).isGreaterThan(80);
        assertThat((planted - missed.size()) / (double) planted)
                .as("missed: %s", String.join("\n", missed))
                .isGreaterThanOrEqualTo(0.95);
        assertThat(accused.size() / (double) lines)
                .as("accused: %s", String.join("\n", accused))
                .isLessThanOrEqualTo(0.02);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet/honest", "clearing/honest"})
    void inHonestReportsNothingIsFound(String folder) {
        assertThat(Pages.review(Pages.of(Pages.folder(folder)))).isEmpty();
    }

    @Test
    void whatWasSaidMonthsAgoIsHeldAgainstNobody() {
        List<ReviewedReport> reports = Pages.of(Pages.folder("wallet/planted"));
        List<ReviewedReport> apart =
                List.of(reports.get(0), Pages.read("2025-W30.md", "# 2025-W30\n\n## 【O1 业务服务】\n\n1. 门店账本：需求评审完成\n"));

        assertThat(Pages.review(apart))
                .extracting(finding -> finding.weeks().toString())
                .doesNotContain("2025-W30");
    }

    private static String key(Finding finding) {
        return place(finding) + " " + finding.kind().key();
    }

    private static String place(Finding finding) {
        return finding.weeks() + " "
                + (finding.line() == null
                        ? "after " + finding.earlier().orElseThrow()
                        : finding.line().toString());
    }
}
