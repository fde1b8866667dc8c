package io.rollcall.core.review;

import io.rollcall.core.round.RoundId;
import io.rollcall.core.team.MemberId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finding that was put to a member.
 *
 * @param id         the row's number, 0 before it is stored
 * @param number     its place among the member's questions of the round, from 1
 * @param posted     names the message that put it
 * @param answer     what was said to it, or null while nothing was
 * @param change     what the answer makes of a line, or null where it changes none
 * @param answeredBy the platform's id of the message that answered, or null for a press of a button
 */
public record Question(
        long id,
        RoundId round,
        MemberId member,
        int number,
        RoundFinding about,
        State state,
        String posted,
        Instant askedAt,
        @Nullable Answer answer,
        @Nullable Rewording change,
        @Nullable Instant answeredAt,
        @Nullable String answeredBy) {

    /** Where a question stands. */
    public enum State {
        /** To be put once the member can be written to; until then nobody knows of it. */
        HELD,
        /** Put, and not answered yet. */
        OPEN,
        /** Answered. */
        ANSWERED,
        /** What it asked about is gone: the words were corrected or taken back. */
        WITHDRAWN,
        /** Not answered by the close. */
        EXPIRED
    }

    /** One that is being put. */
    public static Question put(
            RoundId round, MemberId member, int number, RoundFinding about, String posted, Instant at) {
        return new Question(0, round, member, number, about, State.OPEN, posted, at, null, null, null, null);
    }

    /** The same, for when the member can be written to. */
    public Question held() {
        return new Question(
                id, round, member, number, about, State.HELD, posted, askedAt, answer, change, answeredAt, answeredBy);
    }

    /** Whether an answer would still be the first. */
    public boolean isUnanswered() {
        return state == State.OPEN || state == State.EXPIRED;
    }

    public Optional<Answer> said() {
        return Optional.ofNullable(answer);
    }

    /** What the answer makes of a line; nothing where it was not answered, or only explained. */
    public Optional<Rewording> changes() {
        return state == State.ANSWERED ? Optional.ofNullable(change) : Optional.empty();
    }
}
