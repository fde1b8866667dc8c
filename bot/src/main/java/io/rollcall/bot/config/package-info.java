/** What an operator edits: the team files, read strictly, so that a slip is told at the start and not on Friday. */
@NullMarked
package io.rollcall.bot.config;

import org.jspecify.annotations.NullMarked;
