package io.rollcall.core.review;

/**
 * What a member said to a question.
 *
 * @param words as they said it; what the button says for a press
 */
public record Answer(Kind kind, String words) {

    /** What an answer can be. */
    public enum Kind {
        /** It is done. */
        DONE,
        /** It stays as it was planned. */
        AS_PLANNED,
        /** It is moved to another day; without words, that day is still to be said. */
        MOVED,
        /** It is paused. */
        PAUSED,
        /** The figure was wrong, and this is the right one. */
        CORRECTED,
        /** What is written is right. */
        RIGHT,
        /** It is not done yet. */
        ONGOING,
        /** The reason, in their own words. */
        EXPLAINED,
        /** Do not ask about this again. */
        MUTED
    }

    /** Whether the day that it is moved to is still to be said. */
    public boolean lacksDay() {
        return kind == Kind.MOVED && words.isBlank();
    }
}
