package io.rollcall.core.report;

import io.rollcall.core.message.Message.Part;
import io.rollcall.core.report.ReportWords.Word;
import io.rollcall.core.understand.Fact;
import io.rollcall.core.understand.ParsedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures side by side with their names, where every line is one, or names those below it. Each line stands in the table
 * word for word, but for the colon between the two.
 */
final class FigureTable {

    private static final int LONGEST_NAME = 30;
    private static final int LONGEST_VALUE = 60;
    private static final int FEWEST = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private int figures;

    private FigureTable() {}

    /** @return empty where a line is something else, or too long to be read in a cell */
    static Optional<Part.Table> of(List<Passage> passages, ReportWords words) {
        FigureTable table = new FigureTable();
        List<List<ParsedNode>> nodes = passages.stream().map(Passage::nodes).toList();
        boolean isTable = passages.stream().allMatch(passage -> passage.title() == null)
                && table.add(nodes.stream().flatMap(List::stream).toList(), Outline.of(nodes), 0)
                && table.figures >= FEWEST;
        return isTable
                ? Optional.of(new Part.Table(List.of(words.the(Word.FIGURE), words.the(Word.VALUE)), table.rows))
                : Optional.empty();
    }

    /** @param lines the same nodes as they are counted and shown elsewhere, one for each */
    private boolean add(List<ParsedNode> nodes, List<Outline> lines, int depth) {
        for (int i = 0; i < nodes.size(); i++) {
            Row row = nodes.get(i) instanceof ParsedNode.Item item ? Row.of(item, lines.get(i)) : null;
            if (row == null || row.name().length() > LONGEST_NAME || row.value().length() > LONGEST_VALUE) {
                return false;
            }
            rows.add(List.of(Part.Table.BELOW.repeat(depth) + row.name(), row.value()));
            figures += row.value().isEmpty() ? 0 : 1;
            if (!add(((ParsedNode.Item) nodes.get(i)).children(), lines.get(i).children(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private record Row(String name, String value) {

        /** Null for a line that holds no figure, and nothing below it either. */
        static @Nullable Row of(ParsedNode.Item item, Outline line) {
            String marker = (line.mark() == Outline.Mark.NUMBER ? line.number() + ". " : "") + line.tick();
            int colon = firstColon(line.text());
            boolean isHead = colon == line.text().length() - 1 && colon > 0;
            if (isHead && !item.children().isEmpty()) {
                return new Row(marker + line.text().substring(0, colon), "");
            }
            boolean hasFigure = item.facts().stream().anyMatch(Fact.Metric.class::isInstance);
            if (!hasFigure || isHead) {
                return null;
            }
            if (item.title().isPresent() && colon > 0) {
                return new Row(
                        marker + line.text().substring(0, colon).strip(),
                        line.text().substring(colon + 1).strip());
            }
            int figure = firstFigure(item, line.text());
            return figure <= 0
                    ? null
                    : new Row(
                            marker + line.text().substring(0, figure).strip(),
                            line.text().substring(figure).strip());
        }

        private static int firstColon(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '：' || text.charAt(i) == ':') {
                    return i;
                }
            }
            return -1;
        }

        /** Where the first figure's digits begin; its words may begin with its name. */
        private static int firstFigure(ParsedNode.Item item, String text) {
            int at = item.facts().stream()
                    .filter(Fact.Metric.class::isInstance)
                    .mapToInt(fact -> text.indexOf(fact.quote()))
                    .filter(index -> index >= 0)
                    .min()
                    .orElse(-1);
            while (at >= 0 && at < text.length() && !Character.isDigit(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? at : -1;
        }
    }
}
