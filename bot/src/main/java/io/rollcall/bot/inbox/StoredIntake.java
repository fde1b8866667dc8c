package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.Intake;
import io.rollcall.storage.Delivery;
import java.time.Instant;

/** Puts what the platforms deliver into the inbox table. */
final class StoredIntake implements Intake {

    private final InboxWriter writer;

    StoredIntake(InboxWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean accept(String platform, String app, String key, String sender, String payload, Instant receivedAt) {
        return writer.store(new Delivery(platform, app, key, sender, payload, receivedAt));
    }
}
