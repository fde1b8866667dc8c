/** The command line: one class a subcommand; nothing here but {@code serve} and {@code demo} starts a server. */
@NullMarked
package io.rollcall.bot.cli;

import org.jspecify.annotations.NullMarked;
