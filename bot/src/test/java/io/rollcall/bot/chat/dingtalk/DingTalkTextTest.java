package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Person;
import io.rollcall.core.message.Message.Tone;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DingTalkTextTest {

    private static final Account LIN = new Account("dingtalk", "main", "user7002");
    private static final Account GROUP = new Account("dingtalk", "main", "cidDemoGroup==");
    private static final Account WEBHOOK = new Account("dingtalk", "main", "dingtalk-webhook:payments");

    private final DingTalkPlatform platform;

    DingTalkTextTest() {
        DingTalkSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        platform = new DingTalkPlatform(settings, new DingTalkApi(settings, Clock.systemUTC()));
    }

    @Test
    void aMessageIsMarkdownWithATitleForTheNotification() {
        Message message = new Message(
                "清结算中心 第 1 周周报",
                Tone.NEUTRAL,
                "请在 周五 17:30 前回复",
                List.of(
                        Block.of(
                                new Part.Heading("【星河钱包】"),
                                new Part.Lines(List.of(new Message.Line(1, "1.", "开户页改版")))),
                        Block.of(new Part.Note("直接发文字就行"))));

        assertThat(platform.render(message, LIN)).singleElement().satisfies(payload -> {
            assertThat(payload.type()).isEqualTo("sampleMarkdown");
            assertThat(json(payload).path("title").asString()).isEqualTo("请在 周五 17:30 前回复");
            assertThat(json(payload).path("text").asString())
                    .isEqualTo("# 清结算中心 第 1 周周报\n## 【星河钱包】\n\u200b1. 开户页改版  \n\n直接发文字就行  ");
        });
        assertThat(platform.render(message)).isEqualTo(platform.render(message, LIN));
        assertThat(json(platform.render(message, WEBHOOK).get(0))
                        .path("markdown")
                        .path("title")
                        .asString())
                .isEqualTo("请在 周五 17:30 前回复");
    }

    @Test
    void buttonsAreWordsToAnswerWith() {
        assertThat(text(platform.render(asking("同上周", "本周无更新", "归到【O2】"), LIN)))
                .contains("请回复", "回复「同上周」、「本周无更新」、「归到【O2】」也可以。");
        assertThat(text(platform.render(asking("Same as last week", "Preview"), LIN)))
                .contains("You may also reply \"Same as last week\", \"Preview\".");
    }

    @Test
    void inAGroupNobodyIsAskedToAnswerWithAWord() {
        assertThat(text(platform.render(asking("同上周"), GROUP))).contains("请回复").doesNotContain("同上周");
        assertThat(text(platform.render(asking("同上周"), WEBHOOK)))
                .contains("请回复")
                .doesNotContain("同上周");
    }

    @Test
    void aMessageOfButtonsAloneSaysItsSummary() {
        Message message =
                new Message("标题", Tone.NEUTRAL, "要点", List.of(Block.of(new Part.Buttons(List.of(button("预览"))))));

        assertThat(text(platform.render(message, LIN))).contains("要点", "「预览」");
    }

    @Test
    void onlyAMentionMentionsAndOnlyByAWebhook() {
        Message message = new Message(
                "进度",
                Tone.WARNING,
                "还差一位",
                List.of(Block.of(
                        new Part.Text("@user7004 与 @manager7001 说的"),
                        new Part.Mention(List.of(
                                new Person("孟岚", LIN),
                                new Person("周航", new Account("dingtalk", "main", "manager7001")),
                                new Person("赵磊", new Account("wecom", "main", "zhao")))))));

        JsonNode posted = json(platform.render(message, WEBHOOK).get(0));
        assertThat(posted.path("at").toString())
                .isEqualTo("{\"atUserIds\":[\"user7002\",\"manager7001\"],\"isAtAll\":false}");
        assertThat(posted.path("markdown").path("text").asString())
                .contains("@user7002 @manager7001 @\u200b赵磊", "@\u200buser7004")
                .doesNotContain("@user7004");

        assertThat(text(platform.render(message, GROUP))).contains("@\u200b孟岚").doesNotContain("@user7002");
    }

    @Test
    void ofALongPostEachPartMentionsOnlyWhomItNames() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            blocks.add(Block.of(new Part.Text("完成存管路由的联调与验收，等待提测，风险已解除 " + i)));
        }
        blocks.add(Block.of(new Part.Mention(List.of(new Person("孟岚", LIN)))));
        List<Payload> posted = platform.render(new Message("周报", Tone.NEUTRAL, "", blocks), WEBHOOK);

        assertThat(posted).hasSizeGreaterThan(1);
        assertThat(json(posted.get(0)).path("at").path("atUserIds")).isEmpty();
        assertThat(json(posted.get(posted.size() - 1)).path("at").path("atUserIds"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@所有人",
                "@all",
                "@13800000000",
                "@user7002",
                "见@user7002",
                "x@user7002",
                "x@所有人",
                "https://example.com/@user7002",
                "(@user7002)",
                "@@user7002",
                "[这里](https://evil.example)",
                "![图](https://evil.example/1.png)",
                "<a href=\"https://evil.example\">这里</a>",
                "<font color=#ff0000>红</font>",
                "**加粗** _斜_ `code` ~~删~~",
                "# 标题",
                "> 引用",
                "- 列表",
                "1. 列表",
                "| a | b |",
                "&lt;b&gt;",
                "---"
            })
    void whatAMemberTypesNeverMentionsLinksOrStyles(String typed) {
        for (Account to : List.of(LIN, GROUP, WEBHOOK)) {
            Message message = new Message(
                    typed,
                    Tone.NEUTRAL,
                    typed,
                    List.of(Block.of(
                            new Part.Text(typed),
                            new Part.Heading(typed),
                            new Part.Lines(List.of(new Message.Line(2, "", typed + " " + typed))),
                            new Part.Note(typed))));
            Payload payload = platform.render(message, to).get(0);

            String text = text(List.of(payload));
            assertThat(text).doesNotContain("](", "<", "**", "`", "~~", "|", "&lt;", "@所", "@all", "@1", "@user", "@@");
            assertThat(text.lines().filter(line -> !line.startsWith("# ") && !line.startsWith("## ")))
                    .noneMatch(line -> line.matches("[#>-].*|1\\. .*"));
            if (to.equals(WEBHOOK)) {
                assertThat(json(payload).path("at").toString()).isEqualTo("{\"atUserIds\":[],\"isAtAll\":false}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lin@example.com, lin@example.com",
        "https://example.com/@lin?a=b, https://example.com/%40lin?a=b",
        "https://example.com/@所有人, https://example.com/%40所有人",
        "x@user7002 y@所有人, x@\u200buser7002 y@\u200b所有人",
        "@林晓 好, @\u200b林晓 好",
        "一@二, 一@\u200b二"
    })
    void addressesStayAsTheyAre(String typed, String shown) {
        assertThat(DingTalkText.unmentioning(typed)).isEqualTo(shown);
        assertThat(DingTalkText.unmentioning(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"完成存管路由的联调与验收", "\"quoted\" ", "🚀👨‍👩‍👧", "é"})
    void aLongMessageIsSplitWithinTheLimitAndWhole(String word) {
        String line = word.repeat(40);
        List<Message.Line> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add(new Message.Line(1, "1.", line));
        }
        lines.add(new Message.Line(1, "", word.repeat(8000)));
        Message message = new Message("周报", Tone.NEUTRAL, "\"".repeat(60), List.of(Block.of(new Part.Lines(lines))));

        for (Account to : List.of(LIN, GROUP, WEBHOOK)) {
            List<Payload> payloads = platform.render(message, to);
            assertThat(payloads).hasSizeGreaterThan(1).allSatisfy(payload -> {
                assertThat(payload.content().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(15_000);
                assertThat(payload.content()).doesNotContain("\ufffd");
            });
            int one = word.codePointAt(0);
            assertThat(text(payloads).codePoints().filter(c -> c == one).count())
                    .isEqualTo((60 * 40 + 8000)
                            * word.codePoints().filter(c -> c == one).count());
            // No page begins within what is seen as one character.
            assertThat(text(payloads).lines())
                    .noneMatch(begun -> begun.startsWith("\u200b\u200d") || begun.startsWith("\u200b👩"));
        }
        assertThat(platform.render(message, LIN)).isEqualTo(platform.render(message, LIN));
    }

    private static Message asking(String... labels) {
        return new Message(
                "第 1 周周报",
                Tone.NEUTRAL,
                "请回复",
                List.of(Block.of(
                        new Part.Text("请回复"),
                        new Part.Buttons(List.of(labels).stream()
                                .map(DingTalkTextTest::button)
                                .toList()))));
    }

    private static Button button(String label) {
        return new Button(label, false, Map.of("act", "x"));
    }

    private static JsonNode json(Payload payload) {
        return Json.object(payload.content()).orElseThrow();
    }

    private static String text(List<Payload> payloads) {
        return payloads.stream()
                .map(DingTalkTextTest::json)
                .map(json -> json.has("markdown") ? json.path("markdown") : json)
                .map(json -> json.path("text").asString())
                .collect(Collectors.joining("\n"));
    }
}
