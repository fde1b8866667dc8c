/** What the platforms delivered, worked off in order. */
@NullMarked
package io.rollcall.bot.inbox;

import org.jspecify.annotations.NullMarked;
