/** Report weeks, merged weeks, statutory holidays and make-up workdays. */
@NullMarked
package io.rollcall.core.calendar;

import org.jspecify.annotations.NullMarked;
