package io.rollcall.bot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SandboxCardTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"body":{"elements":[]}}                                                                 | schema
                    {"schema":"1.0","body":{"elements":[]}}                                                  | schema
                    {"schema":"2.0","elements":[],"body":{"elements":[]}}                                    | the card -> elements
                    {"schema":"2.0","body":{}}                                                               | elements must be an array
                    {"schema":"2.0","body":{"elements":[{"tag":"note","elements":[]}]}}                      | 200861
                    {"schema":"2.0","body":{"elements":[{"tag":"action","actions":[]}]}}                     | 200861
                    {"schema":"2.0","body":{"elements":[{"tag":"div","text":"plain"}]}}                      | div.text
                    {"schema":"2.0","body":{"elements":[{"tag":"hr","colour":"red"}]}}                       | hr -> colour
                    {"schema":"2.0","body":{"elements":[{"tag":"markdown"}]}}                                | markdown.content
                    {"schema":"2.0","config":{"update_multi":false},"body":{"elements":[]}}                  | update_multi
                    {"schema":"2.0","header":{"title":{"tag":"plain_text","content":"x"},"template":"mauve"},"body":{"elements":[]}} | header.template
                    {"schema":"2.0","body":{"elements":[{"tag":"form","name":"f","elements":[]}]}}           | submits it
                    {"schema":"2.0","body":{"elements":[{"tag":"form","elements":[]}]}}                      | 200530
                    {"schema":"2.0","body":{"elements":[{"tag":"collapsible_panel","header":{"title":{"tag":"plain_text","content":"x"}},"elements":[{"tag":"table","columns":[],"rows":[]}]}]}} | only at the root
                    {"schema":"2.0","body":{"elements":[{"tag":"hr","element_id":"1a"}]}}                    | element_id
                    {"schema":"2.0","body":{"elements":[{"tag":"table","page_size":11,"columns":[],"rows":[]}]}} | page_size
                    {"schema":"2.0","body":{"elements":[{"tag":"table","columns":[{"name":"a","data_type":"html"}],"rows":[]}]}} | data_type
                    {"schema":"2.0","body":{"elements":[{"tag":"table","columns":[{"name":"a"},{"name":"a"}],"rows":[]}]}} | 200914
                    {"schema":"2.0","body":{"elements":[{"tag":"table","columns":[{"name":"a","align":"left"}],"rows":[]}]}} | table.columns -> align
                    {"schema":"2.0","body":{"elements":[{"tag":"table","columns":[{"name":"a","data_type":"text"}],"rows":[{"a":1}]}]}} | 200915
                    {"schema":"2.0","body":{"elements":[{"tag":"table","columns":[{"name":"a"}],"rows":[{"b":"x"}]}]}} | 200915
                    {"schema":"2.0","body":{"elements":[{"tag":"collapsible_panel","header":{"title":{"tag":"plain_text","content":"x"},"arrow":true},"elements":[]}]}} | collapsible_panel.header -> arrow
                    {"schema":"2.0","body":{"elements":[{"tag":"chart","chart_spec":"{}"}]}}                 | 200550
                    {"schema":"2.0","body":{"elements":[{"tag":"input","name":"a","input_type":"rich"}]}}    | input_type
                    {"schema":"2.0","body":{"elements":[{"tag":"input","name":"a","max_length":3,"default_value":"long"}]}} | default_value
                    """)
    void aCardThatThePlatformRefusesIsRefused(String card, String because) {
        assertThat(CardCheck.fault(Json.read(card).orElseThrow()))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("ErrCode").contains(because));
    }

    @Test
    void twoHundredElementsFitAndTwoHundredAndOneDoNot() {
        assertThat(CardCheck.fault(rules(200))).isEmpty();
        assertThat(CardCheck.fault(rules(201)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("11310").contains("201"));
    }

    @Test
    void aTextWithinAnElementCountsToo() {
        ObjectNode card = rules(0);
        ArrayNode elements = (ArrayNode) card.at("/body/elements");
        for (int n = 0; n < 101; n++) {
            elements.addObject()
                    .put("tag", "div")
                    .putObject("text")
                    .put("tag", "plain_text")
                    .put("content", "x");
        }

        assertThat(CardCheck.fault(card))
                .hasValueSatisfying(fault -> assertThat(fault).contains("202"));
    }

    @Test
    void fiveTablesFitAndSixDoNot() {
        assertThat(CardCheck.fault(tables(5))).isEmpty();
        assertThat(CardCheck.fault(tables(6)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("table number over limit"));
    }

    @Test
    void figuresAndWhatAFormHoldsAtFirstAreReadToo() {
        JsonNode card = Json.read("""
                        {"schema":"2.0","body":{"elements":[
                          {"tag":"table","columns":[{"name":"a","display_name":"指标"},{"name":"b","display_name":"本周"}],"rows":[{"a":"笔数","b":"418 万"}]},
                          {"tag":"chart","chart_spec":{"type":"line","title":{"text":"笔数（万）"},"data":{"values":[{"p":"第 9 周","v":405,"s":"清算"}]},"xField":"p","yField":"v","seriesField":"s"}},
                          {"tag":"form","name":"f","elements":[
                            {"tag":"input","name":"o1","label":{"tag":"plain_text","content":"O1"},"default_value":"1. 对账"},
                            {"tag":"button","name":"s","form_action_type":"submit","text":{"tag":"plain_text","content":"提交"}}]}]}}
                        """).orElseThrow();

        assertThat(CardCheck.fault(card)).isEmpty();
        assertThat(Cards.readable(card)).isEqualTo("指标\t本周\n笔数\t418 万\n笔数（万）\n清算\t第 9 周\t405\nO1\n1. 对账\n提交");
    }

    private static ObjectNode tables(int count) {
        ObjectNode card = Json.object().put("schema", "2.0");
        ArrayNode elements = card.putObject("body").putArray("elements");
        for (int n = 0; n < count; n++) {
            ObjectNode table = elements.addObject().put("tag", "table");
            table.putArray("columns").addObject().put("name", "a").put("data_type", "text");
            table.putArray("rows");
        }
        return card;
    }

    @Test
    void hostileNestingEndsInARefusalAndNotInTheStack() {
        String deep = "[".repeat(300) + "]".repeat(300);
        JsonNode card = Json.read("{\"schema\":\"2.0\",\"body\":{\"elements\":" + deep + "}}")
                .orElseThrow();

        assertThat(CardCheck.fault(card))
                .hasValueSatisfying(fault -> assertThat(fault).contains("too deep"));
    }

    @Test
    void aCardReadsLineByLineInTheOrderOfThePage() {
        JsonNode card = Json.read("""
                        {"schema":"2.0","header":{"title":{"tag":"plain_text","content":"第 10 周"},"template":"blue"},
                         "body":{"elements":[
                          {"tag":"markdown","content":"**完成** &#60;b&#62; a&#95;b<br>第二行"},
                          {"tag":"column_set","columns":[{"tag":"column","elements":[
                            {"tag":"button","text":{"tag":"plain_text","content":"左"},"behaviors":[{"type":"callback","value":{"act":"l"}}]}]}]},
                          {"tag":"collapsible_panel","header":{"title":{"tag":"plain_text","content":"细节"}},"elements":[
                            {"tag":"div","text":{"tag":"plain_text","content":"<at id=all></at>"}},
                            {"tag":"button","text":{"tag":"plain_text","content":"右"},"behaviors":[{"type":"callback","value":{"act":"r"}}]}]},
                          {"tag":"table","columns":[{"name":"a"},{"name":"b"}],"rows":[{"a":"x","b":3}]}]}}
                        """).orElseThrow();

        assertThat(CardCheck.fault(card)).isEmpty();
        assertThat(Cards.readable(card)).isEqualTo("第 10 周\n完成 <b> a_b\n第二行\n左\n细节\n<at id=all></at>\n右\nx\t3");
        assertThat(Cards.buttons(card).stream()
                        .map(button -> Cards.callbackValue(button.element()))
                        .map(value -> Json.text(value, "act")))
                .containsExactly("l", "r");
    }

    private static ObjectNode rules(int count) {
        ObjectNode card = Json.object().put("schema", "2.0");
        ArrayNode elements = card.putObject("body").putArray("elements");
        for (int n = 0; n < count; n++) {
            elements.addObject().put("tag", "hr");
        }
        return card;
    }
}
