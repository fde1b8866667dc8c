package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.WeComStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** WeCom by a self-built app, with a group robot for the group. */
final class WeComChat implements Chat {

    /** What an app's text messages make something of. */
    static final Pattern TAG = Pattern.compile("<[A-Za-z/!?@]");

    private final WeComStandIn platform = new WeComStandIn();
    private final Refusing front = new Refusing(
            platform,
            request -> request.getTarget().startsWith("/cgi-bin/message/send?"),
            request -> request.getTarget().startsWith("/cgi-bin/gettoken?"));
    private BotUnderTest bot;

    WeComChat() throws IOException {}

    @Override
    public Map<String, String> settings() {
        String agent = "rollcall.wecom.agents.main.";
        return Map.of(
                agent + "corp-id",
                WeComEnvelope.CORP,
                agent + "agent-id",
                Integer.toString(WeComEnvelope.AGENT),
                agent + "secret",
                WeComStandIn.SECRET,
                agent + "token",
                WeComEnvelope.TOKEN,
                agent + "encoding-aes-key",
                WeComEnvelope.AES_KEY,
                agent + "base-url",
                front.baseUrl(),
                "rollcall.wecom.webhooks.payments.key",
                WeComStandIn.WEBHOOK_KEY,
                "rollcall.wecom.webhooks.payments.base-url",
                front.baseUrl());
    }

    @Override
    public String team(String file) {
        return file.replace("feishu:main", "wecom:main")
                .replace("oc_group", "wecom-webhook:payments")
                .replace("ou_", "wire.");
    }

    @Override
    public void connect(BotUnderTest started) {
        bot = started;
    }

    @Override
    public void writes(String member, String messageId, String text, Instant at) {
        deliver(WeComEnvelope.written(messageId, account(member), text, at), at);
    }

    @Override
    public boolean hearsTheGroup() {
        return false;
    }

    @Override
    public void writesInTheGroup(String member, String messageId, String text, boolean mentionsBot, Instant at) {
        throw new UnsupportedOperationException("an app hears no group");
    }

    @Override
    public void presses(String member, String label, Instant at) {
        List<Sent> cards = platform.sentTo(account(member)).stream()
                .filter(sent -> sent.type().equals("template_card"))
                .filter(sent -> sent.content().path("button_list").values().stream()
                        .anyMatch(button -> button.path("text").asString().equals(label)))
                .toList();
        Sent card = cards.get(cards.size() - 1);
        deliver(WeComEnvelope.pressed(account(member), card.task(), card.button(label), at), at);
    }

    /** Nobody tells the bot of a message that was recalled in the chat. */
    @Override
    public void takesBack(String member, String messageId, Instant at) {
        writes(member, messageId + "_undo", "撤回", at);
    }

    @Override
    public List<String> seenBy(String member) {
        return platform.sentTo(account(member)).stream()
                .map(sent -> sent.text() + "\n"
                        + String.join("\n", sent.content().path("button_list").findValuesAsString("text")))
                .toList();
    }

    @Override
    public List<String> posted() {
        return platform.posted();
    }

    @Override
    public List<String> markup() {
        Stream<String> told = platform.sent().stream()
                .map(sent -> sent.content().toString())
                .filter(content -> TAG.matcher(content).find() || content.contains("\"url\""));
        return Stream.concat(told, platform.posted().stream().flatMap(post -> MarkdownReader.markup(post).stream()))
                .toList();
    }

    /** The stand-in itself takes nothing that is larger. */
    @Override
    public Size largest() {
        return new Size(
                platform.posted().stream()
                        .mapToInt(post -> post.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0),
                4096);
    }

    @Override
    public void expiresToken() {
        platform.expireToken();
    }

    @Override
    public void isTooBusy(int times) {
        front.refuse(times, Refusing.json(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}"));
    }

    @Override
    public int refusals() {
        return front.refused();
    }

    @Override
    public void deliversBroken(String member, String messageId, String genuine, Instant at) {
        String written = WeComEnvelope.written(messageId, account(member), genuine, at);
        WeComEnvelope good = WeComEnvelope.seal(written, at);
        String altered = good.body().replaceFirst("<Encrypt><!\\[CDATA\\[..", "<Encrypt><![CDATA[AA");
        assertThat(post("main", good.query().replace("nonce=nonce", "nonce=other"), good.body()))
                .isEqualTo(401);
        assertThat(post("main", good.query(), altered)).isEqualTo(401);
        assertThat(post("main", "", good.body())).isEqualTo(401);
        assertThat(post("main", good.query(), written)).isEqualTo(403);
        assertThat(post("main", WeComEnvelope.seal(written, at.minus(Duration.ofMinutes(11)))))
                .isEqualTo(401);
        assertThat(post(
                        "main",
                        WeComEnvelope.seal(written.replace("<AgentID>" + WeComEnvelope.AGENT, "<AgentID>7"), at)))
                .isEqualTo(403);
        assertThat(post("main", WeComEnvelope.seal("no xml", at))).isEqualTo(400);
        assertThat(post("main", WeComEnvelope.seal("<!DOCTYPE x [<!ENTITY e \"e\">]>" + written, at)))
                .isEqualTo(400);
        assertThat(post("nobody", good)).isEqualTo(404);
        assertThat(post("main", good.query(), "x".repeat(2 << 20))).isEqualTo(413);
    }

    private void deliver(String xml, Instant at) {
        assertThat(post("main", WeComEnvelope.seal(xml, at))).as("acknowledged").isEqualTo(200);
    }

    private int post(String agent, WeComEnvelope sealed) {
        return post(agent, sealed.query(), sealed.body());
    }

    private int post(String agent, String query, String body) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/wecom/" + agent + "?" + query)))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
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
