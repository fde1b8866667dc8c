package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Checkup;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Feishu's part of the doctor, with nothing else of the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeishuSettings.class)
public class FeishuCheckupConfiguration {

    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    Checkup feishuCheckup(FeishuSettings settings) {
        FeishuEndpoints configured = app -> settings.app(app)
                .orElseThrow(() -> new IllegalArgumentException("no Feishu app of that name is configured"))
                .baseUrl();
        FeishuApi api = new FeishuApi(settings, configured, WALL_CLOCK);
        return new FeishuCheckup(
                settings,
                api,
                new FeishuPlatform(settings, api, new BotIdentity(api, WALL_CLOCK), WALL_CLOCK, WALL_CLOCK),
                WALL_CLOCK);
    }
}
