package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Intake;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DingTalk as a chat platform, with its callback and its Stream connections. Wants a {@link Clock} and an {@link Intake}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DingTalkSettings.class)
public class DingTalkConfiguration {

    /** Of the two machines on the wire. The application's clock may play another hour; theirs do not. */
    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    DingTalkApi dingTalkApi(DingTalkSettings settings) {
        return new DingTalkApi(settings, WALL_CLOCK);
    }

    @Bean
    ChatPlatform dingTalkPlatform(DingTalkSettings settings, DingTalkApi api) {
        return new DingTalkPlatform(settings, api);
    }

    @Bean
    Deliveries dingTalkDeliveries(Intake intake, Clock clock) {
        return new Deliveries(intake, clock);
    }

    @Bean
    DingTalkCallback dingTalkCallback(DingTalkSettings settings, Deliveries deliveries, Clock clock) {
        return new DingTalkCallback(settings, deliveries, clock, WALL_CLOCK);
    }

    @Bean
    StreamConnections dingTalkStreamConnections(DingTalkSettings settings, DingTalkApi api, Deliveries deliveries) {
        return new StreamConnections(settings, api, deliveries, WALL_CLOCK);
    }
}
