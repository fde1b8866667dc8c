package io.rollcall.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in the outbox and how it stands.
 *
 * @param attempts      how often it was claimed for sending, this time included
 * @param nextTryAt     when it is due; while {@code SENDING}, when the lease ends
 * @param lastError     why the last attempt failed, or null
 * @param sentMessageId the platform's id of what was sent, or null
 * @param firstTryAt    when the first attempt began that may have reached the platform, this one included while {@code
 *                      SENDING}; null when none may have
 */
public record OutboxRow(
        long id,
        OutboxMessage message,
        OutboxState state,
        int attempts,
        Instant nextTryAt,
        @Nullable String lastError,
        @Nullable String sentMessageId,
        @Nullable Instant sentAt,
        @Nullable Instant firstTryAt) {}
