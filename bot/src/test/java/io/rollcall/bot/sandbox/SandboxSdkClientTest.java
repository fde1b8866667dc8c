package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.HE;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static io.rollcall.bot.sandbox.TestWorld.WEI;
import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.Client;
import com.lark.oapi.core.cache.ICache;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.CreateMessageResp;
import com.lark.oapi.service.im.v1.model.DeleteMessageReq;
import com.lark.oapi.service.im.v1.model.GetChatMembersReq;
import com.lark.oapi.service.im.v1.model.GetMessageReq;
import com.lark.oapi.service.im.v1.model.GetMessageResp;
import com.lark.oapi.service.im.v1.model.ListChatReq;
import com.lark.oapi.service.im.v1.model.ListMember;
import com.lark.oapi.service.im.v1.model.Message;
import com.lark.oapi.service.im.v1.model.PatchMessageReq;
import com.lark.oapi.service.im.v1.model.PatchMessageReqBody;
import com.lark.oapi.service.im.v1.model.ReplyMessageReq;
import com.lark.oapi.service.im.v1.model.ReplyMessageReqBody;
import com.lark.oapi.service.im.v1.model.ReplyMessageResp;
import com.lark.oapi.service.im.v1.model.ext.MessageText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The platform's own library as a client finds in the sandbox what it finds at the platform. */
@SpringBootTest(classes = SandboxTestApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class SandboxSdkClientTest {

    private static final String POST = "{\"zh_cn\":{\"title\":\"周报\",\"content\":[[{\"tag\":\"text\",\"text\":\"完成 \"},"
            + "{\"tag\":\"a\",\"text\":\"看板\",\"href\":\"https://board.example.com/1\"}]]}}";

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.newBuilder(TestWorld.APP_ID, TestWorld.SECRET)
                .openBaseUrl("http://127.0.0.1:" + port + "/sandbox/feishu")
                .requestTimeout(20, TimeUnit.SECONDS)
                // Its own is one for the whole process, and outlives the sandbox that gave out the token.
                .tokenCache(new OwnCache())
                .build();
    }

    @Test
    void aTextIsSentReadBackAnsweredAndRecalled() throws Exception {
        // Its own writer of texts joins lines and mentions by hand, as applications do with it.
        String content =
                MessageText.newBuilder().atUser(WEI, "魏然").text(" 还差你这一份").build();

        CreateMessageResp sent = send("open_id", TANG, "text", content);

        assertThat(sent.getCode()).as(sent.getMsg()).isZero();
        String id = sent.getData().getMessageId();
        Message read = read(id);
        assertThat(read.getMsgType()).isEqualTo("text");
        assertThat(read.getBody().getContent()).isEqualTo(content);
        assertThat(read.getChatId()).isEqualTo(sent.getData().getChatId());
        assertThat(read.getSender().getSenderType()).isEqualTo("app");
        assertThat(read.getDeleted()).isFalse();
        assertThat(sandbox.privateChat(TANG)).extracting(SandboxPost::text).contains("@魏然 还差你这一份");

        ReplyMessageResp reply = client.im()
                .v1()
                .message()
                .reply(ReplyMessageReq.newBuilder()
                        .messageId(id)
                        .replyMessageReqBody(ReplyMessageReqBody.newBuilder()
                                .msgType("text")
                                .content("{\"text\":\"补一句\"}")
                                .build())
                        .build());
        assertThat(reply.getCode()).as(reply.getMsg()).isZero();
        assertThat(read(reply.getData().getMessageId()).getParentId()).isEqualTo(id);
        assertThat(read(reply.getData().getMessageId()).getRootId()).isEqualTo(id);

        assertThat(client.im()
                        .v1()
                        .message()
                        .delete(DeleteMessageReq.newBuilder().messageId(id).build())
                        .getCode())
                .isZero();
        assertThat(read(id).getDeleted()).isTrue();
        assertThat(sandbox.post(id).orElseThrow().recalled()).isTrue();
    }

    @Test
    void aPostIsSentAndReadBack() throws Exception {
        CreateMessageResp sent = send("open_id", HE, "post", POST);

        assertThat(sent.getCode()).as(sent.getMsg()).isZero();
        Message read = read(sent.getData().getMessageId());
        assertThat(read.getMsgType()).isEqualTo("post");
        assertThat(read.getBody().getContent()).isEqualTo(POST);
        assertThat(sandbox.privateChat(HE)).extracting(SandboxPost::text).contains("周报\n完成 看板");
    }

    @Test
    void aCardIsPostedInTheGroupReadBackAndChanged() throws Exception {
        CreateMessageResp sent =
                send("chat_id", GROUP, "interactive", Json.write(EchoBot.card("第 10 周周报", "已交 2 人", true)));

        assertThat(sent.getCode()).as(sent.getMsg()).isZero();
        String id = sent.getData().getMessageId();
        assertThat(read(id).getMsgType()).isEqualTo("interactive");
        assertThat(read(id).getBody().getContent()).contains("已交 2 人");

        int changed = client.im()
                .v1()
                .message()
                .patch(PatchMessageReq.newBuilder()
                        .messageId(id)
                        .patchMessageReqBody(PatchMessageReqBody.newBuilder()
                                .content(Json.write(EchoBot.card("第 10 周周报", "已交 3 人", false)))
                                .build())
                        .build())
                .getCode();
        assertThat(changed).isZero();
        assertThat(read(id).getBody().getContent()).contains("已交 3 人").doesNotContain("已交 2 人");
    }

    @Test
    void groupsAndTheirMembersAreFound() throws Exception {
        assertThat(client.im()
                        .v1()
                        .chat()
                        .list(ListChatReq.newBuilder().build())
                        .getData()
                        .getItems())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.getChatId()).isEqualTo(GROUP);
                    assertThat(group.getName()).isEqualTo("清算组周报");
                });
        assertThat(client.im()
                        .v1()
                        .chatMembers()
                        .get(GetChatMembersReq.newBuilder().chatId(GROUP).build())
                        .getData()
                        .getItems())
                .extracting(ListMember::getMemberId)
                .containsExactly(TANG, WEI, HE);
    }

    @Test
    void itUnderstandsWhyItIsRefused() throws Exception {
        CreateMessageResp nobody = send("open_id", "ou_nobody", "text", "{\"text\":\"喂\"}");
        CreateMessageResp noJson = send("open_id", TANG, "text", "喂");

        assertThat(nobody.getCode()).isEqualTo(99992351);
        assertThat(nobody.getMsg()).contains("open_id");
        assertThat(nobody.getRequestId()).isNotBlank();
        assertThat(noJson.getCode()).isEqualTo(230001);
    }

    private CreateMessageResp send(String to, String id, String type, String content) throws Exception {
        return client.im()
                .v1()
                .message()
                .create(CreateMessageReq.newBuilder()
                        .receiveIdType(to)
                        .createMessageReqBody(CreateMessageReqBody.newBuilder()
                                .receiveId(id)
                                .msgType(type)
                                .content(content)
                                .build())
                        .build());
    }

    private Message read(String id) throws Exception {
        GetMessageResp found = client.im()
                .v1()
                .message()
                .get(GetMessageReq.newBuilder().messageId(id).build());
        assertThat(found.getCode()).as(found.getMsg()).isZero();
        return found.getData().getItems()[0];
    }

    private static final class OwnCache implements ICache {

        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public String get(String key) {
            return values.getOrDefault(key, "");
        }

        @Override
        public void set(String key, String value, int expire, TimeUnit unit) {
            values.put(key, value);
        }
    }
}
