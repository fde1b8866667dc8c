/** What a member's message means and what the bot answers. */
@NullMarked
package io.rollcall.bot.conversation;

import org.jspecify.annotations.NullMarked;
