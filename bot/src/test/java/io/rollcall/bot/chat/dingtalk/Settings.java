package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.dingtalk.DingTalkSettings.Events;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Settings as the tests use them. */
final class Settings {

    static final String CLIENT_ID = "dingdemoappkey01";
    static final String SECRET = "demoAppSecret_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    static final String WEBHOOK_TOKEN = "demo-webhook-token-must-never-show";
    static final String WEBHOOK_SECRET = "SEC0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private Settings() {}

    static DingTalkSettings at(URI baseUrl) {
        return at(baseUrl, Duration.ofSeconds(5));
    }

    static DingTalkSettings at(URI baseUrl, Duration callTimeout) {
        return new DingTalkSettings(
                Map.of(
                        "main", new DingTalkSettings.Robot(CLIENT_ID, SECRET, null, baseUrl, Events.WEBHOOK),
                        "helper", new DingTalkSettings.Robot(CLIENT_ID, SECRET, "dingrobot02", baseUrl, Events.STREAM)),
                Map.of(
                        "payments", new DingTalkSettings.Webhook(WEBHOOK_TOKEN, WEBHOOK_SECRET, baseUrl),
                        "unsigned", new DingTalkSettings.Webhook(WEBHOOK_TOKEN, null, baseUrl)),
                true,
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                callTimeout);
    }
}
