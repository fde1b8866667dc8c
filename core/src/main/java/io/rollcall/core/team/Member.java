package io.rollcall.core.team;

/**
 * Someone who writes a part of the report.
 *
 * @param name    as the report and the chat print it
 * @param account where they are reached
 */
public record Member(MemberId id, String name, Account account) {}
