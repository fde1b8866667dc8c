package io.rollcall.core.ledger;

/**
 * That a line is the item which an earlier line was.
 *
 * @param by   how that was told
 * @param sure how well the two fit, above 0 and at most 1
 */
public record Match<L extends Line>(L earlier, KnownBy by, double sure) {}
