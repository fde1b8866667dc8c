package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A piece of a card's body that stays together where it can. */
sealed interface CardPiece
        permits CardPiece.Prose,
                CardPiece.Rule,
                CardPiece.Row,
                CardChart,
                CardFacts,
                CardForm,
                CardLink,
                CardMention,
                CardPanel,
                CardTable {

    ObjectNode json();

    /** How many elements it counts for, nested ones and texts included. */
    int elements();

    /** How many bytes it adds to the request, with the comma that parts it from the next. */
    int cost();

    /** How many tables it holds; a card may hold but a few. */
    default int tables() {
        return 0;
    }

    /** How many charts it holds; a card may hold but a few. */
    default int charts() {
        return 0;
    }

    /** Whether pressing something in it calls the bot back, so that it must not be passed on to others. */
    default boolean callsBack() {
        return false;
    }

    /** Whether there is nothing in it to show. */
    boolean isBlank();

    /**
     * As much of it as fits, and the rest; for a piece that is too much for any card.
     *
     * @return empty when not even a line, or a button, fits; with {@code alone}, when not even a character does
     */
    Optional<Split> split(int bytes, int elements, boolean alone);

    /** A piece cut in two. */
    record Split(CardPiece head, CardPiece rest) {}

    static CardPiece heading(String text) {
        return new Prose(Style.HEADING, lines(text));
    }

    static CardPiece text(String text) {
        return new Prose(Style.NORMAL, lines(text));
    }

    static CardPiece note(String text) {
        return new Prose(Style.NOTE, lines(text));
    }

    /** A text object in which nothing can mention, link or style. */
    static ObjectNode plainText(String content) {
        return Json.MAPPER.createObjectNode().put("tag", "plain_text").put("content", content);
    }

    /** What a button does when it is pressed: to send its value back. */
    static ArrayNode callback(Button button) {
        ArrayNode behaviours = Json.MAPPER.createArrayNode();
        ObjectNode behaviour = behaviours.addObject();
        behaviour.put("type", "callback");
        ObjectNode value = behaviour.putObject("value");
        // Sorted, since the map's own order differs from run to run.
        new TreeMap<>(button.value()).forEach(value::put);
        return behaviours;
    }

    /** A list in one element: plain text has no lists, so depth is shown by full-width blanks, which no client drops. */
    static CardPiece lines(List<Line> lines) {
        List<String> all = new ArrayList<>();
        for (Line line : lines) {
            String indent = Prose.BLANK.repeat(Math.min(line.depth(), Prose.MAX_DEPTH) - 1);
            String marker = Words.line(line.marker(), Integer.MAX_VALUE);
            List<String> text = lines(line.text());
            all.add((indent + (marker.isEmpty() ? "" : marker + " ") + text.get(0)).stripTrailing());
            text.stream().skip(1).forEach(more -> all.add(indent + Prose.BLANK + more));
        }
        return new Prose(Style.NORMAL, all);
    }

    private static List<String> lines(String text) {
        return Arrays.asList(Words.clean(text).split("\n", -1));
    }

    /** How a text stands out. */
    enum Style {
        HEADING("heading", ""),
        NORMAL("normal", ""),
        NOTE("notation", "grey");

        private final String size;
        private final String colour;

        Style(String size, String colour) {
            this.size = size;
            this.colour = colour;
        }
    }

    /** Lines of text, in one element however many they are. */
    record Prose(Style style, List<String> lines) implements CardPiece {

        private static final String BLANK = "\u3000";

        /** Deeper levels look like this one, or a phone would have no room left for the text. */
        private static final int MAX_DEPTH = 8;

        public Prose {
            lines = List.copyOf(lines);
        }

        @Override
        public ObjectNode json() {
            ObjectNode text = Json.MAPPER.createObjectNode();
            text.put("tag", "plain_text");
            text.put("content", String.join("\n", lines));
            text.put("text_size", style.size);
            if (!style.colour.isEmpty()) {
                text.put("text_color", style.colour);
            }
            ObjectNode div = Json.MAPPER.createObjectNode();
            div.put("tag", "div");
            div.set("text", text);
            return div;
        }

        @Override
        public int elements() {
            return 2;
        }

        @Override
        public int cost() {
            return emptyCost() + CardText.cost(String.join("\n", lines));
        }

        private int emptyCost() {
            return CardText.cost(new Prose(style, List.of()).json()) + 1;
        }

        @Override
        public boolean isBlank() {
            return lines.stream().allMatch(String::isBlank);
        }

        @Override
        public Optional<Split> split(int bytes, int elements, boolean alone) {
            if (elements < elements()) {
                return Optional.empty();
            }
            int room = bytes - emptyCost();
            int lineBreak = CardText.cost('\n');
            int whole = 0;
            int used = 0;
            while (whole < lines.size()) {
                int next = CardText.cost(lines.get(whole)) + (whole == 0 ? 0 : lineBreak);
                if (used + next > room) {
                    break;
                }
                used += next;
                whole++;
            }
            if (whole > 0) {
                return Optional.of(new Split(
                        new Prose(style, lines.subList(0, whole)),
                        new Prose(style, lines.subList(whole, lines.size()))));
            }
            return alone ? splitLine(room) : Optional.empty();
        }

        private Optional<Split> splitLine(int room) {
            String line = lines.get(0);
            int end = 0;
            int used = 0;
            while (end < line.length()) {
                int codePoint = line.codePointAt(end);
                used += CardText.cost(codePoint);
                if (used > room) {
                    break;
                }
                end += Character.charCount(codePoint);
            }
            if (end == 0) {
                return Optional.empty();
            }
            List<String> rest = new ArrayList<>(lines);
            rest.set(0, line.substring(end));
            return Optional.of(new Split(new Prose(style, List.of(line.substring(0, end))), new Prose(style, rest)));
        }
    }

    /** A line across the card. */
    record Rule() implements CardPiece {

        @Override
        public ObjectNode json() {
            return Json.MAPPER.createObjectNode().put("tag", "hr");
        }

        @Override
        public int elements() {
            return 1;
        }

        @Override
        public int cost() {
            return CardText.cost(json()) + 1;
        }

        @Override
        public boolean isBlank() {
            return false;
        }

        @Override
        public Optional<Split> split(int bytes, int elements, boolean alone) {
            return Optional.empty();
        }
    }

    /** Buttons side by side, flowing onto further lines where the screen is narrow. */
    record Row(List<Button> buttons) implements CardPiece {

        public Row {
            buttons = List.copyOf(buttons);
        }

        @Override
        public ObjectNode json() {
            if (buttons.size() == 1) {
                return button(buttons.get(0));
            }
            ObjectNode row = Json.MAPPER.createObjectNode();
            row.put("tag", "column_set");
            row.put("flex_mode", "flow");
            ArrayNode columns = row.putArray("columns");
            for (Button button : buttons) {
                ObjectNode column = columns.addObject();
                column.put("tag", "column");
                column.put("width", "auto");
                column.putArray("elements").add(button(button));
            }
            return row;
        }

        private static ObjectNode button(Button button) {
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.put("tag", "button");
            json.set("text", plainText(Words.line(button.label(), Integer.MAX_VALUE)));
            json.put("type", button.primary() ? "primary" : "default");
            json.set("behaviors", callback(button));
            return json;
        }

        @Override
        public int elements() {
            return buttons.size() == 1 ? 2 : 1 + 3 * buttons.size();
        }

        @Override
        public int cost() {
            return CardText.cost(json()) + 1;
        }

        @Override
        public boolean callsBack() {
            return true;
        }

        @Override
        public boolean isBlank() {
            return buttons.isEmpty();
        }

        @Override
        public Optional<Split> split(int bytes, int elements, boolean alone) {
            for (int count = buttons.size() - 1; count > 0; count--) {
                Row head = new Row(buttons.subList(0, count));
                if (head.cost() <= bytes && head.elements() <= elements) {
                    return Optional.of(new Split(head, new Row(buttons.subList(count, buttons.size()))));
                }
            }
            return Optional.empty();
        }
    }
}
