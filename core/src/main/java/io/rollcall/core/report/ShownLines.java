package io.rollcall.core.report;

import io.rollcall.core.merge.AskedLine;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.PromptLine;
import io.rollcall.core.team.SectionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lines that one member was shown, and where they stand in the report so far. */
final class ShownLines {

    private final List<AskedLine> prompt;
    private final List<LastWeeksLines.Row> rows = new ArrayList<>();
    private final Map<String, LastWeeksLines.Row> byNumber = new HashMap<>();

    /** @param standing by section; those that this member's prompt tells of for the first time are added */
    ShownLines(List<AskedLine> prompt, Map<SectionId, LastWeeksLines> standing) {
        this.prompt = prompt;
        Map<SectionId, List<AskedLine>> bySection = new LinkedHashMap<>();
        prompt.forEach(line -> bySection
                .computeIfAbsent(line.section(), id -> new ArrayList<>())
                .add(line));
        bySection.forEach((section, lines) -> {
            List<LastWeeksLines.Row> found =
                    standing.computeIfAbsent(section, LastWeeksLines::new).rows(lines);
            rows.addAll(found);
            for (int i = 0; i < lines.size(); i++) {
                byNumber.put(lines.get(i).no(), found.get(i));
            }
        });
    }

    List<LastWeeksLines.Row> rows() {
        return rows;
    }

    /** As numbered for this member, with what they say by now. */
    List<PromptLine> lines() {
        return prompt.stream()
                .filter(AskedLine::isItem)
                .map(line ->
                        new PromptLine(line.no(), line.text(), row(line.no()).text()))
                .toList();
    }

    LastWeeksLines.Row row(Merged.Outcome outcome) {
        return row(outcome.line().no());
    }

    private LastWeeksLines.Row row(String no) {
        return Objects.requireNonNull(byNumber.get(no));
    }
}
