package io.rollcall.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbox_sender}. */
record OutboxSenderRow(
        String holder, Instant heldUntil, @Nullable Instant pausedUntil) {}
