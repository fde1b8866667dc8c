/** Reply text to items with facts: cursor, outline, annotators. */
@NullMarked
package io.rollcall.core.understand;

import org.jspecify.annotations.NullMarked;
