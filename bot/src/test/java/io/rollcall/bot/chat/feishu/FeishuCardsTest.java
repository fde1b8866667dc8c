package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FeishuCardsTest {

    private static final int PLATFORM_BYTES = 30 * 1000;
    private static final int PLATFORM_ELEMENTS = 200;

    @Test
    void aMessageIsACardOfVersionTwo() {
        Message message = new Message(
                "第 49 周周报",
                Tone.NEUTRAL,
                "请在 17:30 前回复",
                List.of(
                        Block.of(
                                new Part.Heading("重点项目"),
                                new Part.Lines(List.of(
                                        new Line(1, "1.", "收单网关"),
                                        new Line(2, "•", "灰度 30%\n余量待定"),
                                        new Line(3, "", "等机房"))),
                                new Part.Note("上周的进度附在后面")),
                        Block.of(
                                new Part.Divider(),
                                new Part.Text("还有两处请确认："),
                                new Part.Buttons(List.of(
                                        new Button("同上周", true, Map.of("act", "same", "round", "payments-2024-W49")),
                                        new Button("请假", false, Map.of("act", "leave")))))));

        assertThat(FeishuCards.render(message)).singleElement().satisfies(payload -> {
            assertThat(payload.type()).isEqualTo("interactive");
            assertThat(Json.object(payload.content())).contains(Json.object("""
                    {"schema":"2.0",
                     "config":{"update_multi":true,"enable_forward":false,"summary":{"content":"请在 17:30 前回复"}},
                     "header":{"title":{"tag":"plain_text","content":"第 49 周周报"},"template":"blue"},
                     "body":{"elements":[
                      {"tag":"div","text":{"tag":"plain_text","content":"重点项目","text_size":"heading"}},
                      {"tag":"div","text":{"tag":"plain_text",
                       "content":"1. 收单网关\\n　• 灰度 30%\\n　　余量待定\\n　　等机房","text_size":"normal"}},
                      {"tag":"div","text":{"tag":"plain_text","content":"上周的进度附在后面","text_size":"notation",
                       "text_color":"grey"}},
                      {"tag":"hr"},
                      {"tag":"div","text":{"tag":"plain_text","content":"还有两处请确认：","text_size":"normal"}},
                      {"tag":"column_set","flex_mode":"flow","columns":[
                       {"tag":"column","width":"auto","elements":[
                        {"tag":"button","text":{"tag":"plain_text","content":"同上周"},"type":"primary",
                         "behaviors":[{"type":"callback","value":{"act":"same","round":"payments-2024-W49"}}]}]},
                       {"tag":"column","width":"auto","elements":[
                        {"tag":"button","text":{"tag":"plain_text","content":"请假"},"type":"default",
                         "behaviors":[{"type":"callback","value":{"act":"leave"}}]}]}]}]}}""").orElseThrow());
        });
    }

    @Test
    void aCardWithoutButtonsMayBeForwarded() {
        JsonNode card = onlyCard(Message.of("周报", Tone.GOOD, "已发布"));

        assertThat(card.path("config").has("enable_forward")).isFalse();
    }

    @Test
    void theToneColoursTheHead() {
        assertThat(Stream.of(Tone.values())
                        .map(tone -> onlyCard(Message.of("t", tone, "x"))
                                .path("header")
                                .path("template")
                                .stringValue()))
                .containsExactly("blue", "green", "orange");
    }

    @Test
    void aSingleButtonStandsAlone() {
        JsonNode card = onlyCard(new Message(
                "t",
                Tone.NEUTRAL,
                "s",
                List.of(Block.of(new Part.Buttons(List.of(new Button("好", true, Map.of("act", "ok"))))))));

        assertThat(card.path("body").path("elements").path(0).path("tag").stringValue())
                .isEqualTo("button");
    }

    @Test
    void theSummaryIsOneShortLine() {
        JsonNode card = onlyCard(Message.of("t", Tone.NEUTRAL, "第一行\n第二行 " + "很长".repeat(200)));

        String summary = card.path("config").path("summary").path("content").stringValue();
        assertThat(summary).startsWith("第一行 第二行").endsWith("…").doesNotContain("\n");
        assertThat(summary.codePointCount(0, summary.length())).isLessThanOrEqualTo(120);
    }

    @Test
    @Timeout(30)
    void aTextMadeToExhaustTheRendererIsShownLikeAnyOther() {
        String blanks = " ".repeat(200_000) + "\n".repeat(200_000) + "x" + "<".repeat(200_000);

        List<JsonNode> cards = cards(Message.of(blanks, Tone.NEUTRAL, blanks));

        assertThat(cards).allSatisfy(FeishuCardsTest::assertWithinLimits);
        assertThat(CardText.plain(cards.get(cards.size() - 1))).endsWith("<<<");
    }

    @Test
    void aTitleTooLongForOneLineIsRepeatedInFull() {
        String title = "很长的标题".repeat(40);
        JsonNode card = onlyCard(Message.of(title, Tone.NEUTRAL, "正文"));

        assertThat(card.path("header").path("title").path("content").stringValue())
                .hasSizeLessThanOrEqualTo(100)
                .endsWith("…");
        assertThat(texts(card)).containsExactly(title, "正文");
    }

    @Test
    void emptyPartsLeaveNothingBehindAndAnEmptyMessageStillSaysSomething() {
        assertThat(texts(onlyCard(new Message(
                        "t",
                        Tone.NEUTRAL,
                        "s",
                        List.of(
                                Block.of(new Part.Divider()),
                                Block.of(new Part.Text(" "), new Part.Heading(""), new Part.Lines(List.of())),
                                Block.of(new Part.Buttons(List.of()), new Part.Text("x"), new Part.Divider()))))))
                .containsExactly("x");
        assertThat(texts(onlyCard(new Message("标题", Tone.NEUTRAL, "摘要", List.of()))))
                .containsExactly("摘要");
        assertThat(texts(onlyCard(new Message("标题", Tone.NEUTRAL, "", List.of()))))
                .containsExactly("标题");
        assertThat(texts(onlyCard(new Message("", Tone.NEUTRAL, "", List.of()))))
                .containsExactly("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<at id=all></at>",
                "<at user_id=\"all\">所有人</at>",
                "[点我](http://e.cn)",
                "![x](img_v3_1)",
                "**粗** _斜_ ~~删~~ `码`",
                "<font color=red>红</font>",
                "# 标题\n    四个空格",
                "\",\"tag\":\"markdown\",\"x\":\"",
                "&#60;at id=all&#62;",
                "</div><person id=ou_x></person>",
                "\\u003cat id=all\\u003e"
            })
    void whatLooksLikeMarkupIsShownAsItIs(String hostile) {
        Message message = new Message(
                hostile,
                Tone.WARNING,
                hostile,
                List.of(Block.of(
                        new Part.Heading(hostile),
                        new Part.Text(hostile),
                        new Part.Note(hostile),
                        new Part.Lines(List.of(new Line(1, "•", hostile))),
                        new Part.Buttons(List.of(new Button(hostile, false, Map.of("act", hostile)))))));

        JsonNode card = onlyCard(message);

        assertThat(texts(card).subList(0, 3))
                .allSatisfy(text -> assertThat(text).isEqualTo(hostile));
        assertThat(everyTag(card))
                .as("only elements that show plain text")
                .isSubsetOf("div", "plain_text", "button", "hr", "column_set", "column");
        assertThat(card.findValues("content"))
                .as("every text is the content of a plain_text element, or the summary")
                .hasSize(1
                        + (int) everyTag(card).stream()
                                .filter("plain_text"::equals)
                                .count());
    }

    @Test
    void theTextOfACardCanNeitherMentionNorLinkNorStyle() {
        Message message = new Message(
                "周报",
                Tone.NEUTRAL,
                "s",
                List.of(
                        Block.of(
                                new Part.Text(
                                        "<at user_id=\"all\">所有人</at> <b>x</b> </s> [点我](http://e.cn) a < b, 3<5"),
                                new Part.Divider()),
                        Block.of(new Part.Buttons(List.of(
                                new Button("同上周", true, Map.of("act", "same")),
                                new Button("请假", false, Map.of("act", "leave")))))));

        assertThat(CardText.plain(onlyCard(message)))
                .isEqualTo("周报\n＜at user_id=\"all\">所有人＜/at> ＜b>x＜/b> ＜/s> [点我] (http://e.cn) a < b, 3<5\n"
                        + "——\n[ 同上周 ]\n[ 请假 ]");
    }

    @Test
    void charactersThePlatformCannotTakeAreReplaced() {
        JsonNode card = onlyCard(Message.of("t", Tone.NEUTRAL, "a\r\nb\rc\u0000d\u001be\ud83df\u2028g\t😀"));

        assertThat(texts(card)).containsExactly("a\nb\nc d e\ufffdf\ng\t😀");
    }

    @Test
    void theSameMessageIsTheSameBytes() {
        Map<String, String> one = Map.of("act", "same", "round", "r", "item", "2.1", "week", "2024-W49");
        Map<String, String> other = Map.of("week", "2024-W49", "item", "2.1", "round", "r", "act", "same");

        assertThat(FeishuCards.render(withButton(one))).isEqualTo(FeishuCards.render(withButton(other)));
        assertThat(FeishuCards.render(withButton(one)).get(0).content())
                .contains("{\"act\":\"same\",\"item\":\"2.1\",\"round\":\"r\",\"week\":\"2024-W49\"}");
    }

    @Test
    void aLongReportIsSplitBetweenItsBlocksAndTheCardsAreNumbered() {
        List<Block> sections = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> Block.of(
                        new Part.Heading("第 " + i + " 节"),
                        new Part.Lines(List.of(new Line(1, "1.", "事项".repeat(1500))))))
                .toList();

        List<JsonNode> cards = cards(new Message("周报", Tone.NEUTRAL, "本周周报", sections));

        assertThat(cards).hasSize(3);
        assertThat(cards.stream().map(FeishuCardsTest::title)).containsExactly("周报 (1/3)", "周报 (2/3)", "周报 (3/3)");
        assertThat(cards.stream().map(card -> texts(card).get(0)))
                .as("each begins with a section's head")
                .containsExactly("第 1 节", "第 3 节", "第 5 节");
        assertThat(cards.stream()
                        .map(card -> card.path("config")
                                .path("summary")
                                .path("content")
                                .stringValue()))
                .containsExactly("本周周报 (1/3)", "本周周报 (2/3)", "本周周报 (3/3)");
    }

    @Test
    void aBlockTooLongForACardIsSplitBetweenItsLines() {
        List<Line> lines = IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new Line(1, i + ".", "第 " + i + " 项 " + "长".repeat(400)))
                .toList();

        List<JsonNode> cards = cards(new Message(
                "周报", Tone.NEUTRAL, "s", List.of(Block.of(new Part.Heading("重点项目"), new Part.Lines(lines)))));

        assertThat(cards).hasSizeGreaterThan(1);
        List<String> shown = cards.stream()
                .flatMap(card -> texts(card).stream())
                .filter(text -> !text.equals("重点项目"))
                .flatMap(String::lines)
                .toList();
        assertThat(shown)
                .isEqualTo(lines.stream()
                        .map(line -> line.marker() + " " + line.text())
                        .toList());
    }

    @Test
    void aHeadingGoesWithWhatItHeads() {
        // The second heading would just fit at the foot of the first card, what it heads would not.
        List<JsonNode> cards = cards(new Message(
                "t",
                Tone.NEUTRAL,
                "s",
                List.of(Block.of(
                        new Part.Heading("一"),
                        new Part.Text("甲".repeat(8_000)),
                        new Part.Heading("二"),
                        new Part.Text("乙".repeat(8_300))))));

        assertThat(cards.stream()
                        .map(card -> texts(card).stream().map(String::length).toList()))
                .containsExactly(List.of(1, 8_000), List.of(1, 8_300));
        assertThat(texts(cards.get(1)).get(0)).isEqualTo("二");
    }

    @Test
    void aHeadingIsNotLeftAloneWhenWhatItHeadsFillsACardOfItsOwn() {
        List<JsonNode> cards = cards(new Message(
                "t", Tone.NEUTRAL, "s", List.of(Block.of(new Part.Heading("一"), new Part.Text("甲".repeat(8_850))))));

        assertThat(cards.stream().map(card -> texts(card).size())).containsExactly(2, 1);
        assertThat(cards.stream()
                        .flatMap(card -> texts(card).stream())
                        .mapToInt(String::length)
                        .sum())
                .isEqualTo(8_851);
    }

    @Test
    void manyShortPartsAreSplitByTheirNumber() {
        List<Block> blocks = IntStream.range(0, 500)
                .mapToObj(i -> Block.of(new Part.Text("段 " + i)))
                .toList();

        List<JsonNode> cards = cards(new Message("t", Tone.NEUTRAL, "s", blocks));

        assertThat(cards).hasSize(6);
        assertThat(cards).allSatisfy(FeishuCardsTest::assertWithinLimits);
    }

    @Test
    void manyButtonsAreSplitBetweenButtons() {
        List<Button> buttons = IntStream.range(0, 150)
                .mapToObj(i -> new Button("按钮 " + i, false, Map.of("act", "a" + i)))
                .toList();

        List<JsonNode> cards = cards(new Message("t", Tone.NEUTRAL, "s", List.of(Block.of(new Part.Buttons(buttons)))));

        assertThat(cards).hasSizeGreaterThan(1).allSatisfy(FeishuCardsTest::assertWithinLimits);
        assertThat(cards.stream().flatMap(card -> card.findValuesAsString("act").stream()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 150).mapToObj(i -> "a" + i).toList());
    }

    @Test
    void aButtonTooLargeForAnyCardIsTheCallersMistake() {
        Message message = withButton(Map.of("act", "x".repeat(40_000)));

        assertThatThrownBy(() -> FeishuCards.render(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large for a card");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsSaidArrivesWholeInCardsWithinTheLimits(long seed) {
        Message message = new Messages(new Random(seed)).message();

        List<Payload> payloads = FeishuCards.render(message);

        assertThat(payloads).as("seed %d", seed).isNotEmpty();
        List<JsonNode> cards = payloads.stream()
                .map(payload -> Json.object(payload.content()).orElseThrow())
                .toList();
        assertThat(cards).as("seed %d", seed).allSatisfy(FeishuCardsTest::assertWithinLimits);
        String shown = cards.stream().map(FeishuCardsTest::words).collect(Collectors.joining());
        assertThat(squeezed(shown)).as("seed %d", seed).isEqualTo(squeezed(Messages.words(message)));
        assertThat(cards.stream().flatMap(card -> card.findValuesAsString("act").stream()))
                .as("seed %d", seed)
                .containsExactlyElementsOf(Messages.acts(message));
    }

    static LongStream seeds() {
        return LongStream.range(4_900, 5_020);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\"quoted\" \\ back", "行\n行\t格", "é ü ß", "😀 / <>", "\u007f"})
    void theCostOfATextIsWhatItAddsToTheRequest(String text) {
        String empty = Json.MAPPER.writeValueAsString(Json.MAPPER.writeValueAsString(""));
        String full = Json.MAPPER.writeValueAsString(Json.MAPPER.writeValueAsString(text));

        assertThat(CardText.cost(text)).isEqualTo(bytes(full) - bytes(empty));
    }

    private static void assertWithinLimits(JsonNode card) {
        String inRequest = Json.MAPPER.writeValueAsString(Json.text(card));
        assertThat(bytes(inRequest)).isLessThanOrEqualTo(FeishuCards.MAX_BYTES).isLessThan(PLATFORM_BYTES * 9 / 10 + 1);
        assertThat(everyTag(card).size())
                .isLessThanOrEqualTo(FeishuCards.MAX_ELEMENTS)
                .isLessThan(PLATFORM_ELEMENTS);
        assertThat(card.path("body").path("elements").isEmpty()).isFalse();
        assertThat(texts(card)).noneMatch(String::isEmpty);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Message withButton(Map<String, String> value) {
        return new Message(
                "t", Tone.NEUTRAL, "s", List.of(Block.of(new Part.Buttons(List.of(new Button("好", true, value))))));
    }

    private static JsonNode onlyCard(Message message) {
        List<JsonNode> cards = cards(message);
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static List<JsonNode> cards(Message message) {
        return FeishuCards.render(message).stream()
                .map(payload -> Json.object(payload.content()).orElseThrow())
                .toList();
    }

    private static String title(JsonNode card) {
        return card.path("header").path("title").path("content").stringValue();
    }

    /** The texts of the body, without the buttons' labels. */
    private static List<String> texts(JsonNode card) {
        return card.path("body").path("elements").values().stream()
                .filter(element -> element.path("tag").stringValue("").equals("div"))
                .map(element -> element.path("text").path("content").stringValue())
                .toList();
    }

    private static String words(JsonNode card) {
        StringBuilder words = new StringBuilder();
        for (JsonNode element : card.path("body").path("elements").values()) {
            element.findValuesAsString("content").forEach(words::append);
        }
        return words.toString();
    }

    private static List<String> everyTag(JsonNode card) {
        return card.findValuesAsString("tag").isEmpty() ? List.of() : tags(card, new ArrayList<>());
    }

    private static List<String> tags(JsonNode node, List<String> found) {
        if (node.path("tag").isString()) {
            found.add(node.path("tag").stringValue());
        }
        node.values().forEach(inner -> tags(inner, found));
        return found;
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u3000]+", "");
    }

    /** Messages of every shape: short and long blocks, long lines, many parts, characters that need escapes. */
    private static final class Messages {

        private static final String[] ALPHABETS = {"进度百分之九十五预计十二月上线", "abc xyz 0123", "\"\\/<>&{}[]", "😀🚀é\t", "\n"};

        private final Random random;
        private int buttons;

        Messages(Random random) {
            this.random = random;
        }

        Message message() {
            List<Block> blocks = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                blocks.add(block());
            }
            return new Message("周报 " + text(20), Tone.NEUTRAL, text(200), blocks);
        }

        private Block block() {
            List<Part> parts = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                parts.add(part());
            }
            return new Block(parts);
        }

        private Part part() {
            return switch (random.nextInt(9)) {
                case 0 -> new Part.Heading(text(30));
                case 1 -> new Part.Note(text(80));
                case 2 -> new Part.Divider();
                case 3 ->
                    new Part.Buttons(IntStream.range(0, random.nextInt(5))
                            .mapToObj(i -> new Button("按" + text(6), i == 0, Map.of("act", "a" + buttons++)))
                            .toList());
                case 4 -> new Part.Text(text(random.nextInt(10) == 0 ? 60_000 : 400));
                default ->
                    new Part.Lines(IntStream.range(0, random.nextInt(random.nextInt(6) == 0 ? 400 : 20))
                            .mapToObj(i ->
                                    new Line(1 + random.nextInt(4), random.nextBoolean() ? i + "." : "", text(120)))
                            .toList());
            };
        }

        private String text(int atMost) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(atMost + 1);
            int[] alphabet = ALPHABETS[0].codePoints().toArray();
            while (text.length() < length) {
                if (random.nextInt(8) == 0) {
                    alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)]
                            .codePoints()
                            .toArray();
                }
                text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            return text.toString();
        }

        /** What a reader must find in the cards, in order. */
        static String words(Message message) {
            String words = message.blocks().stream()
                    .flatMap(block -> block.parts().stream())
                    .map(Messages::words)
                    .collect(Collectors.joining());
            return words;
        }

        private static String words(Part part) {
            if (part instanceof Part.Heading heading) {
                return heading.text();
            }
            if (part instanceof Part.Note note) {
                return note.text();
            }
            if (part instanceof Part.Text text) {
                return text.text();
            }
            if (part instanceof Part.Lines lines) {
                return lines.lines().stream()
                        .map(line -> line.marker() + line.text())
                        .collect(Collectors.joining());
            }
            if (part instanceof Part.Buttons buttons) {
                return buttons.buttons().stream().map(Button::label).collect(Collectors.joining());
            }
            return "";
        }

        static List<String> acts(Message message) {
            return message.blocks().stream()
                    .flatMap(block -> block.parts().stream())
                    .filter(Part.Buttons.class::isInstance)
                    .flatMap(part -> ((Part.Buttons) part).buttons().stream())
                    .map(button -> button.value().get("act"))
                    .toList();
        }
    }
}
