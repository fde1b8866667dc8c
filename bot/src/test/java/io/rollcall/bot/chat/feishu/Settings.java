package io.rollcall.bot.chat.feishu;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Settings as the tests use them. */
final class Settings {

    static final String APP_ID = "cli_demo000001";
    static final String SECRET = "demoSecret-must-never-show";
    static final String TOKEN = "vt-demo-token";

    private Settings() {}

    static FeishuSettings at(URI baseUrl) {
        return at(baseUrl, Duration.ofSeconds(5));
    }

    static FeishuSettings at(URI baseUrl, Duration callTimeout) {
        FeishuSettings.App app = new FeishuSettings.App(
                APP_ID, SECRET, FeishuCryptoTest.KEY, TOKEN, baseUrl, FeishuSettings.Events.WEBHOOK, null, null);
        return new FeishuSettings(
                Map.of("payments", app), Map.of(), Duration.ofHours(8), Duration.ofSeconds(2), callTimeout);
    }

    /** An app whose events come over the long connection, with no more than that takes. */
    static FeishuSettings longConnection(URI baseUrl) {
        FeishuSettings.App app = new FeishuSettings.App(
                APP_ID, SECRET, null, null, baseUrl, FeishuSettings.Events.LONG_CONNECTION, null, null);
        return new FeishuSettings(
                Map.of("payments", app), Map.of(), Duration.ofHours(8), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
