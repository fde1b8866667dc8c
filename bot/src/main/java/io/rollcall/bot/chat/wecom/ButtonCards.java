package io.rollcall.bot.chat.wecom;

import io.rollcall.bot.chat.Json;
import io.rollcall.bot.markup.Words;
import io.rollcall.core.message.Message;
import io.rollcall.core.message.Message.Button;
import io.rollcall.core.message.Message.Part;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message's buttons as template cards ({@code button_interaction}), which have room for a title, a line and six
 * buttons. The words of the message go before them as text, unless a card's line holds them all.
 */
final class ButtonCards {

    static final String TYPE = "template_card";

    private static final int MOST_BUTTONS = 6;
    private static final int MAX_LABEL = 10;
    private static final int MAX_TITLE = 36;
    private static final int MAX_WORDS = 160;
    private static final int PRIMARY = 1;
    private static final int PLAIN = 2;
    private static final String CHOSEN = "✓ ";

    private ButtonCards() {}

    /** The cards, in the order to be sent; none for a message without buttons. */
    static List<ObjectNode> of(Message message) {
        List<Button> buttons = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Buttons.class::isInstance)
                .flatMap(part -> ((Part.Buttons) part).buttons().stream())
                .toList();
        List<ObjectNode> cards = new ArrayList<>();
        int count = (buttons.size() + MOST_BUTTONS - 1) / MOST_BUTTONS;
        for (int i = 0; i < count; i++) {
            List<Button> some = buttons.subList(i * MOST_BUTTONS, Math.min(buttons.size(), (i + 1) * MOST_BUTTONS));
            cards.add(card(message, some, count == 1 ? "" : " (" + (i + 1) + "/" + count + ")"));
        }
        return List.copyOf(cards);
    }

    /** Whether a message's only card says all that the message does, so that no text needs to go before it. */
    static boolean sayAll(Message message) {
        List<Part> parts = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(part -> !(part instanceof Part.Buttons))
                .toList();
        return of(message).size() == 1
                && fits(message.title(), MAX_TITLE)
                && (parts.isEmpty()
                        || parts.size() == 1 && parts.get(0) instanceof Part.Text text && fits(text.text(), MAX_WORDS));
    }

    private static boolean fits(String text, int max) {
        String clean = Words.clean(text).strip();
        return clean.indexOf('\n') < 0 && clean.codePointCount(0, clean.length()) <= max;
    }

    private static ObjectNode card(Message message, List<Button> buttons, String mark) {
        String title = Words.line(message.title(), MAX_TITLE - mark.length());
        ObjectNode card = Json.MAPPER.createObjectNode();
        card.put("card_type", "button_interaction");
        card.putObject("main_title").put("title", PlainText.untagged((title + mark).strip()));
        String words = words(message, buttons);
        if (!words.isEmpty()) {
            card.put("sub_title_text", PlainText.untagged(words));
        }
        ArrayNode list = card.putArray("button_list");
        for (Button button : buttons) {
            list.addObject()
                    .put("text", PlainText.untagged(Words.line(button.label(), MAX_LABEL)))
                    .put("style", button.primary() ? PRIMARY : PLAIN)
                    .put("key", ButtonKey.of(button.value()));
        }
        return card;
    }

    /** What a card says under its title; a label too long for its button stands there in full. */
    private static String words(Message message, List<Button> buttons) {
        String said = message.blocks().stream()
                .flatMap(block -> block.parts().stream())
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .findFirst()
                .filter(text -> fits(text, MAX_WORDS))
                .orElse(message.summary());
        List<String> lines = new ArrayList<>();
        lines.add(Words.line(said, MAX_WORDS));
        buttons.stream()
                .map(button -> Words.line(button.label(), MAX_WORDS))
                .filter(label -> label.codePointCount(0, label.length()) > MAX_LABEL)
                .forEach(lines::add);
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines);
    }

    /** The card with a mark on the button of this key; the others stay, since a press need not settle the matter. */
    static ObjectNode chosen(JsonNode card, String key) {
        ObjectNode marked = (ObjectNode) card.deepCopy();
        for (JsonNode button : marked.path("button_list").values()) {
            String label = Json.at(button, "text");
            if (Json.at(button, "key").equals(key)) {
                ((ObjectNode) button).put("text", Words.line(CHOSEN + label, MAX_LABEL));
            }
        }
        return marked;
    }

    /** A card's words as a text message, for what refuses the card: its buttons are words that can be typed. */
    static String asText(JsonNode card) {
        List<String> lines = new ArrayList<>();
        lines.add(Json.at(card, "main_title", "title"));
        lines.add(Json.at(card, "sub_title_text"));
        StringBuilder labels = new StringBuilder();
        card.path("button_list")
                .values()
                .forEach(button ->
                        labels.append("[ ").append(Json.at(button, "text")).append(" ] "));
        lines.add(labels.toString().strip());
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines);
    }
}
