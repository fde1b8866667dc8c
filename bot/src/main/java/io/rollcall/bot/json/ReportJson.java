package io.rollcall.bot.json;

import io.rollcall.core.report.Passage;
import io.rollcall.core.report.Report;
import io.rollcall.core.report.ReportSection;
import io.rollcall.core.report.Slip;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A compiled report as JSON: its sections in order, each with its standing, its owners and the lines of its members; then
 * how figures of it went over the weeks.
 */
public final class ReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {}

    /** One line of JSON. */
    public static String write(Report report) {
        ObjectNode json = NODES.objectNode();
        json.put("team", report.team().value());
        json.put("title", report.title());
        json.put("weeks", report.weeks().toString());
        json.put("revision", report.revision());
        json.set("sections", sections(report.sections()));
        if (!report.unplaced().isEmpty()) {
            json.set("unplaced", passages(report.unplaced()));
        }
        if (!report.slips().isEmpty()) {
            json.set("slips", slips(report.slips()));
        }
        ArrayNode trends = json.putArray("trends");
        report.trends().trends().forEach(trend -> trends.add(TrendJson.tree(trend)));
        return MAPPER.writeValueAsString(json);
    }

    private static ArrayNode slips(List<Slip> slips) {
        ArrayNode array = NODES.arrayNode();
        slips.forEach(slip -> array.addObject()
                .put("section", slip.section().value())
                .put("what", slip.what())
                .put("original", slip.original())
                .put("day", slip.day())
                .put("slips", slip.slips())
                .put("days", slip.days()));
        return array;
    }

    private static ArrayNode sections(List<ReportSection> sections) {
        ArrayNode array = NODES.arrayNode();
        for (ReportSection section : sections) {
            ObjectNode json = array.addObject();
            json.put("id", section.id().value());
            json.put("title", section.title());
            json.put("kind", section.kind().name());
            json.put("standing", section.standing().name());
            ArrayNode owners = json.putArray("owners");
            section.owners().forEach(owner -> {
                ObjectNode one = owners.addObject();
                one.put("member", owner.member().value());
                one.put("name", owner.name());
                one.put("standing", owner.standing().name());
            });
            json.set("passages", passages(section.passages()));
            json.set("parts", sections(section.parts()));
        }
        return array;
    }

    private static ArrayNode passages(List<Passage> passages) {
        ArrayNode array = NODES.arrayNode();
        for (Passage passage : passages) {
            ObjectNode json = array.addObject();
            json.put("title", passage.title());
            json.put("member", passage.member().value());
            json.put("fromLastWeek", passage.fromLastWeek());
            UnderstandingJson.nodes(json, "items", passage.nodes());
        }
        return array;
    }
}
