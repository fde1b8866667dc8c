/** Takes in reports that were written before the bot came, so that the ledger begins with what is known already. */
@NullMarked
package io.rollcall.bot.history;

import org.jspecify.annotations.NullMarked;
