/** What a chat platform is: decode what came in, send what goes out. One sub-package per platform. */
@NullMarked
package io.rollcall.bot.chat;

import org.jspecify.annotations.NullMarked;
