/** The Spring Boot application. */
@NullMarked
package io.rollcall.bot;

import org.jspecify.annotations.NullMarked;
