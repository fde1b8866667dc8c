package io.rollcall.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of a history file that is being read. What is wrong with it is told without quoting what members wrote. */
final class HistoryLine {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int number;
    private final JsonNode object;
    private final Set<String> read = new HashSet<>();

    private HistoryLine(int number, JsonNode object) {
        this.number = number;
        this.object = object;
    }

    static HistoryLine parse(int number, String line) {
        JsonNode object;
        try {
            object = JSON.readTree(line);
        } catch (JacksonException e) {
            // Without its cause, whose message would quote the line.
            throw new HistoryFileException(number, "is not JSON; is the file complete, and as it was exported?");
        }
        if (!object.isObject()) {
            throw new HistoryFileException(number, "is no JSON object; is the file complete, and as it was exported?");
        }
        return new HistoryLine(number, object);
    }

    int number() {
        return number;
    }

    /** Has a line say nothing that was not read: what another release knows of would be lost without a word. */
    void requireAllRead() {
        for (String name : object.propertyNames()) {
            if (!read.contains(name)) {
                throw new HistoryFileException(
                        number,
                        "has a \"" + name + "\" that this Rollcall does not know; import it with the release that"
                                + " exported it, or a newer one");
            }
        }
    }

    boolean has(String name) {
        return !value(name).isMissingNode() && !value(name).isNull();
    }

    private JsonNode value(String name) {
        read.add(name);
        return object.path(name);
    }

    String text(String name) {
        JsonNode value = value(name);
        if (!value.isString()) {
            throw new HistoryFileException(number, "has no text \"" + name + "\"");
        }
        return value.stringValue();
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** False where it is missing. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new HistoryFileException(number, "has a \"" + name + "\" that is neither true nor false");
        }
        return value.asBoolean(false);
    }

    int integer(String name) {
        JsonNode value = value(name);
        if (!value.isInt()) {
            throw new HistoryFileException(number, "has no whole number \"" + name + "\"");
        }
        return value.intValue();
    }

    Instant moment(String name) {
        return value(name, Instant::parse);
    }

    @Nullable
    Instant momentOrNull(String name) {
        return has(name) ? moment(name) : null;
    }

    LocalDate day(String name) {
        return value(name, LocalDate::parse);
    }

    List<Instant> moments(String name) {
        List<Instant> moments = new ArrayList<>();
        for (JsonNode each : array(name)) {
            moments.add(converted(name, each.stringValue(""), Instant::parse));
        }
        return moments;
    }

    /** The objects of a list, each to be read by itself. */
    List<HistoryLine> parts(String name) {
        List<HistoryLine> parts = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!each.isObject()) {
                throw new HistoryFileException(number, "has something else than objects in its list \"" + name + "\"");
            }
            parts.add(new HistoryLine(number, each));
        }
        return parts;
    }

    JsonNode object(String name) {
        JsonNode value = value(name);
        if (!value.isObject()) {
            throw new HistoryFileException(number, "has no object \"" + name + "\"");
        }
        return value;
    }

    JsonNode array(String name) {
        JsonNode value = value(name);
        if (!value.isArray()) {
            throw new HistoryFileException(number, "has no list \"" + name + "\"");
        }
        return value;
    }

    <T> T value(String name, Function<String, T> parse) {
        return converted(name, text(name), parse);
    }

    <T> @Nullable T valueOrNull(String name, Function<String, T> parse) {
        return has(name) ? value(name, parse) : null;
    }

    private <T> T converted(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new HistoryFileException(number, "cannot be used: its \"" + name + "\" has not the right form");
        }
    }
}
