package io.rollcall.bot.chat.dingtalk;

import io.rollcall.bot.chat.Checkup;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** DingTalk's part of the doctor, with nothing else of the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DingTalkSettings.class)
public class DingTalkCheckupConfiguration {

    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    Checkup dingTalkCheckup(DingTalkSettings settings) {
        DingTalkApi api = new DingTalkApi(settings, WALL_CLOCK);
        return new DingTalkCheckup(settings, api, new DingTalkPlatform(settings, api), WALL_CLOCK);
    }
}
