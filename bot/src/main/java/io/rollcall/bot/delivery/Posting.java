package io.rollcall.bot.delivery;

import io.rollcall.bot.chat.InDocument;
import io.rollcall.core.message.Message;
import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import io.rollcall.storage.OutboxKind;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to go out.
 *
 * @param key   names what this message is, such as {@code payments-2024-W49/ask/lin}; a second posting with the same
 *              key changes nothing
 * @param round the round it belongs to, if any
 * @param member the owner it is about, if any
 * @param document what takes its place where it is too long and the platform has documents; null to split it
 */
public record Posting(
        String key,
        OutboxKind kind,
        Account to,
        Message message,
        @Nullable RoundId round,
        @Nullable MemberId member,
        @Nullable InDocument document) {

    /** Of a message that is split where it is too long. */
    public Posting(
            String key,
            OutboxKind kind,
            Account to,
            Message message,
            @Nullable RoundId round,
            @Nullable MemberId member) {
        this(key, kind, to, message, round, member, null);
    }
}
