package io.rollcall.bot.chat;

import io.rollcall.core.message.Message;

/**
 * What is posted in place of a message that is too long for one, while a document holds all of it.
 *
 * @param brief without the link to the document, which is put below it
 * @param label of that link
 */
public record InDocument(Message brief, String label) {}
