package io.rollcall.bot.history;

import io.rollcall.bot.round.RoundHistory.Outcome;
import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.calendar.ReportWeeks;
import io.rollcall.core.team.SectionId;
import io.rollcall.core.team.Team;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What came of an import: what was understood, what was not, and which files were skipped for which reason. */
public final class ImportSummary {

    private static final int EXAMPLES = 5;
    private static final int LONGEST_QUOTE = 30;

    private final Team team;
    private final int files;
    private final Map<Outcome, TreeSet<ReportWeek>> weeks = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Understood> read = new ArrayList<>();
    private final List<Example> texts = new ArrayList<>();
    private final List<Example> homeless = new ArrayList<>();
    private final List<Example> unknown = new ArrayList<>();

    ImportSummary(Team team, int files) {
        this.team = team;
        this.files = files;
    }

    private record Skipped(String file, String reason) {}

    private record Example(String file, Understood.Line line) {}

    void imported(Outcome outcome, ReportWeeks covered, String file, Understood understood) {
        outcomes.merge(outcome, 1, Integer::sum);
        weeks.computeIfAbsent(outcome, each -> new TreeSet<>()).addAll(covered.weeks());
        if (outcome == Outcome.ALREADY_THERE) {
            return;
        }
        read.add(understood);
        understood.texts().forEach(line -> texts.add(new Example(file, line)));
        understood.homeless().forEach(line -> homeless.add(new Example(file, line)));
        understood.unknown().forEach(line -> unknown.add(new Example(file, line)));
    }

    void skipped(String file, String reason) {
        skipped.add(new Skipped(file, reason));
    }

    /** Whether every file is in the ledger now. */
    public boolean isComplete() {
        return skipped.isEmpty();
    }

    /** For people; lines end with {@code \n}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%s: %s, %d in the ledger, %d skipped%n"
                .formatted(team.id(), Plural.of(files, "file"), files - skipped.size(), skipped.size())
                .replace(System.lineSeparator(), "\n"));
        outcome(text, Outcome.NEW, "new");
        outcome(text, Outcome.REPLACED, "replaced");
        outcome(text, Outcome.ALREADY_THERE, "already there");
        if (!read.isEmpty()) {
            understood(text);
        }
        examples(
                text,
                "titles that name no section; their lines went with the section before",
                unknown,
                line -> line.under() == null
                        ? quote(line.words())
                        : quote(line.words()) + " under " + quote(line.under()));
        examples(
                text,
                "lines above the first section; kept at the end of the report, not in the ledger",
                homeless,
                line -> quote(line.words()));
        examples(text, "lines kept as text of their section, not as items", texts, line -> quote(line.words()));
        if (!unknown.isEmpty()) {
            text.append("\nTitles become known as aliases or parts of the team's sections; import again with --replace"
                    + " then.\n");
        }
        if (!skipped.isEmpty()) {
            text.append("\nskipped\n");
            skipped.forEach(each -> text.append("  ")
                    .append(each.file)
                    .append(": ")
                    .append(each.reason)
                    .append('\n'));
        }
        return text.toString();
    }

    private void outcome(StringBuilder text, Outcome outcome, String name) {
        TreeSet<ReportWeek> covered = weeks.get(outcome);
        if (covered != null) {
            text.append("  %-14s %5d   %s\n".formatted(name, outcomes.get(outcome), span(covered)));
        }
    }

    private static String span(TreeSet<ReportWeek> covered) {
        String span = covered.first().equals(covered.last())
                ? covered.first().toString()
                : covered.first() + " to " + covered.last();
        int missing = covered.first().weeksUntil(covered.last()) + 1 - covered.size();
        return missing == 0 ? span : span + ", " + Plural.of(missing, "week") + " missing between";
    }

    private void understood(StringBuilder text) {
        Set<SectionId> sections = new HashSet<>();
        read.forEach(each -> sections.addAll(each.sections()));
        text.append("\nunderstood\n");
        figure(text, "sections", sections.size() + " of " + team.allSections().count());
        figure(text, "items", sum(Understood::items));
        figure(text, "facts", sum(Understood::facts) + "   dates, progress, figures, changes");
        figure(
                text,
                "lines",
                sum(Understood::lines) + "   " + sum(Understood::items) + " items, "
                        + sum(Understood::headings) + " titles, " + sum(Understood::head) + " of page heads, "
                        + (texts.size() + homeless.size()) + " kept as they stand");
    }

    private static void figure(StringBuilder text, String name, Object figure) {
        text.append("  %-14s %s\n".formatted(name, figure));
    }

    private int sum(Function<Understood, Integer> count) {
        return read.stream().mapToInt(count::apply).sum();
    }

    private static void examples(
            StringBuilder text, String what, List<Example> found, Function<Understood.Line, String> shown) {
        if (found.isEmpty()) {
            return;
        }
        text.append('\n').append(found.size()).append(' ').append(what).append('\n');
        found.stream()
                .filter(example -> !example.line.words().isBlank())
                .limit(EXAMPLES)
                .forEach(example -> text.append("  ")
                        .append(example.file)
                        .append(':')
                        .append(example.line.number())
                        .append("  ")
                        .append(shown.apply(example.line))
                        .append('\n'));
        if (found.size() > EXAMPLES) {
            text.append("  and ").append(found.size() - EXAMPLES).append(" more\n");
        }
    }

    /** A few words of a report's line. */
    static String quote(String words) {
        String line = words.strip().replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ");
        int length = line.codePointCount(0, line.length());
        return "“"
                + (length <= LONGEST_QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…")
                + "”";
    }
}
