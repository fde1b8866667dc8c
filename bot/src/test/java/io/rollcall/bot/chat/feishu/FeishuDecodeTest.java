package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.ChatUnavailableException;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.SettableClock;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.team.Account;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeishuDecodeTest {

    private static final String BOT =
            "{\"code\":0,\"msg\":\"ok\",\"bot\":{\"activate_status\":2,\"app_name\":\"周报助手\",\"open_id\":\"ou_bot\"}}";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final FakeFeishu feishu = new FakeFeishu();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));
    private FeishuPlatform platform;

    @BeforeEach
    void connect() {
        server.setDispatcher(feishu);
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        FeishuApi api = new FeishuApi(settings, app -> server.url("/").uri(), clock);
        platform = new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }

    @Test
    void aPrivateMessageIsReadWithoutAskingThePlatformAnything() {
        Incoming incoming = decode("""
                {"schema":"2.0",
                 "header":{"event_id":"ev-1001","event_type":"im.message.receive_v1","create_time":"1767600005000","token":"vt-demo-token","app_id":"cli_demo000001","tenant_key":"t_demo"},
                 "event":{
                  "sender":{"sender_id":{"union_id":"on_alice","user_id":"alice01","open_id":"ou_alice"},"sender_type":"user","tenant_key":"t_demo"},
                  "message":{"message_id":"om_1001","create_time":"1767600004500","update_time":"1767600004500",
                   "chat_id":"oc_p2p0001","chat_type":"p2p","message_type":"text",
                   "content":"{\\"text\\":\\"本周：完成登录页\\\\n下周：联调\\"}"}}}""");

        assertThat(incoming)
                .isEqualTo(new Incoming.Written(
                        "om_1001",
                        account("ou_alice"),
                        Optional.empty(),
                        false,
                        List.of(),
                        "本周：完成登录页\n下周：联调",
                        Instant.ofEpochMilli(1767600004500L)));
        assertThat(feishu.calls).isEmpty();
    }

    @Test
    void aGroupMessageTellsTheBotsMentionFromOthers() {
        feishu.answer(BOT);

        Incoming incoming = decode(groupMessage("""
                {"key":"@_user_1","id":{"union_id":"on_bot","open_id":"ou_bot"},"mentioned_type":"bot","name":"周报助手"},
                {"key":"@_user_2","id":{"union_id":"on_alice","open_id":"ou_alice"},"mentioned_type":"user","name":"Alice"}
                """, "@_user_1 周报：完成支付接口，协助 @_user_2 排查"));

        assertThat(incoming)
                .isEqualTo(new Incoming.Written(
                        "om_1002",
                        account("ou_bob"),
                        Optional.of(account("oc_group01")),
                        true,
                        List.of(new Incoming.Mention("Alice", account("ou_alice"))),
                        "周报：完成支付接口，协助 @Alice 排查",
                        Instant.ofEpochMilli(1767600104000L),
                        List.of("om_sent0001")));
    }

    @Test
    void anotherBotsMentionIsNotItsOwn() {
        feishu.answer(BOT);

        Incoming incoming = decode(groupMessage(
                "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_other\"},\"mentioned_type\":\"bot\",\"name\":\"值班\"}",
                "@_user_1 在吗"));

        assertThat(incoming).asInstanceOf(type(Incoming.Written.class)).satisfies(written -> {
            assertThat(written.mentionsBot()).isFalse();
            assertThat(written.text()).isEqualTo("@值班 在吗");
            assertThat(written.mentions()).as("people only").isEmpty();
        });
    }

    @Test
    void whoTheBotIsIsAskedOnce() {
        feishu.answer(BOT);
        String message =
                groupMessage("{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"name\":\"周报助手\"}", "@_user_1 状态");

        decode(message);
        decode(message);

        assertThat(feishu.calls).hasSize(1);
        assertThat(feishu.calls.get(0).getTarget()).isEqualTo("/open-apis/bot/v3/info");
    }

    @Test
    void withThePlatformAwayTheBotsMentionIsStillKnownByItsKind() {
        String message = groupMessage(
                "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"mentioned_type\":\"bot\",\"name\":\"周报助手\"}",
                "@_user_1 状态");

        Incoming first = decode(message);
        Incoming second = decode(message);

        assertThat(List.of(first, second))
                .allSatisfy(incoming -> assertThat(incoming)
                        .asInstanceOf(type(Incoming.Written.class))
                        .satisfies(written -> {
                            assertThat(written.mentionsBot()).isTrue();
                            assertThat(written.text()).isEqualTo("状态");
                        }));
        assertThat(feishu.calls)
                .as("a failure is not asked about at every message")
                .hasSize(1);

        feishu.answer(BOT);
        clock.pass(Duration.ofMinutes(2));
        decode(message);
        assertThat(feishu.calls).hasSize(2);
    }

    @Test
    void readingADeliveryAsksNobody() {
        String mention =
                groupMessage("{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"name\":\"周报助手\"}", "@_user_1 状态");

        assertThatThrownBy(() -> platform.decode("payments", mention)).isInstanceOf(ChatUnavailableException.class);

        assertThat(feishu.calls).isEmpty();
        assertThat(feishu.tokenCalls).isEmpty();
    }

    @Test
    void withThePlatformAwayAGroupMessageThatMayBeForTheBotIsNotDropped() {
        String mention =
                groupMessage("{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"name\":\"周报助手\"}", "@_user_1 状态");

        assertThatThrownBy(() -> decode(mention)).isInstanceOf(ChatUnavailableException.class);
        assertThatThrownBy(() -> decode(mention)).as("within the minute").isInstanceOf(ChatUnavailableException.class);
        assertThat(feishu.calls).hasSize(1);

        feishu.answer(BOT);
        clock.pass(Duration.ofMinutes(2));
        assertThat(decode(mention))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.mentionsBot()).isTrue());
    }

    @Test
    void withThePlatformAwayAPrivateMessageIsReadAllTheSame() {
        String mention = groupMessage(
                        "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_alice\"},\"name\":\"Alice\"}", "转给 @_user_1")
                .replace("\"chat_type\":\"group\"", "\"chat_type\":\"p2p\"");

        assertThat(decode(mention))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.text()).isEqualTo("转给 @Alice"));
    }

    @Test
    void aMessageThatMentionsPeopleOnlyOrEveryoneAsksNobody() {
        decode(groupMessage(
                "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_alice\"},\"mentioned_type\":\"user\",\"name\":\"Alice\"},"
                        + "{\"key\":\"@_all\",\"id\":{},\"name\":\"所有人\"}",
                "@_user_1 @_all 看"));

        assertThat(feishu.calls).isEmpty();
    }

    @Test
    void aBotKnownOnlyByNameIsRecognisedByIt() {
        feishu.answer("{\"code\":0,\"msg\":\"ok\",\"bot\":{\"app_name\":\"周报助手\"}}");

        assertThat(decode(groupMessage(
                        "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"name\":\"周报助手\"}", "@_user_1 状态")))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.mentionsBot()).isTrue());
    }

    @Test
    void aLongerMentionKeyIsNotTakenForAShorterOne() {
        feishu.answer(BOT);

        Incoming incoming = decode(groupMessage("""
                {"key":"@_user_1","id":{"open_id":"ou_bot"},"mentioned_type":"bot","name":"周报助手"},
                {"key":"@_user_10","id":{"open_id":"ou_jo"},"mentioned_type":"user","name":"Jo"}
                """, "@_user_1 hi @_user_10, @_user_100 @_user_10"));

        assertThat(incoming).asInstanceOf(type(Incoming.Written.class)).satisfies(written -> {
            assertThat(written.text()).isEqualTo("hi @Jo, @_user_100 @Jo");
            assertThat(written.mentions()).containsExactly(new Incoming.Mention("Jo", account("ou_jo")));
        });
    }

    @Test
    void keysOfAnotherShapeAreReplacedLongestFirst() {
        feishu.answer(BOT);

        assertThat(read("text", text("@_lead @_leads"), """
                {"key":"@_lead","id":{"open_id":"ou_a"},"name":"甲"},{"key":"@_leads","id":{"open_id":"ou_b"},"name":"乙"}""")).isEqualTo("@甲 @乙");
    }

    @ParameterizedTest
    @CsvSource({
        "'@_user_1 周报', '周报'",
        "'@_user_1周报', '周报'",
        "'请 @_user_1 看', '请 看'",
        "'请@_user_1 看', '请 看'",
        "'看 @_user_1', '看'",
        "'@_user_1', ''",
        "'@_all 看', '@所有人 看'",
    })
    void whereTheBotsMentionWasNoGapIsLeft(String text, String read) {
        assertThat(decode(groupMessage(
                        "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"mentioned_type\":\"bot\",\"name\":\"周报助手\"}",
                        text)))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.text()).isEqualTo(read));
    }

    @Test
    void indentationAtTheStartIsKeptSinceItCarriesTheNesting() {
        assertThat(read("text", "{\"text\":\"\\n   \\n  - 甲\\n    - 乙\\n\\n\"}", ""))
                .isEqualTo("  - 甲\n    - 乙");
    }

    @Test
    @Timeout(30)
    void aMessageMadeToExhaustTheReaderIsReadLikeAnyOther() {
        String blanks = "\n".repeat(200_000) + " ".repeat(200_000);
        String keys = "@_user_1".repeat(20_000);

        assertThat(read("text", text(blanks + "完成" + blanks), "")).isEqualTo(" ".repeat(200_000) + "完成");
        assertThat(read("text", text(blanks), "")).isEmpty();
        assertThat(read("text", text(keys), "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_a\"},\"name\":\"何梅\"}"))
                .hasSize(60_000);
    }

    private static String text(String text) {
        return Json.text(Json.MAPPER.createObjectNode().put("text", text));
    }

    @Test
    void richTextIsFlattenedToLines() {
        String content = """
                {"title":"周报","content":[[{"tag":"text","text":"完成 "},{"tag":"a","text":"PR-12","href":"https://git.example/12"}],[{"tag":"at","user_id":"@_user_1","user_name":"Alice"}],[{"tag":"code_block","language":"JAVA","text":"int a;"}]]}""";

        assertThat(read("post", content, "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_alice\"},\"name\":\"Alice\"}"))
                .isEqualTo("周报\n完成 PR-12 (https://git.example/12)\n@Alice\nint a;");
    }

    @Test
    void listsInRichTextKeepTheirMarkersAndNesting() {
        String content = """
                {"title":"","content":[
                 [{"tag":"text","text":"本周","style":["bold"]}],
                 [{"tag":"text","text":"1. ","style":[]},{"tag":"text","text":"收单网关","style":[]}],
                 [{"tag":"text","text":"    - ","style":[]},{"tag":"text","text":"灰度 30%","style":[]}],
                 [],
                 [{"tag":"img","image_key":"img_v3_1"}],
                 [{"tag":"text","text":"2. ","style":[]},{"tag":"a","text":"https://e.example","href":"https://e.example"},
                  {"tag":"emotion","emoji_type":"OK"},{"tag":"newer_than_this","text":"！"},{"tag":"newer_still"}]]}""";

        assertThat(read("post", content, "")).isEqualTo("本周\n1. 收单网关\n    - 灰度 30%\n\n\n2. https://e.example[OK]！");
    }

    @Test
    void listsWithinListsAreReadAtTheirDepth() {
        String content = """
                {"title":"","content":[
                 [{"tag":"text","text":"【星河钱包】","style":["bold"]}],
                 [{"tag":"text","text":"1. ","style":[]},{"tag":"text","text":"收单网关：","style":["bold"]},
                  {"tag":"at","user_id":"@_user_7","user_name":"何梅"}],
                 [{"tag":"text","text":"    a. ","style":[]},{"tag":"text","text":"灰度比例30%","style":[]}],
                 [{"tag":"text","text":"        i. ","style":[]},{"tag":"text","text":"海外站预计12/20上线","style":[]}],
                 [{"tag":"text","text":"        ii. ","style":[]},{"tag":"text","text":"国内站见","style":[]},
                  {"tag":"a","text":"看板","href":"https://e.example/b"}],
                 [{"tag":"text","text":"2. ","style":[]},{"tag":"text","text":"汇率服务","style":[]}],
                 [{"tag":"text","text":"    • ","style":[]},{"tag":"text","text":"欧元区已切换","style":[]}]]}""";

        assertThat(outline(read("post", content, "")))
                .containsExactly(
                        "1 收单网关：@何梅",
                        "2 灰度比例30%",
                        "3 海外站预计12/20上线",
                        "3 国内站见看板 (https://e.example/b)",
                        "1 汇率服务",
                        "2 欧元区已切换");
    }

    @Test
    void noLineIsLostOfAListThatComesNestedInItself() {
        String content = """
                {"title":"","content":[
                 [{"tag":"text","text":"本周"}],
                 [{"tag":"list_of_tomorrow","style":["bold"],"items":[
                   [{"tag":"text","text":"- 收单网关"}],
                   {"tag":"item_of_tomorrow","text":"- 汇率服务","items":[[{"tag":"text","text":"- 欧元区"},{"tag":"a","text":"看板","href":"https://e.example"}]]}]}]]}""";

        assertThat(read("post", content, ""))
                .isEqualTo("本周\n\n    - 收单网关\n    - 汇率服务\n        - 欧元区看板 (https://e.example)");
    }

    @Test
    void aPostThatIsNestedWithoutEndIsReadInTime() {
        int depth = 400;
        String content = "{\"content\":[[" + "{\"tag\":\"x\",\"items\":[".repeat(depth) + "]}".repeat(depth) + "]]}";
        assertThat(read("post", content, "")).isEmpty();
    }

    /** The items that the parser reads, each with its depth. */
    private static List<String> outline(String text) {
        return new ReportParser(Set.of())
                .parse(text, ReportWeek.parse("2024-W49")).sections().stream()
                        .flatMap(ParsedSection::items)
                        .map(item -> item.depth() + " " + item.text())
                        .toList();
    }

    @Test
    void theBotsMentionIsRemovedFromRichTextToo() {
        feishu.answer(BOT);
        String content = """
                {"title":"","content":[[{"tag":"at","user_id":"@_user_1","user_name":"周报助手"},{"tag":"text","text":" 完成，"},{"tag":"at","user_id":"@_all","user_name":"所有人"},{"tag":"at","user_id":"@_user_7","user_name":"何梅"}]]}""";

        assertThat(read("post", content, "{\"key\":\"@_user_1\",\"id\":{\"open_id\":\"ou_bot\"},\"name\":\"周报助手\"}"))
                .isEqualTo("完成，@所有人@何梅");
    }

    @Test
    void richTextInsideALanguageIsReadAllTheSame() {
        assertThat(read(
                        "post",
                        "{\"zh_cn\":{\"title\":\"周报\",\"content\":[[{\"tag\":\"text\",\"text\":\"完成\"}]]}}",
                        ""))
                .isEqualTo("周报\n完成");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image|{\"image_key\":\"img_v3_1\"}",
                "file|{\"file_key\":\"f\",\"file_name\":\"周报.docx\"}",
                "sticker|{\"file_key\":\"f\"}",
                "interactive|{\"title\":\"t\",\"elements\":[[]]}",
                "merge_forward|{\"content\":\"Merged and Forwarded Message\"}",
                "hongbao|{}",
                "text|not json",
                "text|[]",
                "post|{\"content\":\"x\"}"
            })
    void whatHoldsNoTextIsAnEmptyMessage(String messageType, String content) {
        assertThat(read(messageType, content, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "bot", "anonymous", ""})
    void whatNoPersonWroteIsIgnored(String senderType) {
        assertThat(decode(groupMessage("", "周报")
                        .replace("\"sender_type\":\"user\"", "\"sender_type\":\"" + senderType + "\"")))
                .isInstanceOf(Incoming.Ignored.class);
    }

    @Test
    void aChatOfAnUnknownKindIsAGroup() {
        assertThat(decode(groupMessage("", "周报").replace("\"chat_type\":\"group\"", "\"chat_type\":\"topic_group\"")))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.group()).contains(account("oc_group01")));
    }

    @Test
    void aRecallNamesTheMessageAndTheMoment() {
        assertThat(decode("""
                {"schema":"2.0","header":{"event_id":"ev-2001","event_type":"im.message.recalled_v1","create_time":"1767600300000","token":"vt-demo-token","app_id":"cli_demo000001","tenant_key":"t_demo"},
                 "event":{"message_id":"om_1001","chat_id":"oc_p2p0001","recall_time":"1767600299000","recall_type":"message_owner"}}""")).isEqualTo(new Incoming.Recalled("om_1001", Instant.ofEpochMilli(1767600299000L)));
    }

    @Test
    void aPressedButtonBringsItsValueAndTheFormsFields() {
        Incoming incoming = decode("""
                {"schema":"2.0",
                 "header":{"event_id":"ev-3001","token":"vt-demo-token","create_time":"1767600600000000","event_type":"card.action.trigger","tenant_key":"t_demo","app_id":"cli_demo000001"},
                 "event":{
                  "operator":{"tenant_key":"t_demo","user_id":"alice01","open_id":"ou_alice","union_id":"on_alice"},
                  "token":"c-demo0001",
                  "action":{"value":{"act":"submit","period":"2026W02","n":3,"deep":{"a":1}},"tag":"button","timezone":"Asia/Shanghai","name":"wr_submit",
                    "form_value":{"project":"pay","done":"登录页\\n修复超时","risk":"","missing":null,"tags":["a","b"],"eta":"2026-01-09 +0800","act":"forged"}},
                  "host":"im_message",
                  "context":{"open_message_id":"om_sent0002","open_chat_id":"oc_p2p0001"}}}""");

        assertThat(incoming)
                .isEqualTo(new Incoming.Pressed(
                        "om_sent0002",
                        account("ou_alice"),
                        Map.of(
                                "act", "submit",
                                "period", "2026W02",
                                "n", "3",
                                "deep", "{\"a\":1}",
                                "project", "pay",
                                "done", "登录页\n修复超时",
                                "risk", "",
                                "missing", "",
                                "tags", "a,b",
                                "eta", "2026-01-09 +0800"),
                        Instant.ofEpochMilli(1767600600000L)));
    }

    @Test
    void aLoneInputBringsItsValueToo() {
        assertThat(decode("""
                {"schema":"2.0","header":{"event_id":"e","event_type":"card.action.trigger"},
                 "event":{"operator":{"open_id":"ou_a"},"action":{"tag":"input","input_value":"12/20","value":{"act":"date"}},
                 "context":{"open_message_id":"om_1"}}}"""))
                .asInstanceOf(type(Incoming.Pressed.class))
                .extracting(Incoming.Pressed::value)
                .isEqualTo(Map.of("act", "date", "input_value", "12/20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"ev-2002\",\"event_type\":\"application.bot.menu_v6\"},\"event\":{}}",
                "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"ev-2003\",\"event_type\":\"im.chat.member.bot.added_v1\"},\"event\":{\"chat_id\":\"oc_1\"}}",
                "{\"uuid\":\"ev-old-1\",\"ts\":\"1767600000.123456\",\"token\":\"t\",\"type\":\"event_callback\",\"event\":{\"type\":\"p2p_chat_create\"}}",
                "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"im.message.receive_v1\"},\"event\":{}}",
                "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"im.message.recalled_v1\"}}",
                "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"card.action.trigger\"},\"event\":null}"
            })
    void everythingElseIsIgnored(String payload) {
        assertThat(decode(payload)).isInstanceOf(Incoming.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "周报", "[]", "{}", "{\"header\":{}}", "null"})
    void whatIsNoDeliveryIsTheCallersMistakeAndIsNotQuoted(String payload) {
        assertThatThrownBy(() -> decode(payload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event type")
                .hasMessageNotContaining("周报");
    }

    @ParameterizedTest
    @CsvSource({
        "1767600000, 2026-01-05T08:00:00Z",
        "1767600000123, 2026-01-05T08:00:00.123Z",
        "1767600000123456, 2026-01-05T08:00:00.123456Z",
        "1767600000.123456, 2026-01-05T08:00:00Z",
        "yesterday, 1970-01-01T00:00:00Z",
    })
    void timesAreReadInWhateverUnitTheyCome(String text, Instant time) {
        assertThat(FeishuEvents.time(text)).isEqualTo(time);
    }

    /** As the inbox does: what has to be known is asked for in between. */
    private Incoming decode(String payload) {
        try {
            return platform.decode("payments", payload);
        } catch (ChatUnavailableException e) {
            try {
                platform.prepare("payments");
            } catch (ChatUnavailableException away) {
                // What can be read without is read.
            }
            return platform.decode("payments", payload);
        }
    }

    private String read(String messageType, String content, String mentions) {
        feishu.answer(BOT);
        String payload = groupMessage(mentions, "")
                .replace("\"message_type\":\"text\"", "\"message_type\":\"" + messageType + "\"")
                .replace(
                        "\"content\":\"{\\\"text\\\":\\\"\\\"}\"",
                        "\"content\":" + Json.MAPPER.writeValueAsString(content));
        return ((Incoming.Written) decode(payload)).text();
    }

    private static String groupMessage(String mentions, String text) {
        String content = Json.MAPPER.writeValueAsString(
                Json.text(Json.MAPPER.createObjectNode().put("text", text)));
        return """
                {"schema":"2.0",
                 "header":{"event_id":"ev-1002","event_type":"im.message.receive_v1","create_time":"1767600105000","token":"vt-demo-token","app_id":"cli_demo000001"},
                 "event":{
                  "sender":{"sender_id":{"union_id":"on_bob","open_id":"ou_bob"},"sender_type":"user","tenant_key":"t_demo"},
                  "message":{"message_id":"om_1002","root_id":"om_sent0001","parent_id":"om_sent0001","thread_id":"omt_0001",
                   "create_time":"1767600104000","update_time":"1767600104000","chat_id":"oc_group01","chat_type":"group","message_type":"text",
                   "content":%s,"mentions":[%s]}}}""".formatted(content, mentions);
    }

    private static Account account(String address) {
        return new Account("feishu", "payments", address);
    }
}
