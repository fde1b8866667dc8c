package io.rollcall.bot.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of a section of a stored report, see {@link ReportJson}.
 *
 * @param id       of the section
 * @param standing what is said of a section without lines
 * @param lines    of each its words, in the order of the report
 */
public record ReportLines(String id, String title, String standing, List<String> lines) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public ReportLines {
        lines = List.copyOf(lines);
    }

    /** Every section of the report with its parts; what was placed in none comes last, under an empty id. */
    public static List<ReportLines> read(String json) {
        JsonNode report = MAPPER.readTree(json);
        List<ReportLines> sections = new ArrayList<>();
        sections(report.path("sections"), sections);
        List<String> unplaced = lines(report.path("unplaced"));
        if (!unplaced.isEmpty()) {
            sections.add(new ReportLines("", "", "", unplaced));
        }
        return List.copyOf(sections);
    }

    private static void sections(JsonNode array, List<ReportLines> into) {
        for (JsonNode section : array) {
            into.add(new ReportLines(
                    section.path("id").asString(""),
                    section.path("title").asString(""),
                    section.path("standing").asString(""),
                    lines(section.path("passages"))));
            sections(section.path("parts"), into);
        }
    }

    private static List<String> lines(JsonNode passages) {
        List<String> lines = new ArrayList<>();
        for (JsonNode passage : passages) {
            String title = passage.path("title").asString("");
            if (!title.isEmpty()) {
                lines.add(title);
            }
            nodes(passage.path("items"), passage.path("texts"), lines);
        }
        return lines;
    }

    private static void nodes(JsonNode items, JsonNode texts, List<String> into) {
        Stream.concat(items.valueStream(), texts.valueStream())
                .sorted(Comparator.comparingInt(node -> node.path("line").asInt()))
                .forEach(node -> {
                    into.add(node.path("text").asString(""));
                    nodes(node.path("children"), node.path("texts"), into);
                });
    }
}
