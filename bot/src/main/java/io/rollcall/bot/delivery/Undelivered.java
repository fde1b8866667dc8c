package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.SendResult;
import io.rollcall.storage.OutboxMessage;

/** Knows which messages still make sense, and hears of those that will never arrive. */
public interface Undelivered {

    /**
     * Whether a message that is about to be sent still makes sense; asked for questions and reminders only, which may
     * have waited until after the answer. One that does not is {@linkplain #dropped dropped}.
     */
    boolean isStillWanted(OutboxMessage message);

    /** Called in the transaction that marks a message as dropped. */
    void dropped(OutboxMessage message);

    /** Called in the transaction that marks the message. */
    void refused(OutboxMessage message, SendResult.Refused why);
}
