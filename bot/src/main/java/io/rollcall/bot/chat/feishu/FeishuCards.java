package io.rollcall.bot.chat.feishu;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.chat.Payload;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Block;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as cards, JSON 2.0. Every text is a {@code plain_text} element, in which nothing can mention, link or
 * style.
 *
 * <p>A card holds at most 30 KB and 200 elements; a tenth of both is kept in reserve. A longer message becomes
 * several cards, split between its blocks; a block too long for one card is split between its parts, then between
 * lines, then within a line. Nothing is left out but rules at a card's edge.
 */
final class FeishuCards {

    static final String TYPE = "interactive";

    /**
     * Of 30 KB for the request. The card counts as it stands in the request, where it is a string within JSON and so
     * escaped twice; the reserve also holds the rest of the request.
     */
    static final int MAX_BYTES = 27_000;

    /** Of 200, nested ones and texts counted. */
    static final int MAX_ELEMENTS = 180;

    /** Titles and summaries are one line on a phone; a longer title is repeated in full within the card. */
    private static final int MAX_TITLE = 100;

    private static final int MAX_SUMMARY = 120;

    private final Message message;
    private final String title;

    private final int maxBytes;

    private FeishuCards(Message message, int maxBytes) {
        this.message = message;
        this.maxBytes = maxBytes;
        this.title = Words.line(message.title(), MAX_TITLE);
    }

    /**
     * The same message gives the same bytes.
     *
     * @return one {@code interactive} payload or several, in the order to be sent
     * @throws IllegalArgumentException when a single button is too large for a card
     */
    static List<Payload> render(Message message) {
        return render(message, MAX_BYTES);
    }

    /** The same where a card may have only so many bytes. */
    static List<Payload> render(Message message, int maxBytes) {
        FeishuCards cards = new FeishuCards(message.inWords(part -> false), maxBytes);
        List<List<CardPiece>> bodies = cards.bodies();
        List<Payload> payloads = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String mark = bodies.size() == 1 ? "" : mark(i + 1, bodies.size());
            payloads.add(new Payload(TYPE, Json.text(cards.card(bodies.get(i), mark))));
        }
        return List.copyOf(payloads);
    }

    private List<List<CardPiece>> bodies() {
        // With buttons a card says a little more of itself, so they are in the frame.
        int frame = CardText.cost(card(List.of(new CardPiece.Row(List.of())), mark(9_999, 9_999)));
        CardPacker packer = new CardPacker(maxBytes - frame, MAX_ELEMENTS - 1);
        if (Words.line(message.title(), Integer.MAX_VALUE).length() > title.length()) {
            packer.add(List.of(CardPiece.heading(message.title())));
        }
        message.blocks().forEach(block -> packer.add(pieces(block)));
        List<List<CardPiece>> bodies = packer.bodies();
        if (!bodies.isEmpty()) {
            return bodies;
        }
        // A card without a body is refused, so a message without one says its summary, or at least its title.
        String instead = message.summary().isBlank() ? message.title() : message.summary();
        packer.add(List.of(CardPiece.text(instead.isBlank() ? "…" : instead)));
        return packer.bodies();
    }

    private static List<CardPiece> pieces(Block block) {
        return block.parts().stream()
                .map(FeishuCards::piece)
                .filter(piece -> !piece.isBlank())
                .toList();
    }

    private static CardPiece piece(Part part) {
        if (part instanceof Part.Heading heading) {
            return CardPiece.heading(heading.text());
        }
        if (part instanceof Part.Text text) {
            return CardPiece.text(text.text());
        }
        if (part instanceof Part.Note note) {
            return CardPiece.note(note.text());
        }
        if (part instanceof Part.Lines lines) {
            return CardPiece.lines(lines.lines());
        }
        if (part instanceof Part.Buttons buttons) {
            return new CardPiece.Row(buttons.buttons());
        }
        return new CardPiece.Rule();
    }

    private ObjectNode card(List<CardPiece> body, String mark) {
        ObjectNode card = Json.MAPPER.createObjectNode();
        card.put("schema", "2.0");
        ObjectNode config = card.putObject("config");
        config.put("update_multi", true);
        // Whoever gets a forwarded card could press its buttons; a report without buttons may be passed on.
        if (body.stream().anyMatch(CardPiece.Row.class::isInstance)) {
            config.put("enable_forward", false);
        }
        // Without a summary the chat list and the notification show the card's first lines.
        String summary = Words.line(message.summary(), MAX_SUMMARY);
        config.putObject("summary").put("content", (summary.isEmpty() ? title : summary) + mark);
        if (!title.isEmpty() || !mark.isEmpty()) {
            ObjectNode header = card.putObject("header");
            header.putObject("title").put("tag", "plain_text").put("content", (title + mark).strip());
            header.put("template", colour());
        }
        ArrayNode elements = card.putObject("body").putArray("elements");
        body.forEach(piece -> elements.add(piece.json()));
        return card;
    }

    private static String mark(int part, int parts) {
        return " (" + part + "/" + parts + ")";
    }

    private String colour() {
        return switch (message.tone()) {
            case NEUTRAL -> "blue";
            case GOOD -> "green";
            case WARNING -> "orange";
        };
    }
}
