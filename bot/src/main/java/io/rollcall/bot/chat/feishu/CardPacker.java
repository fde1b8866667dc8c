package io.rollcall.bot.chat.feishu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts pieces into as few cards as it can without tearing apart what belongs together. */
final class CardPacker {

    private final int maxBytes;
    private final int maxElements;
    private final int maxTables;
    private final int maxCharts;
    private final List<List<CardPiece>> bodies = new ArrayList<>();
    private List<CardPiece> open = new ArrayList<>();
    private int bytes;
    private int elements;
    private int tables;
    private int charts;

    CardPacker(int maxBytes, int maxElements, int maxTables, int maxCharts) {
        this.maxBytes = maxBytes;
        this.maxElements = maxElements;
        this.maxTables = maxTables;
        this.maxCharts = maxCharts;
    }

    /** Adds a block: to the open card, else to a card of its own, else in several. */
    void add(List<CardPiece> block) {
        int blockBytes = block.stream().mapToInt(CardPiece::cost).sum();
        int blockElements = block.stream().mapToInt(CardPiece::elements).sum();
        int blockTables = block.stream().mapToInt(CardPiece::tables).sum();
        int blockCharts = block.stream().mapToInt(CardPiece::charts).sum();
        if (!fits(blockBytes, blockElements) || !holds(blockTables, blockCharts)) {
            close();
        }
        for (CardPiece piece : block) {
            add(piece);
        }
    }

    /** The cards' bodies so far; none is empty. */
    List<List<CardPiece>> bodies() {
        close();
        return List.copyOf(bodies);
    }

    private void add(CardPiece piece) {
        CardPiece rest = piece;
        while (!fits(rest.cost(), rest.elements()) || !holds(rest.tables(), rest.charts())) {
            if (!holds(rest.tables(), rest.charts())) {
                turnOver();
                continue;
            }
            boolean underHeading = open.size() == 1 && isShortHeading(open.get(0));
            boolean tooMuchForAny = rest.cost() > maxBytes || rest.elements() > maxElements;
            Optional<CardPiece.Split> split = tooMuchForAny || underHeading
                    ? rest.split(maxBytes - bytes, maxElements - elements, underHeading || open.isEmpty())
                    : Optional.empty();
            if (split.isPresent()) {
                put(split.get().head());
                rest = split.get().rest();
                close();
            } else if (open.isEmpty()) {
                throw new IllegalArgumentException("a button of " + rest.cost()
                        + " bytes is too large for a card; give it a value and a label of at most 1000 bytes");
            } else {
                turnOver();
            }
        }
        put(rest);
    }

    private boolean fits(int moreBytes, int moreElements) {
        return bytes + moreBytes <= maxBytes && elements + moreElements <= maxElements;
    }

    private boolean holds(int moreTables, int moreCharts) {
        return tables + moreTables <= maxTables && charts + moreCharts <= maxCharts;
    }

    private void put(CardPiece piece) {
        boolean ruleAtTop = piece instanceof CardPiece.Rule && open.isEmpty();
        if (!ruleAtTop && !piece.isBlank()) {
            open.add(piece);
            bytes += piece.cost();
            elements += piece.elements();
            tables += piece.tables();
            charts += piece.charts();
        }
    }

    /** Closes the card within a block; a heading at its foot goes over to the next card, to what it is the head of. */
    private void turnOver() {
        CardPiece last = open.get(open.size() - 1);
        if (open.size() > 1 && isShortHeading(last)) {
            open.remove(open.size() - 1);
            close();
            put(last);
        } else {
            close();
        }
    }

    private boolean isShortHeading(CardPiece piece) {
        return piece instanceof CardPiece.Prose words
                && words.style() == CardPiece.Style.HEADING
                && words.cost() < maxBytes / 10;
    }

    private void close() {
        while (!open.isEmpty() && open.get(open.size() - 1) instanceof CardPiece.Rule) {
            open.remove(open.size() - 1);
        }
        if (!open.isEmpty()) {
            bodies.add(List.copyOf(open));
        }
        open = new ArrayList<>();
        bytes = 0;
        elements = 0;
        tables = 0;
        charts = 0;
    }
}
