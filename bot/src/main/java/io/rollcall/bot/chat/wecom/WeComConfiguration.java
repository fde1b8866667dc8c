package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Intake;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
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
    ChatPlatform weComPlatform(WeComSettings settings, Robots robots, AnswerTickets tickets) {
        return new WeComPlatform(settings, new WeComApi(settings, WALL_CLOCK), robots, tickets);
    }

    @Bean
    AnswerTickets weComAnswerTickets() {
        return new AnswerTickets(WALL_CLOCK);
    }

    /** The inbox wants the platforms, and they the robots: so it is asked for when all are there. */
    @Bean
    Robots weComRobots(WeComSettings settings, ObjectProvider<Intake> intake, Clock clock) {
        return new Robots(settings, intake::getObject, clock, WALL_CLOCK, RobotLink.Timing.USUAL, new SecureRandom());
    }

    @Bean
    WeComCallback weComCallback(WeComSettings settings, Intake intake, AnswerTickets tickets, Clock clock) {
        return new WeComCallback(settings, intake, tickets, clock, WALL_CLOCK);
    }
}
