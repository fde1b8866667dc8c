package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A team half on Feishu, half on WeCom, whose report is posted in a group of either. */
class MixedChatsTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";
    private static final String WECOM_GROUP = "企业微信群 wecom-webhook:payments";
    private static final String FEISHU_GROUP = "飞书群 oc_group";

    private WeComStandIn wecom;
    private int messages;

    @Override
    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        platform = new PlatformStandIn();
        wecom = new WeComStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml")
                        .replace("group: oc_group", "post-to: [oc_group, wecom-webhook:payments]")
                        .replace("account: ou_zhou", "chat: wecom:main, account: wire.zhou")
                        .replace("account: ou_he", "chat: wecom:main, account: wire.he")
                        .replace("owners: [su]", "owners: [su], deputy: he"));
        database = emptyDatabase();
        bot = started(Map.of());
    }

    @AfterEach
    void stopWeCom() {
        wecom.close();
    }

    @Override
    BotUnderTest started(Map<String, String> others) {
        String agent = "rollcall.wecom.agents.main.";
        Map<String, String> all = new HashMap<>(Map.of(
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
                wecom.baseUrl(),
                "rollcall.wecom.webhooks.payments.key",
                WeComStandIn.WEBHOOK_KEY,
                "rollcall.wecom.webhooks.payments.base-url",
                wecom.baseUrl()));
        all.putAll(others);
        return super.started(all);
    }

    @Test
    void everybodyIsAskedWhereTheyAreAndBothGroupsReadTheSameReport() {
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_lin")).hasSize(1);
        assertThat(platform.sentTo("ou_su")).hasSize(1);
        assertThat(wecom.seenBy("wire.zhou")).contains("周航，请在", "【O1 业务支撑】");
        assertThat(wecom.seenBy("wire.he")).contains("【运行数据】");

        feishu("ou_su", "1. 发布系统灰度完成 80%");
        wecom("wire.zhou", "1. 佣金存管联调，预计12/20上线");
        assertThat(wecom.seenBy("wire.zhou")).contains("编辑或撤回原消息，我看不到");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(platform.sentTo("oc_group").get(0).text()).contains("发布系统灰度完成", "佣金存管联调");
        assertThat(wecom.posted()).hasSize(1);
        assertThat(wecom.posted().get(0)).contains("发布系统灰度完成", "佣金存管联调");
    }

    @Test
    void whatComesLateIsToldInEveryPlace() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        wecom("wire.zhou", "1. 佣金存管联调完成");
        assertThat(wecom.posted()).hasSize(1);
        clock.pass(Duration.ofSeconds(61));
        bot.tick();

        assertThat(platform.sentTo("oc_group")).as("changed where it stands").hasSize(1);
        assertThat(platform.updates()).singleElement().satisfies(update -> {
            assertThat(update.messageId())
                    .isEqualTo(platform.sentTo("oc_group").get(0).messageId());
            assertThat(update.card().text()).contains("第 2 版", "新增：佣金存管联调完成");
        });
        assertThat(wecom.posted()).hasSize(2);
        assertThat(wecom.posted().get(1)).contains("补充了迟交或修改的内容", "O1 业务支撑", "新增：佣金存管联调完成");
    }

    @Test
    void aGroupRobotThatIsGoneKeepsNobodyElseWaitingAndTheEditorHearsWhichPlaceItWas() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        wecom.webhookAnswers(93000);
        bot.at("2024-12-06T18:00");
        clock.pass(Duration.ofSeconds(31));
        bot.tick();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(wecom.posted()).isEmpty();
        assertThat(seenByEditor()).contains(WECOM_GROUP, "robot was removed from the group");
        assertThat(seenByEditor()).doesNotContain(FEISHU_GROUP);
    }

    @Test
    void aGroupThatTheBotIsNotInKeepsNobodyElseWaitingAndTheEditorHearsWhichPlaceItWas() {
        platform.refuses("oc_group", 230002);
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");
        clock.pass(Duration.ofSeconds(31));
        bot.tick();

        assertThat(wecom.posted()).hasSize(1);
        assertThat(platform.sentTo("oc_group")).isEmpty();
        assertThat(seenByEditor()).contains(FEISHU_GROUP, "the bot is not in the group");
        assertThat(seenByEditor()).doesNotContain(WECOM_GROUP);
    }

    @Test
    void placesThatAreLostForDifferentReasonsAreToldEachWithItsOwn() {
        platform.refuses("oc_group", 230002);
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        wecom.webhookAnswers(93000);
        bot.at("2024-12-06T18:00");
        clock.pass(Duration.ofSeconds(31));
        bot.tick();

        assertThat(seenByEditor().lines())
                .anySatisfy(line -> assertThat(line).contains(FEISHU_GROUP, "the bot is not in the group"))
                .anySatisfy(line -> assertThat(line).contains(WECOM_GROUP, "robot was removed from the group"));
    }

    @Test
    void aPlaceThatIsDownForAWhileIsCaughtUpWithAlsoAcrossARestartAndTheOtherReadsTheReportOnce() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        platform.refuses("oc_group", 11233);
        bot.at("2024-12-06T18:00");
        assertThat(wecom.posted()).hasSize(1);
        assertThat(platform.sentTo("oc_group")).isEmpty();

        restart();
        clock.pass(Duration.ofMinutes(2));
        bot.tick();
        assertThat(platform.sentTo("oc_group")).isEmpty();
        platform.refuses("oc_group", 0);
        clock.pass(Duration.ofMinutes(5));
        bot.tick();
        restart();
        clock.pass(Duration.ofMinutes(5));
        bot.tick();

        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(wecom.posted()).hasSize(1);
        assertThat(wecom.posts()).as("no second try of what had arrived").isEqualTo(1);
    }

    @Test
    void oneWeComGroupThatIsToldTooMuchGetsItsReportLaterAndTheOtherGroupAtOnce() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        wecom.webhookAnswers(45009);
        bot.at("2024-12-06T18:00");
        assertThat(platform.sentTo("oc_group")).hasSize(1);
        assertThat(wecom.posted()).isEmpty();

        restart();
        clock.pass(Duration.ofSeconds(75));
        bot.tick();

        assertThat(wecom.posted()).hasSize(1);
        assertThat(platform.sentTo("oc_group")).hasSize(1);
    }

    @Test
    void aSlowPlaceDelaysNoOther() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        platform.takesItsTime(Duration.ofSeconds(8));

        CompletableFuture<Void> tick = CompletableFuture.runAsync(() -> bot.at("2024-12-06T18:00"));
        await().atMost(Duration.ofSeconds(7)).until(() -> wecom.posted().size() == 1);
        assertThat(tick).as("the other place has not answered yet").isNotDone();

        tick.join();
        assertThat(platform.sentTo("oc_group")).hasSize(1);
    }

    @Test
    void aRoundThatAnEarlierReleasePostedIsNotPostedAgain() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        List<String> keys = bot.bean(JdbcClient.class)
                .sql("select message_key from outbox where kind = 'REPORT' order by id")
                .query(String.class)
                .list();
        assertThat(keys)
                .as("the first as ever, so that what stands in the outbox already counts")
                .containsExactly(ROUND + "/report#1", ROUND + "/report/wecom:payments:wecom-webhook:payments#1");
    }

    @Test
    void aPartIsHandedOverFromOnePlatformToTheOtherByTheTypedName() {
        bot.at("2024-12-06T10:00");
        feishu("ou_su", "转给@何川");
        wecom("wire.zhou", "转给 林晓");

        assertThat(wecom.seenBy("wire.he")).contains("【O2 平台建设】");
        assertThat(seenByFeishu("ou_lin")).contains("【O1 业务支撑】");
        assertThat(wecom.seenBy("wire.zhou")).contains("由 林晓 替你填写");

        feishu("ou_lin", "【O1 业务支撑】\n1. 代填的一条");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("代填的一条");
    }

    @Test
    void aMentionOfSomebodyWhoIsOnTheOtherPlatformMeansThemByTheirName() {
        bot.at("2024-12-06T10:00");
        mention("ou_su", "何川", "ou_he_in_feishu");

        assertThat(wecom.seenBy("wire.he")).contains("【O2 平台建设】");
    }

    @Test
    void aMentionOfANamesakeOnTheSamePlatformIsNotTakenForTheMember() {
        bot.at("2024-12-06T10:00");
        mention("ou_su", "林晓", "ou_another_lin");

        assertThat(seenByFeishu("ou_su")).contains("同名", "转给 林晓");
        assertThat(seenByFeishu("ou_lin")).doesNotContain("【O2 平台建设】");
    }

    @Test
    void aNameThatIsNobodysIsAnsweredWithThoseThatWouldDo() {
        bot.at("2024-12-06T10:00");
        wecom("wire.zhou", "转给@王五");

        assertThat(wecom.seenBy("wire.zhou")).contains("名单里没有「王五」", "林晓、苏岚、何川");
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void aDeputyOnTheOtherPlatformAnswersInTheOwnersPlace() {
        bot.at("2024-12-06T10:00");
        wecom("wire.he", "【O2 平台建设】\n1. 网关扩容完成");
        feishu("ou_lin", "请假");

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("网关扩容完成");
        assertThat(seenByFeishu("ou_lin")).contains("已登记请假");
    }

    @Test
    void aMentionInAnyOfTheTeamsGroupsSpeaksOfThatTeam() throws IOException {
        String risk = fixture("payments.yml")
                .replace("id: payments", "id: risk")
                .replace("清结算中心", "风控中心")
                .replace("group: oc_group", "post-to: [oc_risk, 'feishu:main:oc_risk_readers', wecom-webhook:risk]")
                .replace("星河钱包", "名单核验");
        Files.writeString(folder.resolve("teams/risk.yml"), risk);
        bot.close();
        bot = started(Map.of(
                "rollcall.wecom.webhooks.risk.key",
                "11111111-2222-3333-4444-555555555555",
                "rollcall.wecom.webhooks.risk.base-url",
                wecom.baseUrl()));
        bot.at("2024-12-06T10:00");

        group("oc_risk_readers", "ou_lin", "1. 名单核验切换完成");
        group("oc_group", "ou_lin", "1. 钱包改版上线");

        bot.at("2024-12-06T17:30");
        assertThat(bot.report("risk-2024-W49")).contains("名单核验切换完成").doesNotContain("钱包改版上线");
        assertThat(bot.report(ROUND)).contains("钱包改版上线").doesNotContain("名单核验切换完成");
    }

    private void feishu(String openId, String text) {
        bot.says(openId, "om_mixed_" + ++messages, text);
    }

    private void wecom(String member, String text) {
        String plain = WeComEnvelope.written(Long.toString(7_300_000_000L + ++messages), member, text, clock.instant());
        WeComEnvelope sealed = WeComEnvelope.seal(plain, clock.instant());
        int status = bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/wecom/main?" + sealed.query())))
                        .POST(HttpRequest.BodyPublishers.ofString(sealed.body(), StandardCharsets.UTF_8))
                        .build())
                .statusCode();
        assertThat(status).isEqualTo(200);
        bot.work();
    }

    private void mention(String sender, String name, String openId) {
        say("oc_p2p_" + sender, "p2p", sender, "转给@_user_1", name, openId);
    }

    private void group(String chat, String sender, String text) {
        say(chat, "group", sender, "@_user_1 " + text, "点名周报", "ou_bot");
    }

    private void say(String chat, String type, String sender, String text, String mentioned, String openId) {
        messages++;
        int status = bot.deliver(Envelope.event(
                "ev-mixed-" + messages,
                "im.message.receive_v1",
                Envelope.TOKEN,
                clock.instant(),
                Map.of(
                        "sender",
                        Map.of("sender_id", Map.of("open_id", sender), "sender_type", "user", "tenant_key", "t"),
                        "message",
                        Map.of(
                                "message_id",
                                "om_mixed_" + messages,
                                "create_time",
                                Long.toString(clock.instant().toEpochMilli()),
                                "chat_id",
                                chat,
                                "chat_type",
                                type,
                                "message_type",
                                "text",
                                "content",
                                "{\"text\":\"" + text + "\"}",
                                "mentions",
                                List.of(Map.of(
                                        "key",
                                        "@_user_1",
                                        "id",
                                        Map.of("open_id", openId),
                                        "name",
                                        mentioned,
                                        "tenant_key",
                                        "t"))))));
        assertThat(status).isEqualTo(200);
        bot.work();
    }

    private String seenByEditor() {
        return seenByFeishu("ou_lin");
    }

    private String seenByFeishu(String openId) {
        return String.join(
                "\n",
                platform.sentTo(openId).stream().map(PlatformStandIn.Sent::text).toList());
    }
}
