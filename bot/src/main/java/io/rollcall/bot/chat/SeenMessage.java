package io.rollcall.bot.chat;

import java.time.Instant;

/**
 * How a member's message stands on the platform now.
 *
 * @param recalled  whether it has been taken back; the text is then empty
 * @param edited    whether it was changed after it was sent
 * @param updatedAt the last change, or when it was sent
 * @param text      as plain text, mentions replaced by names and the bot's own mention removed
 */
public record SeenMessage(String messageId, boolean recalled, boolean edited, Instant updatedAt, String text) {}
