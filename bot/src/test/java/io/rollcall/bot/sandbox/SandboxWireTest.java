package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.TestWorld.GROUP;
import static io.rollcall.bot.sandbox.TestWorld.TANG;
import static io.rollcall.bot.sandbox.TestWorld.WEI;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of an application, over real HTTP. */
@SpringBootTest(classes = SandboxTestApp.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SandboxWireTest {

    private static final String CARD =
            "{\"schema\":\"2.0\",\"header\":{\"title\":{\"tag\":\"plain_text\",\"content\":\"收周报啦\"},\"template\":\"blue\"},"
                    + "\"body\":{\"elements\":[{\"tag\":\"div\",\"text\":{\"tag\":\"plain_text\",\"content\":\"本周有什么？\"}}]}}";

    private final OkHttpClient http = new OkHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    @Autowired
    SettableClock clock;

    @Test
    void theTokenStaysTheSameUntilItsLastHalfHour() throws Exception {
        String first = token();
        clock.forward(Duration.ofMinutes(90));
        Answer atHalfAnHour = buyToken(TestWorld.APP_ID, TestWorld.SECRET);
        clock.forward(Duration.ofSeconds(1));
        Answer below = buyToken(TestWorld.APP_ID, TestWorld.SECRET);

        assertThat(Json.text(atHalfAnHour.body(), "tenant_access_token")).isEqualTo(first);
        assertThat(atHalfAnHour.body().path("expire").asInt()).isEqualTo(1800);
        assertThat(Json.text(below.body(), "tenant_access_token"))
                .startsWith("t-")
                .isNotEqualTo(first);
        assertThat(below.body().path("expire").asInt()).isEqualTo(7200);
        assertThat(call("GET", "/bot/v3/info", null, first).code())
                .as("the old one is good until its end")
                .isZero();
        clock.forward(Duration.ofMinutes(30));
        assertThat(call("GET", "/bot/v3/info", null, first).code()).isEqualTo(99991663);
    }

    @Test
    void wrongCredentialsBuyNothing() throws Exception {
        assertThat(buyToken(TestWorld.APP_ID, "guess").code()).isEqualTo(10015);
        assertThat(buyToken("cli_other", TestWorld.SECRET).code()).isEqualTo(10003);
        assertThat(call("POST", "/auth/v3/tenant_access_token/internal", "[]", null)
                        .code())
                .isEqualTo(9499);
    }

    @Test
    void nothingGoesWithoutAGoodToken() throws Exception {
        String body = message(TANG, "text", "{\"text\":\"喂\"}", "");

        assertThat(call("POST", send("open_id"), body, null).code()).isEqualTo(99991661);
        assertThat(call("POST", send("open_id"), body, "t-forged").code()).isEqualTo(99991663);
        assertThat(call("POST", send("open_id"), body, "secret").code()).isEqualTo(99991671);
        assertThat(sandbox.privateChat(TANG)).isEmpty();
    }

    @Test
    void aMessageToAPersonStandsInTheirPrivateChat() throws Exception {
        Answer answer = call("POST", send("open_id"), message(TANG, "interactive", CARD, "k1"), token());

        assertThat(answer.code()).isZero();
        JsonNode data = answer.body().path("data");
        SandboxPost post = sandbox.privateChat(TANG).get(0);
        assertThat(Json.text(data, "message_id")).isEqualTo(post.messageId());
        assertThat(Json.text(data, "chat_id")).isEqualTo(post.chatId());
        assertThat(Json.text(data.path("sender"), "sender_type")).isEqualTo("app");
        assertThat(Json.text(data.path("body"), "content")).isEqualTo(CARD);
        assertThat(answer.header("X-Tt-Logid")).isNotBlank();
        assertThat(post.fromBot()).isTrue();
        assertThat(post.text()).isEqualTo("收周报啦\n本周有什么？");
        assertThat(post.headerColour()).contains("blue");
        assertThat(sandbox.privateChat(WEI)).isEmpty();
    }

    @Test
    void theSameUuidSendsOnceAnHour() throws Exception {
        String body = message(TANG, "text", "{\"text\":\"早\"}", "payments-2024-W49/tang/ask/0");
        String first =
                Json.text(call("POST", send("open_id"), body, token()).body().path("data"), "message_id");
        clock.forward(Duration.ofMinutes(59));
        Answer again = call("POST", send("open_id"), body, token());
        clock.forward(Duration.ofMinutes(1));
        Answer later = call("POST", send("open_id"), body, token());

        assertThat(Json.text(again.body().path("data"), "message_id")).isEqualTo(first);
        assertThat(Json.text(later.body().path("data"), "message_id")).isNotEqualTo(first);
        assertThat(sandbox.privateChat(TANG)).hasSize(2);
    }

    @Test
    void whatThePlatformCannotReadIsRefusedByItsCodes() throws Exception {
        String token = token();
        ObjectNode object = Json.object().put("receive_id", TANG).put("msg_type", "text");
        object.putObject("content").put("text", "doubly encoded it must be");

        assertThat(call("POST", send("open_id"), Json.write(object), token).code())
                .isEqualTo(230001);
        assertThat(call("POST", send("open_id"), message(TANG, "text", "喂", ""), token)
                        .code())
                .isEqualTo(230001);
        assertThat(call(
                                "POST",
                                send("open_id"),
                                message(TANG, "interactive", "{\"schema\":\"2.0\",\"x\":1}", ""),
                                token)
                        .code())
                .isEqualTo(230099);
        assertThat(call("POST", send("open_id"), message(TANG, "text", "{\"text\":\"a\"}", "k".repeat(51)), token)
                        .code())
                .isEqualTo(99992402);
        assertThat(call("POST", send(""), message(TANG, "text", "{\"text\":\"a\"}", ""), token)
                        .code())
                .isEqualTo(99992402);
        assertThat(call("POST", send("open_id"), message("ou_nobody", "text", "{\"text\":\"a\"}", ""), token)
                        .code())
                .isEqualTo(99992351);
        assertThat(call("POST", send("chat_id"), message("oc_nowhere", "text", "{\"text\":\"a\"}", ""), token)
                        .code())
                .isEqualTo(99992356);
        assertThat(sandbox.privateChat(TANG)).isEmpty();
    }

    @Test
    void sizeIsMeasuredInBytesOfUtf8() throws Exception {
        String token = token();
        // Each sign takes three bytes; the frame {"text":""} takes eleven.
        String fits = Contents.text("周".repeat((150 * 1024 - 11) / 3));
        String tooLong = Contents.text("周".repeat((150 * 1024 - 11) / 3 + 1));
        String card = CARD.replace("本周有什么？", "周".repeat(10 * 1024));

        assertThat(call("POST", send("open_id"), message(TANG, "text", fits, ""), token)
                        .code())
                .isZero();
        assertThat(call("POST", send("open_id"), message(TANG, "text", tooLong, ""), token)
                        .code())
                .isEqualTo(230025);
        assertThat(call("POST", send("open_id"), message(TANG, "interactive", card, ""), token)
                        .code())
                .isEqualTo(230025);
    }

    @Test
    void aPersonOutOfReachIsReportedAndComesBack() throws Exception {
        String body = message(TANG, "text", "{\"text\":\"在吗\"}", "");
        sandbox.setReachable(TANG, false);
        assertThat(call("POST", send("open_id"), body, token()).code()).isEqualTo(230013);

        sandbox.setReachable(TANG, true);
        assertThat(call("POST", send("open_id"), body, token()).code()).isZero();
    }

    @Test
    void theSixthMessageWithinASecondIsTooMany() throws Exception {
        String token = token();
        Answer refused = null;
        for (int n = 0; n < 30 && refused == null; n++) {
            Answer answer =
                    call("POST", send("chat_id"), message(GROUP, "text", "{\"text\":\"" + n + "\"}", ""), token);
            if (answer.status() != 200) {
                refused = answer;
            }
        }

        assertThat(refused).as("a refusal among thirty quick messages").isNotNull();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(99991400);
        assertThat(refused.header("x-ogw-ratelimit-reset")).isEqualTo("1");
        assertThat(call("POST", send("open_id"), message(TANG, "text", "{\"text\":\"你还能收\"}", ""), token)
                        .code())
                .as("the limit is each receiver's own")
                .isZero();
    }

    @Test
    void aMessageReadAgainShowsEditAndRecall() throws Exception {
        String id = sandbox.say(TANG, "进度 8%");
        JsonNode before = read(id);
        clock.forward(Duration.ofMinutes(2));
        sandbox.edit(id, "进度 80%");
        JsonNode edited = read(id);
        sandbox.recall(id);
        JsonNode recalled = read(id);

        assertThat(before.path("updated").asBoolean()).isFalse();
        assertThat(Json.text(before, "update_time")).isEqualTo(Json.text(before, "create_time"));
        assertThat(Json.text(before.path("sender"), "id")).isEqualTo(TANG);
        assertThat(edited.path("updated").asBoolean()).isTrue();
        assertThat(Long.parseLong(Json.text(edited, "update_time")))
                .isEqualTo(Long.parseLong(Json.text(edited, "create_time")) + 120_000);
        assertThat(Json.text(edited.path("body"), "content")).isEqualTo("{\"text\":\"进度 80%\"}");
        assertThat(edited.path("deleted").asBoolean()).isFalse();
        assertThat(recalled.path("deleted").asBoolean()).isTrue();
        assertThat(Json.text(recalled.path("body"), "content")).doesNotContain("80%");
        assertThat(call("GET", "/im/v1/messages/om_none", null, token()).code()).isEqualTo(99992354);
    }

    @Test
    void aGroupMessageReadAgainNamesTheMentioned() throws Exception {
        String id = sandbox.sayInGroup(TANG, GROUP, "转给@魏然", true);

        JsonNode item = read(id);

        assertThat(Json.text(item.path("body"), "content")).isEqualTo("{\"text\":\"@_user_1 转给@_user_2\"}");
        assertThat(Json.text(item.at("/mentions/1"), "id")).isEqualTo(WEI);
        assertThat(Json.text(item.at("/mentions/1"), "id_type")).isEqualTo("open_id");
        assertThat(Json.text(item.at("/mentions/0"), "id")).isEqualTo(botOpenId());
    }

    @Test
    void aCardIsReplacedByPatchAndNotByPut() throws Exception {
        String token = token();
        String id = sent(TANG, "interactive", CARD);
        String other = CARD.replace("本周有什么？", "收到了");

        assertThat(call("PUT", "/im/v1/messages/" + id, content("interactive", other), token)
                        .code())
                .isEqualTo(230001);
        assertThat(call("PATCH", "/im/v1/messages/" + id, content("interactive", other), token)
                        .code())
                .isZero();

        SandboxPost post = sandbox.post(id).orElseThrow();
        assertThat(post.text()).contains("收到了");
        assertThat(post.edited()).as("a card is updated, not edited").isFalse();
        JsonNode simple = Json.read(Json.text(read(id).path("body"), "content")).orElseThrow();
        assertThat(Json.text(simple, "title")).isEqualTo("收周报啦");
        String whole = Json.text(
                call("GET", "/im/v1/messages/" + id + "?card_msg_content_type=user_card_content", null, token)
                        .body()
                        .at("/data/items/0/body"),
                "content");
        assertThat(whole).isEqualTo(other);
        clock.forward(Duration.ofDays(15));
        assertThat(call("PATCH", "/im/v1/messages/" + id, content("interactive", other), token())
                        .code())
                .isEqualTo(230031);
    }

    @Test
    void theBotTakesBackItsOwnMessagesOnly() throws Exception {
        String own = sent(TANG, "text", "{\"text\":\"发错群了\"}");
        String theirs = sandbox.say(TANG, "我的");

        assertThat(call("DELETE", "/im/v1/messages/" + theirs, null, token()).code())
                .isEqualTo(230071);
        assertThat(call("DELETE", "/im/v1/messages/" + own, null, token()).code())
                .isZero();
        assertThat(call("DELETE", "/im/v1/messages/" + own, null, token()).code())
                .isEqualTo(230011);
        assertThat(sandbox.post(own).orElseThrow().recalled()).isTrue();
    }

    @Test
    void aReplyHangsOnItsMessage() throws Exception {
        String id = sandbox.sayInGroup(TANG, GROUP, "状态", true);

        Answer answer =
                call("POST", "/im/v1/messages/" + id + "/reply", content("text", "{\"text\":\"5/6\"}"), token());

        assertThat(answer.code()).isZero();
        assertThat(Json.text(answer.body().path("data"), "parent_id")).isEqualTo(id);
        SandboxPost reply = sandbox.group(GROUP).get(1);
        assertThat(reply.parentId()).contains(id);
        assertThat(reply.text()).isEqualTo("5/6");
    }

    @Test
    void aGroupsMembersComePageByPageWithoutTheBot() throws Exception {
        JsonNode first = call("GET", "/im/v1/chats/" + GROUP + "/members?page_size=2", null, token())
                .body()
                .path("data");
        JsonNode second = call(
                        "GET",
                        "/im/v1/chats/" + GROUP + "/members?page_size=2&page_token=" + Json.text(first, "page_token"),
                        null,
                        token())
                .body()
                .path("data");

        assertThat(first.path("items")).hasSize(2);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(Json.text(first.at("/items/0"), "name")).isEqualTo("唐小雨");
        assertThat(call("GET", "/im/v1/chats/oc_nowhere/members", null, token()).code())
                .isEqualTo(232006);
        assertThat(Json.text(call("GET", "/im/v1/chats", null, token()).body().at("/data/items/0"), "chat_id"))
                .isEqualTo(GROUP);
    }

    @Test
    void aCallThatTheSandboxDoesNotPlaySaysSo() throws Exception {
        try (Response response = http.newCall(
                        new Request.Builder().url(url("/docx/v1/documents")).build())
                .execute()) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.body().string()).contains("does not play");
        }
    }

    @Test
    void peopleAreFoundByTheirContacts() throws Exception {
        JsonNode users = call(
                        "POST",
                        "/contact/v3/users/batch_get_id?user_id_type=open_id",
                        "{\"emails\":[\"tang@example.com\",\"nobody@example.com\"],\"mobiles\":[\"13800000000\"]}",
                        token())
                .body()
                .at("/data/user_list");

        assertThat(users).hasSize(3);
        assertThat(Json.text(users.path(0), "user_id")).isEqualTo(TANG);
        assertThat(users.path(1).has("user_id")).isFalse();
        assertThat(Json.text(users.path(2), "mobile")).isEqualTo("13800000000");
    }

    @Test
    void aDocumentIsWrittenOnceForAllItsTriesAndReadOnceSomebodyMay() throws Exception {
        String token = token();
        String id = Json.text(
                call("POST", "/docx/v1/documents", "{\"title\":\"第 10 周周报\"}", token)
                        .body()
                        .at("/data/document"),
                "document_id");
        String blocks = """
                {"index":0,"children_id":["b1","b2"],"descendants":[
                 {"block_id":"b1","block_type":3,"heading1":{"elements":[{"text_run":{"content":"重点项目"}}]},"children":[]},
                 {"block_id":"b2","block_type":12,"bullet":{"elements":[{"text_run":{"content":"灰度 <b>完成</b>"}}]},
                  "children":["b3"]},
                 {"block_id":"b3","block_type":12,"bullet":{"elements":[{"text_run":{"content":"明细"}}]},"children":[]}]}
                """;
        String insert = "/docx/v1/documents/" + id + "/blocks/" + id + "/descendant?client_token=c1";
        assertThat(call("POST", insert, blocks, token).code()).isZero();
        assertThat(call("POST", insert, blocks, token).code()).isZero();
        String address = Json.text(
                call(
                                "POST",
                                "/drive/v1/metas/batch_query",
                                "{\"request_docs\":[{\"doc_token\":\"" + id
                                        + "\",\"doc_type\":\"docx\"}],\"with_url\":true}",
                                token)
                        .body()
                        .at("/data/metas/0"),
                "url");
        assertThat(page(address)).contains("没有这篇文档").doesNotContain("重点项目");

        String share = "/drive/v1/permissions/" + id + "/members?type=docx";
        assertThat(call(
                                "POST",
                                share,
                                "{\"member_type\":\"openchat\",\"member_id\":\"oc_nowhere\",\"perm\":\"view\"}",
                                token)
                        .code())
                .isEqualTo(1063001);
        assertThat(call(
                                "POST",
                                share,
                                "{\"member_type\":\"openchat\",\"member_id\":\"" + GROUP + "\",\"perm\":\"view\"}",
                                token)
                        .code())
                .isZero();

        assertThat(page(address)).contains("第 10 周周报", "重点项目", "灰度 &lt;b&gt;完成", "level-1");
        assertThat(page(address).split("明细", -1)).as("once").hasSize(2);
    }

    @Test
    void documentsAreMadeAtThePlatformsPace() throws Exception {
        String token = token();
        for (int n = 0; n < 3; n++) {
            call("POST", "/docx/v1/documents", "{\"title\":\"t\"}", token);
        }

        Answer tooFast = call("POST", "/docx/v1/documents", "{\"title\":\"t\"}", token);

        assertThat(tooFast.status()).isEqualTo(400);
        assertThat(tooFast.code()).isEqualTo(99991400);
    }

    @Test
    void aGroupsCustomBotTakesWhatIsSignedAndNoMoreThanFiveASecond() throws Exception {
        String hook = "/bot/v2/hook/" + GROUP;
        // Of the second 1767600000, by the secret of the sandbox's bots.
        String signed = "\"timestamp\":\"1767600000\",\"sign\":\"" + sign("1767600000") + "\"";

        assertThat(call("POST", hook, "{\"msg_type\":\"interactive\",\"card\":" + CARD + "}", null)
                        .code())
                .isEqualTo(19021);
        assertThat(call("POST", "/bot/v2/hook/oc_nowhere", "{" + signed + "}", null)
                        .code())
                .isEqualTo(19001);
        assertThat(call("POST", hook, "{" + signed + "}", null).code()).isEqualTo(19002);
        String card = "{" + signed + ",\"msg_type\":\"interactive\",\"card\":" + CARD + "}";
        for (int n = 0; n < 5; n++) {
            assertThat(call("POST", hook, card, null).code()).isZero();
        }
        assertThat(call("POST", hook, card, null).code()).isEqualTo(11232);
        String large = card.replace("收周报啦", "长".repeat(8000));
        assertThat(call("POST", hook, large, null).code()).isEqualTo(19036);

        assertThat(sandbox.group(GROUP)).hasSize(5).allMatch(post -> post.text().contains("收周报啦"));
    }

    private static String sign(String timestamp) throws Exception {
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec((timestamp + "\nsandbox-hook").getBytes(UTF_8), "HmacSHA256"));
        return java.util.Base64.getEncoder().encodeToString(mac.doFinal());
    }

    private String page(String address) throws IOException {
        try (Response response =
                http.newCall(new Request.Builder().url(address).build()).execute()) {
            return response.body().string();
        }
    }

    private String sent(String openId, String type, String content) throws IOException {
        return Json.text(
                call("POST", send("open_id"), message(openId, type, content, ""), token())
                        .body()
                        .path("data"),
                "message_id");
    }

    private JsonNode read(String id) throws IOException {
        return call("GET", "/im/v1/messages/" + id, null, token()).body().at("/data/items/0");
    }

    private String botOpenId() throws IOException {
        return Json.text(call("GET", "/bot/v3/info", null, token()).body().path("bot"), "open_id");
    }

    private static String send(String type) {
        return "/im/v1/messages" + (type.isEmpty() ? "" : "?receive_id_type=" + type);
    }

    private static String message(String to, String type, String content, String uuid) {
        ObjectNode body =
                Json.object().put("receive_id", to).put("msg_type", type).put("content", content);
        return Json.write(uuid.isEmpty() ? body : body.put("uuid", uuid));
    }

    private static String content(String type, String content) {
        return Json.write(Json.object().put("msg_type", type).put("content", content));
    }

    private String token() throws IOException {
        return Json.text(buyToken(TestWorld.APP_ID, TestWorld.SECRET).body(), "tenant_access_token");
    }

    private Answer buyToken(String id, String secret) throws IOException {
        String body = Json.write(Json.object().put("app_id", id).put("app_secret", secret));
        return call("POST", "/auth/v3/tenant_access_token/internal", body, null);
    }

    private record Answer(int status, Map<String, String> headers, JsonNode body) {

        int code() {
            return body.path("code").asInt(-1);
        }

        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    private Answer call(String method, String path, @Nullable String body, @Nullable String token) throws IOException {
        Request.Builder request = new Request.Builder().url(url(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method,
                body == null ? null : RequestBody.create(body, MediaType.get("application/json; charset=utf-8")));
        try (Response response = http.newCall(request.build()).execute()) {
            Map<String, String> headers = new java.util.HashMap<>();
            response.headers()
                    .forEach(header ->
                            headers.put(header.getFirst().toLowerCase(java.util.Locale.ROOT), header.getSecond()));
            return new Answer(
                    response.code(),
                    headers,
                    Json.read(response.body().string()).orElseThrow());
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + "/sandbox/feishu/open-apis" + path;
    }
}
