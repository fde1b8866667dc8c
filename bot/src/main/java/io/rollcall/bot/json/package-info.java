/** The JSON in which the API and the command line tell what was understood. */
@NullMarked
package io.rollcall.bot.json;

import org.jspecify.annotations.NullMarked;
