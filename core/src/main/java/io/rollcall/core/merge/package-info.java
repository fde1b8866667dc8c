/** Replies that change last week's lines: how a prompt numbers the lines, and what a reply makes of them. */
@NullMarked
package io.rollcall.core.merge;

import org.jspecify.annotations.NullMarked;
