package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Feishu, which calls the bot or is called by it. */
final class FeishuChat implements Chat {

    /** Feishu's "Send message": a card may have 30 KB. */
    private static final int MOST_BYTES = 30 << 10;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a client makes something of in the elements and messages that are not shown as they are. */
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!]|]\\(|\\*\\*|~~|`|(?m)^#");

    private static final Set<String> MARKED_UP = Set.of("markdown", "lark_md");
    private static final Set<String> ACTIVE_TAGS = Set.of("a", "at", "img", "person", "person_list");
    private static final Set<String> ACTIVE_FIELDS =
            Set.of("href", "url", "default_url", "multi_url", "img_key", "template_id", "template_variable");

    private final PlatformStandIn platform;
    private final Refusing front;
    private final boolean isLongConnection;
    private BotUnderTest bot;
    private int events;

    FeishuChat(boolean isLongConnection) throws IOException {
        this.isLongConnection = isLongConnection;
        platform = new PlatformStandIn();
        front = new Refusing(
                platform,
                request -> request.getTarget().startsWith("/open-apis/im/v1/messages?"),
                request -> request.getTarget().endsWith("/tenant_access_token/internal"));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "rollcall.feishu.apps.main.base-url",
                front.baseUrl(),
                "rollcall.feishu.apps.main.events",
                isLongConnection ? "long-connection" : "webhook");
    }

    @Override
    public String team(String file) {
        return file;
    }

    @Override
    public void connect(BotUnderTest started) {
        bot = started;
        if (isLongConnection) {
            await().atMost(Duration.ofSeconds(20)).until(platform.connections::isConnected);
        }
    }

    @Override
    public void writes(String member, String messageId, String text, Instant at) {
        deliver(Envelope.written(newEvent(), messageId, account(member), text, at));
    }

    @Override
    public boolean hearsTheGroup() {
        return true;
    }

    @Override
    public void writesInTheGroup(String member, String messageId, String text, boolean mentionsBot, Instant at) {
        Map<String, Object> message = new LinkedHashMap<>(Map.of(
                "message_id",
                messageId,
                "create_time",
                Long.toString(at.toEpochMilli()),
                "chat_id",
                "oc_group",
                "chat_type",
                "group",
                "message_type",
                "text",
                "content",
                JSON.writeValueAsString(Map.of("text", (mentionsBot ? "@_user_1 " : "") + text))));
        if (mentionsBot) {
            message.put(
                    "mentions",
                    List.of(Map.of(
                            "key",
                            "@_user_1",
                            "id",
                            Map.of("open_id", "ou_bot"),
                            "mentioned_type",
                            "bot",
                            "name",
                            "点名周报",
                            "tenant_key",
                            "t")));
        }
        Map<String, Object> sender =
                Map.of("sender_id", Map.of("open_id", account(member)), "sender_type", "user", "tenant_key", "t");
        deliver(Envelope.event(
                newEvent(), "im.message.receive_v1", Envelope.TOKEN, at, Map.of("sender", sender, "message", message)));
    }

    @Override
    public void presses(String member, String label, Instant at) {
        List<Sent> all = platform.sentTo(account(member));
        for (int i = all.size() - 1; i >= 0; i--) {
            for (JsonNode column : all.get(i).content().findParents("behaviors")) {
                if (column.path("text").path("content").asString("").equals(label)) {
                    deliver(Envelope.event(
                            newEvent(),
                            "card.action.trigger",
                            Envelope.TOKEN,
                            at,
                            Map.of(
                                    "operator",
                                    Map.of("open_id", account(member)),
                                    "action",
                                    Map.of(
                                            "tag",
                                            "button",
                                            "value",
                                            column.path("behaviors").path(0).path("value")),
                                    "context",
                                    Map.of("open_message_id", all.get(i).messageId(), "open_chat_id", "oc_p2p"))));
                    return;
                }
            }
        }
        throw new AssertionError(member + " has no button " + label);
    }

    @Override
    public void takesBack(String member, String messageId, Instant at) {
        deliver(Envelope.recalled(newEvent(), messageId, at));
    }

    @Override
    public List<String> seenBy(String member) {
        return platform.sentTo(account(member)).stream().map(Sent::text).toList();
    }

    @Override
    public List<String> posted() {
        return platform.sentTo("oc_group").stream().map(Sent::text).toList();
    }

    @Override
    public List<String> markup() {
        List<String> found = new ArrayList<>();
        for (Sent sent : platform.sent()) {
            if (!sent.type().equals("interactive")) {
                find(sent.content().toString(), found);
            }
            find(sent.content(), found);
        }
        return found;
    }

    private static void find(JsonNode node, List<String> found) {
        String tag = node.path("tag").asString("");
        if (MARKED_UP.contains(tag)) {
            find(node.path("content").asString(""), found);
        }
        if (ACTIVE_TAGS.contains(tag)) {
            found.add(node.toString());
        }
        node.properties().stream()
                .filter(field -> ACTIVE_FIELDS.contains(field.getKey()))
                .forEach(field -> found.add(field.toString()));
        node.values().forEach(child -> find(child, found));
    }

    private static void find(String text, List<String> found) {
        if (MARKUP.matcher(text).find()) {
            found.add(text);
        }
    }

    @Override
    public Size largest() {
        int most = platform.sent().stream()
                .mapToInt(sent -> sent.content().toString().getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
        return new Size(most, MOST_BYTES);
    }

    @Override
    public void expiresToken() {
        front.refuseUntilNewToken(
                Refusing.json(400, "{\"code\":99991663,\"msg\":\"Invalid access token for authorization\"}"));
    }

    @Override
    public void isTooBusy(int times) {
        MockResponse tooMuch = Refusing.json(429, "{\"code\":99991400,\"msg\":\"request trigger frequency limit\"}")
                .newBuilder()
                .addHeader("x-ogw-ratelimit-reset", "2")
                .build();
        front.refuse(times, tooMuch);
    }

    @Override
    public int refusals() {
        return front.refused();
    }

    @Override
    public void deliversBroken(String member, String messageId, String genuine, Instant at) {
        String event = Envelope.written(newEvent(), messageId, account(member), genuine, at);
        String foreign = event.replace(Envelope.APP_ID, "cli_another");
        if (isLongConnection) {
            breakFrames(event, foreign);
        } else {
            forge(event, foreign, at);
        }
    }

    private void forge(String event, String foreign, Instant at) {
        Envelope good = Envelope.seal(event, at);
        assertThat(post(new Envelope(good.timestamp(), good.nonce(), flip(good.signature()), good.body())))
                .isEqualTo(401);
        assertThat(post(new Envelope(good.timestamp(), good.nonce(), good.signature(), good.body() + " ")))
                .isEqualTo(401);
        assertThat(post(new Envelope(good.timestamp(), "other", good.signature(), good.body())))
                .isEqualTo(401);
        assertThat(post(new Envelope("", "", "", good.body()))).isEqualTo(401);
        assertThat(post(Envelope.seal(event, at.minus(Duration.ofHours(9))))).isEqualTo(401);
        assertThat(post(new Envelope(good.timestamp(), good.nonce(), good.signature(), event)))
                .isEqualTo(403);
        assertThat(post(Envelope.seal(event.replace(Envelope.TOKEN, "another-token"), at)))
                .isEqualTo(403);
        assertThat(post(Envelope.seal(foreign, at))).isEqualTo(403);
        assertThat(post(Envelope.seal("no json", at))).isEqualTo(403);
        // No encrypt key and no token are configured for the one; the other is nobody.
        assertThat(bot.post("bare", good)).isEqualTo(403);
        assertThat(bot.post("nobody", good)).isEqualTo(404);
        HttpRequest large = HttpRequest.newBuilder(URI.create(bot.url("/callback/feishu/main")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"encrypt\":\"" + "A".repeat(5 << 20) + "\"}"))
                .build();
        assertThat(bot.send(large).statusCode()).isEqualTo(413);
    }

    private int post(Envelope envelope) {
        return bot.post("main", envelope);
    }

    private static String flip(String signature) {
        char last = signature.charAt(signature.length() - 1);
        return signature.substring(0, signature.length() - 1) + (last == '0' ? '1' : '0');
    }

    private void breakFrames(String event, String foreign) {
        platform.connections.sendBytes(ByteString.encodeUtf8(event));
        platform.connections.sendBytes(ByteString.EMPTY);
        platform.connections.sendBytes(ByteString.decodeHex("08ffffffffffffffffffff"));
        platform.connections.sendFirstHalf(event);
        assertThat(acknowledged(foreign)).isFalse();
        assertThat(acknowledged("{\"encrypt\":\"" + "A".repeat(40) + "\"}")).isFalse();
        assertThat(acknowledged("{\"a\":".repeat(10_000))).isFalse();
        assertThat(acknowledged(event + " ".repeat(1 << 20))).isFalse();
        // Nor does anybody get in by the callback, which the app does not use.
        assertThat(bot.deliver(event)).isEqualTo(403);
    }

    private void deliver(String event) {
        assertThat(isLongConnection ? acknowledged(event) : bot.deliver(event) == 200)
                .as("acknowledged")
                .isTrue();
    }

    private boolean acknowledged(String event) {
        return platform.connections.deliver(event).path("code").asInt() == 200;
    }

    private String newEvent() {
        return "ev_" + ++events;
    }

    private static String account(String member) {
        return "ou_" + member;
    }

    @Override
    public void close() {
        front.close();
        platform.close();
    }
}
