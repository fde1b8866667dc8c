/** What keeps a connection to a chat platform open and within bounds, whichever platform it is. */
@NullMarked
package io.rollcall.bot.socket;

import org.jspecify.annotations.NullMarked;
