package io.rollcall.core.round;

import io.rollcall.core.team.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One owner within a round.
 *
 * @param askedAt    when the question was put, or null when it has not been
 * @param answeredAt when the first answer that still counts came, or null
 * @param standsIn   who was asked in the owner's place ({@code 转给@某人}), or null
 */
public record Ask(
        RoundId round,
        MemberId owner,
        AskState state,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable MemberId standsIn) {

    public static Ask waiting(RoundId round, MemberId owner) {
        return new Ask(round, owner, AskState.WAITING, null, null, null);
    }

    /** Who is to be written to: the owner, or who stands in. */
    public MemberId addressee() {
        return standsIn == null ? owner : standsIn;
    }
}
