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
