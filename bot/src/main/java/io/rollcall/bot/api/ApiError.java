package io.rollcall.bot.api;

/** What went wrong, and what would work. */
record ApiError(String error) {}
