package io.rollcall.bot.json;

import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.Span;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was understood of a text, as JSON:
 *
 * <pre>
 * { "week": "2024-W49",
 *   "sections": [ { "title", "level", "line", "items": [ item ], "texts": [ text ] } ] }
 * item: { "line", "depth", "label", "text", "marker", "status", "facts": [ fact ], "children": [ item ], "texts": [ text ] }
 * text: { "line", "depth", "text", "quoted" }
 * fact: { "type": "date" | "progress" | "metric" | "change" | "incident", …, "quote", "span": [ start, end ],
 *         "alternatives": [ fact ] }
 * </pre>
 *
 * What is not known is {@code null}; lines count from one; a section without a title has no line. Numbers are written
 * without exponents. {@code alternatives} stands only where the words could be read in another way as well.
 */
public final class UnderstandingJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private UnderstandingJson() {}

    /** The JSON text, indented, without a line end at its end. */
    public static String write(ParsedReport report) {
        return MAPPER.writeValueAsString(tree(report));
    }

    /** The same as a tree, for putting into a larger answer. */
    public static ObjectNode tree(ParsedReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("week", report.week().toString());
        ArrayNode sections = json.putArray("sections");
        report.sections().forEach(section -> section(sections.addObject(), section));
        return json;
    }

    /** One fact, as in a text. */
    public static ObjectNode tree(Fact fact) {
        ObjectNode json = MAPPER.createObjectNode();
        fact(json, fact);
        return json;
    }

    private static void section(ObjectNode json, ParsedSection section) {
        json.put("title", section.title());
        json.put("level", section.level());
        json.put("line", section.title() == null ? null : (Integer) section.line());
        nodes(json, "items", section.nodes());
    }

    static void nodes(ObjectNode json, String itemsName, List<ParsedNode> nodes) {
        ArrayNode items = json.putArray(itemsName);
        ArrayNode texts = json.putArray("texts");
        for (ParsedNode node : nodes) {
            if (node instanceof ParsedNode.Item item) {
                item(items.addObject(), item);
            } else if (node instanceof ParsedNode.Text text) {
                text(texts.addObject(), text);
            }
        }
    }

    private static void item(ObjectNode json, ParsedNode.Item item) {
        json.put("line", item.line());
        json.put("depth", item.depth());
        json.put("label", item.label());
        json.put("text", item.text());
        json.put("marker", item.marker());
        json.put("status", item.status() == null ? null : item.status().name());
        ArrayNode facts = json.putArray("facts");
        item.facts().forEach(fact -> fact(facts.addObject(), fact));
        nodes(json, "children", item.children());
    }

    private static void text(ObjectNode json, ParsedNode.Text text) {
        json.put("line", text.line());
        json.put("depth", text.depth());
        json.put("text", text.text());
        json.put("quoted", text.quoted());
    }

    private static void fact(ObjectNode json, Fact fact) {
        if (fact instanceof Fact.Dated dated) {
            json.put("type", "date");
            json.put("from", text(dated.from()));
            json.put("to", text(dated.to()));
            json.put("role", dated.role().name());
            json.put("subject", dated.subject());
            json.put("event", dated.event());
        } else if (fact instanceof Fact.Progress progress) {
            json.put("type", "progress");
            json.put("value", number(progress.value()));
        } else if (fact instanceof Fact.Metric metric) {
            json.put("type", "metric");
            json.put("name", metric.name());
            json.put("value", number(metric.value()));
            json.put("valueTo", metric.valueTo() == null ? null : number(metric.valueTo()));
            json.put("unit", metric.unit());
            json.put("period", metric.period());
        } else if (fact instanceof Fact.Change change) {
            json.put("type", "change");
            json.put("value", number(change.value()));
            json.put("unit", change.unit());
            json.put("basis", change.basis() == null ? null : change.basis().name());
        } else if (fact instanceof Fact.Incident incident) {
            json.put("type", "incident");
            json.put("day", incident.day().toString());
            json.put("time", text(incident.time()));
            json.put("what", incident.what());
            json.put(
                    "seconds",
                    incident.duration() == null
                            ? null
                            : (Long) incident.duration().toSeconds());
            json.put("effect", incident.effect());
        }
        json.put("quote", fact.quote());
        span(json.putArray("span"), fact.span());
        Fact other = other(fact);
        if (other != null) {
            fact(json.putArray("alternatives").addObject(), other);
        }
    }

    private static @Nullable Fact other(Fact fact) {
        if (fact instanceof Fact.Dated dated) {
            return dated.other();
        }
        return fact instanceof Fact.Progress progress ? progress.other() : null;
    }

    private static void span(ArrayNode json, Span span) {
        json.add(span.start());
        json.add(span.end());
    }

    /** {@code 97.20} and {@code 97.2} are the same figure. */
    static BigDecimal number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
