/** What the bot says, free of any chat platform. */
@NullMarked
package io.rollcall.core.message;

import org.jspecify.annotations.NullMarked;
