package io.rollcall.bot.json;

import io.rollcall.core.trend.Trend;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a figure went, as JSON:
 *
 * <pre>
 * { "item", "section", "subject", "name", "kind": "metric" | "progress", "unit", "period",
 *   "points": [ { "week", "value", "quote" } ] }
 * </pre>
 *
 * What is not known is {@code null}. A week without a value has no point.
 */
public final class TrendJson {

    private TrendJson() {}

    public static ObjectNode tree(Trend trend) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("item", trend.item());
        json.put("section", trend.section().value());
        json.put("subject", trend.subject().isEmpty() ? null : trend.subject());
        json.put("name", trend.name().isEmpty() ? null : trend.name());
        json.put("kind", trend.kind().name().toLowerCase(Locale.ROOT));
        json.put("unit", trend.unit());
        json.put("period", trend.period());
        ArrayNode points = json.putArray("points");
        for (Trend.Point point : trend.points()) {
            ObjectNode one = points.addObject();
            one.put("week", point.week().toString());
            one.put("value", UnderstandingJson.number(point.value()));
            one.put("quote", point.quote());
        }
        return json;
    }
}
