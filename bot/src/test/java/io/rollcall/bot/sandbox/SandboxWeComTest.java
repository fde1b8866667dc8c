package io.rollcall.bot.sandbox;

import static io.rollcall.bot.sandbox.WeComWorld.BOT_ID;
import static io.rollcall.bot.sandbox.WeComWorld.DUAN;
import static io.rollcall.bot.sandbox.WeComWorld.GROUP;
import static io.rollcall.bot.sandbox.WeComWorld.KEY;
import static io.rollcall.bot.sandbox.WeComWorld.QIAO;
import static io.rollcall.bot.sandbox.WeComWorld.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.sandbox.SandboxPost.Delivery;
import io.rollcall.bot.sandbox.TestWorld.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** WeCom's wire, as a robot and a webhook meet it: over real HTTP and a real web socket. */
@SpringBootTest(
        classes = {SandboxTestApp.class, WeComWorld.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class SandboxWeComTest {

    private final OkHttpClient http = new OkHttpClient();
    private RobotClient robot;

    @LocalServerPort
    int port;

    @Autowired
    Sandbox sandbox;

    @Autowired
    SettableClock clock;

    @AfterEach
    void disconnect() {
        if (robot != null) {
            robot.close();
        }
    }

    @Test
    void aMemberWritesAndIsAnsweredAndAsked() {
        robot = RobotClient.subscribed(port);
        String id = sandbox.say(QIAO, "1. 对账提速 80%");

        JsonNode frame = robot.awaitHeard(1);
        JsonNode body = frame.path("body");
        assertThat(Json.text(frame, "cmd")).isEqualTo("aibot_msg_callback");
        assertThat(Json.text(body, "msgid")).isEqualTo(id);
        assertThat(Json.text(body, "aibotid")).isEqualTo(BOT_ID);
        assertThat(Json.text(body, "chattype")).isEqualTo("single");
        assertThat(body.has("chatid")).isFalse();
        assertThat(Json.text(body.path("from"), "userid")).isEqualTo(QIAO);
        assertThat(Json.text(body.path("text"), "content")).isEqualTo("1. 对账提速 80%");
        assertThat(body.path("create_time").asLong()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(sandbox.post(id).orElseThrow().delivery()).isEqualTo(Delivery.DELIVERED);

        String request = Json.text(frame.path("headers"), "req_id");
        assertThat(robot.code("aibot_respond_msg", request, RobotClient.markdown("", "已记下 **1** 条")))
                .isZero();
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "还有吗？")))
                .isZero();
        assertThat(sandbox.privateChat(QIAO))
                .extracting(SandboxPost::text)
                .containsExactly("1. 对账提速 80%", "已记下 **1** 条", "还有吗？");
    }

    @Test
    void aButtonIsHeardWithItsCardAndKeyAndTheCardMayBeReplaced() {
        robot = RobotClient.subscribed(port);
        sandbox.say(QIAO, "在吗");
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "task-1", "同上周", "跳过")))
                .isZero();
        SandboxPost card = sandbox.privateChat(QIAO).get(1);
        assertThat(card.buttons()).containsExactly("同上周", "跳过");
        assertThat(card.text()).isEqualTo("本周周报\n请在 17:30 前回复");

        assertThat(sandbox.press(QIAO, card.messageId(), 1).error()).isEmpty();

        JsonNode frame = robot.awaitHeard(2);
        JsonNode event = frame.path("body").path("event");
        assertThat(Json.text(event, "eventtype")).isEqualTo("template_card_event");
        assertThat(event.path("template_card_event"))
                .hasToString("{\"card_type\":\"button_interaction\",\"event_key\":\"act=跳过\",\"task_id\":\"task-1\"}");
        String request = Json.text(frame.path("headers"), "req_id");
        ObjectNode update = RobotClient.card(QIAO, "task-1", "已跳过");
        assertThat(robot.code("aibot_respond_update_msg", request, RobotClient.card(QIAO, "task-2", "x")))
                .isEqualTo(40058);
        assertThat(robot.code("aibot_respond_update_msg", request, update)).isZero();
        assertThat(sandbox.post(card.messageId()).orElseThrow().buttons()).containsExactly("已跳过");
        assertThat(sandbox.post(card.messageId()).orElseThrow().edited()).isFalse();

        clock.forward(Duration.ofSeconds(6));
        assertThat(robot.code("aibot_respond_update_msg", request, update))
                .as("after its 5 s")
                .isEqualTo(846605);
        assertThatThrownBy(() -> sandbox.press(QIAO, card.messageId(), 1)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> sandbox.press(DUAN, card.messageId(), 0)).hasMessageContaining("does not see");
    }

    @Test
    void inTheGroupItHearsWhatMentionsItAlone() {
        robot = RobotClient.subscribed(port);
        sandbox.sayInGroup(DUAN, GROUP, "今天团建吗", false);
        sandbox.sayInGroup(DUAN, GROUP, "@乔岚 的风险已解除", true);

        JsonNode body = robot.awaitHeard(1).path("body");
        assertThat(Json.text(body, "chattype")).isEqualTo("group");
        assertThat(Json.text(body, "chatid")).isEqualTo(GROUP);
        assertThat(Json.text(body.path("text"), "content")).isEqualTo("@点名 @乔岚 的风险已解除");
        assertThat(robot.heard()).hasSize(1);
    }

    @Test
    void itWritesFirstToNobodyWhoHasNotWrittenToIt() {
        robot = RobotClient.subscribed(port);
        sandbox.say(QIAO, "在吗");

        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(DUAN, "x")))
                .isEqualTo(40003);
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown("nobody", "x")))
                .isEqualTo(40003);
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(TestWorld.TANG, "x")))
                .as("who is on Feishu")
                .isEqualTo(40003);
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "x")))
                .isZero();
        assertThat(sandbox.privateChat(DUAN)).isEmpty();
    }

    @Test
    void whoDoesNotKnowTheSecretIsNotLetInAndHearsNothing() {
        robot = new RobotClient(port);

        assertThat(robot.code("ping", null)).isEqualTo(846609);
        assertThat(robot.subscribe(BOT_ID, "guess")).isEqualTo(853000);
        assertThat(robot.subscribe("aibOther", SECRET)).isEqualTo(853000);
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "x")))
                .isEqualTo(846609);
        String id = sandbox.say(QIAO, "有人吗");
        assertThat(sandbox.post(id).orElseThrow().delivery())
                .as("the platform does not keep it for later")
                .isEqualTo(Delivery.GIVEN_UP);
        assertThat(robot.subscribe(BOT_ID, SECRET)).isZero();
        assertThat(robot.code("ping", null)).isZero();
        assertThat(robot.heard()).isEmpty();
    }

    @Test
    void theSecondConnectionThrowsOutTheFirst() {
        RobotClient first = RobotClient.subscribed(port);
        robot = RobotClient.subscribed(port);

        assertThat(Json.text(first.awaitHeard(1).path("body").path("event"), "eventtype"))
                .isEqualTo("disconnected_event");
        first.awaitEnd();
        sandbox.say(QIAO, "在吗");
        robot.awaitHeard(1);
        assertThat(first.heard()).hasSize(1);
        first.close();
    }

    @Test
    void whatIsTooLongTooMuchOrNoMessageIsRefused() {
        robot = RobotClient.subscribed(port);
        sandbox.say(QIAO, "在吗");

        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "周".repeat(6827))))
                .isEqualTo(45002);
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, " ")))
                .isEqualTo(44004);
        ObjectNode text = Json.object().put("chatid", QIAO).put("chat_type", 1).put("msgtype", "text");
        text.putObject("text").put("content", "x");
        assertThat(robot.code("aibot_send_msg", text)).isEqualTo(40008);
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "no blanks", "好")))
                .isEqualTo(40058);
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "t"))).isEqualTo(40058);
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "t", "1", "2", "3", "4", "5", "6", "7")))
                .isEqualTo(40058);
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "t", "十一个字的按钮放不下了")))
                .isEqualTo(40058);
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "t", "好")))
                .isZero();
        assertThat(robot.code("aibot_send_msg", RobotClient.card(QIAO, "t", "好")))
                .as("a task is used once")
                .isEqualTo(40058);
        assertThat(robot.code("aibot_respond_msg", "srv-99", RobotClient.markdown("", "x")))
                .isEqualTo(846605);
        for (int i = 2; i <= 30; i++) {
            assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "第 " + i)))
                    .isZero();
        }
        assertThat(robot.code("aibot_send_msg", RobotClient.markdown(QIAO, "第 31")))
                .isEqualTo(45009);
    }

    @Test
    void anAnswerMayGrow() {
        robot = RobotClient.subscribed(port);
        sandbox.say(QIAO, "状态");
        String request = Json.text(robot.awaitHeard(1).path("headers"), "req_id");

        assertThat(robot.code("aibot_respond_msg", request, stream("正在整理…", false)))
                .isZero();
        assertThat(robot.code("aibot_respond_msg", request, stream("正在整理…好了", true)))
                .isZero();

        assertThat(sandbox.privateChat(QIAO)).extracting(SandboxPost::text).containsExactly("状态", "正在整理…好了");
        assertThat(sandbox.privateChat(QIAO).get(1).edited()).isFalse();
    }

    private static ObjectNode stream(String content, boolean finish) {
        ObjectNode body = Json.object().put("msgtype", "stream");
        body.putObject("stream").put("id", "st-1").put("finish", finish).put("content", content);
        return body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"cmd\":\"ping\"}", "{\"headers\":{\"req_id\":7}}"})
    void garbageIsLeftAlone(String garbage) {
        robot = RobotClient.subscribed(port);
        robot.say(garbage);

        assertThat(robot.code("ping", null)).isZero();
        assertThat(robot.code("aibot_unheard_of", null)).isEqualTo(40058);
    }

    @Test
    void aFrameLargerThanAnyIsTheEndOfTheConnection() {
        robot = RobotClient.subscribed(port);
        robot.say("x".repeat(200 * 1024));

        robot.awaitEnd();
        assertThat(sandbox.post(sandbox.say(QIAO, "在吗")).orElseThrow().delivery())
                .isIn(Delivery.GIVEN_UP, Delivery.DELIVERED);
        await().untilAsserted(() -> assertThat(
                        sandbox.post(sandbox.say(QIAO, "还在吗")).orElseThrow().delivery())
                .isEqualTo(Delivery.GIVEN_UP));
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://evil.example", "Origin, http://localhost:8080", "Host, evil.example"})
    void aPageOfTheBrowserDoesNotGetThrough(String header, String value) {
        robot = new RobotClient(port, header, value);

        robot.awaitEnd();
        assertThat(robot.refused).isEqualTo(403);
    }

    @Test
    void whatIsNoWebSocketIsTurnedAway() throws IOException {
        Request plain = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/sandbox/wecom/openws")
                .build();
        try (Response response = http.newCall(plain).execute()) {
            assertThat(response.code()).isEqualTo(400);
        }
    }

    @Test
    void aGroupRobotPostsInItsGroup() throws IOException {
        assertThat(post(KEY, content("markdown_v2", "# 第 10 周\n\n| 项 | 进度 |\n| -- | -- |\n| 对账 | 80% |")))
                .isZero();
        assertThat(post(KEY, content("markdown", "还差 <@qiao.lan>"))).isZero();
        ObjectNode nudge = content("text", "请补齐");
        ((ObjectNode) nudge.path("text")).putArray("mentioned_list").add(QIAO).add("nobody");
        assertThat(post(KEY, nudge)).isZero();

        assertThat(sandbox.group(GROUP))
                .extracting(SandboxPost::type)
                .containsExactly("markdown_v2", "markdown", "text");
        assertThat(sandbox.group(GROUP).get(2).text()).isEqualTo("请补齐 @乔岚");
        assertThat(sandbox.group(GROUP)).allMatch(SandboxPost::fromBot);
        assertThat(sandbox.group(TestWorld.GROUP)).isEmpty();
    }

    @Test
    void whatAWebhookMayNotIsToldByItsCode() throws IOException {
        assertThat(post("guess", content("text", "x"))).isEqualTo(93000);
        assertThat(post("", content("text", "x"))).isEqualTo(93000);
        assertThat(post(KEY, "no json")).isEqualTo(40058);
        assertThat(post(KEY, content("file", "x"))).isEqualTo(40008);
        assertThat(post(KEY, content("text", " "))).isEqualTo(44004);
        assertThat(post(KEY, content("text", "周".repeat(683)))).isEqualTo(40058);
        assertThat(post(KEY, content("markdown_v2", "周".repeat(1366)))).isEqualTo(40058);
        assertThat(post(KEY, content("markdown_v2", "周".repeat(1365)))).isZero();
        ObjectNode card = Json.object().put("msgtype", "template_card");
        card.set("template_card", RobotClient.card(QIAO, "t", "好").path("template_card"));
        assertThat(post(KEY, card)).as("nobody would hear its button").isEqualTo(40058);
        assertThat(sandbox.group(GROUP)).hasSize(1);
    }

    @Test
    void aTwentyFirstPostInAMinuteIsTooMuch() throws IOException {
        for (int i = 1; i <= 20; i++) {
            assertThat(post(KEY, content("text", "第 " + i))).isZero();
        }
        assertThat(post(KEY, content("text", "第 21"))).isEqualTo(45009);
        assertThat(sandbox.group(GROUP)).hasSize(20);
    }

    @Test
    void membersDoInTheClientWhatWeComLetsThemDo() {
        robot = RobotClient.subscribed(port);
        String id = sandbox.say(QIAO, "写错了");
        robot.awaitHeard(1);

        assertThatThrownBy(() -> sandbox.edit(id, "写对了")).hasMessageContaining("lets nobody edit");
        assertThatThrownBy(() -> sandbox.sayPost(QIAO, "题", List.of("行"))).hasMessageContaining("plain text");
        sandbox.recall(id);

        assertThat(sandbox.post(id).orElseThrow().recalled()).isTrue();
        assertThat(sandbox.undelivered()).isZero();
        assertThat(robot.heard()).as("and nobody is told").hasSize(1);
    }

    private static ObjectNode content(String type, String content) {
        ObjectNode body = Json.object().put("msgtype", type);
        body.putObject(type).put("content", content);
        return body;
    }

    private int post(String key, ObjectNode body) throws IOException {
        return post(key, Json.write(body));
    }

    private int post(String key, String body) throws IOException {
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + port + "/sandbox/wecom/cgi-bin/webhook/send?key=" + key)
                .post(RequestBody.create(body.getBytes(UTF_8), MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
            return Json.read(response.body().string())
                    .orElseThrow()
                    .path("errcode")
                    .asInt(-1);
        }
    }
}
