package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Json;
import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries as the platform's pages show them, through what the callback keeps of them. */
class WeComDecodeTest {

    private static final Account LI = new Account("wecom", "main", "li.mei");
    private static final String HEAD = "<ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName>"
            + "<![CDATA[li.mei]]></FromUserName><CreateTime>1767225660</CreateTime><AgentID>1000002</AgentID>";

    private final WeComPlatform platform = platform();

    private static WeComPlatform platform() {
        WeComSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        return new WeComPlatform(
                settings,
                new WeComApi(settings, Clock.systemUTC()),
                Settings.SILENT,
                new AnswerTickets(Clock.systemUTC()));
    }

    @Test
    void aTextIsReadAsItWasTyped() {
        Incoming incoming =
                decode("<MsgType>text</MsgType><MsgId>7300000000000000001</MsgId><Content><![CDATA[1. 存管路由：开发完成 80%\r\n"
                        + "   - <b>提测</b> & @所有人 🚀\n]]></Content>");

        assertThat(incoming)
                .isEqualTo(new Incoming.Written(
                        "7300000000000000001",
                        LI,
                        java.util.Optional.empty(),
                        false,
                        List.of(),
                        "1. 存管路由：开发完成 80%\n   - <b>提测</b> & @所有人 🚀",
                        Instant.ofEpochSecond(1767225660)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "voice", "video", "location", "link", "file", "unheard_of"})
    void whatHoldsNoTextIsAMessageOfNone(String kind) {
        assertThat(decode(
                        "<MsgType>" + kind + "</MsgType><MsgId>1</MsgId><PicUrl>https://img.example.com/1.jpg</PicUrl>"
                                + "<Content>x</Content><Label>y</Label>"))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.text()).isEmpty());
    }

    @Test
    void aPressOfAButtonSaysWhatTheButtonSaysWhateverWasSelected() {
        assertThat(decode("<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>act=move&amp;section=o1"
                        + "</EventKey><TaskId>t-1</TaskId><SelectedItems><SelectedItem><QuestionKey>act</QuestionKey>"
                        + "<OptionIds><OptionId>undo</OptionId></OptionIds></SelectedItem><SelectedItem><QuestionKey>days"
                        + "</QuestionKey><OptionIds><OptionId>mon</OptionId><OptionId>tue</OptionId></OptionIds>"
                        + "</SelectedItem></SelectedItems>"))
                .isEqualTo(new Incoming.Pressed(
                        "t-1",
                        LI,
                        Map.of("act", "move", "section", "o1", "days", "mon,tue"),
                        Instant.ofEpochSecond(1767225660)));
    }

    @Test
    void aButtonOfSomeoneElsesMakingSaysNothing() {
        assertThat(decode("<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>wk_submit</EventKey>"
                        + "<TaskId>t-1</TaskId>"))
                .asInstanceOf(type(Incoming.Pressed.class))
                .satisfies(pressed -> assertThat(pressed.value()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"enter_agent", "subscribe", "template_card_menu_event", "template_card_event", ""})
    void otherEventsAreIgnored(String event) {
        assertThat(decode("<MsgType>event</MsgType><Event>" + event + "</Event><EventKey/>"))
                .isInstanceOf(Incoming.Ignored.class);
    }

    @Test
    void onlyWhatIsReadAgainIsKept() {
        AgentDelivery delivery = AgentDelivery.of(Xml.read("<xml>" + HEAD + "<MsgType>image</MsgType><MsgId>1</MsgId>"
                        + "<PicUrl>https://img.example.com/1.jpg</PicUrl><MediaId>m</MediaId>"
                        + "<ResponseCode>secret</ResponseCode></xml>")
                .orElseThrow());

        assertThat(delivery.json().toString()).doesNotContain("img.example.com", "MediaId", "secret");
    }

    @Test
    void aTimeThatIsNoneIsTheEpoch() {
        assertThat(platform.decode(
                        "main",
                        "{\"MsgType\":\"text\",\"MsgId\":\"1\",\"FromUserName\":\"li.mei\","
                                + "\"CreateTime\":\"soon\"}"))
                .asInstanceOf(type(Incoming.Written.class))
                .satisfies(written -> assertThat(written.sentAt()).isEqualTo(Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "no json", "{\"MsgType\":7.5e}", "{\"Content\":\"周报\"}"})
    void whatIsNoDeliveryIsSaidToBeNoneWithoutQuotingIt(String payload) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform.decode("main", payload))
                .withMessageNotContaining("周报");
    }

    @Test
    void anAppThatIsNotConfiguredHasNoDeliveries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> platform.decode("other", "{\"MsgType\":\"text\"}"))
                .withMessageContaining("rollcall.wecom.agents");
    }

    private Incoming decode(String fields) {
        AgentDelivery delivery =
                AgentDelivery.of(Xml.read("<xml>" + HEAD + fields + "</xml>").orElseThrow());
        return platform.decode("main", Json.text(delivery.json()));
    }
}
