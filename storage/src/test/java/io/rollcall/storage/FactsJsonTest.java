package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsJsonTest {

    private static final Span SPAN = new Span(3, 9);

    @Test
    void every_kind_of_fact_comes_back_as_it_was() {
        List<Fact> facts = List.of(
                new Fact.Dated(null, LocalDate.of(2024, 6, 30), Fact.Role.PLANNED, "吊机", "完工", "6月30日前", SPAN),
                new Fact.Dated(
                        LocalDate.of(2024, 6, 1),
                        LocalDate.of(2024, 6, 10),
                        Fact.Role.ACTUAL,
                        null,
                        null,
                        "6月上旬",
                        SPAN),
                new Fact.Progress(new BigDecimal("80.40"), "80.40%", SPAN),
                new Fact.Dated(
                                LocalDate.of(2024, 11, 26),
                                LocalDate.of(2024, 11, 26),
                                Fact.Role.ACTUAL,
                                null,
                                "完工",
                                "26号完工",
                                SPAN)
                        .or(new Fact.Progress(new BigDecimal("75"), "3/4", SPAN)),
                new Fact.Incident(
                        LocalDate.of(2024, 6, 3),
                        LocalTime.of(14, 20),
                        "吊机停电",
                        Duration.ofMinutes(35),
                        "影响3船",
                        "6/3 14:20 吊机停电",
                        SPAN),
                new Fact.Incident(LocalDate.of(2024, 6, 3), null, "吊机停电", null, null, "6/3 吊机停电", SPAN),
                new Fact.Metric("装卸量", new BigDecimal("3.13E+8"), null, "吨", "2024-11", "3.13亿吨", SPAN),
                new Fact.Metric(null, new BigDecimal("2"), new BigDecimal("6"), null, null, "2~6", SPAN),
                new Fact.Change(new BigDecimal("-0.140"), "%", Fact.Basis.LAST_WEEK, "下降0.140%", SPAN),
                new Fact.Change(BigDecimal.ONE, null, null, "\"多\" 1 🏗️", SPAN));

        assertThat(FactsJson.read(FactsJson.write(facts))).isEqualTo(facts);
    }

    @Test
    void the_stored_form_stays_as_it_is() {
        Fact deadline = new Fact.Dated(null, LocalDate.of(2024, 6, 30), Fact.Role.PLANNED, null, null, "6月30日前", SPAN);

        assertThat(FactsJson.write(List.of(deadline)))
                .isEqualTo("[{\"type\":\"date\",\"to\":\"2024-06-30\",\"role\":\"PLANNED\",\"quote\":\"6月30日前\","
                        + "\"span\":{\"start\":3,\"end\":9}}]");
        assertThat(FactsJson.write(List.of())).isEqualTo("[]");
    }

    @Test
    void facts_of_a_later_release_are_passed_over() {
        String json = """
                [{"type":"mood","level":3,"quote":"好","span":{"start":0,"end":1}},
                 {"type":"progress","value":"95","quote":"95%","span":{"start":3,"end":9},"sure":0.9},
                 {"type":"change","value":"1","basis":"LAST_CENTURY","quote":"+1","span":{"start":3,"end":9}}]
                """;

        assertThat(FactsJson.read(json)).containsExactly(new Fact.Progress(new BigDecimal("95"), "95%", SPAN));
    }

    @Test
    void figures_alone_are_read_where_only_they_are_wanted() {
        Fact metric = new Fact.Metric("装卸量", new BigDecimal("313"), null, "吨", null, "313吨", SPAN);
        Fact progress = new Fact.Progress(new BigDecimal("80"), "80%", SPAN);
        Fact change = new Fact.Change(BigDecimal.ONE, "吨", null, "+1吨", SPAN);
        Fact date = new Fact.Dated(null, LocalDate.of(2024, 6, 30), Fact.Role.PLANNED, null, null, "metric", SPAN);

        assertThat(FactsJson.figures(FactsJson.write(List.of(change, metric, date, progress))))
                .containsExactly(metric, progress);
        assertThat(FactsJson.figures(FactsJson.write(List.of(date)))).isEmpty();
        assertThat(FactsJson.figures("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[{", "二号吊机"})
    void what_is_no_array_is_refused_without_being_quoted(String json) {
        assertThatIllegalStateException()
                .isThrownBy(() -> FactsJson.read(json))
                .withMessage("a statement's facts are stored as something other than a JSON array")
                .withNoCause();
    }
}
