/** A real MySQL server for tests, with nothing installed. */
@NullMarked
package io.rollcall.storage.mysql;

import org.jspecify.annotations.NullMarked;
