package io.rollcall.bot.chat.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.bot.chat.Connections;
import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.chat.SendResult;
import io.rollcall.core.message.Message;
import io.rollcall.core.team.Account;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class FeishuSettingsTest {

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(FeishuConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Intake.class, () -> (platform, app, key, sender, payload, at) -> true);

    private final ApplicationContextRunner configured = application.withPropertyValues(
            "rollcall.feishu.apps.payments.app-id=cli_1",
            "rollcall.feishu.apps.payments.app-secret=" + Settings.SECRET);

    @Test
    void withoutAnyAppThePlatformIsThereAndSpeaksForNobody() {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(FeishuSettings.class).apps()).isEmpty();
        });
    }

    @Test
    void anEmptyListOfAppsIsNoMistake() {
        application
                .withPropertyValues("rollcall.feishu.apps=")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anAppNeedsOnlyItsCredentials() {
        configured.run(context -> {
            assertThat(context).hasNotFailed();
            FeishuSettings settings = context.getBean(FeishuSettings.class);
            assertThat(settings.app("payments")).hasValueSatisfying(app -> {
                assertThat(app.baseUrl()).isEqualTo(URI.create("https://open.feishu.cn"));
                assertThat(app.encryptKey()).isNull();
                assertThat(app.verificationToken()).isNull();
                assertThat(app.events()).isEqualTo(FeishuSettings.Events.WEBHOOK);
            });
            assertThat(settings.freshness()).isEqualTo(Duration.ofHours(8));
            assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    void settingsPrintNoSecret() {
        configured
                .withPropertyValues(
                        "rollcall.feishu.apps.payments.encrypt-key=key-must-not-show",
                        "rollcall.feishu.apps.payments.verification-token=token-must-not-show")
                .run(context -> assertThat(context.getBean(FeishuSettings.class).toString())
                        .contains("cli_1")
                        .doesNotContain(Settings.SECRET, "must-not-show"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps.payments.encryption-key=x|encryption-key",
                "apps.payments.base-url=open.feishu.cn|https://open.feishu.cn",
                "apps.payments.base-url=ftp://open.feishu.cn|https://open.feishu.cn",
                "apps.payments.app-id=|appId",
                "apps.payments.app-secret=|appSecret",
                "apps.payments.events=websocket|rollcall.feishu.apps.payments.events",
                "freshness=0s|8h",
                "call-timeout=-1s|10s",
                "apps.other.app-id=cli_2|appSecret",
                "timeout=3s|rollcall.feishu.timeout",
                "apps[支付].app-id=cli_2|lower-case",
                "webhooks.pay.url=https://open.feishu.cn/hook/" + Settings.SECRET + "|/open-apis/bot/v2/hook/",
                "webhooks.pay.secret=" + Settings.SECRET + "|url",
                "webhooks[支付].url=https://open.feishu.cn/open-apis/bot/v2/hook/k|lower-case",
            })
    void aMistakeStopsTheStartAndSaysWhatWouldWorkWithoutTellingSecrets(String property, String said) {
        configured.withPropertyValues("rollcall.feishu." + property).run(context -> {
            assertThat(context).hasFailed();
            StringWriter trace = new StringWriter();
            context.getStartupFailure().printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains(said).doesNotContain(Settings.SECRET);
        });
    }

    @Test
    void aGroupsCustomBotIsNamedByItsAddressAndPrintsNeitherThatNorItsSecret() {
        String address = "https://open.larksuite.com/open-apis/bot/v2/hook/must-not-show";
        application
                .withPropertyValues(
                        "rollcall.feishu.webhooks.pay.url=" + address,
                        "rollcall.feishu.webhooks.pay.secret=" + Settings.SECRET)
                .run(context -> {
                    FeishuSettings settings = context.getBean(FeishuSettings.class);
                    assertThat(settings.webhook("pay").orElseThrow().address()).hasToString(address);
                    assertThat(settings.toString()).doesNotContain("must-not-show", Settings.SECRET);
                });
    }

    @Test
    void theConfiguredAddressIsCalled() {
        FakeFeishu feishu = new FakeFeishu();
        feishu.answerSent("om_1");
        server.setDispatcher(feishu);

        configured
                .withPropertyValues("rollcall.feishu.apps.payments.base-url=" + server.url("/"))
                .run(context -> assertThat(context.getBean(FeishuPlatform.class).send(ME, TEXT, "k"))
                        .isEqualTo(new SendResult.Sent("om_1")));
    }

    @Test
    void everythingOfAnAppGoesToItsOwnHostAsForLark() {
        FakeFeishu calls = new FakeFeishu();
        LongFeishu events = new LongFeishu();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return events.isMeant(request) ? events.answer(request) : calls.dispatch(request);
            }
        });
        calls.answer("{\"code\":0,\"data\":{\"document\":{\"document_id\":\"dox1\"}}}");
        calls.answer("{\"code\":0,\"data\":{}}");
        calls.answer("{\"code\":0,\"data\":{}}");
        Message report = Message.of("周报", Message.Tone.GOOD, ("联调完成，进入灰度。".repeat(10) + "\n").repeat(150));
        Account group = new Account("feishu", "payments", "oc_group");

        configured
                .withPropertyValues(
                        "rollcall.feishu.apps.payments.base-url=" + server.url("/"),
                        "rollcall.feishu.apps.payments.tenant-url=https://example.larksuite.com/",
                        "rollcall.feishu.apps.payments.document-folder=fldcn_demo",
                        "rollcall.feishu.apps.payments.events=long-connection")
                .run(context -> {
                    await().until(() -> context.getBean(Connections.class)
                            .connections()
                            .get(0)
                            .isUp());
                    FeishuPlatform platform = context.getBean(FeishuPlatform.class);
                    Payload document = platform.render(
                                    report, group, new InDocument(Message.of("周报", Message.Tone.GOOD, "变化"), "全文"))
                            .get(0);

                    assertThat(platform.send(group, document, "k").toString())
                            .contains("https://example.larksuite.com/docx/dox1");
                });

        assertThat(calls.tokenCalls).hasSize(1);
        assertThat(calls.calls)
                .as("with the tenant's address known, nobody is asked for it")
                .hasSize(3);
        assertThat(calls.sentBody(0).path("folder_token").stringValue()).isEqualTo("fldcn_demo");
    }

    @Test
    void anAppMayHaveItsEventsOverALongConnection() {
        LongFeishu feishu = new LongFeishu();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return feishu.answer(request);
            }
        });

        configured
                .withPropertyValues(
                        "rollcall.feishu.apps.payments.base-url=" + server.url("/"),
                        "rollcall.feishu.apps.payments.events=long-connection",
                        "rollcall.feishu.apps.other.app-id=cli_2",
                        "rollcall.feishu.apps.other.app-secret=s")
                .run(context -> {
                    Connections connections = context.getBean(Connections.class);
                    assertThat(connections.connections())
                            .singleElement()
                            .satisfies(one -> assertThat(one.app()).isEqualTo("payments"));
                    await().until(() -> connections.connections().get(0).isUp());
                    assertThat(feishu.deliver("{}").path("code").asInt()).isEqualTo(500);
                });
        await().until(() -> !feishu.isConnected());
        assertThat(feishu.latest().end).isEqualTo("closed with 1000");
    }

    @Test
    void aPlatformThatIsAwayDoesNotStopTheStart() {
        configured
                .withPropertyValues(
                        "rollcall.feishu.apps.payments.base-url=http://127.0.0.1:1",
                        "rollcall.feishu.apps.payments.events=long-connection")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Connections.class).connections())
                            .noneMatch(Connections.Connection::isUp);
                });
    }

    @Test
    void aBeanMayTellAnotherAddress() {
        FakeFeishu feishu = new FakeFeishu();
        feishu.answerSent("om_1");
        server.setDispatcher(feishu);

        configured
                .withBean(FeishuEndpoints.class, () -> app -> server.url("/").uri())
                .run(context -> assertThat(context.getBean(FeishuPlatform.class).send(ME, TEXT, "k"))
                        .isEqualTo(new SendResult.Sent("om_1")));
    }

    private static final Account ME = new Account("feishu", "payments", "ou_1");
    private static final Payload TEXT = new Payload("text", "{\"text\":\"x\"}");
}
