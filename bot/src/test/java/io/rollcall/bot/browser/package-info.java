/** A real browser for tests, found or fetched. */
package io.rollcall.bot.browser;
