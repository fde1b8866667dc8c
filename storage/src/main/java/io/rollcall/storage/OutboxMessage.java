package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, in the form in which it goes over the wire.
 *
 * @param key            names the message once and for all, such as {@code payments-2024-W49/lin/ask/0}; at most
 *                       {@value #MAX_KEY} characters. A second message of the same key is never sent
 * @param payloadType    the platform's own name for the kind of message
 * @param payload        the platform's own form of the content; every attempt sends these very bytes
 * @param idempotencyKey what the platform recognises a repeated attempt by; 1 to {@value #MAX_IDEMPOTENCY_KEY}
 *                       characters
 * @param round          the round it belongs to, or null
 * @param member         the member it is about, or null
 * @param part           its place within a message that was split, from 0
 * @param createdAt      when it was written; it is due at once
 * @param replaces       the platform's id of an earlier message to the same account whose place it takes, at most
 *                       {@value #MAX_REPLACES} characters; null for a message of its own
 */
public record OutboxMessage(
        String key,
        OutboxKind kind,
        Account account,
        String payloadType,
        String payload,
        String idempotencyKey,
        @Nullable RoundId round,
        @Nullable MemberId member,
        int part,
        Instant createdAt,
        @Nullable String replaces) {

    public static final int MAX_KEY = 190;
    public static final int MAX_IDEMPOTENCY_KEY = 50;
    public static final int MAX_REPLACES = 128;

    public OutboxMessage {
        requireLength("key", key, MAX_KEY);
        requireLength("idempotency key", idempotencyKey, MAX_IDEMPOTENCY_KEY);
        if (part < 0) {
            throw new IllegalArgumentException("part " + part + " is negative; the first is 0");
        }
        if (replaces != null) {
            requireLength("id of the replaced message", replaces, MAX_REPLACES);
        }
    }

    /** A message of its own. */
    public OutboxMessage(
            String key,
            OutboxKind kind,
            Account account,
            String payloadType,
            String payload,
            String idempotencyKey,
            @Nullable RoundId round,
            @Nullable MemberId member,
            int part,
            Instant createdAt) {
        this(key, kind, account, payloadType, payload, idempotencyKey, round, member, part, createdAt, null);
    }

    /** Without account and payload, so that what members write does not reach a log. */
    @Override
    public String toString() {
        return "OutboxMessage[" + key + ", " + kind + ", part " + part + "]";
    }

    private static void requireLength(String what, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            throw new IllegalArgumentException("the " + what + " \"" + value + "\" has " + value.length()
                    + " characters; it must have 1 to " + most);
        }
    }
}
