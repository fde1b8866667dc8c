/** Quartz jobs, one line each: they tick the round. */
@NullMarked
package io.rollcall.bot.schedule;

import org.jspecify.annotations.NullMarked;
