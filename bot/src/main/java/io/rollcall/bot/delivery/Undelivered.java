package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.SendResult;
import io.rollcall.storage.OutboxMessage;

/** Hears of messages that will never arrive. */
public interface Undelivered {

    /** Called in the transaction that marks the message. */
    void refused(OutboxMessage message, SendResult.Refused why);
}
