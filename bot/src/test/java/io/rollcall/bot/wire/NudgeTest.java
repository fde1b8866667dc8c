package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The group hears who is still missing, where its team wants that. */
class NudgeTest extends WireTest {

    @Test
    void withTheLastReminderOneMessageNamesWhoIsMissingAndNobodyOnLeave() throws IOException {
        nudged();
        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中");
        bot.says("ou_su", "om_2", "请假");
        bot.at("2024-12-06T14:00");
        assertThat(platform.sentTo("oc_group")).as("not yet").isEmpty();

        bot.at("2024-12-06T16:00");
        bot.at("2024-12-06T16:10");

        assertThat(platform.sentTo("oc_group")).singleElement().satisfies(nudge -> {
            assertThat(nudge.title()).isEqualTo("第 49 周周报还差几份");
            assertThat(nudge.text())
                    .contains("<at id=ou_lin></at>", "<at id=ou_he></at>")
                    .doesNotContain("周航", "苏岚", "ou_zhou", "ou_su");
        });
    }

    @Test
    void whereEverybodyHasAnsweredTheGroupHearsNothing() throws IOException {
        nudged();
        bot.at("2024-12-06T10:00");
        for (String member : new String[] {"ou_lin", "ou_zhou", "ou_su", "ou_he"}) {
            bot.says(member, "om_" + member, "1. 按计划推进，进度50%");
        }

        bot.at("2024-12-06T16:00");

        assertThat(platform.sentTo("oc_group")).isEmpty();
    }

    @Test
    void withoutTheWishNothingIsSaidInTheGroup() {
        bot.at("2024-12-06T10:00");
        bot.at("2024-12-06T16:00");

        assertThat(platform.sentTo("oc_group")).isEmpty();
    }

    private void nudged() throws IOException {
        Files.writeString(folder.resolve("teams/payments.yml"), fixture("payments.yml") + "timetable: {nudge: true}\n");
        restart();
    }
}
