package io.rollcall.bot.inbox;

import io.rollcall.bot.chat.Intake;
import io.rollcall.bot.work.BackgroundWorker;
import io.rollcall.storage.Inbox;
import java.time.Instant;

/** Puts what the platforms deliver into the inbox table, and wakes who works it off. */
final class StoredIntake implements Intake {

    private final Inbox inbox;
    private final BackgroundWorker worker;

    StoredIntake(Inbox inbox, BackgroundWorker worker) {
        this.inbox = inbox;
        this.worker = worker;
    }

    @Override
    public boolean accept(String platform, String app, String key, String sender, String payload, Instant receivedAt) {
        boolean isNew = inbox.accept(platform, app, key, sender, payload, receivedAt);
        if (isNew) {
            worker.wake();
        }
        return isNew;
    }
}
