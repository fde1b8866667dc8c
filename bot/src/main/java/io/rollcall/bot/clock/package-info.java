/** The application's clock, which may be started at another moment. */
@NullMarked
package io.rollcall.bot.clock;

import org.jspecify.annotations.NullMarked;
