/** REST under {@code /api/v1}, and the JSON that the command line shares with it. */
@NullMarked
package io.rollcall.bot.api;

import org.jspecify.annotations.NullMarked;
