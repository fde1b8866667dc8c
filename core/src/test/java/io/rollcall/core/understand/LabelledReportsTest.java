package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.Scores.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole invented reports by several hands, each line labelled before the parser had read it. They have been learnt from
 * since, so these scores keep what was reached; they say little of reports not seen.
 */
class LabelledReportsTest {

    private static final List<String> WEEKS = List.of(
            "2024-W18", "2024-W34", "2024-W39", "2024-W45", "2024-W52", "2025-W02", "2025-W11", "2025-W20", "2025-W40");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Scores scores = new Scores();

    @BeforeAll
    static void readThem() throws IOException {
        ReportParser parser = new ReportParser(Set.of("系统运行数据", "生产事件", "收获与反思", "下周工作", "下周工作及目标"));
        for (String week : WEEKS) {
            ParsedReport report = parser.parse(resource(week + ".md"), ReportWeek.parse(week));
            List<JsonNode> labels = resource(week + ".jsonl")
                    .lines()
                    .filter(row -> !row.isBlank())
                    .map(JSON::readTree)
                    .toList();
            scores.add(week, report, labels);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECTION, 1.00",
        "ITEM,    1.00",
        "DEPTH,   1.00",
        "LABEL,   0.99",
        "FACTS,   0.98",
        "DATE,    0.98",
        "PROGRESS,0.98",
        "METRIC,  0.98",
        "CHANGE,  0.98",
        "ROLE,    0.97",
        "BASIS,   0.97",
        "STATUS,  0.97"
    })
    void areReadAsLabelled(Measure measure, double atLeast) {
        assertThat(scores.f1(measure))
                .as("%s, of: %s", measure, String.join("\n", scores.misses()))
                .isGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void thereIsEnoughToScore() {
        assertThat(scores.counted(Measure.ITEM)).isGreaterThan(600);
        assertThat(scores.counted(Measure.FACTS)).isGreaterThan(650);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = LabelledReportsTest.class.getResourceAsStream("/understand/reports/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
