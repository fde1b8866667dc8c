package io.rollcall.bot.round;

import io.rollcall.core.message.Message.Line;
import io.rollcall.core.team.Section;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of the form that asks an owner, by which each section's lines come back. */
public final class FormFields {

    /** So that no section's id passes for something else that a press says. */
    private static final String PREFIX = "section-";

    private FormFields() {}

    public static String name(Section section) {
        return PREFIX + section.id().value();
    }

    /** Lines as somebody would type them, two blanks before a line for each level below the first. */
    static String text(List<Line> lines) {
        return lines.stream()
                .map(line -> "  ".repeat(line.depth() - 1)
                        + (line.marker().isEmpty() ? "" : line.marker() + " ")
                        + line.text())
                .collect(Collectors.joining("\n"));
    }

    /** What was filled in for a section; empty when nothing was. */
    public static String of(Map<String, String> values, Section section) {
        return values.getOrDefault(name(section), "");
    }
}
