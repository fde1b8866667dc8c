package io.rollcall.core.message;

import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Fact;
import io.rollcall.core.message.Message.Line;
import io.rollcall.core.message.Message.Part;
import io.rollcall.core.message.Message.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The richer parts of a message said with headings, paragraphs, lists and remarks, for what cannot show them. Nothing
 * that they tell is left out.
 */
final class InWords {

    private final Predicate<Part> canShow;

    InWords(Predicate<Part> canShow) {
        this.canShow = canShow;
    }

    Message of(Message message) {
        List<Block> blocks = message.blocks().stream()
                .map(block ->
                        new Block(block.parts().stream().flatMap(this::words).toList()))
                .toList();
        return new Message(message.title(), message.tone(), message.summary(), blocks);
    }

    private Stream<Part> words(Part part) {
        if (canShow.test(part)) {
            return Stream.of(part);
        }
        if (part instanceof Part.Facts facts) {
            return lines(facts.facts().stream().map(InWords::fact));
        }
        if (part instanceof Part.Table table) {
            return rows(table);
        }
        if (part instanceof Part.Chart chart) {
            return chart(chart);
        }
        if (part instanceof Part.Fold fold) {
            return Stream.concat(
                    Stream.of(new Part.Heading(fold.title())),
                    fold.parts().stream().flatMap(this::words));
        }
        if (part instanceof Part.Mention mention) {
            return Stream.of(new Part.Text(
                    mention.people().stream().map(person -> "@" + person.name()).collect(Collectors.joining(" "))));
        }
        if (part instanceof Part.Form form) {
            return form(form);
        }
        if (part instanceof Part.Link link) {
            return Stream.of(new Part.Text(labelled(link.label(), link.address())));
        }
        return Stream.of(part);
    }

    /** What its fields hold at first, or else what they ask for, and what to do instead; of a field without both nothing. */
    private static Stream<Part> form(Part.Form form) {
        Stream<Part> fields = form.fields().stream()
                .filter(field -> !field.value().isBlank() || !field.hint().isBlank())
                .flatMap(field -> Stream.of(
                        new Part.Heading(field.label()),
                        field.value().isBlank() ? new Part.Note(field.hint()) : filledIn(field.value())))
                .filter(part ->
                        !(part instanceof Part.Heading heading && heading.text().isBlank()));
        return form.instead().isEmpty() ? fields : Stream.concat(fields, Stream.of(new Part.Note(form.instead())));
    }

    private static Part filledIn(String value) {
        return new Part.Lines(value.lines()
                .filter(line -> !line.isBlank())
                .map(line -> new Line(1 + leadingBlanks(line) / 2, "", line.strip()))
                .toList());
    }

    private static int leadingBlanks(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static Stream<Part> lines(Stream<String> texts) {
        List<Line> lines = texts.map(text -> new Line(1, "•", text)).toList();
        return lines.isEmpty() ? Stream.empty() : Stream.of(new Part.Lines(lines));
    }

    private static String fact(Fact fact) {
        return labelled(fact.label(), fact.value());
    }

    private static Stream<Part> rows(Part.Table table) {
        List<Line> lines = table.rows().stream()
                .map(row -> {
                    String name = row.get(0).replaceFirst("^" + Part.Table.BELOW + "+", "");
                    List<String> cells = new ArrayList<>(row);
                    cells.set(0, name);
                    return new Line(1 + row.get(0).length() - name.length(), "•", row(table.columns(), cells));
                })
                .toList();
        return lines.isEmpty() ? Stream.empty() : Stream.of(new Part.Lines(lines));
    }

    /** The first cell names the row; with two columns the second cell needs no name. */
    private static String row(List<String> columns, List<String> cells) {
        if (columns.size() == 1) {
            return cells.get(0);
        }
        if (columns.size() == 2) {
            return labelled(cells.get(0), cells.get(1));
        }
        List<String> named = new ArrayList<>();
        for (int i = 1; i < columns.size(); i++) {
            if (!cells.get(i).isBlank()) {
                named.add(columns.get(i).isBlank() ? cells.get(i) : columns.get(i) + " " + cells.get(i));
            }
        }
        return labelled(cells.get(0), String.join(isWide(cells.get(0)) ? "，" : ", ", named));
    }

    private static Stream<Part> chart(Part.Chart chart) {
        String title = chart.unit().isEmpty() ? chart.title() : chart.title() + "（" + chart.unit() + "）";
        List<Series> all = chart.series();
        if (all.size() == 1 && all.get(0).name().equals(chart.title())) {
            return lines(Stream.of(
                    course(chart.points(), new Series(title, all.get(0).values()))));
        }
        return Stream.concat(
                Stream.of(new Part.Text(title)), lines(all.stream().map(series -> course(chart.points(), series))));
    }

    private static String course(List<String> points, Series series) {
        List<String> course = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            BigDecimal value = series.values().get(i);
            if (value != null) {
                course.add(points.get(i) + " " + value.toPlainString());
            }
        }
        return labelled(series.name(), String.join(" → ", course));
    }

    private static String labelled(String label, String value) {
        if (label.isBlank() || value.isBlank()) {
            return label.isBlank() ? value : label;
        }
        return label + (isWide(label) ? "：" : ": ") + value;
    }

    /** Whether it ends in a character of Chinese script, or its punctuation, after which punctuation is wide. */
    private static boolean isWide(String text) {
        return !text.isEmpty() && (Character.isIdeographic(text.codePointBefore(text.length())) || text.endsWith("）"));
    }
}
