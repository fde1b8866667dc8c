package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a message looks like on this platform. */
class WeComTextTest {

    private static final Account LIN = new Account("wecom", "main", "lin.xiao");
    private static final Account GROUP = new Account("wecom", "main", "wecom-webhook:payments");

    private final WeComPlatform platform = platform();

    private static WeComPlatform platform() {
        WeComSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        return new WeComPlatform(
                settings,
                new WeComApi(settings, Clock.systemUTC()),
                Settings.SILENT,
                new AnswerTickets(Clock.systemUTC()));
    }

    @ParameterizedTest
    @CsvSource({"周, 1366, '', 1365, 4095, 1, 3", "周, 1366, a, 1366, 4096, 1, 3", "🚀, 1025, '', 1024, 4096, 1, 4"})
    void aTextIsSplitBetweenCharacters(
            String character,
            int times,
            String before,
            int firstPoints,
            int firstBytes,
            int restPoints,
            int restBytes) {
        List<String> pieces = Words.pieces(before + character.repeat(times), 4096);

        assertThat(pieces).hasSize(2);
        assertThat(pieces.get(0).codePointCount(0, pieces.get(0).length())).isEqualTo(firstPoints);
        assertThat(pieces.get(0).getBytes(StandardCharsets.UTF_8)).hasSize(firstBytes);
        assertThat(pieces.get(1).codePointCount(0, pieces.get(1).length())).isEqualTo(restPoints);
        assertThat(pieces.get(1).getBytes(StandardCharsets.UTF_8)).hasSize(restBytes);
    }

    @Test
    void whatIsSeenAsOneCharacterStaysWhole() {
        String family = "👨‍👩‍👧‍👦";
        assertThat(Words.pieces("a" + family, 26)).containsExactly("a" + family);
        assertThat(Words.pieces("ab" + family, 26)).containsExactly("ab", family);
        assertThat(Words.pieces(family, 10))
                .as("unless it alone is too long")
                .hasSizeGreaterThan(1)
                .allSatisfy(piece -> assertThat(Words.bytes(piece)).isLessThanOrEqualTo(10));
        assertThat(Words.pieces("", 10)).isEmpty();
    }

    @Test
    void aMemberReadsAMessageAsText() {
        Message message = new Message(
                "周报",
                Tone.GOOD,
                "s",
                List.of(
                        Block.of(
                                new Part.Heading("【星河钱包】"),
                                new Part.Lines(List.of(
                                        new Line(1, "1.", "开户页改版"),
                                        new Line(2, "1)", "上线\n已验收"),
                                        new Line(1, "", "联调")))),
                        Block.of(new Part.Divider(), new Part.Text("第一行\r\n\r\n第三行 "), new Part.Note("还差：O1")),
                        Block.of(new Part.Divider())));

        assertThat(texts(LIN, message)).containsExactly("""
                周报
                【星河钱包】
                1. 开户页改版
                　1) 上线
                　　已验收
                联调

                ————
                第一行

                第三行
                还差：O1""");
    }

    @Test
    void aGroupReadsItAsMarkdownWithNothingButTheBotsOwnMarks() {
        Message message = new Message(
                "周报",
                Tone.GOOD,
                "s",
                List.of(
                        Block.of(
                                new Part.Heading("【星河钱包】"),
                                new Part.Lines(List.of(new Line(1, "1.", "开户页改版"), new Line(2, "-", "上线")))),
                        Block.of(new Part.Divider(), new Part.Text("完"))));

        assertThat(texts(GROUP, message).get(0).replace('\u200b', '^')).isEqualTo("""
                # 周报
                ## 【星河钱包】
                ^1. 开户页改版\s\s
                ^　- 上线\s\s


                ---

                完\s\s""");
    }

    @Test
    void aLongReportIsSplitBetweenBlocksEachPartWithItsHead() {
        List<Block> blocks = new ArrayList<>();
        for (int section = 1; section <= 6; section++) {
            List<Line> lines = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                lines.add(new Line(1, i + ".", "第 " + section + " 部分的第 " + i + " 项：联调完成，等待提测"));
            }
            blocks.add(Block.of(new Part.Heading("部分 " + section), new Part.Lines(lines)));
        }
        List<String> texts = texts(GROUP, new Message("周报", Tone.GOOD, "s", blocks));

        assertThat(texts).hasSizeGreaterThan(1);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4096);
            assertThat(text).startsWith("# 周报 (" + (i + 1) + "/" + texts.size() + ")\n## 部分 ");
        }
        assertThat(texts.stream().flatMap(String::lines).filter(line -> line.contains("部分的第")))
                .hasSize(120)
                .allMatch(line -> line.endsWith("等待提测  "));
    }

    @Test
    void aBlockTooLongForAPageIsSplitBetweenLinesAndALineWithin() {
        String line = "周".repeat(1000);
        List<String> texts = texts(
                LIN, new Message("T", Tone.GOOD, "s", List.of(Block.of(new Part.Heading("H"), new Part.Text(line)))));

        assertThat(texts)
                .hasSize(2)
                .allSatisfy(text -> assertThat(Words.bytes(text)).isLessThanOrEqualTo(2000));
        assertThat(texts.get(0)).startsWith("T (1/2)\nH\n周");
        assertThat(String.join("", texts).replaceAll("[^周]", "")).isEqualTo(line);
    }

    @Test
    void aTitleTooLongForALineStandsInFullBelowIt() {
        String title = "很长的标题".repeat(20);
        assertThat(texts(LIN, new Message(title, Tone.GOOD, "s", List.of())).get(0))
                .startsWith(title.substring(0, 59) + "…\n" + title);
    }

    @Test
    void aMessageOfNothingSaysItsSummary() {
        assertThat(texts(LIN, new Message("", Tone.GOOD, "已收到", List.of()))).containsExactly("已收到");
        assertThat(texts(LIN, new Message("", Tone.GOOD, "", List.of()))).containsExactly("…");
    }

    @Test
    void buttonsComeOnACardAfterTheText() {
        List<Payload> payloads = platform.render(WeComSendTest.ask(3), LIN);

        assertThat(payloads).extracting(Payload::type).containsExactly("text", "template_card");
        JsonNode card = Json.object(payloads.get(1).content()).orElseThrow();
        assertThat(Json.at(card, "card_type")).isEqualTo("button_interaction");
        assertThat(Json.at(card, "main_title", "title")).isEqualTo("清结算中心 第 1 周周报");
        assertThat(Json.at(card, "sub_title_text")).isEqualTo("请在 周五 17:30 前回复");
        assertThat(card.path("button_list"))
                .hasToString("[{\"text\":\"同上周\",\"style\":1,"
                        + "\"key\":\"act=same&round=payments%2F2026-W01\"},"
                        + "{\"text\":\"选项 1\",\"style\":2,\"key\":\"act=move&section=s1\"},"
                        + "{\"text\":\"选项 2\",\"style\":2,\"key\":\"act=move&section=s2\"}]");
    }

    @Test
    void aShortMessageIsAllOnItsCard() {
        Message remind = new Message(
                "还差你这一份",
                Tone.WARNING,
                "s",
                List.of(Block.of(
                        new Part.Text("林晓，还没有收到你负责的【星河钱包】。"),
                        new Part.Buttons(List.of(new Button("同上周", false, Map.of("act", "same")))))));

        assertThat(platform.render(remind, LIN))
                .singleElement()
                .satisfies(card -> assertThat(card.content()).contains("还差你这一份", "林晓，还没有收到你负责的【星河钱包】。", "同上周"));
    }

    @Test
    void moreThanSixButtonsTakeMoreThanOneCard() {
        List<JsonNode> cards = platform.render(WeComSendTest.ask(14), LIN).stream()
                .filter(payload -> payload.type().equals("template_card"))
                .map(payload -> Json.object(payload.content()).orElseThrow())
                .toList();

        assertThat(cards).extracting(card -> card.path("button_list").size()).containsExactly(6, 6, 2);
        assertThat(cards)
                .extracting(card -> Json.at(card, "main_title", "title"))
                .containsExactly("清结算中心 第 1 周周报 (1/3)", "清结算中心 第 1 周周报 (2/3)", "清结算中心 第 1 周周报 (3/3)");
    }

    @Test
    void aLabelTooLongForItsButtonStandsInFullOnTheCard() {
        Message message = new Message(
                "T",
                Tone.GOOD,
                "s",
                List.of(Block.of(
                        new Part.Text("x"),
                        new Part.Buttons(List.of(new Button("归到【O2 平台建设与治理】", false, Map.of("act", "move")))))));
        JsonNode card =
                Json.object(platform.render(message, LIN).get(0).content()).orElseThrow();

        assertThat(Json.at(card.path("button_list").path(0), "text")).isEqualTo("归到【O2 平台建…");
        assertThat(Json.at(card, "sub_title_text")).isEqualTo("x\n归到【O2 平台建设与治理】");
    }

    @Test
    void aButtonsValueGoesThereAndBack() {
        Map<String, String> value = Map.of("act", "move", "round", "支付/2026-W01", "x", "a=b&c+d e%", "", "empty");
        Map<String, String> without = Map.of("act", "move", "round", "支付/2026-W01", "x", "a=b&c+d e%");

        assertThat(ButtonKey.read(ButtonKey.of(without))).isEqualTo(without);
        assertThat(ButtonKey.read(ButtonKey.of(value))).containsAllEntriesOf(without);
        for (String other : List.of("", "wk_submit", "=", "&&", "a=%", "%zz=1")) {
            assertThat(ButtonKey.read(other)).as(other).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ButtonKey.of(Map.of("act", "x".repeat(1024))))
                .withMessageContaining("1024");
    }

    @Test
    void aGroupsMessageHasNoButtonsForNobodyHearsThem() {
        assertThat(platform.render(WeComSendTest.ask(3), GROUP))
                .singleElement()
                .satisfies(payload -> assertThat(payload.type()).isEqualTo("markdown_v2"))
                .satisfies(payload -> assertThat(payload.content()).doesNotContain("同上周"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<@all>",
                "<@lin.xiao>",
                "<a href=\"https://evil.example\">点这里</a>",
                "</xml>",
                "<font color=\"warning\">红</font>",
                "<!-- x -->",
                "<?x?>"
            })
    void whatCouldBeATagIsNoneInText(String typed) {
        String text = texts(LIN, Message.of(typed, Tone.GOOD, typed)).get(0);

        assertThat(text).doesNotContainPattern("<[A-Za-z/!?@]").contains(typed.replace("<", "＜"));
        String card = platform.render(buttons(typed), LIN).get(0).content();
        assertThat(card).doesNotContainPattern("<[A-Za-z/!?@]");
    }

    @Test
    void aComparisonStaysAComparison() {
        assertThat(texts(LIN, Message.of("T", Tone.GOOD, "a < b，1<2，x <3"))).containsExactly("T\na < b，1<2，x <3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "<@all> => ＜@all>",
                "[点](https://evil.example) => ［点］(https://evil.example)",
                "![图](https://evil.example/a_b.png) => !［图］(https://evil.example/a%5Fb.png)",
                "**粗** __粗__ *斜* _斜_ ~~删~~ => ＊＊粗＊＊ ＿＿粗＿＿ ＊斜＊ ＿斜＿ ～～删～～",
                "`code` ``` => ｀code｀ ｀｀｀",
                "<https://evil.example> => ＜https://evil.example%3E",
                "a \\* b => a ＼＊ b",
                "&lt;b&gt; &#60; A&B => ＆lt;b＆gt; ＆#60; A&B",
                "见https://a.example/x_y?z=1&w=*，谢谢 => 见https://a.example/x%5Fy?z=1&w=%2A，谢谢",
                "# 标题 => ^# 标题",
                "  ## 标题 => ^  ## 标题",
                "> 引用 => ^> 引用",
                "- 项 => ^- 项",
                "+ 项 => ^+ 项",
                "1. 项 => ^1. 项",
                "　1) 项 => ^　1) 项",
                "--- => ^---",
                "=== => ^===",
                "    代码 => ^    代码",
                "| a | b | => ^｜ a ｜ b ｜",
                "～ => ^～",
                "@所有人 => ^@所有人",
            })
    void whatIsTypedIsShownInAGroupWithoutMeaningAnything(String typed, String shown) {
        String line = texts(GROUP, Message.of("T", Tone.GOOD, "前\n" + typed))
                .get(0)
                .lines()
                .toList()
                .get(2);

        String plain = line.replace('\u200b', '^').stripTrailing();
        assertThat(plain.startsWith("^") && !shown.startsWith("^") ? plain.substring(1) : plain)
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsSaidIsSaidInFullWithinTheLimitsAndWithoutMarkup(long seed) {
        Random random = new Random(seed);
        Pattern markup = Pattern.compile("[*_`~\\[\\]|\\\\<]|(?m)^(#(?!#? )|>|[-+=]|\\d+[.)]|[ \\t\u3000]+\\S)");
        for (int round = 0; round < 60; round++) {
            List<Block> blocks = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                blocks.add(Block.of(
                        new Part.Heading("节" + noise(random, 20)),
                        new Part.Text(noise(random, 900)),
                        new Part.Lines(List.of(new Line(1 + random.nextInt(12), "1.", noise(random, 300))))));
            }
            Message message = new Message("标" + noise(random, 90), Tone.GOOD, "s", blocks);
            String as = "seed " + seed + ", round " + round;

            List<String> group = texts(GROUP, message);
            assertThat(group).as(as).allSatisfy(text -> {
                assertThat(Words.bytes(text)).isLessThanOrEqualTo(4096);
                assertThat(text).doesNotContainPattern(markup);
            });
            List<String> person = texts(LIN, message);
            assertThat(person).as(as).allSatisfy(text -> {
                assertThat(Words.bytes(text)).isLessThanOrEqualTo(2000);
                assertThat(text).doesNotContainPattern("<[A-Za-z/!?@]");
            });
            String said = blocks.stream()
                    .flatMap(block -> block.parts().stream())
                    .filter(Part.Text.class::isInstance)
                    .map(part -> letters(((Part.Text) part).text()))
                    .collect(Collectors.joining());
            assertThat(letters(String.join("", person)).length()).as(as).isGreaterThanOrEqualTo(said.length());
            assertThat(letters(String.join("", group)).length()).as(as).isGreaterThanOrEqualTo(said.length());
            assertThat(platform.render(message, GROUP)).as(as).isEqualTo(platform.render(message, GROUP));
        }
    }

    private static String letters(String text) {
        return text.replaceAll("[^周报é🚀]", "");
    }

    private static String noise(Random random, int most) {
        String alphabet = "周报é🚀 \n\t<>@al*_`~[]()|\\#-+=1.&;/:\u0000\ud83d\u200d";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Message buttons(String typed) {
        return new Message(
                typed,
                Tone.GOOD,
                typed,
                List.of(Block.of(
                        new Part.Text(typed),
                        new Part.Buttons(List.of(new Button(typed, false, Map.of("act", "same")))))));
    }

    private List<String> texts(Account to, Message message) {
        return platform.render(message, to).stream()
                .filter(payload -> !payload.type().equals("template_card"))
                .map(payload -> Json.object(payload.content()).orElseThrow())
                .map(content -> Json.at(content, "content"))
                .toList();
    }
}
