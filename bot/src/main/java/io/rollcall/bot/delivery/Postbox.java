package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.ChatPlatform;
import io.rollcall.bot.chat.ChatPlatforms;
import io.rollcall.bot.chat.InDocument;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.work.BackgroundWorker;
import io.rollcall.storage.Outbox;
import io.rollcall.storage.OutboxMessage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes messages for sending. A message becomes rows of the outbox in the caller's transaction, so that it goes out if
 * and only if the change of state that it tells of is committed.
 */
public final class Postbox {

    private final Outbox outbox;
    private final ChatPlatforms platforms;
    private final Clock clock;
    private final BackgroundWorker worker;

    Postbox(Outbox outbox, ChatPlatforms platforms, Clock clock, BackgroundWorker worker) {
        this.outbox = outbox;
        this.platforms = platforms;
        this.clock = clock;
        this.worker = worker;
    }

    /** Queues a message; does nothing when one with this key was queued before. */
    public void post(Posting posting) {
        ChatPlatform platform = platforms.named(posting.to().platform());
        InDocument document = posting.document();
        List<Payload> payloads = ChartRoom.fill(
                posting.message(),
                message -> document == null
                        ? platform.render(message, posting.to())
                        : platform.render(message, posting.to(), document));
        for (int part = 0; part < payloads.size(); part++) {
            Payload payload = payloads.get(part);
            outbox.enqueue(new OutboxMessage(
                    posting.key() + "#" + (part + 1),
                    posting.kind(),
                    posting.to(),
                    payload.type(),
                    payload.content(),
                    UUID.randomUUID().toString(),
                    posting.round(),
                    posting.member(),
                    part,
                    clock.instant()));
        }
        afterCommit(worker::wake);
    }

    /**
     * Queues what is to take the place of a message that is in the chat; does nothing when something with this key was
     * queued before. Of several for one message the last one queued counts.
     *
     * @param messageId the platform's id of that message, which went to the same account
     * @return false when nothing is queued: the platform cannot change what was sent, or this does not fit into one
     *         message
     */
    public boolean update(Posting posting, String messageId) {
        ChatPlatform platform = platforms.named(posting.to().platform());
        if (!platform.canUpdate(posting.to())) {
            return false;
        }
        Optional<List<Payload>> payloads = rendered(platform, posting, 1);
        if (payloads.isEmpty()) {
            return false;
        }
        enqueue(posting, posting.key(), payloads.get().get(0), 0, messageId);
        afterCommit(worker::wake);
        return true;
    }

    /**
     * Queues what is to take the place of a message that was sent in several parts: as many, each for one of them.
     *
     * @param messageIds the platform's ids of the parts, in their order
     * @return false when nothing is queued: the platform cannot change what was sent, or this makes more parts or fewer,
     *         whichever of its charts are left out
     */
    public boolean update(Posting posting, List<String> messageIds) {
        ChatPlatform platform = platforms.named(posting.to().platform());
        if (messageIds.isEmpty() || !platform.canUpdate(posting.to())) {
            return false;
        }
        Optional<List<Payload>> payloads = rendered(platform, posting, messageIds.size());
        if (payloads.isEmpty()) {
            return false;
        }
        for (int part = 0; part < messageIds.size(); part++) {
            Payload payload = payloads.get().get(part);
            enqueue(posting, posting.key() + "#" + (part + 1), payload, part, messageIds.get(part));
        }
        afterCommit(worker::wake);
        return true;
    }

    private static Optional<List<Payload>> rendered(ChatPlatform platform, Posting posting, int parts) {
        return ChartRoom.inParts(posting.message(), message -> platform.render(message, posting.to()), parts);
    }

    private void enqueue(Posting posting, String key, Payload payload, int part, String replaces) {
        outbox.enqueue(new OutboxMessage(
                key,
                posting.kind(),
                posting.to(),
                payload.type(),
                payload.content(),
                UUID.randomUUID().toString(),
                posting.round(),
                posting.member(),
                part,
                clock.instant(),
                replaces));
    }

    private static void afterCommit(Runnable action) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    action.run();
                }
            });
        } else {
            action.run();
        }
    }
}
