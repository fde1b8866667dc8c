package io.rollcall.storage;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.Account;
import io.rollcall.core.team.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbox} as it lies in the table. */
record OutboxColumns(
        long id,
        String messageKey,
        OutboxKind kind,
        String platform,
        String app,
        String address,
        String payloadType,
        String payload,
        String idempotencyKey,
        @Nullable RoundId round,
        @Nullable MemberId member,
        int part,
        Instant createdAt,
        OutboxState state,
        int attempts,
        Instant nextTryAt,
        @Nullable String lastError,
        @Nullable String sentMessageId,
        @Nullable Instant sentAt,
        @Nullable Instant firstTryAt,
        @Nullable String replaces) {

    OutboxRow toRow() {
        OutboxMessage message = new OutboxMessage(
                messageKey,
                kind,
                new Account(platform, app, address),
                payloadType,
                payload,
                idempotencyKey,
                round,
                member,
                part,
                createdAt,
                replaces);
        return new OutboxRow(id, message, state, attempts, nextTryAt, lastError, sentMessageId, sentAt, firstTryAt);
    }
}
