package io.rollcall.bot.json;

import io.rollcall.bot.text.MergeTexts;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.merge.Merged;
import io.rollcall.core.merge.Merged.Outcome;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a reply makes of last week's lines, as JSON:
 *
 * <pre>
 * { "items": [ { "no", "text", "unchanged", "status", "progress", "dates": [ fact ], "deleted" } ],
 *   "ask": [ { "text", "no", "reason", "why" } ],
 *   "new": [ { "text" } ] }
 * </pre>
 *
 * Status, progress and dates are what the report's parser reads from the resulting line, each below those above it; a
 * fact is written as in {@link UnderstandingJson}, its span counted within the line. Of a deleted line they are not read.
 */
public final class MergeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Keeps a line's own beginning from being read as a list's number. */
    private static final String BULLET = "- ";

    private MergeJson() {}

    /** The JSON text, indented, without a line end at its end. */
    public static String write(Merged merged, ReportWeek week, ReportParser parser, MergeTexts texts) {
        ObjectNode json = MAPPER.createObjectNode();
        Map<String, ParsedNode.Item> read = read(merged, week, parser);
        ArrayNode items = json.putArray("items");
        for (Outcome outcome : merged.outcomes()) {
            ParsedNode.Item item = read.get(outcome.line().no());
            ObjectNode line = items.addObject();
            line.put("no", outcome.line().no());
            line.put("text", outcome.result().orElse(outcome.line().text()));
            line.put("unchanged", outcome instanceof Outcome.Unchanged);
            line.put(
                    "status",
                    item == null || item.status() == null ? null : item.status().name());
            line.put("progress", item == null ? null : progress(item).orElse(null));
            ArrayNode dates = line.putArray("dates");
            if (item != null) {
                item.facts().stream()
                        .filter(Fact.Dated.class::isInstance)
                        .forEach(fact -> dates.add(UnderstandingJson.tree(fact)));
            }
            line.put("deleted", outcome instanceof Outcome.Deleted);
        }
        ArrayNode ask = json.putArray("ask");
        for (Merged.Unplaced words : merged.unplaced()) {
            ObjectNode entry = ask.addObject();
            entry.put("text", words.text());
            entry.put("no", words.no());
            entry.put("reason", words.why().name().toLowerCase(Locale.ROOT));
            entry.put("why", texts.why(words));
        }
        ArrayNode fresh = json.putArray("new");
        merged.fresh().stream()
                .filter(line -> !line.isTitle())
                .forEach(line -> fresh.addObject().put("text", line.text()));
        return MAPPER.writeValueAsString(json);
    }

    private static Optional<BigDecimal> progress(ParsedNode.Item item) {
        return item.facts().stream()
                .filter(Fact.Progress.class::isInstance)
                .map(fact -> ((Fact.Progress) fact).value().stripTrailingZeros())
                .map(value -> value.scale() < 0 ? value.setScale(0) : value)
                .findFirst();
    }

    /** What the parser reads from the lines as they stand below each other, by number. */
    private static Map<String, ParsedNode.Item> read(Merged merged, ReportWeek week, ReportParser parser) {
        StringBuilder text = new StringBuilder();
        List<String> numbers = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (Outcome outcome : merged.outcomes()) {
            String line = outcome.result().orElse("").replaceAll("\\R", " ");
            if (!line.isBlank()) {
                text.append("  ".repeat(outcome.line().depth() - 1)).append(BULLET);
                numbers.add(outcome.line().no());
                starts.add(text.length());
                text.append(line).append('\n');
            }
        }
        List<ParsedNode.Item> items = items(text.toString(), week, parser);
        Map<String, ParsedNode.Item> read = new HashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            if (items.size() == numbers.size()) {
                read.put(numbers.get(i), within(items.get(i), starts.get(i)));
            } else {
                // A line that the parser takes for a title, say: each for itself then.
                String alone = BULLET + text.substring(starts.get(i), text.indexOf("\n", starts.get(i)));
                List<ParsedNode.Item> found = items(alone, week, parser);
                if (!found.isEmpty()) {
                    read.put(numbers.get(i), within(found.get(0), BULLET.length()));
                }
            }
        }
        return read;
    }

    private static List<ParsedNode.Item> items(String text, ReportWeek week, ReportParser parser) {
        return parser.parse(text, week).sections().stream()
                .flatMap(ParsedSection::items)
                .toList();
    }

    private static ParsedNode.Item within(ParsedNode.Item item, int start) {
        return new ParsedNode.Item(
                item.line(),
                item.depth(),
                item.marker(),
                item.label(),
                item.text(),
                item.status(),
                item.facts().stream()
                        .map(fact -> fact.at(new Span(
                                Math.max(0, fact.span().start() - start),
                                Math.max(0, fact.span().end() - start))))
                        .toList(),
                List.of());
    }
}
