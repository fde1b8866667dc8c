/** What the bot does, in figures for Prometheus: taken at the seams, so that what is measured does not know of it. */
@NullMarked
package io.rollcall.bot.metrics;

import org.jspecify.annotations.NullMarked;
