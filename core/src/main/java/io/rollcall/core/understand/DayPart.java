package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/** A part of the day, by the words for it. */
enum DayPart {
    MORNING("上午", "早上", "早"),
    NOON("中午"),
    AFTERNOON("下午"),
    EVENING("晚上", "晚间", "晚"),
    NIGHT("凌晨", "夜间"),
    /** {@code 周五下班前}. */
    END_OF_WORK("下班"),
    /** {@code 12/31零点}. */
    MIDNIGHT("零点");

    private static final DayPart[] ALL = values();
    /** What the words start with. */
    private static final String STARTS = "上早中下晚凌夜零";

    private final String[] words;

    /** Longer words first. */
    DayPart(String... words) {
        this.words = words;
    }

    /** Moves over a word for a part of the day; null, without moving, where there is none. */
    static @Nullable DayPart skip(Cursor cursor) {
        if (cursor.isAtOneOf(STARTS)) {
            for (DayPart part : ALL) {
                if (cursor.skipAny(part.words)) {
                    return part;
                }
            }
        }
        return null;
    }

    /** The hour from 0 to 23 that is meant by one from 0 to 24: {@code 下午3点} is 15. */
    int hour(int told) {
        boolean later = this == AFTERNOON || this == EVENING;
        return (later && told < 12 ? told + 12 : told) % 24;
    }
}
