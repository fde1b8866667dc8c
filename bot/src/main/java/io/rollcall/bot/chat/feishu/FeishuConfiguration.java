package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.Intake;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Feishu as a chat platform, with its callback and its long connections. Wants a {@link Clock} and an
 * {@link Intake}; takes a {@link FeishuEndpoints} where there is one.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeishuSettings.class)
public class FeishuConfiguration {

    /** Of the two machines on the wire. The application's clock may play another hour; theirs do not. */
    private static final Clock WALL_CLOCK = Clock.systemUTC();

    @Bean
    FeishuApi feishuApi(FeishuSettings settings, ObjectProvider<FeishuEndpoints> endpoints) {
        FeishuEndpoints configured = app -> settings.app(app)
                .orElseThrow(() -> new IllegalArgumentException("no Feishu app of that name is configured"))
                .baseUrl();
        return new FeishuApi(settings, endpoints.getIfAvailable(() -> configured), WALL_CLOCK);
    }

    @Bean
    ChatPlatform feishuPlatform(FeishuSettings settings, FeishuApi api, Clock clock) {
        return new FeishuPlatform(settings, api, new BotIdentity(api, WALL_CLOCK), clock, WALL_CLOCK);
    }

    @Bean
    Deliveries feishuDeliveries(Intake intake, Clock clock) {
        return new Deliveries(intake, clock);
    }

    @Bean
    FeishuCallback feishuCallback(FeishuSettings settings, Deliveries deliveries, Clock clock) {
        return new FeishuCallback(settings, deliveries, clock, WALL_CLOCK);
    }

    @Bean
    LongConnections feishuLongConnections(FeishuSettings settings, FeishuApi api, Deliveries deliveries) {
        return new LongConnections(settings, api, deliveries, WALL_CLOCK);
    }
}
