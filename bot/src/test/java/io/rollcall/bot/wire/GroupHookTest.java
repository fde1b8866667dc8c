package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A team whose group has a custom bot of its own, while its members are asked by the app. */
@ExtendWith(OutputCaptureExtension.class)
class GroupHookTest extends WireTest {

    @BeforeEach
    void postByTheGroupsOwnBot() throws IOException {
        Files.writeString(
                folder.resolve("teams/payments.yml"),
                fixture("payments.yml").replace("group: oc_group", "group: feishu-webhook:pay")
                        + "timetable: {nudge: true}\n");
        bot.close();
        bot = started(Map.of(
                "rollcall.feishu.webhooks.pay.url",
                platform.baseUrl() + "/open-apis/bot/v2/hook/wire-hook-key",
                "rollcall.feishu.webhooks.pay.secret",
                "wire-hook-secret"));
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中，<at id=all></at>");
    }

    @Test
    void theNudgeAndTheReportArePostedThereSignedAndWithNothingToPress(CapturedOutput output) {
        bot.at("2024-12-06T16:00");
        bot.at("2024-12-06T18:00");

        assertThat(platform.hooked()).hasSize(2).allSatisfy(post -> {
            assertThat(post.path("sign").asString()).isNotEmpty();
            assertThat(post.path("card").toString()).doesNotContain("\"button\"", "ou_lin");
        });
        assertThat(platform.hooked().get(0).path("card").toString())
                .contains("林晓")
                .doesNotContain("周航");
        assertThat(platform.hooked().get(1).path("card").toString())
                .contains("佣金存管")
                .doesNotContain("\"markdown\"");
        assertThat(output).doesNotContain("wire-hook-key", "wire-hook-secret");
    }

    @Test
    void aBotThatIsGoneIsToldToTheEditor() {
        platform.answersHooksWith(19001);

        bot.at("2024-12-06T18:00");
        bot.at("2024-12-06T18:05");

        assertThat(platform.hooked()).as("tried once").hasSize(1);
        assertThat(platform.sentTo("ou_lin"))
                .anySatisfy(told -> assertThat(told.text()).contains("removed from the group"));
    }

    @Test
    void aBusyPlatformIsTriedAgain() {
        platform.answersHooksWith(11232);
        bot.at("2024-12-06T18:00");
        platform.answersHooksWith(0);
        bot.at("2024-12-06T18:05");
        bot.at("2024-12-06T18:10");

        assertThat(platform.hooked()).hasSize(2);
    }
}
