package io.rollcall.bot.config;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;

/** A text of a file that knows where it stands. */
record YamlText(String value, String key, int line, Problems problems) {

    void problem(String what) {
        problems.add(line, key, what);
    }

    /** The text as something else; empty, and a problem, when its maker refuses it. */
    <T> Optional<T> as(Function<String, T> maker) {
        try {
            return Optional.of(maker.apply(value));
        } catch (IllegalArgumentException | DateTimeException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
