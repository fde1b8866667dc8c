/** What the ledger notices when one week's report is read after those before it: findings, each with its reason and its quotes. */
@NullMarked
package io.rollcall.core.review;

import org.jspecify.annotations.NullMarked;
