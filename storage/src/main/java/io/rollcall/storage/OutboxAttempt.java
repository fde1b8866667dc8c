package io.rollcall.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a message was last claimed, and when the platform had it; null while that is not known. */
record OutboxAttempt(Instant claimedAt, @Nullable Instant sentAt) {}
