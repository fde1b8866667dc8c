package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DingTalkDecodeTest {

    static final String PRIVATE = """
            {"conversationId":"cidDemoDm==","conversationType":"1","msgId":"msgDemo0001","senderNick":"孟岚","senderStaffId":"user7002",\
            "senderId":"$:LWCP_v1:$demo","senderCorpId":"dingdemocorp","chatbotUserId":"$:LWCP_v1:$bot","chatbotCorpId":"dingdemocorp",\
            "isAdmin":false,"createAt":1767225660000,"robotCode":"dingdemoappkey01",\
            "sessionWebhook":"https://oapi.dingtalk.com/robot/sendBySession?session=demo","sessionWebhookExpiredTime":1767231060000,\
            "msgtype":"text","text":{"content":"存管路由：开发完成80%，预计1/9提测"}}""";

    static final String GROUP = """
            {"conversationId":"cidDemoGroup==","conversationType":"2","conversationTitle":"支付项目组","msgId":"msgDemo0002",\
            "chatbotUserId":"$:LWCP_v1:$bot","atUsers":[{"dingtalkId":"$:LWCP_v1:$bot"},{"dingtalkId":"$:LWCP_v1:$z","staffId":"user7004"}],\
            "isInAtList":true,"senderNick":"赵磊","senderStaffId":"user7003","createAt":1767225670000,"msgtype":"text",\
            "text":{"content":" 存管联调延期到周五"}}""";

    private static final String OTHER = """
            {"conversationId":"cidDemoDm==","conversationType":"1","msgId":"msgDemo0003","senderStaffId":"user7002","msgtype":"%s","content":%s}""";

    private static final Account SENDER = new Account("dingtalk", "main", "user7002");

    private final DingTalkPlatform platform;

    DingTalkDecodeTest() {
        DingTalkSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        platform = new DingTalkPlatform(settings, new DingTalkApi(settings, Clock.systemUTC()));
    }

    private Incoming.Written written(String delivered) {
        String kept = new RobotMessage(Json.object(delivered).orElseThrow()).kept(1767225999000L);
        return (Incoming.Written) platform.decode("main", kept);
    }

    @Test
    void aPrivateMessageIsRead() {
        assertThat(written(PRIVATE))
                .isEqualTo(new Incoming.Written(
                        "msgDemo0001",
                        SENDER,
                        Optional.empty(),
                        false,
                        List.of(),
                        "存管路由：开发完成80%，预计1/9提测",
                        Instant.ofEpochMilli(1767225660000L)));
    }

    @Test
    void aMessageInAGroupIsReadWithoutTheBlankThatTheMentionLeaves() {
        Incoming.Written written = written(GROUP);

        assertThat(written.group()).contains(new Account("dingtalk", "main", "cidDemoGroup=="));
        assertThat(written.mentionsBot()).isTrue();
        assertThat(written.text()).isEqualTo("存管联调延期到周五");
        assertThat(written.mentions())
                .extracting(Incoming.Mention::account)
                .containsExactly(new Account("dingtalk", "main", "user7004"));
    }

    @Test
    void whatDoesNotMentionTheRobotIsKnownToDoSo() {
        assertThat(written(GROUP.replace("\"isInAtList\":true", "\"isInAtList\":false"))
                        .mentionsBot())
                .isFalse();
        assertThat(written(GROUP.replace("\"isInAtList\":true,", "")).mentionsBot())
                .isTrue();
    }

    @Test
    void aKindOfConversationThatIsNotKnownIsTakenForAGroup() {
        assertThat(written(PRIVATE.replace("\"conversationType\":\"1\"", "\"conversationType\":\"3\""))
                        .group())
                .isPresent();
    }

    @Test
    void whatWasSpokenIsReadAsItWasRecognised() {
        assertThat(written(OTHER.formatted(
                                "audio",
                                "{\"duration\":4000,\"downloadCode\":\"dc-2\",\"recognition\":\"这周开发完成百分之八十\"}"))
                        .text())
                .isEqualTo("这周开发完成百分之八十");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"text":"本周截图"},{"type":"picture","downloadCode":"dc-3"}] | 本周截图
            [{"text":"1. 一"},{"text":"2. 二"}] | 1. 一/2. 二
            [{"text":"1. 一\\n"},{"text":"2. 二"}] | 1. 一/2. 二
            [{"text":"1. 进度"},{"text":"80%"},{"text":"，下周提测"}] | 1. 进度80%，下周提测
            [{"text":"一"},{"type":"picture","downloadCode":"d"},{"text":"二"}] | 一/二
            [{"type":"at","atName":"周航"},{"text":"的部分"}] | @周航 的部分
            [{"type":"picture","downloadCode":"d"}] | ''
            """)
    void ofARichTextTheWordsAreRead(String pieces, String lines) {
        assertThat(written(OTHER.formatted("richText", "{\"richText\":" + pieces + "}"))
                        .text())
                .isEqualTo(lines.replace("/", "\n"));
    }

    @Test
    void contentThatComesAsATextIsNoDifferent() {
        assertThat(written(OTHER.formatted("richText", "\"{\\\"richText\\\":[{\\\"text\\\":\\\"周报\\\"}]}\""))
                        .text())
                .isEqualTo("周报");
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "video", "file", "unknownMsgType", "somethingNew"})
    void thereIsNothingToReadInAPictureOrAFile(String type) {
        Incoming.Written written =
                written(OTHER.formatted(type, "{\"downloadCode\":\"dc-1\",\"fileName\":\"w.docx\"}"));

        assertThat(written.text()).isEmpty();
        assertThat(written.sender()).isEqualTo(SENDER);
    }

    @Test
    void withoutItsMomentAMessageIsOfWhenItCame() {
        assertThat(written(OTHER.formatted("audio", "{}")).sentAt()).isEqualTo(Instant.ofEpochMilli(1767225999000L));
    }

    @Test
    void emojiStayAndControlCharactersGo() {
        assertThat(written(PRIVATE.replace("存管路由", "🚀👨‍👩‍👧\\u0000é\\r\\n二")).text())
                .startsWith("🚀👨‍👩‍👧 é\n二");
    }

    @Test
    void theAddressForRepliesIsNotKept() {
        assertThat(new RobotMessage(Json.object(PRIVATE).orElseThrow()).kept(1))
                .contains("msgDemo0001")
                .doesNotContain("sessionWebhook", "sendBySession", "孟岚");
    }

    @Test
    void whatIsNoDeliveryIsSaidToBeNone() {
        assertThatThrownBy(() -> platform.decode("main", "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> platform.decode("main", "[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> platform.decode("main", "secret words"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> platform.decode("nobody", PRIVATE))
                .hasMessageContaining("no DingTalk robot named nobody");
    }

    @Test
    void somebodyWithoutAUseridIsNoMember() {
        assertThat(platform.decode("main", "{\"msgId\":\"m\",\"msgtype\":\"text\"}"))
                .isInstanceOf(Incoming.Ignored.class);
    }
}
