/** Compiling a round into a report, and rendering it as Markdown, HTML or a chat message. */
@NullMarked
package io.rollcall.core.report;

import org.jspecify.annotations.NullMarked;
