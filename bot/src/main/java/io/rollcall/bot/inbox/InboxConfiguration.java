package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.Incoming;
import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.chat.SeenMessage;
import io.rollcall.bot.config.Teams;
import io.rollcall.bot.conversation.Conversation;
import io.rollcall.bot.delivery.Postbox;
import io.rollcall.bot.round.LastCall;
import io.rollcall.bot.round.ReplyBook;
import io.rollcall.core.round.Reply;
import io.rollcall.storage.Inbox;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything that comes in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxSettings.class)
class InboxConfiguration {

    @Bean
    InboxWorker inboxWorker(
            Inbox inbox,
            ChatPlatforms platforms,
            Conversation conversation,
            Teams teams,
            Postbox postbox,
            TransactionTemplate transactions,
            Clock clock) {
        LostNotice lost = new LostNotice(platforms, teams, postbox::post);
        return new InboxWorker(inbox, platforms, conversation::hear, lost, transactions, clock);
    }

    @Bean
    InboxThreads inboxThreads(InboxWorker worker, InboxSettings settings) {
        return new InboxThreads(worker, settings);
    }

    @Bean
    InboxWriter inboxWriter(Inbox inbox, InboxThreads threads, InboxSettings settings) {
        return new InboxWriter(
                group -> inbox.acceptAll(group, settings.storeWithin()),
                settings.storeWithin(),
                threads::wake,
                System::nanoTime);
    }

    @Bean
    Intake intake(InboxWriter writer) {
        return new StoredIntake(writer);
    }

    @Bean
    LastCall lastCall(
            InboxWorker worker,
            ReplyBook replies,
            Teams teams,
            ChatPlatforms platforms,
            Conversation conversation,
            TransactionTemplate transactions) {
        return new LookAgain(
                worker::drain,
                replies::counting,
                teams,
                platforms,
                (reply, seen) -> transactions.executeWithoutResult(status -> changed(conversation, reply, seen)),
                System::nanoTime);
    }

    private static void changed(Conversation conversation, Reply reply, SeenMessage seen) {
        if (seen.recalled()) {
            conversation.hear(reply.platform(), new Incoming.Recalled(reply.messageId(), seen.updatedAt()));
        } else if (seen.edited() && !seen.text().equals(reply.text())) {
            conversation.edited(reply.platform(), reply.messageId(), seen.text(), seen.updatedAt());
        }
    }
}
