package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DingTalkAccountsTest {

    private final DingTalkPlatform platform;

    DingTalkAccountsTest() {
        DingTalkSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        platform = new DingTalkPlatform(settings, new DingTalkApi(settings, Clock.systemUTC()));
    }

    @ParameterizedTest
    @CsvSource({
        "user7002, false, true",
        "0123456789012345, false, true",
        "lin.xiao@demo, false, true",
        "cidney, false, true",
        "cidDemoGroup==, true, true",
        "cid0123456789abcdefABCDEF, true, true",
        "cid01/3456789+bcdef=, true, true",
        "cidDemoGroup==, false, false",
        "dingtalk-webhook:payments, true, true",
        "dingtalk-webhook:payments, false, false",
        "dingtalk-webhook:nowhere, true, false",
        "dingtalk-webhook:, true, false",
        "user7002, true, false",
        "@all, false, false",
        "'a,b', false, false",
        "'lin ', false, false",
        "林晓, false, false",
        "'', false, false",
        "'', true, false",
    })
    void membersAreReachedByTheirUseridAndGroupsByTheirIdOrWebhook(String address, boolean isGroup, boolean usable) {
        Account account = new Account("dingtalk", "main", address);

        assertThat(platform.check(account, isGroup).isEmpty()).isEqualTo(usable);
        if (usable) {
            assertThat(platform.isGroup(account)).isEqualTo(isGroup);
        }
    }

    /** In a team of another platform a webhook's place has the webhook's name for its app. */
    @Test
    void aWebhookNeedsNoRobot() {
        assertThat(platform.check(new Account("dingtalk", "payments", "dingtalk-webhook:payments"), true))
                .isEmpty();
        assertThat(platform.check(new Account("dingtalk", "none", "dingtalk-webhook:none"), true))
                .hasValueSatisfying(problem -> assertThat(problem).contains("no DingTalk webhook named none"));
    }

    @Test
    void anAddressThatWillNotDoIsAnsweredWithTheFormThatWorks() {
        assertThat(platform.check(new Account("dingtalk", "main", "林晓"), false))
                .hasValueSatisfying(problem -> assertThat(problem).contains("\"林晓\"", "userid", "员工UserID"));
        assertThat(platform.check(new Account("dingtalk", "main", "oc_1"), true))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("openConversationId", "dingtalk-webhook:<name>", "there are: payments, unsigned"));
        assertThat(platform.check(new Account("dingtalk", "other", "lin"), false))
                .contains(
                        "no DingTalk robot named other is configured under rollcall.dingtalk.robots; there are: helper,"
                                + " main");
    }
}
