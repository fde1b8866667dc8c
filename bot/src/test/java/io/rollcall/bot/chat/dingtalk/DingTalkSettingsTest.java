package io.rollcall.bot.chat.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Intake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class DingTalkSettingsTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(DingTalkConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Intake.class, () -> (platform, app, key, sender, payload, at) -> true);

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "rollcall.dingtalk.robots.main.client-id=" + Settings.CLIENT_ID,
            "rollcall.dingtalk.robots.main.client-secret=" + Settings.SECRET,
            "rollcall.dingtalk.webhooks.payments.access-token=" + Settings.WEBHOOK_TOKEN);

    @Test
    void withoutAnyRobotThePlatformIsThereAndSpeaksForNobody() {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(DingTalkSettings.class).robots()).isEmpty();
            assertThat(context.getBean(ChatPlatform.class).callTimeout()).isEmpty();
        });
    }

    @Test
    void aRobotNeedsOnlyItsCredentials() {
        configured.run(context -> {
            assertThat(context).hasNotFailed();
            DingTalkSettings settings = context.getBean(DingTalkSettings.class);
            DingTalkSettings.Robot robot = settings.robot("main").orElseThrow();
            assertThat(robot.code()).isEqualTo(Settings.CLIENT_ID);
            assertThat(robot.baseUrl()).hasToString("https://api.dingtalk.com");
            assertThat(robot.events()).isEqualTo(DingTalkSettings.Events.WEBHOOK);
            assertThat(settings.webhook("payments").orElseThrow().baseUrl()).hasToString("https://oapi.dingtalk.com");
            assertThat(settings.freshness()).isEqualTo(Duration.ofHours(1));
            assertThat(context.getBean(ChatPlatform.class).callTimeout())
                    .contains(new ChatPlatform.CallTimeout("rollcall.dingtalk.call-timeout", Duration.ofSeconds(10)));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            robots.main.client-secret= | 凭证与基础信息
            robots.main.client-id= | 凭证与基础信息
            robots.main.client-secret=${NOT_SET_ANYWHERE} | environment variable that is not set
            robots.main.base-url=nowhere | no web address
            robots.main.events=poll | events
            robots.Main.client-id=x | lower-case
            webhooks.payments.access-token= | access_token=
            webhooks.payments.access-token=https://oapi.dingtalk.com/robot/send?access_token=1 | only what stands
            webhooks.payments.secret=0123 | SEC
            freshness=0s | positive time
            call-timeout=-1s | positive time
            robots.main.verification-token=x | verification-token
            freshnes=1h | freshnes
            """)
    void aMistakeStopsTheStartAndSaysWhatWouldWork(String setting, String told) {
        configured.withPropertyValues("rollcall.dingtalk." + setting).run(context -> {
            assertThat(context).hasFailed();
            StringWriter trace = new StringWriter();
            context.getStartupFailure().printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains(told).doesNotContain(Settings.SECRET);
        });
    }
}
