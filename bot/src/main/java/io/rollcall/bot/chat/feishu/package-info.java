/**
 * Feishu and Lark: what members write comes in by signed and encrypted callbacks, or over a connection that is opened from
 * here; what the bot says goes out as cards.
 */
@NullMarked
package io.rollcall.bot.chat.feishu;

import org.jspecify.annotations.NullMarked;
