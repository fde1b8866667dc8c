package io.rollcall.core.understand;

import org.jspecify.annotations.Nullable;

/** Words for days near the one on which the report is written, its week's Friday. */
enum DayWord {
    BEFORE_YESTERDAY(-2, "前天", "前日"),
    YESTERDAY(-1, "昨天", "昨日", "昨晚", "昨夜"),
    TODAY(0, "今天", "今日", "今早", "今晨"),
    /** Still to come when the report is written. */
    TONIGHT(0, "今晚"),
    TOMORROW(1, "明天", "明日", "明早", "明晚"),
    AFTER_TOMORROW(2, "后天", "后日");

    private static final DayWord[] ALL = values();
    /** What the words start with. */
    private static final String STARTS = "前昨今明后";

    private final int later;
    private final String[] words;

    DayWord(int later, String... words) {
        this.later = later;
        this.words = words;
    }

    /** Moves over such a word; null, without moving, where there is none: {@code 后天津}, {@code 今日头条}. */
    static @Nullable DayWord skip(Cursor cursor) {
        if (!cursor.isAtOneOf(STARTS)) {
            return null;
        }
        int start = cursor.position();
        for (DayWord word : ALL) {
            if (cursor.skipAny(word.words)) {
                if (!cursor.isAtOneOf("津头猫气")) {
                    return word;
                }
                break;
            }
        }
        cursor.moveTo(start);
        return null;
    }

    /** How many days after the report's. */
    int later() {
        return later;
    }

    /** Whether the day, or its part, still lies ahead when the report is written. */
    boolean isAhead() {
        return later > 0 || this == TONIGHT;
    }
}
