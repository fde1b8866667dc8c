package io.rollcall.bot.wire;

import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.wecom.FakeRobotServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** WeCom by a smart robot over its long connection, with a group robot to post in the group. */
final class WeComRobotChat implements Chat {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SEND = "aibot_send_msg";
    private static final int TOO_MUCH = 45009;
    private static final int NOT_SUBSCRIBED = 846609;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FakeRobotServer robot = new FakeRobotServer();
    private final MockWebServer server = new MockWebServer();
    private final WeComStandIn group = new WeComStandIn();

    /** Of the messages that came over the connection, those that the platform did not take. */
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();

    private BotUnderTest bot;
    private int tooBusy;
    private int refusals;
    private boolean expired;
    private int events;

    WeComRobotChat() throws IOException {
        robot.codes = this::answer;
        server.setDispatcher(robot);
        server.start();
    }

    private synchronized int answer(String command) {
        int code = 0;
        if (command.equals("aibot_subscribe")) {
            expired = false;
        } else if (command.equals(SEND)) {
            if (expired) {
                code = NOT_SUBSCRIBED;
            } else if (tooBusy > 0) {
                tooBusy--;
                refusals++;
                code = TOO_MUCH;
            }
            if (code != 0) {
                refused.add(robot.sent(SEND).size() - 1);
            }
        }
        return code;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "rollcall.wecom.robots.helper.bot-id",
                "aibDemo01",
                "rollcall.wecom.robots.helper.secret",
                "wire-secret",
                "rollcall.wecom.robots.helper.display-name",
                "点名周报",
                "rollcall.wecom.robots.helper.url",
                "ws://127.0.0.1:" + server.getPort(),
                "rollcall.wecom.webhooks.payments.key",
                WeComStandIn.WEBHOOK_KEY,
                "rollcall.wecom.webhooks.payments.base-url",
                group.baseUrl());
    }

    @Override
    public String team(String file) {
        return file.replace("feishu:main", "wecom:helper")
                .replace("oc_group", "wecom-webhook:payments")
                .replace("ou_", "wire.");
    }

    @Override
    public void connect(BotUnderTest started) {
        bot = started;
        await().atMost(PATIENCE).until(() -> !robot.sent("aibot_subscribe").isEmpty());
    }

    @Override
    public void writes(String member, String messageId, String text, Instant at) {
        deliver(message(member, messageId, text, at, null), messageId);
    }

    @Override
    public boolean hearsTheGroup() {
        return true;
    }

    /** The platform delivers nothing that does not mention the robot. */
    @Override
    public void writesInTheGroup(String member, String messageId, String text, boolean mentionsBot, Instant at) {
        if (mentionsBot) {
            deliver(message(member, messageId, "@点名周报 " + text, at, "wrGroup01"), messageId);
        }
    }

    @Override
    public void presses(String member, String label, Instant at) {
        List<JsonNode> cards = sentTo(member).stream()
                .map(body -> body.path("template_card"))
                .filter(card -> button(card, label) != null)
                .toList();
        JsonNode card = cards.get(cards.size() - 1);
        String id = "press_" + ++events;
        Map<String, Object> body = body(member, id, at, null);
        body.put("msgtype", "event");
        body.put(
                "event",
                Map.of(
                        "eventtype",
                        "template_card_event",
                        "template_card_event",
                        Map.of(
                                "card_type",
                                "button_interaction",
                                "event_key",
                                button(card, label).path("key").asString(),
                                "task_id",
                                card.path("task_id").asString())));
        deliver(frame("aibot_event_callback", body), id);
    }

    private static @Nullable JsonNode button(JsonNode card, String label) {
        return card.path("button_list").values().stream()
                .filter(button -> button.path("text").asString("").equals(label))
                .findFirst()
                .orElse(null);
    }

    /** Nobody tells the bot of a message that was recalled in the chat. */
    @Override
    public void takesBack(String member, String messageId, Instant at) {
        writes(member, messageId + "_undo", "撤回", at);
    }

    @Override
    public List<String> seenBy(String member) {
        return sentTo(member).stream().map(WeComRobotChat::words).toList();
    }

    private static String words(JsonNode body) {
        List<String> words = new ArrayList<>();
        words.add(body.path("markdown").path("content").asString("").replace("\u200b", ""));
        JsonNode card = body.path("template_card");
        words.add(card.path("main_title").path("title").asString(""));
        words.add(card.path("sub_title_text").asString(""));
        words.addAll(card.path("button_list").findValuesAsString("text"));
        return String.join("\n", words).strip();
    }

    @Override
    public List<String> posted() {
        return group.posted();
    }

    @Override
    public List<String> markup() {
        Stream<String> told = taken().stream().flatMap(body -> {
            String card = body.path("template_card").toString();
            return Stream.concat(
                    WeComChat.TAG.matcher(card).find() || card.contains("\"url\"") ? Stream.of(card) : Stream.empty(),
                    MarkdownReader.markup(body.path("markdown").path("content").asString("")).stream());
        });
        return Stream.concat(told, group.posted().stream().flatMap(post -> MarkdownReader.markup(post).stream()))
                .toList();
    }

    @Override
    public Size largest() {
        return new Size(
                taken().stream()
                        .map(body -> body.path("markdown").path("content").asString(""))
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0),
                20480);
    }

    @Override
    public synchronized void expiresToken() {
        expired = true;
    }

    @Override
    public synchronized void isTooBusy(int times) {
        tooBusy = times;
    }

    @Override
    public synchronized int refusals() {
        return refusals;
    }

    /** None of it is answered; what comes after it tells that it is over. */
    @Override
    public void deliversBroken(String member, String messageId, String genuine, Instant at) {
        String good = message(member, messageId, genuine, at, null);
        for (String broken : List.of(
                "",
                "no json",
                "[]",
                "{}",
                "{\"cmd\":7}",
                "{\"cmd\":\"aibot_msg_callback\"}",
                "{\"cmd\":\"aibot_event_callback\",\"body\":[]}",
                good.substring(0, good.length() - 1),
                good.replace("aibot_msg_callback", "unheard_of"),
                good.replace("\"" + messageId + "\"", "\"\""),
                good.replace("\"userid\"", "\"nobody\""),
                "{\"a\":".repeat(10_000))) {
            robot.latest().push(broken);
        }
    }

    private String message(String member, String messageId, String text, Instant at, @Nullable String chat) {
        Map<String, Object> body = body(member, messageId, at, chat);
        body.put("msgtype", "text");
        body.put("text", Map.of("content", text));
        return frame("aibot_msg_callback", body);
    }

    private static Map<String, Object> body(String member, String messageId, Instant at, @Nullable String chat) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("msgid", messageId);
        body.put("aibotid", "aibDemo01");
        body.put("create_time", at.getEpochSecond());
        body.put("chattype", chat == null ? "single" : "group");
        if (chat != null) {
            body.put("chatid", chat);
        }
        body.put("from", Map.of("userid", account(member)));
        return body;
    }

    private String frame(String command, Map<String, Object> body) {
        return JSON.writeValueAsString(
                Map.of("cmd", command, "headers", Map.of("req_id", "srv-" + ++events), "body", body));
    }

    /** The platform waits for no word on a message; the bot has it once it is stored. */
    private void deliver(String frame, String messageId) {
        robot.latest().push(frame);
        await().atMost(PATIENCE).until(() -> bot.rows("inbox WHERE delivery_key = 'msg:" + messageId + "'") == 1);
    }

    private List<JsonNode> sentTo(String member) {
        return taken().stream()
                .filter(body -> body.path("chatid").asString().equals(account(member)))
                .toList();
    }

    private List<JsonNode> taken() {
        List<JsonNode> all = robot.sent(SEND);
        return IntStream.range(0, all.size())
                .filter(i -> !refused.contains(i))
                .mapToObj(i -> all.get(i).path("body"))
                .toList();
    }

    private static String account(String member) {
        return "wire." + member;
    }

    @Override
    public void close() {
        group.close();
        server.close();
    }
}
