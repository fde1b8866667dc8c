/** The outbox worker: pacing, retries, idempotency keys. */
@NullMarked
package io.rollcall.bot.delivery;

import org.jspecify.annotations.NullMarked;
