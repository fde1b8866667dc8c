/** Work done in the background. */
@NullMarked
package io.rollcall.bot.work;

import org.jspecify.annotations.NullMarked;
