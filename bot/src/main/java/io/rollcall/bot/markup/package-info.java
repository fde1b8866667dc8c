/** Messages as text, for chats and messages that show text: laid out, split, and with nothing in it that could be markup. */
@NullMarked
package io.rollcall.bot.markup;

import org.jspecify.annotations.NullMarked;
