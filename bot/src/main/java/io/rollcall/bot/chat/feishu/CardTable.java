package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Part;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows and columns of plain text ("Table component"). It may stand only at a card's root; the client shows at most ten
 * rows at a time and has the reader turn over for more.
 */
record CardTable(List<String> columns, List<List<String>> rows) implements CardPiece {

    /** Of 50. */
    private static final int MOST_COLUMNS = 20;

    private static final int MOST_ROWS_SHOWN = 10;
    private static final int LONGEST_HEAD = 40;

    /** A cell of more is cut off or scrolled by the client. */
    private static final int LONGEST_CELL = 200;

    CardTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Whether its head and each of its rows are short enough to be read in a table, and to be repeated. */
    static boolean canShow(Part.Table table) {
        return table.columns().size() <= MOST_COLUMNS
                && table.columns().stream().allMatch(head -> head.length() <= LONGEST_HEAD)
                && table.rows().stream().flatMap(List::stream).allMatch(cell -> cell.length() <= LONGEST_CELL);
    }

    @Override
    public ObjectNode json() {
        ObjectNode table = Json.MAPPER.createObjectNode();
        table.put("tag", "table");
        table.put("page_size", Math.max(1, Math.min(MOST_ROWS_SHOWN, rows.size())));
        ArrayNode heads = table.putArray("columns");
        for (int i = 0; i < columns.size(); i++) {
            ObjectNode head = heads.addObject();
            head.put("name", name(i));
            // It is not documented whether a head is plain text.
            head.put("display_name", CardText.withoutTags(Words.line(columns.get(i), LONGEST_HEAD)));
            head.put("data_type", "text");
        }
        ArrayNode lines = table.putArray("rows");
        for (List<String> row : rows) {
            ObjectNode line = lines.addObject();
            for (int i = 0; i < row.size(); i++) {
                line.put(name(i), Words.clean(row.get(i)));
            }
        }
        return table;
    }

    private static String name(int column) {
        return "c" + (column + 1);
    }

    /** Its columns, too, in case the platform counts them. */
    @Override
    public int elements() {
        return 1 + columns.size();
    }

    @Override
    public int tables() {
        return 1;
    }

    @Override
    public int cost() {
        return headCost() + rows.stream().mapToInt(CardTable::rowCost).sum();
    }

    private int headCost() {
        return CardText.cost(new CardTable(columns, List.of()).json()) + 2;
    }

    @Override
    public boolean isBlank() {
        return rows.isEmpty();
    }

    /** Between rows; the head is repeated. */
    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        if (elements < elements()) {
            return Optional.empty();
        }
        int whole = 0;
        int used = headCost();
        while (whole < rows.size()) {
            used += rowCost(rows.get(whole));
            if (used > bytes) {
                break;
            }
            whole++;
        }
        if (whole == 0 || whole == rows.size()) {
            return Optional.empty();
        }
        return Optional.of(new Split(
                new CardTable(columns, rows.subList(0, whole)),
                new CardTable(columns, rows.subList(whole, rows.size()))));
    }

    private static int rowCost(List<String> row) {
        int cost = 3;
        for (int i = 0; i < row.size(); i++) {
            // Its name, its quotes, escaped, a colon and a comma.
            cost += CardText.cost(Words.clean(row.get(i))) + CardText.cost("\"" + name(i) + "\":\"\",");
        }
        return cost;
    }
}
