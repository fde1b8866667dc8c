/** How figures went over the weeks: series made of what was said of the ledger's items. */
@NullMarked
package io.rollcall.core.trend;

import org.jspecify.annotations.NullMarked;
