package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuAccountsTest {

    @ParameterizedTest
    @CsvSource({
        "ou_lin, false, true",
        "ou_7d8a6e6df7621556ce0d21922b676706ccs, false, true",
        "ou_demo-lin, false, true",
        "oc_group, true, true",
        "oc_demo_payments, true, true",
        "oc_group, false, false",
        "ou_lin, true, false",
        "lin, false, false",
        "ou_, false, false",
        "'ou_lin ', false, false",
        "lin@example.com, false, true",
        "lin@example.com, true, false",
        "+8613800000000, false, true",
        "13800000000, false, true",
        "lin@example, false, false",
        "12345, false, false",
        "'', true, false",
    })
    void peopleAreReachedByTheirOpenIdAndGroupsByTheirChatId(String address, boolean isGroup, boolean usable) {
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));

        assertThat(platform(settings)
                        .check(new Account("feishu", "payments", address), isGroup)
                        .isEmpty())
                .isEqualTo(usable);
    }

    @Test
    void anAddressThatWillNotDoIsAnsweredWithTheFormThatWorks() {
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));

        assertThat(platform(settings).check(new Account("feishu", "payments", "lin"), false))
                .hasValueSatisfying(problem -> assertThat(problem).contains("\"lin\"", "open_id", "ou_"));
    }

    @Test
    void anAppThatIsNotConfiguredIsAnsweredWithThoseThatAre() {
        FeishuSettings settings = Settings.at(URI.create("https://nowhere.invalid"));
        FeishuSettings none = new FeishuSettings(
                Map.of(), Map.of(), Duration.ofHours(8), Duration.ofSeconds(2), Duration.ofSeconds(5));
        Account account = new Account("feishu", "main", "ou_lin");

        assertThat(platform(settings).check(account, false))
                .contains("no Feishu app named main is configured under rollcall.feishu.apps; there are: payments");
        assertThat(platform(none).check(account, false))
                .contains("no Feishu app named main is configured under rollcall.feishu.apps; there is none yet");
    }

    private static FeishuPlatform platform(FeishuSettings settings) {
        Clock clock = Clock.systemUTC();
        FeishuApi api = new FeishuApi(settings, app -> URI.create("https://nowhere.invalid"), clock);
        return new FeishuPlatform(settings, api, new BotIdentity(api, clock), clock, clock);
    }
}
