package io.rollcall.core.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that were labelled before the parser had read them, as the files beside the tests say. */
class UnseenLinesTest {

    /** One line, the section it stands in, and what a careful reader makes of it. */
    record Labelled(ReportWeek week, String section, String text, List<String> facts, String status) {

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Labelled> lines() {
        return Stream.of("unseen-lines.txt", "more-unseen-lines.txt", "chat-replies.txt", "dense-lines.txt")
                .flatMap(UnseenLinesTest::read);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void areReadAsLabelled(Labelled labelled) {
        String text =
                labelled.section().isEmpty() ? "- " + labelled.text() : labelled.section() + "\n- " + labelled.text();
        ParsedNode.Item item = Notation.parse(text, labelled.week()).sections().stream()
                .flatMap(ParsedSection::items)
                .findFirst()
                .orElseThrow();

        List<String> read = item.facts().stream()
                .filter(fact -> !(fact instanceof Fact.Incident))
                .map(UnseenLinesTest::withoutName)
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> missing = new ArrayList<>();
        for (String fact : labelled.facts()) {
            boolean open = fact.startsWith("?");
            String expected = open ? fact.substring(1) : fact;
            boolean found = expected.contains("@") ? read.remove(expected) : read.removeIf(withoutPeriod(expected));
            if (!found && !open) {
                missing.add(fact);
            }
        }
        boolean anyOpen = labelled.facts().stream().anyMatch(fact -> fact.startsWith("?"));
        assertThat(missing)
                .as("missing in %s, read besides: %s", labelled, read)
                .isEmpty();
        assertThat(anyOpen ? List.of() : read).as("made up in %s", labelled).isEmpty();
        if (!labelled.status().startsWith("?")) {
            assertThat(item.state().map(Status::name).orElse("-"))
                    .as(labelled.text())
                    .isEqualTo(labelled.status());
        }
    }

    /** Periods count where a label has one. */
    private static Predicate<String> withoutPeriod(String expected) {
        return fact -> fact.equals(expected) || fact.startsWith(expected + " @");
    }

    /** {@code 订单量=1203 单} as {@code =1203 单}. */
    private static String withoutName(Fact fact) {
        String shown = Notation.shown(fact);
        return fact instanceof Fact.Metric ? shown.substring(shown.indexOf('=')) : shown;
    }

    private static Stream<Labelled> read(String file) {
        List<Labelled> labelled = new ArrayList<>();
        ReportWeek week = Notation.WEEK;
        String section = "";
        for (String row : rows(file)) {
            if (row.startsWith("@")) {
                week = ReportWeek.parse(row.substring(1).strip());
                section = "";
            } else if (row.startsWith("【")) {
                section = row;
            } else if (!row.isBlank() && !row.startsWith("#")) {
                String[] cells = row.split(" \\| ");
                List<String> facts = cells[1].equals("-")
                        ? List.of()
                        : Stream.of(cells[1].split(";")).map(String::strip).toList();
                labelled.add(new Labelled(week, section, cells[0].strip(), facts, cells[2].strip()));
            }
        }
        return labelled.stream();
    }

    private static List<String> rows(String file) {
        try (var stream = UnseenLinesTest.class.getResourceAsStream("/understand/" + file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
