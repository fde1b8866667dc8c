package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.bot.chat.SettableClock;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DocumentsTest {

    private static final Account GROUP = new Account("feishu", "payments", "oc_group01");
    private static final String CREATED = "{\"code\":0,\"data\":{\"document\":{\"document_id\":\"doxdemo01\"}}}";
    private static final String OK = "{\"code\":0,\"msg\":\"success\",\"data\":{}}";
    private static final String ADDRESS =
            "{\"code\":0,\"data\":{\"metas\":[{\"url\":\"https://example.feishu.cn/docx/doxdemo01\"}]}}";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private final SettableClock clock = new SettableClock(Instant.parse("2024-12-06T10:00:00Z"));
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        FeishuSettings settings = Settings.at(server.url("/").uri());
        FeishuApi api = new FeishuApi(settings, app -> server.url("/").uri(), clock);
        platform = new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }

    @Test
    void whatFitsOneCardIsPostedAsOne() {
        Message report = report(3);

        assertThat(platform.render(report, GROUP, brief()))
                .isEqualTo(platform.render(report, GROUP))
                .singleElement()
                .returns("interactive", Payload::type);
    }

    @Test
    void whatDoesNotIsWrittenReadBySaidGroupAndOnlyThenLinked() {
        feishu.answer(CREATED);
        feishu.answer(OK);
        feishu.answer(OK);
        feishu.answer(ADDRESS);

        SendResult result = platform.send(GROUP, longReport(), "k");

        assertThat(feishu.calls.stream().map(call -> call.getTarget().replaceFirst("client_token=.*", "")))
                .containsExactly(
                        "/open-apis/docx/v1/documents",
                        "/open-apis/docx/v1/documents/doxdemo01/blocks/doxdemo01/descendant?document_revision_id=-1&",
                        "/open-apis/drive/v1/permissions/doxdemo01/members?type=docx",
                        "/open-apis/drive/v1/metas/batch_query");
        assertThat(feishu.sentBody(0).path("title").stringValue()).isEqualTo("清结算中心 周报");
        assertThat(feishu.sentBody(0).has("folder_token")).isFalse();
        assertThat(feishu.calls.get(1).getTarget())
                .matches(".*client_token=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(texts(feishu.sentBody(1))).hasSize(1 + 400).startsWith("重点项目", "第 0 项 " + LONG);
        assertThat(feishu.sentBody(2))
                .isEqualTo(Json.object("{\"member_type\":\"openchat\",\"member_id\":\"oc_group01\",\"perm\":\"view\","
                                + "\"type\":\"chat\"}")
                        .orElseThrow());
        assertThat(result)
                .asInstanceOf(type(SendResult.Instead.class))
                .satisfies(instead -> assertThat(instead.payloads())
                        .singleElement()
                        .satisfies(card -> assertThat(card.content())
                                .contains("变化", "打开完整周报", "https://example.feishu.cn/docx/doxdemo01")
                                .doesNotContain(LONG)));
    }

    @Test
    void aDocumentIsNoMessageYet() {
        assertThat(platform.isPosted(longReport())).isFalse();
        assertThat(platform.isPosted(platform.render(report(1), GROUP).get(0))).isTrue();
    }

    @Test
    void whatIsTriedAgainGoesOnWhereItStopped() {
        feishu.answer(CREATED);
        feishu.answers.add(FakeFeishu.json(400, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}"));
        Payload report = longReport();

        assertThat(platform.send(GROUP, report, "k"))
                .asInstanceOf(type(SendResult.Retry.class))
                .satisfies(retry -> {
                    assertThat(retry.mayHaveArrived()).isFalse();
                    assertThat(retry.wholeApp())
                            .as("messages have another limit")
                            .isFalse();
                });
        feishu.answer(OK);
        feishu.answer(OK);
        feishu.answer(ADDRESS);
        assertThat(platform.send(GROUP, report, "k")).isInstanceOf(SendResult.Instead.class);

        assertThat(feishu.calls.stream().filter(call -> call.getTarget().endsWith("/documents")))
                .as("documents")
                .hasSize(1);
        assertThat(feishu.calls.get(1).getTarget())
                .as("the same token, in case the first was heard")
                .isEqualTo(feishu.calls.get(2).getTarget());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whereThePlatformSaysNoItIsPostedInPartsWithNothingLost(int after) {
        List.of(CREATED, OK, OK, ADDRESS).subList(0, after).forEach(feishu::answer);
        feishu.answers.add(FakeFeishu.json(400, "{\"code\":99991672,\"msg\":\"Access denied\"}"));

        assertThat(platform.send(GROUP, longReport(), "k"))
                .asInstanceOf(type(SendResult.Instead.class))
                .satisfies(instead -> {
                    assertThat(instead.why()).contains("scope");
                    assertThat(instead.payloads()).isEqualTo(platform.render(report(400), GROUP));
                });
    }

    @Test
    void whereThePlatformStaysAwayItIsPostedInPartsAfterAWhile() {
        feishu.tokenAnswers.add(FakeFeishu.json(502, "bad gateway"));
        feishu.tokenAnswers.add(FakeFeishu.json(502, "bad gateway"));
        Payload report = longReport();

        assertThat(platform.send(GROUP, report, "k")).isInstanceOf(SendResult.Retry.class);
        clock.pass(Documents.PATIENCE.plusSeconds(1));
        assertThat(platform.send(GROUP, report, "k")).isInstanceOf(SendResult.Instead.class);
    }

    @Test
    void anAddressThatIsNoneIsNotLinked() {
        List.of(CREATED, OK, OK).forEach(feishu::answer);
        feishu.answer("{\"code\":0,\"data\":{\"metas\":[{\"url\":\"javascript:alert(1)\"}]}}");

        assertThat(platform.send(GROUP, longReport(), "k"))
                .asInstanceOf(type(SendResult.Instead.class))
                .satisfies(instead -> assertThat(instead.why()).contains("tenant-url"));
    }

    @Test
    void aGroupOfACustomBotCannotBeGivenADocumentToRead() {
        Account hook = new Account("feishu", "payments", "feishu-webhook:pay");

        assertThat(platform.render(report(400), hook, brief())).isEqualTo(platform.render(report(400), hook));
    }

    @Test
    void listsKeepTheirLevelsAndNumbersAndTextStaysText() {
        Message message = new Message(
                "周报",
                Tone.NEUTRAL,
                "",
                List.of(Block.of(
                        new Part.Heading("O1 [x](https://e.example)"),
                        new Part.Lines(List.of(
                                new Line(1, "1.", "联调 <at id=all></at>"),
                                new Line(2, "•", "明细"),
                                new Line(2, "", "补充"),
                                new Line(1, "2.", "灰度"),
                                new Line(1, "7.", "跳号"),
                                new Line(1, "", "一段话"),
                                new Line(2, "•", "话下"))),
                        new Part.Note("备注\n第二行"),
                        new Part.Divider(),
                        new Part.Buttons(List.of(new Button("按", true, Map.of("act", "same")))))));

        JsonNode call = DocumentBlocks.calls(message).get(0);

        List<String> shown = new ArrayList<>();
        Set<String> children = new HashSet<>();
        for (JsonNode block : call.path("descendants")) {
            String name = block.propertyNames().stream()
                    .filter(key -> !Set.of("block_id", "block_type", "children").contains(key))
                    .findFirst()
                    .orElseThrow();
            block.path("children").forEach(child -> children.add(child.stringValue()));
            shown.add(block.path("block_type").asInt() + " " + name + " "
                    + block.path(name)
                            .path("elements")
                            .path(0)
                            .path("text_run")
                            .path("content")
                            .asString("")
                    + (children.contains(block.path("block_id").stringValue()) ? " (within)" : ""));
        }
        assertThat(shown)
                .containsExactlyInAnyOrder(
                        "3 heading1 O1 [x](https://e.example)",
                        "13 ordered 联调 <at id=all></at>",
                        "12 bullet 明细 (within)",
                        "12 bullet 补充 (within)",
                        "13 ordered 灰度",
                        "12 bullet 7. 跳号",
                        "2 text 一段话",
                        "12 bullet 话下",
                        "15 quote 备注",
                        "15 quote 第二行",
                        "22 divider ");
        assertThat(call.path("children_id")).hasSize(9);
        assertThat(call.toString()).doesNotContain("mention_user", "link", "按");
    }

    @Test
    void manyBlocksAreWrittenInSeveralCallsOneAfterTheOther() {
        List<Line> lines = new ArrayList<>();
        for (int item = 0; item < 300; item++) {
            lines.add(new Line(1, "•", "项 " + item));
            lines.add(new Line(2, "•", "细 " + item));
        }
        lines.add(new Line(1, "•", "很大"));
        IntStream.range(0, 700).forEach(n -> lines.add(new Line(2, "•", "小 " + n)));

        List<? extends JsonNode> calls =
                DocumentBlocks.calls(new Message("周报", Tone.GOOD, "", List.of(Block.of(new Part.Lines(lines)))));

        int index = 0;
        List<String> all = new ArrayList<>();
        for (JsonNode call : calls) {
            assertThat(call.path("descendants").size()).isLessThanOrEqualTo(DocumentBlocks.MOST_AT_ONCE);
            assertThat(call.path("index").asInt()).isEqualTo(index);
            index += call.path("children_id").size();
            all.addAll(texts(call));
        }
        assertThat(all).hasSize(1301).doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatWaitsComesBackAsItWas() {
        Message all = new Message(
                "周报",
                Tone.WARNING,
                "概要",
                List.of(Block.of(
                        new Part.Heading("题"),
                        new Part.Text("段"),
                        new Part.Note("注"),
                        new Part.Lines(List.of(new Line(2, "1.", "行"))),
                        new Part.Divider(),
                        new Part.Buttons(List.of(new Button("按", true, Map.of("act", "same")))),
                        new Part.Facts(List.of(new Fact("截止", "17:30"))),
                        new Part.Table(List.of("甲", "乙"), List.of(List.of("1", "2"))),
                        new Part.Chart(
                                "走势",
                                "笔",
                                List.of("W1", "W2"),
                                List.of(new Series("交易", Arrays.asList(new BigDecimal("1.50"), null)))),
                        new Part.Fold("更多", List.of(new Part.Text("内"), new Part.Divider())),
                        new Part.Mention(List.of(new Person("林晓", GROUP))),
                        new Part.Form(
                                List.of(new Field("done", "完成", "", "", true)),
                                new Button("交", true, Map.of("act", "submit")),
                                "或直接回复"),
                        new Part.Link("去", "https://example.com"))));

        assertThat(MessageJson.read(MessageJson.write(all))).isEqualTo(all);
    }

    private static final String LONG = "佣金存管联调完成，进入灰度，剩余核对与回滚演练，计划下周三前完成，负责人已确认排期。";

    private Payload longReport() {
        List<Payload> payloads = platform.render(report(400), GROUP, brief());
        assertThat(payloads).singleElement().returns(Documents.TYPE, Payload::type);
        return payloads.get(0);
    }

    private static Message report(int lines) {
        return new Message(
                "清结算中心 周报",
                Tone.GOOD,
                "4 人已交",
                List.of(Block.of(
                        new Part.Heading("重点项目"),
                        new Part.Lines(IntStream.range(0, lines)
                                .mapToObj(n -> new Line(1, "•", "第 " + n + " 项 " + LONG))
                                .toList()))));
    }

    private static InDocument brief() {
        return new InDocument(Message.of("清结算中心 周报", Tone.GOOD, "本周变化"), "打开完整周报");
    }

    private static List<String> texts(JsonNode call) {
        List<String> texts = new ArrayList<>();
        call.path("descendants")
                .forEach(block -> block.properties()
                        .forEach(property -> property.getValue()
                                .path("elements")
                                .forEach(element -> texts.add(
                                        element.path("text_run").path("content").stringValue()))));
        return texts;
    }
}
