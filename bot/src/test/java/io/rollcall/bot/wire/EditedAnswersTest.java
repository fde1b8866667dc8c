package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.wire.PlatformStandIn.Sent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line that was corrected in the answer to a question is edited, sent back, and written anew like any other. */
class EditedAnswersTest extends WireTest {

    private static final String ROUND = "payments-2024-W50";
    private static final String CLAIM = "1. 收款成功率：99.97%，较上周提升0.21个百分点";
    private static final String CORRECTED = "1. 收款成功率：99.97%，较上周提升0.12个百分点";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private int messages;

    @BeforeEach
    void aWrongClaimIsAskedAbout() {
        bot.at("2024-12-06T10:00");
        says("ou_he", "1. 收款成功率：99.85%\n2. 可用性：99.99%");
        bot.at("2024-12-06T18:00");
        bot.at("2024-12-13T10:00");
        clock.set("2024-12-13T11:00");
        says("ou_he", CLAIM + "\n2. 可用性：99.99%");
        assertThat(last("ou_he").title()).isEqualTo("有一处想请你确认");
    }

    @Test
    void theEditorChangesTheCorrectedLine() {
        answered();

        assertThat(edited("1. 收款成功率：99.97%，较上周略升\n2. 可用性：99.99%")).isTrue();

        assertThat(figures()).isEqualTo("1. 收款成功率：99.97%，较上周略升\n2. 可用性：99.99%");
        assertThat(kinds()).containsExactly("edited");
        assertThat(seenBy("ou_lin")).doesNotContain("改了同一处");
    }

    @Test
    void theEditorChangesAnotherLineOfTheSection() {
        answered();

        assertThat(edited(CORRECTED + "\n2. 可用性：99.98%")).isTrue();

        assertThat(figures()).isEqualTo(CORRECTED + "\n2. 可用性：99.98%");
        assertThat(kinds()).containsExactly("edited");
    }

    @Test
    void theOwnerWritesTheSectionAnewWhenItIsSentBack() {
        answered();
        says("ou_lin", "退回【运行数据】 可用性是哪一天的？");
        assertThat(last("ou_he").text()).contains("0.12个百分点");

        filledIn(CORRECTED + "\n2. 可用性：99.99%（12/12）");

        assertThat(last("ou_lin").text()).contains("何川 回复了你退回的【运行数据】");
        assertThat(figures()).isEqualTo(CORRECTED + "\n2. 可用性：99.99%（12/12）");
        assertThat(kinds()).containsExactly("sent_back", "answered");
    }

    @Test
    void whatAnEditHasSettledNeedsNoAnswerAnyMore() {
        assertThat(edited("1. 收款成功率：99.97%，较上周略升\n2. 可用性：99.98%")).isTrue();
        clock.set("2024-12-13T11:05");

        answered();

        assertThat(last("ou_he").text()).contains("已经改过，不用再答");
        assertThat(figures()).isEqualTo("1. 收款成功率：99.97%，较上周略升\n2. 可用性：99.98%");
    }

    @Test
    void anAnswerThatComesAfterAnEditOfAnotherLineStandsBesideIt() {
        assertThat(edited(CLAIM + "\n2. 可用性：99.98%")).isTrue();
        clock.set("2024-12-13T11:05");

        answered();

        assertThat(figures()).isEqualTo(CORRECTED + "\n2. 可用性：99.98%");
        bot.at("2024-12-13T17:30");
        assertThat(bot.report(ROUND)).contains("提升0.12个百分点", "99.98%").doesNotContain("0.21");
    }

    @Test
    void whatTheOwnerWroteAnewIsAskedAboutAndAnsweredToo() {
        answered();
        says("ou_lin", "退回【运行数据】 可用性有变化吗？");
        filledIn(CORRECTED + "\n2. 可用性：99.98%，较上周下降0.3个百分点");
        clock.set("2024-12-13T11:05");
        says("ou_he", "【收获与反思】\n读书");
        assertThat(last("ou_he").text()).contains("下降0.3个百分点");

        says("ou_he", "改为0.01个百分点");

        assertThat(figures()).isEqualTo(CORRECTED + "\n2. 可用性：99.98%，较上周下降0.01个百分点");
        assertThat(last("ou_lin").text()).contains("退回过的【运行数据】，何川 之后又有更新", "0.3个百分点", "0.01个百分点");
    }

    private void filledIn(String text) {
        Sent asked = last("ou_he");
        bot.presses("ou_he", asked.messageId(), button(asked, "act", "draft.answer"), Map.of("section-figures", text));
        bot.work();
    }

    private void answered() {
        List<Sent> all = platform.sentTo("ou_he");
        Sent asked = all.stream()
                .filter(sent -> sent.title().equals("有一处想请你确认"))
                .reduce((first, second) -> second)
                .orElseThrow();
        bot.presses("ou_he", asked.messageId(), button(asked, "choice", "CORRECTED"), Map.of());
        bot.work();
    }

    private boolean edited(String text) {
        String body = bot.send(
                        HttpRequest.newBuilder(URI.create(bot.url("/api/v1/rounds/" + ROUND + "/sections/figures")))
                                .header("Authorization", "Bearer " + BotUnderTest.API_TOKEN)
                                .header("Content-Type", "text/plain; charset=utf-8")
                                .PUT(HttpRequest.BodyPublishers.ofString(text))
                                .build())
                .body();
        bot.work();
        return JSON.readTree(body).path("changed").asBoolean();
    }

    private String figures() {
        return JSON.readTree(bot.get("/api/v1/rounds/" + ROUND + "/sections/figures", "application/json")
                        .body())
                .path("text")
                .asString();
    }

    private List<String> kinds() {
        return JSON.readTree(bot.get("/api/v1/rounds/" + ROUND + "/changes", "application/json")
                        .body())
                .path("changes")
                .valueStream()
                .map(change -> change.path("kind").asString())
                .toList();
    }

    private void says(String openId, String text) {
        bot.says(openId, "om_edited_" + ++messages, text);
    }

    private Sent last(String address) {
        List<Sent> sent = platform.sentTo(address);
        return sent.get(sent.size() - 1);
    }

    private String seenBy(String openId) {
        return String.join(
                "\n", platform.sentTo(openId).stream().map(Sent::text).toList());
    }

    /** What comes back when the button whose value has this is pressed. */
    private static Map<String, String> button(Sent card, String name, String wanted) {
        return card.content().findValues("value").stream()
                .filter(value -> value.path(name).asString("").equals(wanted))
                .findFirst()
                .map(value -> {
                    Map<String, String> pressed = new HashMap<>();
                    value.properties()
                            .forEach((Map.Entry<String, JsonNode> field) ->
                                    pressed.put(field.getKey(), field.getValue().asString()));
                    return pressed;
                })
                .orElseThrow();
    }
}
