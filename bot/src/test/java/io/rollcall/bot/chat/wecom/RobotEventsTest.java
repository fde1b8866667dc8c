package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.wecom.WeComCryptoTest.Vector;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A robot's deliveries as the platform's pages show them, through what is kept of them. */
class RobotEventsTest {

    private static final Account LI = new Account("wecom", "helper", "li.mei");
    private static final Instant CAME = Instant.ofEpochSecond(1767225800);

    private final WeComSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
    private final WeComPlatform platform = new WeComPlatform(
            settings, new WeComApi(settings, Clock.systemUTC()), Settings.SILENT, new AnswerTickets(Clock.systemUTC()));

    @Test
    void aPrivateMessageIsReadAsItWasTyped() {
        assertThat(decode("""
                        {"msgid":"m-1001","aibotid":"aibDemo01","chattype":"single","from":{"userid":"li.mei"},
                         "create_time":1767225720,"msgtype":"text","text":{"content":"存管路由：开发完成80%\\r\\n @周报助手 x "}}"""))
                .isEqualTo(new Incoming.Written(
                        "m-1001",
                        LI,
                        Optional.empty(),
                        false,
                        List.of(),
                        "存管路由：开发完成80%\n @周报助手 x",
                        Instant.ofEpochSecond(1767225720)));
    }

    @Test
    void inAGroupTheRobotsMentionIsTakenOut() {
        assertThat(decode(Vector.ROBOT_CALLBACK.text))
                .isEqualTo(new Incoming.Written(
                        "m-0001",
                        LI,
                        Optional.of(new Account("wecom", "helper", "chat:wrDemoChat01")),
                        true,
                        List.of(),
                        "本周完成联调",
                        CAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "@周报助手 补充 => 补充",
                "@周报助手\u2005补充 => 补充",
                "补充：@周报助手 风险已解除 => 补充：风险已解除",
                "@周报助手 转给@何川 => 转给@何川",
                "@何川 看看 => @何川 看看"
            })
    void onlyTheRobotsOwnMentionGoes(String typed, String read) {
        assertThat(group(platform, typed)).isEqualTo(read);
    }

    @Test
    void whereTheRobotsNameIsNotKnownALeadingMentionIsTakenForIts() {
        assertThat(new RobotEvents("helper", "")
                        .decode(new RobotDelivery(
                                        Json.object(groupMessage("@周报助手 补充@何川")).orElseThrow())
                                .kept(CAME.getEpochSecond())))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.text()).isEqualTo("补充@何川"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{'msgtype':'voice','voice':{'content':'开发完成了百分之八十'}} => 开发完成了百分之八十",
                "{'msgtype':'mixed','mixed':{'msg_item':[{'msgtype':'text','text':{'content':'上'}},{'msgtype':'image','image':{'url':'https://x'}},{'msgtype':'text','text':{'content':'下'}}]}} => 上/下",
                "{'msgtype':'image','image':{'url':'https://media.example.com/enc/1'}} => ``",
                "{'msgtype':'file','file':{'url':'https://media.example.com/enc/2'}} => ``",
                "{'msgtype':'unheard_of','x':1} => ``",
                "{'msgtype':'text','text':{'content':'补充'},'quote':{'msgtype':'text','text':{'content':'原话'}}} => 补充",
            })
    void whateverHoldsWordsIsReadByThem(String parts, String text) {
        String head = "{\"msgid\":\"m-1\",\"chattype\":\"single\",\"from\":{\"userid\":\"li.mei\"},";
        assertThat(decode(head + parts.substring(1).replace('\'', '"')))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.text()).isEqualTo(text.replace('/', '\n')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"template_card_event\":{\"event_key\":\"act=move&section=o1\",\"task_id\":\"t-1\","
                        + "\"selected_items\":{\"selected_item\":[{\"question_key\":\"act\",\"option_ids\":"
                        + "{\"option_id\":[\"undo\"]}},{\"question_key\":\"days\",\"option_ids\":{\"option_id\":"
                        + "[\"mon\",\"tue\"]}}]}}",
                "\"event_key\":\"act=move&section=o1\",\"task_id\":\"t-1\",\"selected_items\":{\"selected_item\":"
                        + "[{\"question_key\":\"days\",\"option_ids\":{\"option_id\":[\"mon\",\"tue\"]}}]}",
            })
    void aPressIsReadWhereverItsPartsStand(String parts) {
        assertThat(decode(
                        "{\"msgid\":\"e-2002\",\"create_time\":1767225740,\"chattype\":\"single\",\"from\":{\"userid\":"
                                + "\"li.mei\"},\"msgtype\":\"event\",\"event\":{\"eventtype\":\"template_card_event\","
                                + parts + "}}"))
                .isEqualTo(new Incoming.Pressed(
                        "t-1",
                        LI,
                        Map.of("act", "move", "section", "o1", "days", "mon,tue"),
                        Instant.ofEpochSecond(1767225740)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enter_chat", "feedback_event", "unheard_of", ""})
    void otherEventsDoNotMatter(String event) {
        RobotDelivery delivery = new RobotDelivery(Json.object(
                        "{\"msgid\":\"e-1\",\"chattype\":\"single\",\"from\":{\"userid\":\"li.mei\"},\"msgtype\":\"event\","
                                + "\"event\":{\"eventtype\":\"" + event + "\"}}")
                .orElseThrow());

        assertThat(delivery.matters()).isFalse();
        assertThat(platform.decode("helper", delivery.kept(0))).isInstanceOf(Incoming.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1767225720000", "99999999999999999999", "\"soon\"", "{}", "null"})
    void aTimeThatIsNoneIsWhenTheMessageCame(String time) {
        assertThat(decode(
                        "{\"msgid\":\"m-1\",\"chattype\":\"single\",\"from\":{\"userid\":\"li.mei\"},\"msgtype\":\"text\","
                                + "\"create_time\":" + time + ",\"text\":{\"content\":\"x\"}}"))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.sentAt()).isEqualTo(CAME));
    }

    @Test
    void addressesAndKeysOfFilesAreNotKept() {
        assertThat(new RobotDelivery(Json.object("{\"msgid\":\"m\",\"from\":{\"userid\":\"li\"},\"msgtype\":\"image\","
                                        + "\"image\":{\"url\":\"https://media.example.com/1\",\"aeskey\":\"AAEC\"},"
                                        + "\"response_url\":\"https://qyapi.weixin.qq.com/x\"}")
                                .orElseThrow())
                        .kept(0))
                .doesNotContain("media.example.com", "AAEC", "qyapi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"robot\":7}", "{\"MsgType\":\"text\",\"Content\":\"周报\"}"})
    void whatIsNoDeliveryIsSaidToBeNoneWithoutQuotingIt(String payload) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform.decode("helper", payload))
                .withMessageNotContaining("周报");
    }

    private static String group(WeComPlatform platform, String typed) {
        Incoming incoming = platform.decode(
                "helper",
                new RobotDelivery(Json.object(groupMessage(typed)).orElseThrow()).kept(CAME.getEpochSecond()));
        return ((Incoming.Written) incoming).text();
    }

    private static String groupMessage(String typed) {
        return "{\"msgid\":\"m-1\",\"chatid\":\"wrDemoChat01\",\"chattype\":\"group\",\"from\":{\"userid\":\"li.mei\"},"
                + "\"msgtype\":\"text\",\"text\":{\"content\":\"" + typed + "\"}}";
    }

    private Incoming decode(String callback) {
        return platform.decode(
                "helper", new RobotDelivery(Json.object(callback).orElseThrow()).kept(CAME.getEpochSecond()));
    }
}
