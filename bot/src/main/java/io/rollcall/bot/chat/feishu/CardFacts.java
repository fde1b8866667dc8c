package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Fact;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Short values under their names, two side by side. */
record CardFacts(List<Fact> facts) implements CardPiece {

    private static final int A_ROW = 2;

    /** What takes up more than a corner of a phone's screen reads better as a line of its own. */
    private static final int LONGEST = 40;

    private static final int MOST = 12;

    CardFacts {
        facts = List.copyOf(facts);
    }

    /** Whether all of them are short, and not too many. */
    static boolean canShow(Part.Facts part) {
        return part.facts().size() <= MOST
                && part.facts().stream()
                        .allMatch(fact -> isShort(fact.label())
                                && isShort(fact.value())
                                && !(fact.label().isBlank() && fact.value().isBlank()));
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST && Words.line(text, LONGEST).equals(text.strip());
    }

    /**
     * The facts two by two: each row is a piece of its own, so that a card may end between them.
     */
    static List<CardPiece> rows(List<Fact> facts) {
        List<CardPiece> rows = new ArrayList<>();
        for (int from = 0; from < facts.size(); from += A_ROW) {
            rows.add(new CardFacts(facts.subList(from, Math.min(from + A_ROW, facts.size()))));
        }
        return rows;
    }

    @Override
    public ObjectNode json() {
        ObjectNode row = Json.MAPPER.createObjectNode();
        row.put("tag", "column_set");
        row.put("flex_mode", "none");
        ArrayNode columns = row.putArray("columns");
        for (Fact fact : facts) {
            ObjectNode column = columns.addObject();
            column.put("tag", "column");
            column.put("width", "weighted");
            column.put("weight", 1);
            ArrayNode elements = column.putArray("elements");
            if (!fact.label().isBlank()) {
                elements.add(CardPiece.note(fact.label()).json());
            }
            if (!fact.value().isBlank()) {
                elements.add(CardPiece.text(fact.value()).json());
            }
        }
        return row;
    }

    @Override
    public int elements() {
        return 1 + 5 * facts.size();
    }

    @Override
    public int cost() {
        return CardText.cost(json()) + 1;
    }

    @Override
    public boolean isBlank() {
        return facts.isEmpty();
    }

    @Override
    public Optional<Split> split(int bytes, int elements, boolean alone) {
        return Optional.empty();
    }
}
