package io.rollcall.bot.chat;

/**
 * A message as it goes over the wire.
 *
 * @param type    the platform's own name for the kind of message, such as {@code interactive}
 * @param content the platform's own form of the content
 */
public record Payload(String type, String content) {}
