package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.CallFailedException;
import io.rollcall.bot.chat.Checkup;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** WeCom's part of the doctor, with nothing else of the platform. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WeComSettings.class)
public class WeComCheckupConfiguration {

    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    Checkup weComCheckup(WeComSettings settings) {
        WeComApi api = new WeComApi(settings, WALL_CLOCK);
        RobotVoice silent = (robot, command, body) -> {
            throw new CallFailedException(command + ": robots are not connected here");
        };
        return new WeComCheckup(
                settings, api, new WeComPlatform(settings, api, silent, new AnswerTickets(WALL_CLOCK)), WALL_CLOCK);
    }
}
