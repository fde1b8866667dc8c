package io.rollcall.bot.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong in one file. */
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /**
     * @param line counted from 1; 0 for the file as a whole
     * @param key  such as {@code sections[2].owners}; empty for the file as a whole
     */
    void add(int line, String key, String what) {
        found.add(new Problem(line, key, what));
    }

    /** The file with a line of it, as the problems name it. */
    String at(int line) {
        return file + ":" + line;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(problem -> file
                        + (problem.line > 0 ? ":" + problem.line : "")
                        + ": "
                        + (problem.key.isEmpty() ? "" : problem.key + ": ")
                        + problem.what)
                .toList();
    }

    private record Problem(int line, String key, String what) {}
}
