package io.rollcall.core.team;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Someone who writes a part of the report.
 *
 * @param name    as the report and the chat print it
 * @param account where they are reached
 * @param habits  when they like to be written to
 * @param left    the first day on which they are no longer there; null while nothing is known of that
 */
public record Member(
        MemberId id,
        String name,
        Account account,
        Habits habits,
        @Nullable LocalDate left) {

    /** Somebody who is there to stay, and is written to whenever the team is. */
    public Member(MemberId id, String name, Account account) {
        this(id, name, account, Habits.USUAL, null);
    }

    /** The same, reached elsewhere. */
    public Member at(Account other) {
        return new Member(id, name, other, habits, left);
    }

    public boolean hasLeftBy(LocalDate day) {
        return left != null && !day.isBefore(left);
    }
}
