package io.rollcall.core.understand;

/** What a word may tell a rule. A word can have several senses: {@code 上线} is an event, and finishes a piece of work. */
enum Sense {
    /** Something is expected or aimed at: {@code 预计}. */
    PLAN,
    /** A promise was moved: {@code 延期至}. */
    MOVED,
    /** A figure or a day is aimed at: {@code 目标}. */
    TARGET,
    /** It has happened: {@code 已}, {@code 实际}. */
    HAPPENED,
    /** A piece of work is finished: {@code 完成}. */
    DONE,
    /** Finishes a piece of work unless it is still to come: {@code 上线}. */
    DELIVERY,
    /** Something goes live or is done on a day, which a month before it is the date of: {@code 6月上线}. */
    LIVE,
    /** Work begins, so it is under way: {@code 启动}. */
    START,
    /** Work is under way: {@code 推进}, {@code 待}. */
    OPEN,
    /** Someone's turn to be on duty: {@code 值班}. */
    DUTY,
    PAUSED,
    BLOCKED,
    NOT_STARTED,
    /** Turns the next word round: {@code 未}. */
    NOT,
    /** More is to come after what is finished: {@code 后续}. */
    LATER,
    /** A kind of work, of which a share may be done, and which may be going on: {@code 联调}. */
    WORK,
    /** A part of the work of which a share may be done, but which is no activity: {@code 整体}. */
    PART,
    /** Something that happens on a day. */
    EVENT,
    /** A thing that a month is the name of: {@code 5月例会}. */
    OCCASION,
    /** Something that went wrong on a day: {@code 430事故}. */
    INCIDENT,
    /** Names how much of a piece of work is done: {@code 进度}. */
    PROGRESS,
    /** Names a quantity, so that a bare number after it is a figure: {@code 点赞9}. */
    QUANTITY,
    UP,
    DOWN,
    /** What is saved is an amount of its own, not the difference of two: {@code 节省}. */
    SAVED,
    /** Sets a figure against an earlier one: {@code 较}. */
    COMPARE,
    LAST_WEEK,
    LAST_MONTH,
    LAST_QUARTER,
    LAST_YEAR;

    final long bit = 1L << ordinal();
}
