package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.DingTalkStandIn.Posted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is DingTalk's own beside what every chat has: members and the group by a robot with callbacks, all over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class DingTalkTest {

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private PlatformStandIn feishu;
    private DingTalkStandIn dingtalk;
    private WireDatabase database;
    private BotUnderTest bot;
    private int messages;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        feishu = new PlatformStandIn();
        dingtalk = new DingTalkStandIn();
        Files.createDirectories(folder.resolve("teams"));
        database = emptyDatabase(folder);
        bot = started(DingTalkStandIn.GROUP);
    }

    @AfterEach
    void stopAll() {
        bot.close();
        dingtalk.close();
        feishu.close();
    }

    WireDatabase emptyDatabase(Path inFolder) {
        return WireDatabase.h2(inFolder);
    }

    private BotUnderTest started(String group) {
        try {
            Files.writeString(
                    folder.resolve("teams/payments.yml"),
                    WireTest.fixture("payments.yml")
                            .replace("feishu:main", "dingtalk:main")
                            .replace("oc_group", group)
                            .replace("ou_", "wire."));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.putAll(dingtalk.settings());
        return new BotUnderTest(folder, clock, feishu, settings);
    }

    private void postByWebhook() {
        bot.close();
        bot = started("dingtalk-webhook:payments");
    }

    @Test
    void everyOwnerIsAskedInPrivateWithTheWordsToAnswerWith() {
        bot.at("2024-12-06T10:00");

        for (String member : List.of("wire.lin", "wire.zhou", "wire.su", "wire.he")) {
            assertThat(dingtalk.sentTo(member)).singleElement().satisfies(sent -> {
                assertThat(sent.title()).contains("请在");
                assertThat(sent.text()).contains("「同上周」", "「本周无更新」", "「今天请假」");
            });
        }
        assertThat(dingtalk.seenBy("wire.zhou")).contains("清结算中心 第 49 周周报", "周航，请在", "【O1 业务支撑】");
        assertThat(dingtalk.sentTo(DingTalkStandIn.GROUP)).isEmpty();
    }

    @Test
    void whatIsAskedBackIsAnsweredByWordsWithoutAnyButton() {
        bot.at("2024-12-06T10:00");
        says("wire.zhou", "1. 门店分账：联调中，预计12/11上线");
        says("wire.he", "1. 收款成功率：99.85%");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");

        says("wire.zhou", "1. 门店分账：联调中，预计12/20上线");
        says("wire.he", "1. 收款成功率：99.97%，较上周提升0.21个百分点");
        assertThat(dingtalk.seenBy("wire.zhou")).contains("12/11 → 12/20").contains("「仍按原计划」");
        assertThat(dingtalk.seenBy("wire.he")).contains("「改为 0.12 个百分点」");
        says("wire.zhou", "仍按原计划");
        says("wire.he", "改为 0.12 个百分点");
        bot.at("2024-12-13T17:30");

        assertThat(bot.report("payments-2024-W50"))
                .contains("门店分账：联调中，预计12/11上线")
                .contains("较上周提升0.12个百分点")
                .doesNotContain("未答复");
    }

    @Test
    void membersAreToldWhatTheChatDoesNotTellTheBot() {
        bot.at("2024-12-06T10:00");
        says("wire.su", "1. 网关扩容");
        says("wire.lin", "帮助");

        for (String member : List.of("wire.su", "wire.lin")) {
            assertThat(dingtalk.seenBy(member)).contains("编辑或撤回原消息，我看不到").doesNotContain("按钮");
        }
    }

    @Test
    void aButtonsWordDoesWhatTheButtonWould() {
        bot.at("2024-12-06T10:00");
        says("wire.lin", "今天请假");
        says("wire.su", "1. 写错了的一条");
        says("wire.su", "撤回这条");
        says("wire.he", "1. 系统可用率 99.95%");
        says("wire.he", "归到【O1 业务支撑】");

        assertThat(dingtalk.seenBy("wire.lin")).contains("已登记请假");
        assertThat(dingtalk.seenBy("wire.su")).contains("「撤回这条」", "不再计入周报");
        assertThat(dingtalk.seenBy("wire.he")).contains("已归到【O1 业务支撑】");
    }

    @Test
    void whoIsMentionedBesideTheRobotIsMeantAndAllAreAnsweredInPrivate() {
        bot.at("2024-12-06T10:00");
        deliver(DingTalkEnvelope.inGroup(
                "m-1", DingTalkStandIn.GROUP, "wire.zhou", List.of("wire.he"), "转给@何川", clock.instant()));
        bot.work();

        assertThat(dingtalk.seenBy("wire.zhou")).contains("何川");
        assertThat(dingtalk.seenBy("wire.he")).contains("周航 请你代填");
        assertThat(dingtalk.sentTo(DingTalkStandIn.GROUP)).isEmpty();
    }

    @Test
    void richTextAndSpeechAreReadAndPicturesAreAnsweredWithARequestForText() {
        bot.at("2024-12-06T10:00");
        deliver(DingTalkEnvelope.message(
                "m-1",
                "wire.su",
                "richText",
                Map.of("content", Map.of("richText", List.of(Map.of("text", "1. 网关扩容"), Map.of("text", "2. 限流")))),
                clock.instant()));
        deliver(DingTalkEnvelope.message(
                "m-2",
                "wire.zhou",
                "audio",
                Map.of("content", Map.of("duration", 4000, "downloadCode", "dc", "recognition", "存管联调完成百分之八十")),
                clock.instant()));
        deliver(DingTalkEnvelope.message(
                "m-3", "wire.he", "picture", Map.of("content", Map.of("downloadCode", "dc")), clock.instant()));
        bot.work();

        assertThat(dingtalk.seenBy("wire.su")).contains("网关扩容", "限流");
        assertThat(dingtalk.seenBy("wire.zhou")).contains("存管联调完成百分之八十");
        assertThat(dingtalk.seenBy("wire.he")).contains("我只能读文字");
        assertThat(bot.rows("reply")).isEqualTo(2);
    }

    @Test
    void aDeliveryRepeatedAlsoAfterARestartIsOneReply() {
        bot.at("2024-12-06T10:00");
        String written = DingTalkEnvelope.written("m-1", "wire.lin", "1. 钱包开户页改版上线", clock.instant());
        for (int i = 0; i < 3; i++) {
            deliver(written);
            bot.work();
        }
        int sent = dingtalk.sends();
        bot.close();
        bot = started(DingTalkStandIn.GROUP);
        deliver(written);
        bot.work();

        assertThat(bot.rows("inbox")).isEqualTo(1);
        assertThat(bot.rows("reply")).isEqualTo(1);
        assertThat(dingtalk.sends()).isEqualTo(sent);
    }

    @Test
    void aDeliveryIsTakenInForAnHourAndOnce() {
        String written = DingTalkEnvelope.written("m-1", "wire.lin", "1. 钱包", clock.instant());
        Instant old = clock.instant().minus(Duration.ofHours(1));

        assertThat(post("main", DingTalkEnvelope.of(written, old.minusMillis(1))))
                .isEqualTo(401);
        assertThat(bot.rows("inbox")).isZero();
        assertThat(post("main", DingTalkEnvelope.of(written, old))).isEqualTo(200);
        assertThat(post("main", DingTalkEnvelope.of(written, clock.instant())))
                .as("replayed")
                .isEqualTo(200);
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() {
        bot.loseDatabase();

        String written = DingTalkEnvelope.written("m-1", "wire.lin", "1. 钱包", clock.instant());
        assertThat(post("main", DingTalkEnvelope.of(written, clock.instant()))).isEqualTo(503);
    }

    @Test
    void aStrangerIsToldSoOnce() {
        says("wire.stranger", "1. 我也交");

        assertThat(dingtalk.sentTo("wire.stranger")).hasSize(1);
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void whoeverSetsUpIsToldTheGroupsIdInPrivate() {
        deliver(DingTalkEnvelope.inGroup("m-1", "cidAnother0123==", "wire.stranger", List.of(), "群号", clock.instant()));
        bot.work();
        assertThat(dingtalk.seenBy("wire.stranger")).contains("cidAnother0123==", "dingtalk:main");

        says("wire.lin", "群号");
        assertThat(dingtalk.seenBy("wire.lin")).contains("这里没有群号");
        assertThat(dingtalk.sentTo("cidAnother0123==")).isEmpty();
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void aTokenThatExpiresDuringTheRoundIsFetchedOnceForAll() {
        says("wire.lin", "帮助");
        int tokens = dingtalk.tokens();
        dingtalk.expireToken();

        bot.at("2024-12-06T10:00");

        assertThat(dingtalk.sentTo("wire.zhou")).hasSize(1);
        assertThat(dingtalk.sentTo("wire.he")).hasSize(1);
        assertThat(dingtalk.tokens()).as("the one that expired, and one more").isEqualTo(tokens + 2);
    }

    @Test
    void whatThePlatformTookButCouldNotSayIsNotSentTwiceAndTheEditorHears() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        dingtalk.losesAnswers(true);
        bot.at("2024-12-06T18:00");
        dingtalk.losesAnswers(false);
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(2));
            bot.work();
        }
        bot.tick();

        assertThat(dingtalk.sentTo(DingTalkStandIn.GROUP)).hasSize(1);
        assertThat(dingtalk.seenBy("wire.lin")).contains("may have arrived");
    }

    @Test
    void whoGotTooMuchIsAskedLaterAndWhoIsNotReachedIsToldFromWhoIsSilent() {
        dingtalk.holdsBack("wire.su", 1);
        dingtalk.doesNotKnow("wire.zhou");
        bot.at("2024-12-06T10:00");
        assertThat(dingtalk.sentTo("wire.su")).isEmpty();
        assertThat(dingtalk.sentTo("wire.he")).hasSize(1);

        clock.pass(Duration.ofSeconds(75));
        bot.work();
        assertThat(dingtalk.sentTo("wire.su")).hasSize(1);

        bot.at("2024-12-06T17:30");
        assertThat(dingtalk.seenBy("wire.lin")).contains("周航", "invalidStaffIdList");
    }

    @Test
    void whenTheMonthsCallsAreUsedUpEverythingWaitsAndThenGoesOut() {
        dingtalk.quotaIsUsedUp(true);
        bot.at("2024-12-06T10:00");
        int sends = dingtalk.sends();
        assertThat(sends).as("those that were under way together").isLessThanOrEqualTo(4);

        clock.pass(Duration.ofHours(5));
        bot.tick();
        assertThat(dingtalk.sends()).as("none was tried meanwhile").isEqualTo(sends);

        dingtalk.quotaIsUsedUp(false);
        clock.pass(Duration.ofMinutes(140));
        bot.work();
        assertThat(dingtalk.sentTo("wire.zhou")).isNotEmpty();
        assertThat(dingtalk.sentTo("wire.he")).isNotEmpty();
    }

    @Test
    void theReportGoesByTheGroupsWebhookAndComesLaterWhereThatWasTooFast() {
        postByWebhook();
        bot.at("2024-12-06T10:00");
        for (int i = 0; i < 4; i++) {
            says("wire.zhou", lines("第 " + i + " 批：完成存管路由的联调与验收，等待提测，风险已解除", 60));
        }
        bot.at("2024-12-06T17:30");
        dingtalk.webhookAnswers(0, 410100);
        bot.at("2024-12-06T18:00");
        assertThat(dingtalk.posted()).hasSize(1);
        clock.pass(Duration.ofMinutes(9));
        bot.work();
        assertThat(dingtalk.posted()).as("the group takes nothing yet").hasSize(1);

        clock.pass(Duration.ofMinutes(4));
        bot.work();

        List<Posted> posted = dingtalk.posted();
        assertThat(posted).hasSizeGreaterThan(1);
        for (int i = 0; i < posted.size(); i++) {
            assertThat(posted.get(i).text()).contains("(" + (i + 1) + "/" + posted.size() + ")");
        }
    }

    @Test
    void aWebhookThatIsGoneIsToldToTheEditor() {
        postByWebhook();
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        dingtalk.webhookAnswers(300001, 300001, 300001);
        bot.at("2024-12-06T18:00");
        clock.pass(Duration.ofSeconds(31));
        bot.tick();

        assertThat(dingtalk.posted()).isEmpty();
        assertThat(dingtalk.seenBy("wire.lin")).contains("the robot was removed");
    }

    @Test
    void whatAMemberTypesNeverMentionsLinksOrStylesAnything() {
        postByWebhook();
        bot.at("2024-12-06T10:00");
        says(
                "wire.zhou",
                "1. @所有人 @13800000000 @wire.he 请看[这里](https://evil.example)与<a href=\"https://evil.example\">这里</a>\n"
                        + "2. **加粗** `code` ~~删~~ <font color=\"#ff0000\">红</font> &lt;b&gt; <at id=all></at>\n"
                        + "3. 收尾 user_id_map | a | b | lin@example.com");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        String group = dingtalk.posted().stream().map(Posted::text).collect(Collectors.joining("\n"));
        assertThat(dingtalk.posted())
                .isNotEmpty()
                .allSatisfy(posted -> assertThat(posted.mentioned()).isEmpty());
        assertThat(group.replace("\u200b", ""))
                .contains("@所有人", "［这里］(https://evil.example)", "＊＊加粗＊＊", "｀code｀", "user＿id＿map ｜ a ｜ b ｜")
                .contains("＆lt;b＆gt;", "＜at id=all>");
        for (String seen : List.of(group, dingtalk.seenBy("wire.zhou"))) {
            assertThat(seen)
                    .contains("lin@example.com")
                    .doesNotContain("@所有人", "@138", "@wire", "<", "](", "**", "`", "~~");
        }
    }

    @Test
    void noSecretAndNoWordOfAMemberIsInTheLog(CapturedOutput output) {
        postByWebhook();
        bot.at("2024-12-06T10:00");
        says("wire.zhou", "1. 保密的一条");
        dingtalk.webhookAnswers(310000);
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(output.getAll())
                .contains("安全设置")
                .doesNotContain(
                        "保密的一条",
                        DingTalkEnvelope.SECRET,
                        DingTalkStandIn.WEBHOOK_TOKEN,
                        DingTalkStandIn.WEBHOOK_SECRET,
                        "wire-token-",
                        "wire-session");
    }

    private void says(String member, String text) {
        messages++;
        deliver(DingTalkEnvelope.written("msg-" + messages + "==", member, text, clock.instant()));
        bot.work();
    }

    private void deliver(String message) {
        assertThat(post("main", DingTalkEnvelope.of(message, clock.instant()))).isEqualTo(200);
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

    private static String lines(String text, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(i + ". " + text);
        }
        return String.join("\n", lines);
    }
}
