package io.rollcall.bot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.config.MembersLookup;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A team file that names people as everybody knows them, and the bot that finds out whom it means. */
@ExtendWith(OutputCaptureExtension.class)
class MembersByContactTest extends WireTest {

    private static final String ROUND = "payments-2024-W49";

    @BeforeEach
    void nameMembersByContacts() throws IOException {
        String team = fixture("payments.yml")
                .replace("account: ou_zhou", "account: Zhou@example.com")
                .replace("account: ou_su", "account: \"+8613800000001\"");
        Files.writeString(folder.resolve("teams/payments.yml"), team);
        platform.knows("Zhou@example.com", "ou_zhou");
        platform.knows("+8613800000001", "ou_su");
    }

    @Test
    void membersAreAskedAndHeardUnderTheIdsThatThePlatformTells() {
        restart();
        lookUp();

        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中");

        assertThat(platform.sentTo("ou_su")).hasSize(1);
        assertThat(platform.sentTo("ou_zhou").get(1).title()).isEqualTo("已记下：【O1 业务支撑】");
        bot.at("2024-12-06T17:30");
        assertThat(bot.report(ROUND)).contains("佣金存管");
    }

    @Test
    void whoWasFoundOnceIsKnownAtAStartWithoutThePlatform() {
        restart();
        lookUp();
        platform.tellsNobody(true);
        restart();
        lookUp();

        bot.at("2024-12-06T10:00");
        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中");

        assertThat(platform.sentTo("ou_zhou").get(1).title()).isEqualTo("已记下：【O1 业务支撑】");
    }

    @Test
    void whoIsFoundLaterGetsTheQuestionThatWaitedAndIsHeardWithoutARestart(CapturedOutput output) {
        platform.knows("Zhou@example.com", "");
        restart();
        lookUp();
        assertThat(output).contains("payments/zhou").doesNotContain("Zhou@example.com", "13800000001");
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_zhou")).isEmpty();
        assertThat(platform.sentTo("ou_su")).as("the others are asked in time").hasSize(1);

        platform.knows("Zhou@example.com", "ou_zhou");
        clock.set("2024-12-06T10:11");
        lookUp();
        bot.tick();
        assertThat(platform.sentTo("ou_zhou")).hasSize(1);

        bot.says("ou_zhou", "om_1", "1. 佣金存管：联调中");
        assertThat(platform.sentTo("ou_zhou").get(1).title()).isEqualTo("已记下：【O1 业务支撑】");
    }

    @Test
    void theEditorHearsByNameOfWhoWasWrittenToByAContactInVain() {
        platform.knows("Zhou@example.com", "");
        restart();
        lookUp();
        bot.at("2024-12-06T10:00");
        platform.knows("Zhou@example.com", "ou_zhou");
        platform.refuses("ou_zhou", 230013);
        clock.set("2024-12-06T10:11");
        lookUp();

        bot.tick();
        bot.at("2024-12-06T10:12");

        assertThat(platform.sentTo("ou_lin"))
                .extracting(told -> told.text())
                .filteredOn(told -> told.contains("没有送达"))
                .singleElement()
                .asString()
                .contains("周航")
                .doesNotContain("清结算中心", "example.com");
    }

    @Test
    void aMissingScopeIsToldOnceAndOverWhenItIsThere(CapturedOutput output) {
        platform.tellsNobody(true);
        restart();
        lookUp();
        lookUp();
        assertThat(output.toString().split("scope contact:user.id:readonly", -1))
                .hasSize(2);

        platform.tellsNobody(false);
        lookUp();
        bot.at("2024-12-06T10:00");
        assertThat(platform.sentTo("ou_zhou")).hasSize(1);
    }

    private void lookUp() {
        bot.bean(MembersLookup.class).run();
    }
}
