package io.rollcall.bot.cli;

import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import io.rollcall.core.understand.ParsedReport;
import io.rollcall.core.understand.ParsedSection;
import io.rollcall.core.understand.Status;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text with what was understood of it: below each line what the line is, then each fact underlined and named.
 *
 * <pre>
 *  3 │ 1. 海棠：进度80%，预计12/20上线
 *    │    item, label 海棠, IN_PROGRESS
 *    │          ‾‾‾‾‾‾‾ progress 80 %
 *    │                   ‾‾‾‾‾‾‾‾‾‾‾‾‾ date 2024-12-20, planned, 海棠 上线
 * </pre>
 *
 * Columns are counted as a terminal shows them: a Chinese character takes two.
 */
final class Explanation {

    private static final String UNDERLINE = "‾";

    private final String text;
    private final Map<Integer, ParsedSection> titles = new HashMap<>();
    private final Map<Integer, ParsedNode> nodes = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();

    private Explanation(String text, ParsedReport report) {
        this.text = text;
        for (ParsedSection section : report.sections()) {
            if (section.title() != null) {
                titles.put(section.line(), section);
            }
            section.nodes().forEach(this::collect);
        }
        facts.sort(Comparator.comparingInt((Fact fact) -> fact.span().start())
                .thenComparing(fact -> fact instanceof Fact.Incident ? 0 : 1));
    }

    /** @param text what the report was parsed from */
    static void print(String text, ParsedReport report, PrintWriter out) {
        new Explanation(text, report).print(out);
    }

    private void collect(ParsedNode node) {
        nodes.put(node.line(), node);
        if (node instanceof ParsedNode.Item item) {
            facts.addAll(item.facts());
            item.children().forEach(this::collect);
        }
    }

    private void print(PrintWriter out) {
        int gutter = String.valueOf(text.lines().count()).length();
        int number = 1;
        int start = 0;
        int next = 0;
        while (start < text.length()) {
            int end = endOfLine(start);
            String line = text.substring(start, end);
            out.println((" %" + gutter + "d │ ").formatted(number) + Columns.shown(line));
            what(number)
                    .ifPresent(what -> out.println(" " + " ".repeat(gutter) + " │ "
                            + " ".repeat(Columns.of(line.substring(0, indent(line)))) + what));
            while (next < facts.size() && facts.get(next).span().start() < end) {
                out.println(" " + " ".repeat(gutter) + " │ " + underlined(line, start, facts.get(next++)));
            }
            start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
            number++;
        }
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
            indent++;
        }
        return indent;
    }

    /** What the line itself is, in words; empty for a blank one. */
    private Optional<String> what(int line) {
        ParsedSection section = titles.get(line);
        if (section != null) {
            return Optional.of("section " + section.title() + ", level " + section.level());
        }
        ParsedNode node = nodes.get(line);
        if (node instanceof ParsedNode.Item item) {
            String depth = item.depth() == 1 ? null : "depth " + item.depth();
            String label = item.title().map(title -> "label " + title).orElse(null);
            String status = item.state().map(Status::name).orElse(null);
            return Optional.of(joined("item", depth, label, status));
        }
        if (node instanceof ParsedNode.Text prose) {
            return Optional.of(prose.quoted() ? "quotation" : "text");
        }
        return Optional.empty();
    }

    private static String underlined(String line, int lineStart, Fact fact) {
        int from = Math.max(0, fact.span().start() - lineStart);
        int to = Math.min(line.length(), fact.span().end() - lineStart);
        int before = Columns.of(line.substring(0, from));
        int width = Columns.of(line.substring(from, to));
        Fact other = other(fact);
        return " ".repeat(before)
                + UNDERLINE.repeat(Math.max(1, width))
                + " "
                + named(fact)
                + (other == null ? "" : "; or " + named(other));
    }

    private static @Nullable Fact other(Fact fact) {
        if (fact instanceof Fact.Dated date) {
            return date.other();
        }
        return fact instanceof Fact.Progress progress ? progress.other() : null;
    }

    private static String named(Fact fact) {
        if (fact instanceof Fact.Dated date) {
            String promise = Stream.of(date.subject(), date.event())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            return joined(
                    "date " + days(date.from(), date.to()),
                    date.role().name().toLowerCase(Locale.ROOT),
                    promise.isEmpty() ? null : promise);
        }
        if (fact instanceof Fact.Progress progress) {
            return "progress " + number(progress.value()) + " %";
        }
        if (fact instanceof Fact.Metric metric) {
            String upTo = metric.valueTo() == null ? "" : " to " + number(metric.valueTo());
            String unit = metric.unit() == null ? "" : " " + metric.unit();
            return joined(
                    "metric " + (metric.name() == null ? "" : metric.name() + " = ") + number(metric.value()) + upTo
                            + unit,
                    metric.period());
        }
        if (fact instanceof Fact.Change change) {
            String sign = change.value().signum() < 0 ? "" : "+";
            String unit = change.unit() == null ? "" : " " + change.unit();
            String basis = change.basis() == null
                    ? null
                    : "against "
                            + change.basis().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return joined("change " + sign + number(change.value()) + unit, basis);
        }
        Fact.Incident incident = (Fact.Incident) fact;
        return joined(
                "incident " + incident.day() + (incident.time() == null ? "" : " " + incident.time()),
                incident.what(),
                incident.duration() == null
                        ? null
                        : "lasting " + incident.duration().toMinutes() + " min",
                incident.effect());
    }

    private static String days(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null) {
            return "until " + to;
        }
        if (to == null) {
            return "from " + from;
        }
        return from.equals(to) ? from.toString() : from + " to " + to;
    }

    private static String number(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String joined(@Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
