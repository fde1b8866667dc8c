/** One collection of the report: its states, its asks, and what is due at a given moment. */
@NullMarked
package io.rollcall.core.round;

import org.jspecify.annotations.NullMarked;
