/** Items that live across weeks, and what was said of them week by week. */
@NullMarked
package io.rollcall.core.ledger;

import org.jspecify.annotations.NullMarked;
