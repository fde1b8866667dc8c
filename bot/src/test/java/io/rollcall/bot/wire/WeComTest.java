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

    private static String lines(String text, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(i + ". " + text);
        }
        return String.join("\n", lines);
    }
}
