/** What is not kept for good is removed when its time has come. */
@NullMarked
package io.rollcall.bot.retention;

import org.jspecify.annotations.NullMarked;
