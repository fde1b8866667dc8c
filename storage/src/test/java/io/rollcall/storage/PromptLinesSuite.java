package io.rollcall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.merge.AskedLine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

abstract class PromptLinesSuite extends StorageSuite {

    private static final AskedLine FIRST = new AskedLine("1", CRANES, 7L, 1, "1.", false, "Crane 4 — 检修中，进度40% 🏗");
    private static final AskedLine BELOW = new AskedLine("1.1", CRANES, null, 2, "-", false, "hook");
    private static final AskedLine PROSE = new AskedLine("", TUGS, null, 1, "", true, "a quiet week");

    private final PromptLines lines;

    PromptLinesSuite(TestDatabase database) {
        super(database);
        lines = database.get(PromptLines.class);
    }

    @Test
    void what_was_shown_is_found_again_in_its_order() {
        assertThat(lines.add(ROUND, MEI, MEI, List.of(FIRST, BELOW, PROSE))).isTrue();
        lines.add(ROUND, OTTO, MEI, List.of(FIRST));

        assertThat(lines.of(ROUND, List.of(MEI, OTTO, ZHAO)))
                .isEqualTo(Map.of(
                        MEI, Map.of(MEI, List.of(FIRST, BELOW, PROSE)),
                        OTTO, Map.of(MEI, List.of(FIRST))));
        assertThat(lines.of(ROUND, List.of())).isEmpty();
    }

    @Test
    void what_was_shown_first_stays() {
        lines.add(ROUND, MEI, MEI, List.of(FIRST));

        assertThat(lines.add(ROUND, MEI, MEI, List.of(BELOW))).isFalse();

        assertThat(lines.of(ROUND, List.of(MEI)).get(MEI)).isEqualTo(Map.of(MEI, List.of(FIRST)));
    }

    @Test
    void a_long_prompt_is_kept_whole() {
        List<AskedLine> many = IntStream.rangeClosed(1, 450)
                .mapToObj(i -> new AskedLine("" + i, CRANES, (long) i, 1, "", false, "line " + i))
                .toList();
        lines.add(ROUND, MEI, MEI, many);

        assertThat(lines.of(ROUND, List.of(MEI)).get(MEI)).isEqualTo(Map.of(MEI, many));
    }
}
