/** The words that people see, from message bundles, in their language. */
@NullMarked
package io.rollcall.bot.text;

import org.jspecify.annotations.NullMarked;
