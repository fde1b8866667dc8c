/** A team on one machine that shows a whole week within a minute. */
@NullMarked
package io.rollcall.bot.demo;

import org.jspecify.annotations.NullMarked;
