package io.rollcall.core.merge;

import io.rollcall.core.calendar.ReportWeek;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A case of {@code merge-cases.txt}, which says how it is written. */
record MergeCase(
        String name,
        ReportWeek week,
        List<PromptLine> last,
        String reply,
        Map<String, String> expected,
        List<String> asked,
        List<String> fresh,
        Map<String, String> states,
        String kind) {

    static final String DELETED = "deleted";

    static List<MergeCase> all(String resource) {
        List<MergeCase> cases = new ArrayList<>();
        List<PromptLine> last = new ArrayList<>();
        String team = "";
        ReportWeek week = new ReportWeek(2024, 49);
        Draft draft = null;
        for (String line : lines(resource)) {
            if (line.isBlank() || line.startsWith("# ") || line.startsWith("#  ")) {
                continue;
            }
            if (line.startsWith("last ")) {
                draft = finish(draft, cases);
                String[] words = line.split(" ");
                team = words[1];
                week = ReportWeek.parse(words[2]);
                last = new ArrayList<>();
            } else if (line.startsWith("case ")) {
                finish(draft, cases);
                draft = new Draft(team + ": " + line.substring(5), week, List.copyOf(last));
            } else if (draft == null) {
                String[] parts = line.split(" \\| ", 2);
                last.add(PromptLine.of(parts[0], parts[1]));
            } else {
                draft.read(line);
            }
        }
        finish(draft, cases);
        return cases;
    }

    private static Draft finish(Draft draft, List<MergeCase> cases) {
        if (draft != null) {
            cases.add(draft.finished());
        }
        return null;
    }

    private static List<String> lines(String resource) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MergeCase.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class Draft {
        private final String name;
        private final ReportWeek week;
        private final List<PromptLine> last;
        private final List<String> reply = new ArrayList<>();
        private final Map<String, String> expected = new LinkedHashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final List<String> fresh = new ArrayList<>();
        private final Map<String, String> states = new LinkedHashMap<>();
        private String kind = "";

        Draft(String name, ReportWeek week, List<PromptLine> last) {
            this.name = name;
            this.week = week;
            this.last = last;
        }

        void read(String line) {
            if (line.startsWith("> ")) {
                reply.add(line.substring(2));
            } else if (line.startsWith("= ") && line.endsWith(" " + DELETED)) {
                expected.put(line.split(" ")[1], DELETED);
            } else if (line.startsWith("= ")) {
                String[] parts = line.substring(2).split(" \\| ", 2);
                expected.put(parts[0], parts[1]);
            } else if (line.startsWith("? ")) {
                asked.add(line.substring(2));
            } else if (line.startsWith("+ ")) {
                fresh.add(line.substring(2));
            } else if (line.startsWith("status ")) {
                states.put(line.split(" ")[1], line.split(" ")[2]);
            } else if (line.equals("partial") || line.equals("fresh")) {
                kind = line;
            } else {
                throw new IllegalArgumentException("case " + name + ": \"" + line + "\" says nothing known");
            }
        }

        MergeCase finished() {
            return new MergeCase(name, week, last, String.join("\n", reply), expected, asked, fresh, states, kind);
        }
    }
}
