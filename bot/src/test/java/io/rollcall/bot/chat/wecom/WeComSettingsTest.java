package io.rollcall.bot.chat.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.core.team.Account;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class WeComSettingsTest {

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(WeComConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Intake.class, () -> (platform, app, key, sender, payload, at) -> true);

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "rollcall.wecom.agents.main.corp-id=ww1",
            "rollcall.wecom.agents.main.agent-id=1000002",
            "rollcall.wecom.agents.main.secret=" + Settings.SECRET,
            "rollcall.wecom.webhooks.payments.key=" + Settings.WEBHOOK_KEY);

    @Test
    void withoutAnyAppThePlatformIsThereAndSpeaksForNobody() {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(WeComSettings.class).agents()).isEmpty();
            assertThat(context.getBean(WeComSettings.class).webhooks()).isEmpty();
        });
    }

    @Test
    void emptyListsAreNoMistake() {
        application
                .withPropertyValues("rollcall.wecom.agents=", "rollcall.wecom.webhooks=")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anAppNeedsOnlyItsCredentials() {
        configured.run(context -> {
            assertThat(context).hasNotFailed();
            WeComSettings settings = context.getBean(WeComSettings.class);
            assertThat(settings.agent("main")).hasValueSatisfying(agent -> {
                assertThat(agent.baseUrl()).isEqualTo(URI.create("https://qyapi.weixin.qq.com"));
                assertThat(agent.agentId()).isEqualTo(1000002);
                assertThat(agent.token()).isNull();
                assertThat(agent.encodingAesKey()).isNull();
            });
            assertThat(settings.webhook("payments")).isPresent();
            assertThat(settings.freshness()).isEqualTo(Duration.ofMinutes(10));
            assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void aRobotWithCallbacksNeedsNoConnection() {
        configured
                .withPropertyValues(
                        "rollcall.wecom.robots.helper.events=webhook",
                        "rollcall.wecom.robots.helper.token=token-must-not-show",
                        "rollcall.wecom.robots.helper.encoding-aes-key=" + WeComCryptoTest.KEY)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Robots.class).connections()).isEmpty();
                    assertThat(context.getBean(WeComSettings.class).toString())
                            .doesNotContain("must-not-show", WeComCryptoTest.KEY);
                });
    }

    @Test
    void settingsPrintNoSecret() {
        configured
                .withPropertyValues(
                        "rollcall.wecom.agents.main.token=token-must-not-show",
                        "rollcall.wecom.agents.main.encoding-aes-key=" + WeComCryptoTest.KEY)
                .run(context -> assertThat(context.getBean(WeComSettings.class).toString())
                        .contains("ww1")
                        .doesNotContain(Settings.SECRET, Settings.WEBHOOK_KEY, "must-not-show", WeComCryptoTest.KEY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agents.main.aes-key=x|aes-key",
                "agents.main.encoding-aes-key=demoSecret-must-never-show|43",
                "agents.main.secret=${WECOM_SECRET_UNSET}|environment variable",
                "agents.main.base-url=qyapi.weixin.qq.com|https://qyapi.weixin.qq.com",
                "agents.main.base-url=ftp://qyapi.weixin.qq.com|https://qyapi.weixin.qq.com",
                "agents.main.corp-id=|corpId",
                "agents.main.agent-id=|agentId",
                "agents.main.agent-id=-1|agentId",
                "agents.main.secret=|secret",
                "agents[支付].corp-id=ww2|lower-case",
                "webhooks.payments.key=|key",
                "webhooks.payments.key=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=demo-key-must-never-show|behind key=",
                "robots.helper.secret=s|bot-id",
                "robots.helper.bot-id=b|events: webhook",
                "robots.helper.events=callback|rollcall.wecom.robots.helper.events",
                "freshness=0s|10m",
                "connect-timeout=0s|3s",
                "call-timeout=-1s|10s",
                "timeout=3s|rollcall.wecom.timeout"
            })
    void aMistakeStopsTheStartAndSaysWhatWouldWorkWithoutTellingSecrets(String property, String said) {
        configured.withPropertyValues("rollcall.wecom." + property).run(context -> {
            assertThat(context).hasFailed();
            StringWriter trace = new StringWriter();
            context.getStartupFailure().printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains(said).doesNotContain(Settings.SECRET, Settings.WEBHOOK_KEY);
        });
    }

    @Test
    void theConfiguredAddressIsCalled() {
        FakeWeCom wecom = new FakeWeCom();
        wecom.answerSent("m-1");
        server.setDispatcher(wecom);

        configured
                .withPropertyValues("rollcall.wecom.agents.main.base-url=" + server.url("/"))
                .run(context -> assertThat(context.getBean(WeComPlatform.class)
                                .send(
                                        new Account("wecom", "main", "lin"),
                                        new Payload("text", "{\"content\":\"x\"}"),
                                        "k"))
                        .isEqualTo(new SendResult.Sent("m-1")));
    }
}
