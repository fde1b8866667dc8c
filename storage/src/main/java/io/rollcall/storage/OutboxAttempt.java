package io.rollcall.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message was sent to, when it was last claimed, and when the platform had it; null while that is not known.
 */
record OutboxAttempt(
        String address, Instant claimedAt, @Nullable Instant sentAt) {}
