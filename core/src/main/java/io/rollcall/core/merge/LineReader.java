package io.rollcall.core.merge;

import io.rollcall.core.calendar.ReportWeek;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.ReportParser;
import io.rollcall.core.understand.Span;
import io.rollcall.core.understand.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single lines as the report's parser does. */
final class LineReader {

    /** A share as written, on folded text. */
    static final Pattern SHARE = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d+)? ?%");

    /** Words in brackets, brackets included. */
    static final Pattern BRACKETED = Pattern.compile("[（(\\[【][^（()）\\[\\]【】]{1,60}[）)\\]】]");

    /** Keeps a line's own beginning from being read as a list's number. */
    private static final String BULLET = "- ";

    private static final ReportParser PARSER = new ReportParser(Set.of());

    private final ReportWeek week;
    private final Map<String, Line> now = new HashMap<>();
    private final Map<String, Line> before = new HashMap<>();

    /** For one reply: what was read once is not read again. */
    LineReader(ReportWeek week) {
        this.week = week;
    }

    /** What a line says; the spans of its facts count within the line. */
    record Line(@Nullable String label, @Nullable Status status, List<Fact> facts) {

        boolean isPlanned() {
            return facts.stream().anyMatch(fact -> fact instanceof Fact.Dated date && date.role() == Fact.Role.PLANNED);
        }

        Optional<Fact.Progress> unfinished() {
            return facts.stream()
                    .filter(Fact.Progress.class::isInstance)
                    .map(Fact.Progress.class::cast)
                    .filter(progress -> progress.value().intValue() < 100)
                    .findFirst();
        }
    }

    Line read(String line) {
        return now.computeIfAbsent(line, text -> read(text, week));
    }

    /** As it was read a week ago, when a day that is over by now was still planned. */
    Line readWeekBefore(String line) {
        return before.computeIfAbsent(line, text -> read(text, week.previous()));
    }

    private static Line read(String line, ReportWeek week) {
        String oneLine = line.replaceAll("\\R", " ");
        List<ParsedSection> sections = PARSER.parse(BULLET + oneLine, week).sections();
        Optional<ParsedNode.Item> item =
                sections.stream().flatMap(ParsedSection::items).findFirst();
        return item.map(found -> new Line(
                        found.label(),
                        found.status(),
                        found.facts().stream().map(LineReader::within).toList()))
                .orElseGet(() -> new Line(null, null, List.of()));
    }

    private static Fact within(Fact fact) {
        Span span = fact.span();
        return fact.at(
                new Span(Math.max(0, span.start() - BULLET.length()), Math.max(0, span.end() - BULLET.length())));
    }
}
