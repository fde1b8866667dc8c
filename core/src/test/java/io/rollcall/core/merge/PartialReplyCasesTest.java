package io.rollcall.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.merge.Merged.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What replies make of last week's lines, case by case. */
class PartialReplyCasesTest {

    static Stream<MergeCase> cases() {
        return Stream.of("merge-cases.txt", "merge-cases-2.txt", "merge-cases-3.txt", "merge-cases-4.txt")
                .flatMap(file -> MergeCase.all(file).stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void doesWhatItSays(MergeCase one) {
        Merged merged = PartialReply.merge(one.last(), one.reply(), one.week());

        assertThat(changes(merged)).as("changes").isEqualTo(one.expected());
        assertThat(merged.unplaced().stream()
                        .map(words -> words.why() + " | " + words.text())
                        .toList())
                .as("asked")
                .isEqualTo(one.asked());
        assertThat(merged.fresh().stream().map(Merged.Fresh::text).toList())
                .as("new")
                .isEqualTo(one.fresh());
        if (!one.kind().isEmpty()) {
            assertThat(merged.isPartial() ? "partial" : "fresh").isEqualTo(one.kind());
        }
        LineReader reader = new LineReader(one.week());
        one.states()
                .forEach((no, status) -> assertThat(
                                Objects.toString(reader.read(text(merged, no)).status()))
                        .as("status of " + no)
                        .isEqualTo(status));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saidTwiceItIsTheSame(MergeCase one) {
        Merged once = PartialReply.merge(one.last(), one.reply(), one.week());
        List<PromptLine> after = once.outcomes().stream()
                .flatMap(outcome -> outcome.result().stream()
                        .map(text -> new PromptLine(
                                outcome.line().no(), outcome.line().shown(), text)))
                .toList();

        Merged twice = PartialReply.merge(after, one.reply(), one.week());

        assertThat(texts(twice)).isEqualTo(texts(once));
    }

    private static Map<String, String> changes(Merged merged) {
        Map<String, String> changes = new LinkedHashMap<>();
        merged.changes()
                .forEach(outcome ->
                        changes.put(outcome.line().no(), outcome.result().orElse(MergeCase.DELETED)));
        return changes;
    }

    private static Map<String, String> texts(Merged merged) {
        Map<String, String> texts = new LinkedHashMap<>();
        merged.outcomes()
                .forEach(outcome -> outcome.result()
                        .ifPresent(text -> texts.put(outcome.line().no(), text)));
        return texts;
    }

    private static String text(Merged merged, String no) {
        return merged.outcomes().stream()
                .filter(outcome -> outcome.line().no().equals(no))
                .findFirst()
                .flatMap(Outcome::result)
                .orElse("");
    }
}
