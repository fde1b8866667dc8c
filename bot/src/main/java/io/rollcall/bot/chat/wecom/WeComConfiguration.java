package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Intake;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** WeCom as a chat platform, with its callback. Wants a {@link Clock} and an {@link Intake}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WeComSettings.class)
public class WeComConfiguration {

    /** Of the two machines on the wire. The application's clock may play another hour; theirs do not. */
    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    ChatPlatform weComPlatform(WeComSettings settings) {
        return new WeComPlatform(settings, new WeComApi(settings, WALL_CLOCK));
    }

    @Bean
    WeComCallback weComCallback(WeComSettings settings, Intake intake, Clock clock) {
        return new WeComCallback(settings, intake, clock, WALL_CLOCK);
    }
}
