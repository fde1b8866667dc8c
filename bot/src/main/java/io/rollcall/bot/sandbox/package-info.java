/** A chat platform on this machine with a web page, faithful to Feishu's wire protocol, for trying out and for tests. */
@NullMarked
package io.rollcall.bot.sandbox;

import org.jspecify.annotations.NullMarked;
