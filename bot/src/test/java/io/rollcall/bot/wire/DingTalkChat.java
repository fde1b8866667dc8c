package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.wire.DingTalkStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** DingTalk by the robot of an internal app, which posts in the group, too. */
final class DingTalkChat implements Chat {

    /** What would notify somebody, were it in the message's list. */
    private static final Pattern MENTION = Pattern.compile("@(?!\u200b)");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DingTalkStandIn platform = new DingTalkStandIn();
    private final Refusing front = new Refusing(
            platform,
            request -> request.getTarget().startsWith("/v1.0/robot/"),
            request -> request.getTarget().equals("/v1.0/oauth2/accessToken"));
    private final boolean stream;
    private BotUnderTest bot;
    private int presses;

    /** @param stream whether messages come over the connection that the bot opens, or by callbacks */
    DingTalkChat(boolean stream) throws IOException {
        this.stream = stream;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(platform.settings());
        settings.put("rollcall.dingtalk.robots.main.base-url", front.baseUrl());
        settings.put("rollcall.dingtalk.robots.main.events", stream ? "stream" : "webhook");
        return settings;
    }

    @Override
    public String team(String file) {
        return file.replace("feishu:main", "dingtalk:main")
                .replace("oc_group", DingTalkStandIn.GROUP)
                .replace("ou_", "wire.");
    }

    @Override
    public void connect(BotUnderTest started) {
        bot = started;
        if (stream) {
            await().atMost(Duration.ofSeconds(20)).until(platform.connections::isConnected);
        }
    }

    @Override
    public void writes(String member, String messageId, String text, Instant at) {
        deliver(DingTalkEnvelope.written(messageId, account(member), text, at), at);
    }

    @Override
    public boolean hearsTheGroup() {
        return true;
    }

    /** The platform delivers only what mentions the robot; should it ever deliver more, it says that this does not. */
    @Override
    public void writesInTheGroup(String member, String messageId, String text, boolean mentionsBot, Instant at) {
        String message =
                DingTalkEnvelope.inGroup(messageId, DingTalkStandIn.GROUP, account(member), List.of(), text, at);
        deliver(mentionsBot ? message : message.replace("\"isInAtList\":true", "\"isInAtList\":false"), at);
    }

    /** A button is a word here: who was offered it writes it. */
    @Override
    public void presses(String member, String label, Instant at) {
        assertThat(platform.seenBy(account(member))).as("what was offered").contains("「" + label + "」");
        writes(member, "press_" + ++presses, label, at);
    }

    /** Nobody tells the bot of a message that was recalled in the chat. */
    @Override
    public void takesBack(String member, String messageId, Instant at) {
        writes(member, messageId + "_undo", "撤回", at);
    }

    @Override
    public List<String> seenBy(String member) {
        return platform.sentTo(account(member)).stream().map(Sent::text).toList();
    }

    @Override
    public List<String> posted() {
        return platform.sentTo(DingTalkStandIn.GROUP).stream().map(Sent::text).toList();
    }

    @Override
    public List<String> markup() {
        return platform.sent().stream()
                .flatMap(sent -> Stream.concat(
                        MarkdownReader.markup(sent.text()).stream(),
                        Stream.of(sent.title(), sent.text())
                                .filter(text -> MENTION.matcher(text).find())))
                .toList();
    }

    @Override
    public Size largest() {
        return new Size(
                platform.sent().stream()
                        .map(sent -> JSON.writeValueAsString(Map.of("title", sent.title(), "text", sent.text())))
                        .mapToInt(parameters -> parameters.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0),
                15_000);
    }

    @Override
    public void expiresToken() {
        platform.expireToken();
    }

    @Override
    public void isTooBusy(int times) {
        front.refuse(
                times,
                Refusing.json(
                        403, "{\"code\":\"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi\",\"message\":\"too fast\"}"));
    }

    @Override
    public int refusals() {
        return front.refused();
    }

    @Override
    public void deliversBroken(String member, String messageId, String genuine, Instant at) {
        String written = DingTalkEnvelope.written(messageId, account(member), genuine, at);
        String anonymous = written.replace("\"" + messageId + "\"", "\"\"");
        if (stream) {
            for (String broken : List.of("", "no json", "[]", written.substring(0, written.length() - 1), anonymous)) {
                assertThat(overTheConnection(broken)).isEqualTo(500);
            }
            platform.connections.sendGarbage();
            return;
        }
        DingTalkEnvelope good = DingTalkEnvelope.of(written, at);
        String sign = good.sign();
        assertThat(post("main", new DingTalkEnvelope(good.timestamp(), sign.replaceFirst("^.", "-"), written)))
                .isEqualTo(401);
        assertThat(post("main", new DingTalkEnvelope(good.timestamp() + "0", sign, written)))
                .isEqualTo(401);
        assertThat(post("main", new DingTalkEnvelope("", "", written))).isEqualTo(401);
        assertThat(post("main", DingTalkEnvelope.of(written, at.minus(Duration.ofMinutes(61)))))
                .isEqualTo(401);
        assertThat(post("nobody", good)).isEqualTo(404);
        assertThat(post("main", DingTalkEnvelope.of("no json", at))).isEqualTo(400);
        assertThat(post("main", DingTalkEnvelope.of(anonymous, at))).isEqualTo(400);
        assertThat(post("main", DingTalkEnvelope.of("x".repeat(2 << 20), at))).isEqualTo(413);
    }

    private void deliver(String message, Instant at) {
        int said = stream ? overTheConnection(message) : post("main", DingTalkEnvelope.of(message, at));
        assertThat(said).as("acknowledged").isEqualTo(200);
    }

    private int overTheConnection(String message) {
        return platform.connections.deliver(message).path("code").asInt(0);
    }

    private int post(String robot, DingTalkEnvelope envelope) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/dingtalk/" + robot)))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("timestamp", envelope.timestamp())
                        .header("sign", envelope.sign())
                        .POST(HttpRequest.BodyPublishers.ofString(envelope.body(), StandardCharsets.UTF_8))
                        .build())
                .statusCode();
    }

    private static String account(String member) {
        return "wire." + member;
    }

    @Override
    public void close() {
        front.close();
        platform.close();
    }
}
