package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Settings as the tests use them. */
final class Settings {

    static final int AGENT_ID = 1000002;
    static final String SECRET = "demoSecret-must-never-show";
    static final String BOT_ID = "aibDemo01";
    static final String WEBHOOK_KEY = "demo-key-must-never-show";

    private Settings() {}

    /** Of robots that are not connected. */
    static final RobotVoice SILENT = (robot, command, body) -> {
        throw new CallFailedException("not connected");
    };

    static WeComSettings.Robot robot(URI url) {
        return new WeComSettings.Robot(
                WeComSettings.Events.LONG_CONNECTION,
                BOT_ID,
                SECRET,
                null,
                null,
                "周报助手",
                url,
                URI.create("https://qyapi.weixin.qq.com"));
    }

    static WeComSettings at(URI baseUrl) {
        return at(baseUrl, Duration.ofSeconds(5));
    }

    static WeComSettings at(URI baseUrl, Duration callTimeout) {
        WeComSettings.Agent agent = new WeComSettings.Agent(
                WeComCryptoTest.CORP, AGENT_ID, SECRET, WeComCryptoTest.TOKEN, WeComCryptoTest.KEY, baseUrl);
        return new WeComSettings(
                Map.of("main", agent),
                Map.of("payments", new WeComSettings.Webhook(WEBHOOK_KEY, baseUrl)),
                Map.of("helper", robot(URI.create("wss://nowhere.invalid"))),
                true,
                Duration.ofMinutes(10),
                Duration.ofSeconds(2),
                callTimeout);
    }
}
