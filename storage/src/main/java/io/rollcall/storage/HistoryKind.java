package io.rollcall.storage;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of lines of a history file between its head and its end, with what people call them. */
enum HistoryKind {
    ROUND("round", "rounds"),
    ASK("ask", "asks"),
    REMINDED("reminded", "own reminder", "own reminders"),
    REPLY("reply", "replies"),
    REPORT("report", "reports"),
    CHANGE("change", "draft change", "draft changes"),
    REVISION_DUE("revision_due", "revision to post", "revisions to post"),
    ITEM("item", "items"),
    GONE("gone", "former item", "former items"),
    STATEMENT("statement", "statements"),
    CORRECTION("correction", "item correction", "item corrections"),
    PROMPT("prompt", "prompts"),
    FINDING("finding", "findings"),
    QUESTION("question", "questions"),
    MUTED("muted", "muted item", "muted items"),
    ABSENCE("absence", "absences"),
    OWN_TIME("own_time", "member's own times", "members' own times");

    private final String type;
    private final String one;
    private final String many;

    HistoryKind(String name, String many) {
        this(name, name, many);
    }

    HistoryKind(String type, String one, String many) {
        this.type = type;
        this.one = one;
        this.many = many;
    }

    /** As its lines name it. */
    String type() {
        return type;
    }

    /** For people. */
    String counted(int count) {
        return count + " " + (count == 1 ? one : many);
    }

    static Optional<HistoryKind> of(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    /** Every type, for people. */
    static String all() {
        return Arrays.stream(values()).map(HistoryKind::type).collect(Collectors.joining(", "));
    }
}
