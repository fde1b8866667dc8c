package io.rollcall.bot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.config.MembersLookup;
import io.rollcall.bot.sandbox.Sandbox;
import io.rollcall.bot.sandbox.SandboxPost;
import io.rollcall.bot.sandbox.SandboxWorld;
import io.rollcall.bot.sandbox.SandboxWorld.Group;
import io.rollcall.bot.sandbox.SandboxWorld.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A team that tries WeCom without a tenant: the bot and the sandbox are one process, with a real wire in between. */
class SandboxRoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private PlatformStandIn feishu;
    private BotUnderTest bot;
    private int port;

    @BeforeEach
    void start() throws IOException {
        feishu = new PlatformStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                WireTest.fixture("payments.yml")
                        .replace("feishu:main", "wecom:helper")
                        .replace("oc_group", "wecom-webhook:payments")
                        .replace("ou_", "wire."));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.close();
        }
        feishu.close();
    }

    private void serve(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "rollcall.wecom.robots.helper.bot-id",
                "aibTry01",
                "rollcall.wecom.robots.helper.secret",
                "try-secret",
                "rollcall.wecom.robots.helper.display-name",
                "周报助手",
                "rollcall.wecom.robots.helper.url",
                "ws://127.0.0.1:" + port + "/sandbox/wecom/openws"));
        settings.putAll(others);
        serveWithoutRobot(settings);
        await().atMost(PATIENCE)
                .until(() -> bot.beans(Connections.class).stream()
                        .flatMap(some -> some.connections().stream())
                        .allMatch(Connections.Connection::isUp));
    }

    private void serveWithoutRobot(Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "spring.profiles.active",
                "sandbox",
                "server.port",
                Integer.toString(port),
                "rollcall.wecom.webhooks.payments.key",
                "try-key",
                "rollcall.wecom.webhooks.payments.base-url",
                "http://127.0.0.1:" + port + "/sandbox/wecom"));
        settings.putAll(others);
        bot = new BotUnderTest(folder, clock, feishu, settings);
    }

    @Test
    void aRoundIsPlayedAtThePage() {
        serve(Map.of());
        says("wire.zhou", "帮助");
        bot.at("2024-12-06T10:00");
        bot.work();
        assertThat(seenBy("wire.zhou")).contains("周航，请在");
        assertThat(seenBy("wire.su"))
                .as("who has not written to the robot cannot be asked")
                .isEmpty();

        says("wire.su", "1、网关扩容：完成，进度100%");
        press("wire.zhou", "同上周");
        says("wire.zhou", "1、佣金存管：联调中，进度60%");
        assertThat(seenBy("wire.zhou")).contains("已记下：【O1 业务支撑】");
        assertThat(seenBy("wire.su")).contains("已记下：【O2 平台建设】");

        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        String group = texts(sandbox().group("wr_payments"));
        assertThat(group).contains("佣金存管", "网关扩容");
        assertThat(sandbox().group("wr_payments")).extracting(SandboxPost::type).containsOnly("markdown_v2");
    }

    @Test
    void whatIsSaidInTheGroupIsAnsweredInPrivate() {
        serve(Map.of());
        says("wire.su", "帮助");
        bot.at("2024-12-06T10:00");
        page("wire.su", "wr_payments", "1. 网关扩容 80%");

        assertThat(seenBy("wire.su")).contains("已记下");
        assertThat(sandbox().group("wr_payments")).hasSize(1);
    }

    @Test
    void aFeishuTeamIsPlayedByContactsAndInAllItsPlaces() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                WireTest.fixture("payments.yml")
                        .replace(
                                "group: oc_group",
                                "post-to: ['feishu-webhook:pay', oc_group, 'wecom-webhook:payments', 'feishu-webhook:far']")
                        .replace("account: ou_zhou", "account: Zhou.Hang@example.com")
                        .replace("account: ou_su", "account: \"13800000001\"")
                        .replace("account: ou_he", "chat: dingtalk:main, account: manager1"));
        String feishu = "http://127.0.0.1:" + port + "/sandbox/feishu";
        serveWithoutRobot(Map.of(
                "rollcall.feishu.apps.main.base-url",
                feishu,
                "rollcall.feishu.webhooks.pay.url",
                feishu + "/open-apis/bot/v2/hook/oc_pay",
                "rollcall.feishu.webhooks.pay.secret",
                "sandbox-hook",
                "rollcall.feishu.webhooks.far.url",
                this.feishu.baseUrl() + "/open-apis/bot/v2/hook/far-key",
                "rollcall.feishu.webhooks.far.secret",
                "far-secret",
                "rollcall.dingtalk.robots.main.client-id",
                "ding1",
                "rollcall.dingtalk.robots.main.client-secret",
                "ding-secret"));
        bot.bean(MembersLookup.class).run();
        SandboxWorld world = bot.bean(SandboxWorld.class);
        assertThat(world.people()).extracting(Person::name).containsExactly("林晓", "周航", "苏岚");
        assertThat(world.groups()).extracting(Group::chatId).containsExactly("oc_pay", "oc_group", "wr_payments");
        assertThat(world.groups().get(2).members())
                .as("none of them is on WeCom")
                .isEmpty();

        bot.at("2024-12-06T10:00");
        bot.work();
        assertThat(world.people().subList(1, 3))
                .allSatisfy(person -> assertThat(sandbox().privateChat(person.openId()))
                        .as(person.name())
                        .isNotEmpty());

        bot.at("2024-12-06T18:00");
        bot.work();
        assertThat(world.groups())
                .allSatisfy(group -> assertThat(texts(sandbox().group(group.chatId())))
                        .as(group.chatId())
                        .contains("清结算中心"));
    }

    @Test
    void withNobodyToPlayItDoesNotStart() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                Files.readString(folder.resolve("teams/payments.yml")).replace("wecom:helper", "wecom:app"));

        assertThatThrownBy(() -> serve(Map.of(
                        "rollcall.wecom.agents.app.corp-id", "ww1",
                        "rollcall.wecom.agents.app.agent-id", "1000002",
                        "rollcall.wecom.agents.app.secret", "s")))
                .hasStackTraceContaining("has nobody to play");
    }

    private Sandbox sandbox() {
        return bot.bean(Sandbox.class);
    }

    /** At the page, in the private chat. */
    private void says(String member, String text) {
        page(member, "", text);
    }

    private void page(String member, String group, String text) {
        long before = bot.rows("inbox");
        String chat = group.isEmpty() ? privateChat(member) : group;
        String body = JSON.writeValueAsString(
                Map.of("as", member, "chat", chat, "text", text, "mentionBot", !group.isEmpty()));
        assertThat(call("/sandbox/api/messages", body).statusCode()).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> bot.rows("inbox") == before + 1);
        bot.work();
    }

    private void press(String member, String label) {
        SandboxPost card = sandbox().privateChat(member).stream()
                .filter(post -> post.buttons().contains(label))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        long before = bot.rows("inbox");
        assertThat(sandbox()
                        .press(member, card.messageId(), card.buttons().indexOf(label))
                        .error())
                .isEmpty();
        await().atMost(PATIENCE).until(() -> bot.rows("inbox") == before + 1);
        await().atMost(PATIENCE)
                .until(() ->
                        sandbox().post(card.messageId()).orElseThrow().buttons().contains("✓ " + label));
        bot.work();
    }

    private String privateChat(String member) {
        JsonNode state = JSON.readTree(bot.send(HttpRequest.newBuilder(URI.create(bot.url("/sandbox/api/state")))
                        .build())
                .body());
        return state.path("chats").values().stream()
                .filter(chat -> !chat.path("group").asBoolean(true))
                .filter(chat -> chat.at("/members/0/id").asString("").equals(member))
                .map(chat -> chat.path("id").asString(""))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> call(String path, String body) {
        return bot.send(HttpRequest.newBuilder(URI.create(bot.url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build());
    }

    private String seenBy(String member) {
        return texts(sandbox().privateChat(member));
    }

    private static String texts(List<SandboxPost> posts) {
        return posts.stream()
                .filter(SandboxPost::fromBot)
                .map(SandboxPost::text)
                .collect(Collectors.joining("\n"));
    }
}
