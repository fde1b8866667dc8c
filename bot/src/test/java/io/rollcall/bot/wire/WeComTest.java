package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.WeComStandIn.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A team on WeCom: members by a self-built app, the group by its robot, all over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class WeComTest {

    private static final String ROUND = "payments-2024-W49";

    @TempDir
    private Path folder;

    private final SettableClock clock = SettableClock.inShanghai("2024-12-06T09:59");
    private PlatformStandIn feishu;
    private WeComStandIn wecom;
    private BotUnderTest bot;
    private int messages;

    @BeforeEach
    void startThePlatformAndTheBot() throws IOException {
        feishu = new PlatformStandIn();
        wecom = new WeComStandIn();
        Files.createDirectories(folder.resolve("teams"));
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                WireTest.fixture("payments.yml")
                        .replace("feishu:main", "wecom:main")
                        .replace("oc_group", "wecom-webhook:payments")
                        .replace("ou_", "wire."));
        bot = started();
    }

    @AfterEach
    void stopAll() {
        bot.close();
        wecom.close();
        feishu.close();
    }

    private BotUnderTest started() {
        String agent = "rollcall.wecom.agents.main.";
        return new BotUnderTest(
                folder,
                clock,
                feishu,
                Map.of(
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
    }

    @Test
    void theConsoleFindsTheAddressInOrder() {
        HttpRequest check = HttpRequest.newBuilder(
                        URI.create(bot.url("/callback/wecom/main?" + WeComEnvelope.check("4711+/=", clock.instant()))))
                .build();

        assertThat(bot.send(check).body()).isEqualTo("4711+/=");
    }

    @Test
    void everyOwnerIsAskedInWordsAndWithButtons() {
        bot.at("2024-12-06T10:00");

        for (String member : List.of("wire.lin", "wire.zhou", "wire.su", "wire.he")) {
            assertThat(wecom.sentTo(member)).extracting(Sent::type).containsExactly("text", "template_card");
        }
        assertThat(wecom.sentTo("wire.zhou").get(0).text()).contains("清结算中心 第 49 周周报", "周航，请在", "【O1 业务支撑】");
        assertThat(wecom.sentTo("wire.zhou")
                        .get(1)
                        .content()
                        .path("button_list")
                        .size())
                .isEqualTo(3);
        assertThat(wecom.posted()).isEmpty();
    }

    @Test
    void aReplyInSeveralMessagesBecomesThePartOfTheReportThatIsPosted() {
        bot.at("2024-12-06T10:00");
        says("wire.zhou", "1、佣金存管：联调中，进度60%，预计12/20上线 🚀");
        says("wire.zhou", "2、对账平台：已上线");
        assertThat(wecom.seenBy("wire.zhou")).contains("已记下：【O1 业务支撑】", "进度 60%", "预计 12/20");

        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(group()).contains("佣金存管", "🚀", "对账平台：已上线", "林晓");
        assertThat(bot.report(ROUND)).contains("佣金存管：联调中", "对账平台：已上线");
    }

    @Test
    void messagesThatOvertakeOneAnotherBothCount() {
        bot.at("2024-12-06T10:00");
        Instant first = clock.instant();
        deliver(WeComEnvelope.written("7002", "wire.su", "2. 第二条", first.plusSeconds(5)));
        deliver(WeComEnvelope.written("7001", "wire.su", "1. 第一条", first));
        bot.work();

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("第一条", "第二条");
    }

    @Test
    void commandsAreUnderstood() {
        bot.at("2024-12-06T10:00");
        says("wire.su", "1. 网关扩容");
        says("wire.su", "预览");
        says("wire.he", "状态");
        says("wire.su", "撤回");
        says("wire.lin", "请假");

        assertThat(wecom.seenBy("wire.su")).contains("预览：你的部分", "网关扩容", "不再计入周报");
        assertThat(wecom.seenBy("wire.he")).contains("已交（1）：苏岚");
        assertThat(wecom.seenBy("wire.lin")).contains("已登记请假");
    }

    @Test
    void theSameAnswerToTheSameWordsArrivesEachTime() {
        bot.at("2024-12-06T10:00");
        says("wire.su", "帮助");
        says("wire.su", "帮助");

        List<Sent> sent = wecom.sentTo("wire.su");
        assertThat(sent).as("the question, its card, and twice the answer").hasSize(4);
        assertThat(sent.get(3).text()).isEqualTo(sent.get(2).text()).contains("预览");
    }

    @Test
    void nobodyIsAskedToCorrectThemselvesInAWayThatGoesUnseen() {
        bot.at("2024-12-06T10:00");
        says("wire.su", "1. 网关扩容");
        says("wire.su", "帮助");

        assertThat(wecom.seenBy("wire.su")).contains("编辑或撤回原消息，我看不到", "「重写」").doesNotContain("直接编辑或撤回原消息", "撤回原消息即可");
    }

    @Test
    void aPressedButtonIsAnAnswer() {
        bot.at("2024-12-06T10:00");
        press("wire.zhou", "本周无更新");
        assertThat(wecom.seenBy("wire.zhou")).contains("【O1 业务支撑】本周无更新");

        bot.at("2024-12-06T14:00");
        assertThat(wecom.seenBy("wire.zhou")).doesNotContain("还差你这一份");
        assertThat(wecom.seenBy("wire.su")).contains("还差你这一份");
    }

    @Test
    void aButtonUnderAnAnswerTakesThatVeryReplyBack() {
        bot.at("2024-12-06T10:00");
        says("wire.su", "1. 写错了的一条");
        says("wire.su", "2. 对的一条");
        List<Sent> cards = cards("wire.su");

        deliver(WeComEnvelope.pressed(
                "wire.su", cards.get(1).task(), cards.get(1).button("撤回这条"), clock.instant()));
        bot.work();

        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("对的一条").doesNotContain("写错了的一条");
    }

    @Test
    void aDeliveryRepeatedAlsoAfterARestartIsOneReply() {
        bot.at("2024-12-06T10:00");
        String written = WeComEnvelope.written("7001", "wire.lin", "1. 钱包开户页改版上线", clock.instant());
        String pressed = WeComEnvelope.pressed(
                "wire.su",
                cards("wire.su").get(0).task(),
                cards("wire.su").get(0).button("本周无更新"),
                clock.instant());
        for (int i = 0; i < 3; i++) {
            deliver(written);
            deliver(pressed);
            bot.work();
        }
        int sent = wecom.sends();
        bot.close();
        bot = started();
        deliver(written);
        deliver(pressed);
        bot.work();

        assertThat(bot.rows("inbox")).isEqualTo(2);
        assertThat(bot.rows("reply")).isEqualTo(2);
        assertThat(wecom.sends()).isEqualTo(sent);
    }

    @Test
    void aForgedAlteredForeignOrOldDeliveryLeavesNoRow() {
        String written = WeComEnvelope.written("7001", "wire.lin", "1. 钱包", clock.instant());
        WeComEnvelope good = WeComEnvelope.seal(written, clock.instant());
        String altered = good.body().replaceFirst("<Encrypt><!\\[CDATA\\[..", "<Encrypt><![CDATA[AA");

        assertThat(post("main", good.query().replace("nonce=nonce", "nonce=other"), good.body()))
                .isEqualTo(401);
        assertThat(post("main", good.query(), altered)).isEqualTo(401);
        assertThat(post("main", "", good.body())).isEqualTo(401);
        assertThat(post("main", good.query(), written)).isEqualTo(403);
        WeComEnvelope old = WeComEnvelope.seal(written, clock.instant().minus(Duration.ofMinutes(11)));
        assertThat(post("main", old.query(), old.body())).isEqualTo(401);
        WeComEnvelope foreign =
                WeComEnvelope.seal(written.replace("<AgentID>" + WeComEnvelope.AGENT, "<AgentID>7"), clock.instant());
        assertThat(post("main", foreign.query(), foreign.body())).isEqualTo(403);
        assertThat(post("nobody", good.query(), good.body())).isEqualTo(404);
        assertThat(post("main", good.query(), "x".repeat(2 << 20))).isEqualTo(413);
        assertThat(bot.rows("inbox")).isZero();

        assertThat(post("main", good.query(), good.body())).isEqualTo(200);
        assertThat(post("main", good.query(), good.body())).as("replayed").isEqualTo(200);
        assertThat(bot.rows("inbox")).isEqualTo(1);
    }

    @Test
    void whatCannotBeStoredComesAgain() {
        bot.loseDatabase();

        WeComEnvelope sealed = WeComEnvelope.seal(
                WeComEnvelope.written("7001", "wire.lin", "1. 钱包", clock.instant()), clock.instant());
        assertThat(post("main", sealed.query(), sealed.body())).isEqualTo(503);
    }

    @Test
    void aPictureIsAnsweredWithARequestForText() {
        bot.at("2024-12-06T10:00");
        deliver(
                WeComEnvelope.message(
                        "wire.su",
                        clock.instant(),
                        "<MsgType>image</MsgType><PicUrl>https://img.example.com/1.jpg</PicUrl><MediaId>m</MediaId><MsgId>7001</MsgId>"));
        bot.work();

        assertThat(wecom.sentTo("wire.su")).hasSize(3);
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void aStrangerIsToldSoOnce() {
        says("wire.stranger", "1. 我也交");

        assertThat(wecom.sentTo("wire.stranger")).hasSize(1);
        assertThat(bot.rows("reply")).isZero();
    }

    @Test
    void aTokenThatExpiresDuringTheRoundCostsNobodyTheirQuestion() {
        says("wire.lin", "帮助");
        int tokens = wecom.tokens();
        wecom.expireToken();

        bot.at("2024-12-06T10:00");

        assertThat(wecom.sentTo("wire.zhou")).hasSize(2);
        assertThat(wecom.sentTo("wire.he")).hasSize(2);
        assertThat(wecom.tokens()).as("the one that expired, and one more").isEqualTo(tokens + 2);
    }

    @Test
    void whatTheAppTookButCouldNotSayArrivesOnce() {
        wecom.losesAnswers(true);
        bot.at("2024-12-06T10:00");
        wecom.losesAnswers(false);
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(2));
            bot.work();
        }

        assertThat(wecom.sentTo("wire.zhou")).extracting(Sent::type).containsExactly("text", "template_card");
        assertThat(wecom.sends()).isGreaterThan(8);
    }

    @Test
    void whatTheGroupTookButCouldNotSayIsNotPostedTwiceAndTheEditorHears() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        wecom.losesAnswers(true);
        bot.at("2024-12-06T18:00");
        wecom.losesAnswers(false);
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(2));
            bot.work();
        }
        bot.tick();

        assertThat(wecom.posted()).hasSize(1);
        assertThat(wecom.seenBy("wire.lin")).contains("may have arrived");
    }

    @Test
    void aGroupThatIsToldTooMuchGetsItsReportLaterAndInOrder() {
        bot.at("2024-12-06T10:00");
        for (int i = 0; i < 3; i++) {
            says("wire.zhou", lines("第 " + i + " 批：完成存管路由的联调与验收，等待提测，风险已解除", 30));
        }
        bot.at("2024-12-06T17:30");
        wecom.webhookAnswers(0, 45009);
        bot.at("2024-12-06T18:00");
        assertThat(wecom.posted()).hasSize(1);

        clock.pass(Duration.ofSeconds(75));
        bot.work();

        List<String> posted = wecom.posted();
        assertThat(posted).hasSizeGreaterThan(2);
        for (int i = 0; i < posted.size(); i++) {
            assertThat(posted.get(i)).contains("(" + (i + 1) + "/" + posted.size() + ")");
            assertThat(posted.get(i).getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4096);
        }
        assertThat(Pattern.compile("第 \\d 批")
                        .matcher(String.join("", posted))
                        .results()
                        .count())
                .isGreaterThanOrEqualTo(90);
    }

    @Test
    void aRobotThatWasRemovedFromTheGroupIsToldToTheEditor() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");
        wecom.webhookAnswers(93000, 93000, 93000);
        bot.at("2024-12-06T18:00");
        clock.pass(Duration.ofSeconds(31));
        bot.tick();

        assertThat(wecom.posted()).isEmpty();
        assertThat(wecom.seenBy("wire.lin")).contains("robot was removed from the group");
    }

    @Test
    void whoeverTheAppDoesNotReachIsToldFromWhoIsSilent() {
        wecom.doesNotKnow("wire.zhou");
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T17:30");

        assertThat(wecom.seenBy("wire.lin")).contains("周航", "invaliduser");
    }

    @Test
    void aLongAnswerComesInPartsNoneTooLongAndWhole() {
        bot.at("2024-12-06T10:00");
        says("wire.zhou", lines("完成存管路由的联调与验收，等待提测，风险已解除", 40));

        assertThat(wecom.sentTo("wire.zhou").stream().filter(sent -> sent.type().equals("text")))
                .hasSizeGreaterThan(2);
        assertThat(Pattern.compile("完成存管路由")
                        .matcher(wecom.seenBy("wire.zhou"))
                        .results()
                        .count())
                .isEqualTo(40);
    }

    @Test
    void whatAMemberTypesNeverMentionsLinksOrStylesAnything() {
        bot.at("2024-12-06T10:00");
        says(
                "wire.zhou",
                "1. <@all> @所有人 请看[这里](https://evil.example)与<a href=\"https://evil.example\">这里</a>\n"
                        + "2. **加粗** `code` ~~删~~ <font color=\"warning\">红</font> &lt;b&gt;\n"
                        + "3. 收尾 user_id_map | a | b |");
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(group())
                .contains("＜@all>", "［这里］(https://evil.example)", "＊＊加粗＊＊", "｀code｀", "user＿id＿map ｜ a ｜ b ｜")
                .doesNotContain("<", "](", "**", "`", "~~")
                .contains("＆lt;b＆gt;");
        assertThat(wecom.seenBy("wire.zhou"))
                .doesNotContainPattern("<[A-Za-z/!?@]")
                .contains("＜@all>", "＜a href");
    }

    @Test
    void noSecretAndNoWordOfAMemberIsInTheLog(CapturedOutput output) {
        bot.at("2024-12-06T10:00");
        says("wire.zhou", "1. 保密的一条");
        wecom.webhookAnswers(93000);
        bot.at("2024-12-06T17:30");
        bot.at("2024-12-06T18:00");

        assertThat(output.getAll())
                .doesNotContain(
                        "保密的一条",
                        WeComStandIn.SECRET,
                        WeComStandIn.WEBHOOK_KEY,
                        "wire-token-",
                        WeComEnvelope.TOKEN,
                        WeComEnvelope.AES_KEY);
    }

    private void says(String member, String text) {
        messages++;
        deliver(WeComEnvelope.written(Long.toString(7_300_000_000L + messages), member, text, clock.instant()));
        bot.work();
    }

    private void press(String member, String label) {
        Sent card = cards(member).get(0);
        deliver(WeComEnvelope.pressed(member, card.task(), card.button(label), clock.instant()));
        bot.work();
    }

    private List<Sent> cards(String member) {
        return wecom.sentTo(member).stream()
                .filter(sent -> sent.type().equals("template_card"))
                .toList();
    }

    private void deliver(String xml) {
        WeComEnvelope sealed = WeComEnvelope.seal(xml, clock.instant());
        assertThat(post("main", sealed.query(), sealed.body())).isEqualTo(200);
    }

    private int post(String agent, String query, String body) {
        HttpResponse<String> answer =
                bot.send(HttpRequest.newBuilder(URI.create(bot.url("/callback/wecom/" + agent + "?" + query)))
                        .header("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        if (answer.statusCode() == 200) {
            assertThat(answer.body()).isEmpty();
        }
        return answer.statusCode();
    }

    private String group() {
        return String.join("\n", wecom.posted());
    }

    private static String lines(String text, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(i + ". " + text);
        }
        return String.join("\n", lines);
    }
}
