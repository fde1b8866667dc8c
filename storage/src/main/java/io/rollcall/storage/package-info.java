/** What Rollcall remembers: one repository per noun, on H2 or MySQL by the same SQL. */
@NullMarked
package io.rollcall.storage;

import org.jspecify.annotations.NullMarked;
