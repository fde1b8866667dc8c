package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.sandbox.CardRules;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Fact;
import io.rollcall.core.message.Message.Field;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import io.rollcall.core.message.Message.Series;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The richer parts of a message, as the platform's own components. */
class FeishuCardPartsTest {

    private static final Button SUBMIT = new Button("提交", true, Map.of("act", "fill"));

    @Test
    void factsStandTwoByTwo() {
        JsonNode card =
                card(new Part.Facts(List.of(new Fact("截止", "12/6 17:30"), new Fact("编辑", "林晓"), new Fact("", "8/10"))));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"column_set","flex_mode":"none","columns":[
                  {"tag":"column","width":"weighted","weight":1,"elements":[
                   {"tag":"div","text":{"tag":"plain_text","content":"截止","text_size":"notation","text_color":"grey"}},
                   {"tag":"div","text":{"tag":"plain_text","content":"12/6 17:30","text_size":"normal"}}]},
                  {"tag":"column","width":"weighted","weight":1,"elements":[
                   {"tag":"div","text":{"tag":"plain_text","content":"编辑","text_size":"notation","text_color":"grey"}},
                   {"tag":"div","text":{"tag":"plain_text","content":"林晓","text_size":"normal"}}]}]},
                 {"tag":"column_set","flex_mode":"none","columns":[
                  {"tag":"column","width":"weighted","weight":1,"elements":[
                   {"tag":"div","text":{"tag":"plain_text","content":"8/10","text_size":"normal"}}]}]}]"""));
        assertThat(CardText.plain(card)).isEqualTo("t\n截止\n12/6 17:30\n编辑\n林晓\n8/10");
    }

    @Test
    void aFactThatIsLongIsALine() {
        JsonNode card = card(new Part.Facts(List.of(new Fact("说明", "长".repeat(50)), new Fact("编辑", "林晓"))));

        assertThat(CardText.plain(card)).isEqualTo("t\n• 说明：" + "长".repeat(50) + "\n• 编辑：林晓");
    }

    @Test
    void aTableShowsPlainTextInItsCells() {
        JsonNode card = card(new Part.Table(
                List.of("指标", "本周", "<at id=all></at>"),
                List.of(List.of("成功率", "99.2%", "+0.1%"), List.of("<at id=all></at>", "", "**-3**"))));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"table","page_size":2,
                  "columns":[{"name":"c1","display_name":"指标","data_type":"text"},
                   {"name":"c2","display_name":"本周","data_type":"text"},
                   {"name":"c3","display_name":"＜at id=all>＜/at>","data_type":"text"}],
                  "rows":[{"c1":"成功率","c2":"99.2%","c3":"+0.1%"},
                   {"c1":"<at id=all></at>","c2":"","c3":"**-3**"}]}]"""));
        assertThat(CardText.plain(card))
                .isEqualTo("t\n成功率 · 本周 99.2% · ＜at id=all>＜/at> +0.1%\n＜at id=all>＜/at> · ＜at id=all>＜/at> **-3**");
    }

    @Test
    void aLongTableIsSplitBetweenItsRowsAndItsHeadIsRepeated() {
        List<List<String>> rows = IntStream.rangeClosed(1, 400)
                .mapToObj(i -> List.of("指标 " + i, "值".repeat(20), "\"" + i))
                .toList();

        List<JsonNode> cards = cards(new Part.Heading("指标"), new Part.Table(List.of("名", "本周", "较上周"), rows));

        assertThat(cards).hasSizeGreaterThan(1);
        assertThat(cards.stream().flatMap(card -> tables(card).stream())).allSatisfy(table -> {
            assertThat(table.path("columns")).hasSize(3);
            assertThat(table.path("page_size").intValue()).isBetween(1, 10);
        });
        assertThat(cards.stream()
                        .flatMap(card -> tables(card).stream())
                        .flatMap(table -> table.path("rows").values().stream())
                        .map(row -> List.of(
                                row.path("c1").stringValue(),
                                row.path("c2").stringValue(),
                                row.path("c3").stringValue())))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void aCardHoldsNoMoreThanThreeTablesAndFiveCharts() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            parts.add(new Part.Heading("第 " + i + " 张"));
            parts.add(new Part.Table(List.of("a"), List.of(List.of("x" + i))));
            parts.add(chart(2));
        }

        List<JsonNode> cards = cards(parts.toArray(Part[]::new));

        assertThat(cards.stream().map(card -> tables(card).size())).containsExactly(3, 3, 2);
        assertThat(elements(cards.get(1)).get(0).findValuesAsString("content"))
                .as("each head is with what it heads")
                .containsExactly("第 3 张");
    }

    @Test
    void aTableWithACellTooLongForItIsSaidInWords() {
        JsonNode card = card(new Part.Table(List.of("项", "说明"), List.of(List.of("对账", "长".repeat(300)))));

        assertThat(tables(card)).isEmpty();
        assertThat(CardText.plain(card)).isEqualTo("t\n• 对账：" + "长".repeat(300));
    }

    @Test
    void aChartIsDrawnAndItsFiguresCanBeRead() {
        JsonNode card = card(new Part.Chart(
                "交易额",
                "万元",
                List.of("W47", "W48", "W49"),
                List.of(
                        new Series("收单", figures("12.50", null, "13")),
                        new Series("<at id=all></at>", figures("1", "2", "3")))));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"chart","aspect_ratio":"16:9","chart_spec":{"type":"line",
                  "title":{"visible":true,"text":"交易额（万元）"},
                  "data":{"values":[{"point":"W47","value":12.50,"series":"收单"},
                   {"point":"W49","value":13,"series":"收单"},
                   {"point":"W47","value":1,"series":"<at id=all></at>"},
                   {"point":"W48","value":2,"series":"<at id=all></at>"},
                   {"point":"W49","value":3,"series":"<at id=all></at>"}]},
                  "xField":"point","yField":"value","seriesField":"series","legends":{"visible":true}}}]"""));
        assertThat(CardText.plain(card))
                .startsWith("t\n交易额（万元）\n收单 W47 12.5")
                .endsWith("\n＜at id=all>＜/at> W47 1 → W48 2 → W49 3");
    }

    @Test
    void aChartWithoutACourseIsSaidInWords() {
        JsonNode card = card(new Part.Chart("交易额", "", List.of("W49"), List.of(new Series("收单", figures("12.5")))));

        assertThat(CardText.plain(card)).isEqualTo("t\n交易额\n• 收单：W49 12.5");
    }

    @Test
    void aFoldOpensUnderItsTitle() {
        JsonNode card = card(new Part.Fold(
                "重点项目（2）",
                List.of(
                        new Part.Lines(List.of(new Line(1, "1.", "对账"), new Line(1, "2.", "灰度"))),
                        new Part.Note("缺一份"))));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"collapsible_panel","expanded":false,
                  "header":{"title":{"tag":"plain_text","content":"重点项目（2）"},"vertical_align":"center",
                   "icon":{"tag":"standard_icon","token":"down-small-ccm_outlined","size":"16px 16px"},
                   "icon_position":"right","icon_expanded_angle":-180},
                  "border":{"color":"grey","corner_radius":"5px"},"padding":"8px 8px 8px 8px",
                  "elements":[{"tag":"div","text":{"tag":"plain_text","content":"1. 对账\\n2. 灰度","text_size":"normal"}},
                   {"tag":"div","text":{"tag":"plain_text","content":"缺一份","text_size":"notation","text_color":"grey"}}]}]"""));
        assertThat(CardText.plain(card)).isEqualTo("t\n重点项目（2）\n1. 对账\n2. 灰度\n缺一份");
    }

    @Test
    void aFoldWithATableIsOpenSinceATableStandsOnlyAtTheRoot() {
        JsonNode card =
                card(new Part.Fold("指标", List.of(new Part.Table(List.of("a", "b"), List.of(List.of("x", "1"))))));

        assertThat(elements(card).stream().map(element -> element.path("tag").stringValue()))
                .containsExactly("div", "table");
    }

    @Test
    void aFoldTooLongForACardIsSplitUnderItsOwnTitle() {
        List<Line> lines = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> new Line(1, i + ".", "长".repeat(300)))
                .toList();

        List<JsonNode> cards =
                cards(new Part.Fold("重点项目", List.of(new Part.Text("开头"), new Part.Lines(lines), new Part.Note("尾"))));

        assertThat(cards).hasSizeGreaterThan(1);
        assertThat(cards)
                .allSatisfy(card -> assertThat(elements(card))
                        .hasSize(1)
                        .allSatisfy(panel -> assertThat(panel.path("header")
                                        .path("title")
                                        .path("content")
                                        .stringValue())
                                .isEqualTo("重点项目")));
        assertThat(cards.stream()
                        .map(CardText::plain)
                        .flatMap(String::lines)
                        .filter(line -> !line.startsWith("t (") && !line.equals("重点项目")))
                .containsExactlyElementsOf(Stream.of(
                                Stream.of("开头"),
                                lines.stream().map(line -> line.marker() + " " + line.text()),
                                Stream.of("尾"))
                        .flatMap(all -> all)
                        .toList());
    }

    @Test
    void onlyAMentionMentionsAndOnlyWhomTheAppKnows() {
        Part mention = new Part.Mention(List.of(
                new Person("林晓", new Account("feishu", "main", "ou_lin")),
                new Person("周楠", new Account("feishu", "main", "ou_zhou")),
                new Person("<at id=all></at>", new Account("feishu", "other", "ou_su")),
                new Person("何川", new Account("wecom", "main", "he"))));

        JsonNode card = json(FeishuCards.render(
                        message(mention),
                        FeishuCards.MAX_BYTES,
                        account -> account.app().equals("main"))
                .get(0)
                .content());

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"markdown","content":"<at id=ou_lin></at> <at id=ou_zhou></at>"},
                 {"tag":"div","text":{"tag":"plain_text","content":"@<at id=all></at> @何川","text_size":"normal"}}]"""));
        assertThat(CardText.plain(card))
                .isEqualTo("t\n<at user_id=\"ou_lin\"></at> <at user_id=\"ou_zhou\"></at> \n@＜at id=all>＜/at> @何川");
        assertThat(CardText.plain(card, false)).doesNotContain("ou_lin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "ou_x></at><at id=all", "ou_x ou_y", "ou_", "oc_group", ""})
    void whatIsNoPersonsIdMentionsNobody(String address) {
        JsonNode card = card(new Part.Mention(List.of(new Person("全体", new Account("feishu", "main", address)))));

        assertThat(card.findValuesAsString("tag")).doesNotContain("markdown");
        assertThat(CardText.plain(card)).isEqualTo("t\n@全体");
    }

    @Test
    void aTextThatPlaysTheMentionOfTheFallbackMentionsNobody() {
        JsonNode card = card(new Part.Text("\ufdd0ou_lin\ufdd0 <at user_id=\"ou_lin\"></at>"));

        assertThat(CardText.plain(card)).isEqualTo("t\n ou_lin  ＜at user_id=\"ou_lin\">＜/at>");
    }

    @Test
    void aFormCanBeFilledInAndSent() {
        JsonNode card = card(new Part.Form(
                List.of(
                        new Field("s-o1", "O1 业务支撑", "每行一条", "1. 对账\n2. 灰度", true),
                        new Field("s-o2", "O2", "上周没有记录", "", true),
                        new Field("who", "", "", "", false)),
                SUBMIT,
                "也可以直接回复"));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"form","name":"form","elements":[
                  {"tag":"input","name":"s-o1","label":{"tag":"plain_text","content":"O1 业务支撑"},
                   "placeholder":{"tag":"plain_text","content":"每行一条"},"default_value":"1. 对账\\n2. 灰度",
                   "input_type":"multiline_text","rows":5,"auto_resize":true,"max_length":1000,"width":"fill"},
                  {"tag":"input","name":"s-o2","label":{"tag":"plain_text","content":"O2"},
                   "placeholder":{"tag":"plain_text","content":"上周没有记录"},
                   "input_type":"multiline_text","rows":5,"auto_resize":true,"max_length":1000,"width":"fill"},
                  {"tag":"input","name":"who","input_type":"text","max_length":1000,"width":"fill"},
                  {"tag":"button","name":"form_submit","text":{"tag":"plain_text","content":"提交"},"type":"primary",
                   "form_action_type":"submit","behaviors":[{"type":"callback","value":{"act":"fill"}}]}]},
                 {"tag":"div","text":{"tag":"plain_text","content":"也可以直接回复","text_size":"notation",
                  "text_color":"grey"}}]"""));
        assertThat(card.path("config").path("enable_forward").booleanValue(true))
                .as("whoever gets it forwarded could fill it in")
                .isFalse();
        assertThat(CardText.plain(card)).isEqualTo("t\nO1 业务支撑\n1. 对账\n2. 灰度\nO2\n也可以直接回复");
    }

    @Test
    void whatIsTooLongForAFieldStandsAboveTheForm() {
        String long1001 = "长".repeat(1001);
        JsonNode card = card(new Part.Form(List.of(new Field("o1", "O1", "每行一条", long1001, true)), SUBMIT, ""));

        assertThat(elements(card).stream().map(element -> element.path("tag").stringValue()))
                .containsExactly("div", "div", "form");
        assertThat(elements(card).get(1).path("text").path("content").stringValue())
                .isEqualTo(long1001);
        assertThat(card.findValuesAsString("default_value")).isEmpty();
    }

    @Test
    void aFormTooLongForACardIsSplitBetweenItsFieldsAndEachCanBeSent() {
        List<Field> fields = IntStream.range(0, 12)
                .mapToObj(i -> new Field("s" + i, "第 " + i + " 节", "", "\"".repeat(1000), true))
                .toList();

        List<JsonNode> cards = cards(new Part.Form(fields, SUBMIT, ""));

        assertThat(cards)
                .hasSizeGreaterThan(1)
                .allSatisfy(card -> assertThat(card.findValuesAsString("act")).containsExactly("fill"));
        assertThat(cards.stream().flatMap(card -> card.findValuesAsString("default_value").stream()))
                .hasSize(12);
    }

    @Test
    void ofTwoFormsTheSecondIsSaidInWords() {
        Part.Form form = new Part.Form(List.of(new Field("a", "甲", "", "x", true)), SUBMIT, "直接回复");

        JsonNode card = card(form, new Part.Form(List.of(new Field("a", "乙", "", "y", true)), SUBMIT, "直接回复"));

        assertThat(elements(card).stream()
                        .filter(element -> element.path("tag").stringValue("").equals("form")))
                .hasSize(1);
        assertThat(CardText.plain(card)).isEqualTo("t\n甲\nx\n直接回复\n乙\ny\n直接回复");
    }

    @Test
    void aLinkIsAButtonThatOpensThePage() {
        JsonNode card = card(new Part.Link("看全文", "https://docs.example.com/d/1?a=1&b=2"));

        assertThat(elements(card)).containsExactlyElementsOf(json("""
                [{"tag":"button","text":{"tag":"plain_text","content":"看全文"},"type":"default",
                  "behaviors":[{"type":"open_url","default_url":"https://docs.example.com/d/1?a=1&b=2"}]}]"""));
        assertThat(card.path("config").has("enable_forward")).isFalse();
        assertThat(CardText.plain(card)).isEqualTo("t\n看全文 https://docs.example.com/d/1?a=1&b=2");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverItIsMadeOfThePlatformTakesItAndNothingIsMissing(long seed) {
        Parts parts = new Parts(new Random(seed));
        List<Block> blocks = IntStream.range(0, 1 + parts.random.nextInt(6))
                .mapToObj(i -> new Block(parts.some(parts.random.nextInt(6))))
                .toList();
        Message message = new Message("t", Tone.NEUTRAL, "s", blocks);

        List<JsonNode> cards = FeishuCards.render(message).stream()
                .map(payload -> json(payload.content()))
                .toList();

        assertThat(cards).as("seed %d", seed).allSatisfy(FeishuCardPartsTest::assertAccepted);
        String shown = cards.stream().map(JsonNode::toString).collect(Collectors.joining());
        assertThat(parts.marks.stream().filter(mark -> !shown.contains(mark)))
                .as("seed %d: what is missing", seed)
                .isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(5_000, 5_100);
    }

    private static void assertAccepted(JsonNode card) {
        assertThat(CardRules.fault(Json.text(card))).isEmpty();
        assertThat(Json.MAPPER.writeValueAsString(Json.text(card)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(FeishuCards.MAX_BYTES);
        assertThat(card.findValuesAsString("tag").stream().filter("table"::equals))
                .hasSizeLessThanOrEqualTo(FeishuCards.MAX_TABLES);
    }

    /** Parts of every kind; each text holds a mark of its own, to be found again. */
    private static final class Parts {

        private final Random random;
        private final List<String> marks = new ArrayList<>();

        Parts(Random random) {
            this.random = random;
        }

        List<Part> some(int most) {
            return IntStream.rangeClosed(0, most).mapToObj(i -> part(true)).toList();
        }

        private Part part(boolean atRoot) {
            return switch (random.nextInt(atRoot ? 10 : 7)) {
                case 0 ->
                    new Part.Facts(IntStream.range(0, random.nextInt(16))
                            .mapToObj(i -> new Fact(text(20), text(random.nextInt(8) == 0 ? 200 : 20)))
                            .toList());
                case 1 -> table();
                case 2 ->
                    new Part.Lines(IntStream.range(0, 1 + random.nextInt(40))
                            .mapToObj(i -> new Line(1 + random.nextInt(3), "•", text(200)))
                            .toList());
                case 3 -> chart(2 + random.nextInt(4));
                case 4 -> new Part.Text(text(random.nextInt(10) == 0 ? 30_000 : 300));
                case 5 -> new Part.Heading(text(30));
                case 6 -> new Part.Link(text(10), "https://docs.example.com/" + mark());
                case 7 ->
                    new Part.Form(
                            IntStream.range(0, 1 + random.nextInt(12))
                                    .mapToObj(i -> new Field(
                                            "f" + i, text(30), "每行一条", text(random.nextInt(5) == 0 ? 1500 : 600), true))
                                    .toList(),
                            SUBMIT,
                            text(30));
                default ->
                    new Part.Fold(
                            text(random.nextInt(5) == 0 ? 90 : 20),
                            IntStream.rangeClosed(0, random.nextInt(8))
                                    .mapToObj(i -> i == 0 ? new Part.Text(text(60)) : part(false))
                                    .toList());
            };
        }

        private Part table() {
            int columns = 1 + random.nextInt(6);
            return new Part.Table(
                    IntStream.range(0, columns).mapToObj(i -> "列" + i).toList(),
                    IntStream.range(0, random.nextInt(random.nextInt(5) == 0 ? 200 : 12))
                            .mapToObj(row -> IntStream.range(0, columns)
                                    .mapToObj(i -> text(random.nextInt(60) == 0 ? 400 : 20))
                                    .toList())
                            .toList());
        }

        private String mark() {
            String mark = "m" + marks.size() + "z";
            marks.add(mark);
            return mark;
        }

        private String text(int most) {
            int length = random.nextInt(Math.max(1, most - 6));
            String[] alphabet = {"字", "a", "\"", "<", "😀", "\\"};
            return mark()
                    + IntStream.range(0, length / 2)
                            .mapToObj(i -> alphabet[random.nextInt(alphabet.length)])
                            .collect(Collectors.joining());
        }
    }

    private static Part.Chart chart(int points) {
        List<String> weeks = IntStream.range(0, points).mapToObj(i -> "W" + i).toList();
        return new Part.Chart(
                "交易额",
                "",
                weeks,
                List.of(new Series(
                        "收单", weeks.stream().map(week -> BigDecimal.TEN).toList())));
    }

    private static List<BigDecimal> figures(String... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? null : new BigDecimal(value))
                .toList();
    }

    private static Message message(Part... parts) {
        return new Message("t", Tone.NEUTRAL, "s", List.of(new Block(List.of(parts))));
    }

    private static JsonNode card(Part... parts) {
        List<JsonNode> cards = cards(parts);
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static List<JsonNode> cards(Part... parts) {
        List<JsonNode> cards = FeishuCards.render(message(parts)).stream()
                .map(payload -> json(payload.content()))
                .toList();
        assertThat(cards).allSatisfy(FeishuCardPartsTest::assertAccepted);
        return cards;
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private static List<JsonNode> elements(JsonNode card) {
        return List.copyOf(card.path("body").path("elements").values());
    }

    private static List<JsonNode> tables(JsonNode card) {
        return elements(card).stream()
                .filter(element -> element.path("tag").stringValue("").equals("table"))
                .toList();
    }
}
