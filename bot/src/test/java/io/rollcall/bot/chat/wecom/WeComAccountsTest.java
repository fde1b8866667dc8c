package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.core.team.Account;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeComAccountsTest {

    private final WeComSettings settings = Settings.at(URI.create("https://nowhere.invalid"));

    @ParameterizedTest
    @CsvSource({
        "LinXiao, false, true",
        "lin.xiao, false, true",
        "lin_xiao-2@demo, false, true",
        "00123, false, true",
        "wecom-webhook:payments, true, true",
        "wecom-webhook:payments, false, false",
        "wecom-webhook:nowhere, true, false",
        "wecom-webhook:, true, false",
        "lin.xiao, true, false",
        "@all, false, false",
        "lin|zhou, false, false",
        "'lin ', false, false",
        "林晓, false, false",
        "'', false, false",
        "'', true, false",
    })
    void membersAreReachedByTheirUseridAndGroupsByTheirRobot(String address, boolean isGroup, boolean usable) {
        Account account = new Account("wecom", "main", address);

        assertThat(platform(settings).check(account, isGroup).isEmpty()).isEqualTo(usable);
        assertThat(platform(settings).isGroup(account)).isEqualTo(address.startsWith("wecom-webhook:"));
    }

    @Test
    void aUseridHasAtMost64Characters() {
        assertThat(platform(settings).check(new Account("wecom", "main", "x".repeat(64)), false))
                .isEmpty();
        assertThat(platform(settings).check(new Account("wecom", "main", "x".repeat(65)), false))
                .isPresent();
    }

    @Test
    void anAddressThatWillNotDoIsAnsweredWithTheFormThatWorks() {
        assertThat(platform(settings).check(new Account("wecom", "main", "林晓"), false))
                .hasValueSatisfying(problem -> assertThat(problem).contains("\"林晓\"", "userid", "账号"));
        assertThat(platform(settings).check(new Account("wecom", "main", "wrGroup01"), true))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("\"wrGroup01\"", "wecom-webhook:<name>", "there are: payments"));
        assertThat(platform(settings).check(new Account("wecom", "main", "wecom-webhook:ops"), true))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("named ops", "rollcall.wecom.webhooks", "there are: payments"));
    }

    @Test
    void aGroupRobotNeedsNoApp() {
        assertThat(platform(settings).check(new Account("wecom", "payments", "wecom-webhook:payments"), true))
                .isEmpty();
        assertThat(platform(settings).check(new Account("wecom", "ops", "wecom-webhook:ops"), true))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("named ops", "rollcall.wecom.webhooks", "there are: payments"));
    }

    @Test
    void anAppThatIsNotConfiguredIsAnsweredWithThoseThatAre() {
        WeComSettings none = new WeComSettings(
                Map.of(),
                Map.of(),
                Map.of(),
                true,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
        Account account = new Account("wecom", "other", "lin");

        assertThat(platform(settings).check(account, false))
                .contains(
                        "no WeCom app or robot named other is configured under rollcall.wecom.agents or rollcall.wecom.robots; there are: helper, main");
        assertThat(platform(none).check(account, false))
                .contains(
                        "no WeCom app or robot named other is configured under rollcall.wecom.agents or rollcall.wecom.robots; there is none yet");
    }

    private static WeComPlatform platform(WeComSettings settings) {
        return new WeComPlatform(
                settings,
                new WeComApi(settings, Clock.systemUTC()),
                Settings.SILENT,
                new AnswerTickets(Clock.systemUTC()));
    }
}
