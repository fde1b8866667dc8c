/** The whole bot, as its chat platform and its API's callers see it. */
package io.rollcall.bot.wire;
