package io.rollcall.bot.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.ReportParser;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UnderstandingJsonTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static JsonNode json(String text) {
        return MAPPER.readTree(
                UnderstandingJson.write(new ReportParser(Set.of()).parse(text, ReportWeek.parse("2024-W49"))));
    }

    @Test
    void writesSectionsItemsAndFacts() {
        JsonNode json = json("""
                ## 【海棠】

                1. 门店存管：100%开发完成，预计12/12上线。
                    - 累计成交3.13亿
                """);
        assertThat(json).isEqualTo(MAPPER.readTree("""
                { "week": "2024-W49", "sections": [ { "title": "海棠", "level": 2, "line": 1, "texts": [], "items": [
                  { "line": 3, "depth": 1, "label": "门店存管", "text": "门店存管：100%开发完成，预计12/12上线。", "marker": "1.",
                    "status": "IN_PROGRESS", "facts": [
                      { "type": "progress", "value": 100, "quote": "100%", "span": [17, 21] },
                      { "type": "date", "from": "2024-12-12", "to": "2024-12-12", "role": "PLANNED", "subject": "门店存管", "event": "上线",
                        "quote": "预计12/12上线", "span": [26, 35] } ],
                    "texts": [], "children": [
                      { "line": 4, "depth": 2, "label": null, "text": "累计成交3.13亿", "marker": "-", "status": null, "facts": [
                          { "type": "metric", "name": "累计成交", "value": 313000000, "valueTo": null, "unit": "元", "period": null,
                            "quote": "3.13亿", "span": [47, 52] } ],
                        "texts": [], "children": [] } ] } ] } ] }
                """));
    }

    @Test
    void whatIsNotKnownIsNull() {
        JsonNode date = json("- 12月30日前完成接入，预计下周").at("/sections/0/items/0/facts/0");
        assertThat(date.get("from").isNull()).isTrue();
        assertThat(date.get("to").asString()).isEqualTo("2024-12-30");
        JsonNode head = json("甲").at("/sections/0");
        assertThat(head.get("title").isNull()).isTrue();
        assertThat(head.get("line").isNull()).isTrue();
        JsonNode change = json("- 人效提升25%").at("/sections/0/items/0/facts/0");
        assertThat(change.get("basis").isNull()).isTrue();
        assertThat(change.get("value").asInt()).isEqualTo(25);
    }

    @Test
    void whatHasTwoReadingsCarriesBoth() {
        JsonNode facts = json("- 26号上线\n- 12/5上线").at("/sections/0/items");
        assertThat(facts.at("/0/facts/0/from").asString()).isEqualTo("2024-11-26");
        assertThat(facts.at("/0/facts/0/alternatives/0/from").asString()).isEqualTo("2024-12-26");
        assertThat(facts.at("/1/facts/0").has("alternatives")).isFalse();
    }

    @Test
    void tellsAnIncident() {
        JsonNode incident = json("12/3 14:20 回调超时，持续6分钟，影响42笔").at("/sections/0/items/0/facts/1");
        assertThat(incident).isEqualTo(MAPPER.readTree("""
                { "type": "incident", "day": "2024-12-03", "time": "14:20", "what": "回调超时", "seconds": 360, "effect": "影响42笔",
                  "quote": "12/3 14:20 回调超时", "span": [0, 15] }
                """));
    }

    @Test
    void freeTextStandsBesideTheItems() {
        JsonNode section = json("## 收获与反思\n\n一段话\n\n> 引用\n\n1. 条目").at("/sections/0");
        assertThat(section.get("texts")).isEqualTo(MAPPER.readTree("""
                        [ { "line": 3, "depth": 1, "text": "一段话", "quoted": false }, { "line": 5, "depth": 1, "text": "引用", "quoted": true } ]
                        """));
        assertThat(section.get("items")).hasSize(1);
    }

    @Test
    void numbersHaveNoExponent() {
        String json = UnderstandingJson.write(
                new ReportParser(Set.of()).parse("- 金额90000亿，占比97.20%", ReportWeek.parse("2024-W49")));
        assertThat(json).contains("9000000000000,").contains("97.2,").doesNotContain("E+");
    }

    @Test
    void anyTextCanBeWritten() {
        assertThat(json("- 甲\uD83D\u0000乙\n- 😀").at("/sections/0/items")).hasSize(2);
    }
}
