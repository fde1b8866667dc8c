package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.work.BackgroundWorker;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxSenders;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that goes out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
public class DeliveryConfiguration {

    @Bean
    ChatPlatforms chatPlatforms(List<ChatPlatform> platforms) {
        return new ChatPlatforms(platforms);
    }

    @Bean
    OutboxWorker outboxWorker(
            Outbox outbox,
            List<ChatPlatform> all,
            ChatPlatforms platforms,
            ObjectProvider<Undelivered> undelivered,
            OutboxSenders senders,
            PlatformTransactionManager transactions,
            Clock clock,
            ObjectProvider<Ticker> ticker,
            DeliverySettings settings) {
        all.forEach(platform -> settings.requireLeaseFor(platform, OutboxWorker.PATIENCE));
        return new OutboxWorker(
                outbox,
                senders,
                platforms,
                undelivered::getObject,
                new TransactionTemplate(transactions),
                clock,
                ticker.getIfAvailable(() -> Ticker.SYSTEM),
                settings,
                new Backoff(new SecureRandom()));
    }

    @Bean
    BackgroundWorker outboxThread(OutboxWorker worker, DeliverySettings settings) {
        return new BackgroundWorker("outbox", settings.interval(), settings.enabled(), worker::drain, worker::finish);
    }

    @Bean
    Postbox postbox(Outbox outbox, ChatPlatforms platforms, Clock clock, BackgroundWorker outboxThread) {
        return new Postbox(outbox, platforms, clock, outboxThread);
    }
}
